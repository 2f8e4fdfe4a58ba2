"""Stage read: raw files of a region become the tables sources and utterances, without a name in them.

Raw files are only opened for reading. A file that cannot be read is left out with its reason; the others go on.
The tables are written when all files have been tried, whole or not at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from workbench import tables
from workbench.errors import NothingToDo, UnreadableSource
from workbench.privacy.pseudonymiser import Pseudonymiser
from workbench.project import RegionFolder, hash_file
from workbench.region import Region, SourceEntry, load_region
from workbench.transcripts import read, rebuild
from workbench.transcripts.labels import key as plain_label
from workbench.transcripts.model import Transcript


@dataclass(frozen=True)
class LeftOut:
    """A source that is not in the tables, by its name without names of people, and why."""

    source: str
    reason: str


@dataclass(frozen=True)
class Prepared:
    """What came of reading one region."""

    sources: pd.DataFrame
    utterances: pd.DataFrame
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]


def prepare(folder: RegionFolder, *, progress: Callable[[str], None] = lambda name: None) -> Prepared:
    """Read and pseudonymise all files of a region; writes nothing.

    Raises NothingToDo when no file can be used.
    """
    region = load_region(folder.raw)
    gate = Pseudonymiser([*(p.namen for p in region.gesprekspartners), *((name,) for name in region.bekende_namen)])
    transcripts, left_out = _read_all(folder, region, gate, progress)
    if not transcripts:
        raise NothingToDo(
            "geen enkel bestand kan gebruikt worden",
            where=f"regio {folder.name}",
            remedy=f"Zet transcripten of documenten in data/raw/{folder.name}."
            + "".join(f"\n  {one.source}: {one.reason}" for one in left_out),
        )
    source_rows, utterance_frames, warnings = [], [], []
    for path, entry, source_id, transcript in transcripts:
        clean = _through_gate(transcript, gate)
        source_rows.append(_source_row(folder, path, entry, source_id, clean, region, gate))
        utterance_frames.append(_with_people(transcript, clean, entry, region, source_id))
        warnings += [f"{source_id}: {warning}" for warning in transcript.warnings if not _answered(warning, entry)]
    return Prepared(
        tables.frame(tables.SOURCES, source_rows),
        tables.frame(tables.UTTERANCES, pd.concat(utterance_frames, ignore_index=True)),
        tuple(left_out),
        tuple(warnings),
    )


def store(folder: RegionFolder, prepared: Prepared) -> None:
    """Write both tables; the old ones stay when one of them does not fit."""
    tables.check(tables.SOURCES, prepared.sources)
    tables.write(tables.UTTERANCES, prepared.utterances, folder.table("utterances"))
    tables.write(tables.SOURCES, prepared.sources, folder.table("sources"))


def _read_all(folder: RegionFolder, region: Region, gate: Pseudonymiser, progress: Callable[[str], None]):
    found: list[tuple[Path, SourceEntry, str, Transcript]] = []
    left_out: list[LeftOut] = []
    taken: set[str] = set()
    for path in folder.source_files():
        source_id = _source_id(path, gate, taken)
        progress(source_id)
        try:
            transcript = read(path, source_id=source_id)
        except UnreadableSource as error:
            left_out.append(LeftOut(source_id, gate.replace(f"{error.what}. {error.remedy}")[0]))
            continue
        found.append((path, region.entry(path.relative_to(folder.raw).as_posix()), source_id, transcript))
        for label in transcript.utterances["speaker"].dropna().unique():
            gate.add_label(label)
    for _, _, _, transcript in found:
        gate.add_addressed(transcript.text)
    there = {path.relative_to(folder.raw).as_posix() for path in folder.source_files()}
    missing = [entry.bestand for entry in region.bronnen if entry.bestand not in there]
    left_out += [
        LeftOut(_slug(gate.replace(name)[0]), "staat in region.yaml, maar het bestand is er niet") for name in missing
    ]
    return found, left_out


def _source_id(path: Path, gate: Pseudonymiser, taken: set[str]) -> str:
    """A readable name from the file name, without a person's name in it, unique in the region."""
    spaced = re.sub(r"[_\-.]+", " ", unicodedata.normalize("NFC", path.stem))
    gate.add_addressed(spaced)
    base = _slug(gate.replace(spaced)[0])
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "bron"


def _through_gate(transcript: Transcript, gate: Pseudonymiser) -> Transcript:
    old = transcript.utterances
    texts = [gate.replace(transcript.text[a:b])[0] for a, b in zip(old["start"], old["end"], strict=True)]
    labels = [None if pd.isna(label) else gate.label(label) for label in old["speaker"]]
    return rebuild(transcript, texts, labels)


def _source_row(folder, path, entry: SourceEntry, source_id, transcript: Transcript, region: Region, gate) -> dict:
    partners = {region.respondent(one) for one in (*entry.gesprekspartners, *entry.sprekers.values())} - {None}
    shared = {person.perspective for person in partners}
    return {
        "source_id": source_id,
        "region": folder.name,
        "kind": entry.soort or transcript.kind,
        "title": gate.replace(entry.titel)[0] or source_id,
        "sha256": hash_file(path),
        "text": transcript.text,
        "perspective": entry.perspectief or (shared.pop() if len(shared) == 1 else None),
        "status": entry.status,
        "date": entry.datum.isoformat() if entry.datum else None,
    }


def _with_people(raw: Transcript, clean: Transcript, entry: SourceEntry, region: Region, source_id: str):
    """Fill speaker_id, speaker_role, organisation_type and perspective from what ``region.yaml`` knows."""
    utterances = clean.utterances.copy()
    mapping = {plain_label(label): person for label, person in entry.sprekers.items()}
    by_name = {plain_label(name): person.id for person in region.gesprekspartners for name in person.namen}
    alone = entry.gesprekspartners[0] if len(entry.gesprekspartners) == 1 else None
    rows = []
    for original, stored, role in zip(
        raw.utterances["speaker"], utterances["speaker"], utterances["speaker_role"], strict=True
    ):
        label = None if pd.isna(original) else plain_label(original)
        person_id = mapping.get(label) or by_name.get(label) if label else alone
        if person_id == "interviewer":
            rows.append((None, "interviewer", None, None))
            continue
        person = region.respondent(person_id) if person_id else None
        if person:
            role = "author" if entry.soort in ("verslag", "document") else "respondent"
            rows.append((person.id, role, person.organisatietype, person.perspective))
        elif role == "respondent":
            # a code such as R1 is somebody else in every file; a name is one person in the region
            named = isinstance(stored, str) and stored.startswith("[PERSOON-")
            known = stored.strip("[]") if named else f"{source_id}:{stored if label else 'onbekend'}"
            rows.append((known, role, None, None))
        else:
            rows.append((None, role, None, entry.perspectief))
    utterances[["speaker_id", "speaker_role", "organisation_type", "perspective"]] = pd.DataFrame(
        rows,
        columns=["speaker_id", "speaker_role", "organisation_type", "perspective"],
        index=utterances.index,
    )
    return utterances


def _answered(warning: str, entry: SourceEntry) -> bool:
    """A reader's doubt about who the interviewer is counts for nothing once region.yaml says it."""
    return "interviewer" in warning and "interviewer" in entry.sprekers.values()

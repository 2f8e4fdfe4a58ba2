"""Stage read: raw files of a region become the tables sources and utterances, without a name in them.

Raw files are only opened for reading. A file that cannot be read is left out with its reason; the others go on.
The tables are written when all files have been tried, whole or not at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from workbench import tables
from workbench.errors import NothingToDo, UnreadableSource
from workbench.language import compound
from workbench.privacy.names import is_dutch
from workbench.privacy.pseudonymiser import Pseudonymiser
from workbench.project import RegionFolder, hash_file
from workbench.region import Region, SourceEntry, load_region
from workbench.runs import people
from workbench.transcripts import read, rebuild
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
    named = [person for person in region.gesprekspartners if any(name.strip() for name in person.namen)]
    own = {name for person in named for name in person.namen}
    known = [(name,) for name in dict.fromkeys(region.bekende_namen) if name not in own]
    places = [*region.kenmerken.gemeenten, region.naam, folder.name]
    gate = Pseudonymiser([*(person.namen for person in named), *known], places)
    respondents = {number: person.id for number, person in enumerate(named)}
    files, left_out = _read_all(folder, region, gate, progress)
    if not files:
        raise NothingToDo(
            "geen enkel bestand kan gebruikt worden",
            where=f"regio {folder.name}",
            remedy=f"Zet transcripten of documenten in data/raw/{folder.name}."
            + "".join(f"\n  {one.source}: {one.reason}" for one in left_out),
        )
    source_rows, utterance_frames, warnings = [], [], []
    for path, entry, source_id, transcript in files:
        clean = _through_gate(transcript, gate, source_id)
        source_rows.append(_source_row(folder, path, entry, source_id, clean, region, gate))
        utterances, absent = people.fill(transcript, clean, entry, region, gate, respondents)
        utterance_frames.append(utterances)
        warnings += [f"{source_id}: {warning}" for warning in transcript.warnings if not _answered(warning, entry)]
        warnings += [f"{source_id}: {absent}"] if absent else []
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
    """Read every file, then make known all people in labels, forms of address and file names; only then name them."""
    entries, missing = entries_of(folder, region)
    read_well: dict[Path, Transcript] = {}
    reasons = _maybe_refused(entries, region, missing)
    for number, path in enumerate(entries, start=1):
        progress(f"bestand {number} van {len(entries)}")
        if path in reasons:
            continue
        try:
            read_well[path] = read(path)
        except UnreadableSource as error:
            reasons[path] = f"{error.what}. {error.remedy}"
    gate.add_labels(
        label for transcript in read_well.values() for label in transcript.utterances["speaker"].dropna().unique()
    )
    for transcript in read_well.values():
        gate.add_addressed(transcript.text)
    for path in entries:
        gate.add_addressed(_spaced(path.stem))
    taken: set[str] = set()
    ids = {path: _source_id(path, gate, taken) for path in entries}
    left_out = [LeftOut(ids[path], gate.replace(reason)[0]) for path, reason in reasons.items()]
    left_out += [
        LeftOut(_slug(_nameless(name, gate)), "staat in region.yaml, maar het bestand is er niet") for name in missing
    ]
    return [(path, entries[path], ids[path], read_well[path]) for path in read_well], left_out


def _maybe_refused(entries: dict[Path, SourceEntry], region: Region, missing: list[str]) -> dict[Path, str]:
    """Files that ``region.yaml`` does not name, while a refused one it names is not there: it may be one of these."""
    refused = [entry.bestand for entry in region.bronnen if entry.status == "geweigerd" and entry.bestand in missing]
    if not refused:
        return {}
    reason = "staat niet in region.yaml, en een geweigerd bestand dat daar wel staat is er niet. Herstel de naam daar."
    return {path: reason for path, entry in entries.items() if entry not in region.bronnen}


def entries_of(folder: RegionFolder, region: Region) -> tuple[dict[Path, SourceEntry], list[str]]:
    """What ``region.yaml`` knows of each file, and the files it names that are not there.

    A name that differs only in capitals, in how an accent is stored or by ``./`` is the same file, as long as there
    is only one such file.
    """
    exact = {_readable(path.relative_to(folder.raw).as_posix()): path for path in folder.source_files()}
    loose: dict[str, list[Path]] = {}
    for name, path in exact.items():
        loose.setdefault(_loose(name), []).append(path)
    found: dict[Path, SourceEntry] = {}
    missing = []
    for entry in sorted(region.bronnen, key=lambda one: one.bestand not in exact):
        alike = [path for path in loose.get(_loose(entry.bestand), ()) if path not in found]
        path = exact.get(entry.bestand) or (alike[0] if len(alike) == 1 else None)
        if path is None:
            missing.append(entry.bestand)
        else:
            found[path] = entry
    return {path: found.get(path, SourceEntry(bestand=name)) for name, path in exact.items()}, missing


def _loose(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().replace("\\", "/").removeprefix("./")


def _readable(name: str) -> str:
    """A file name as text; bytes that are no UTF-8 become a question mark."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _source_id(path: Path, gate: Pseudonymiser, taken: set[str]) -> str:
    """A readable name from the file name, without a person's name in it, unique in the region."""
    base = _slug(" ".join(word for word in _nameless(path.stem, gate).split() if _is_ordinary(word)))
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def _is_ordinary(word: str) -> bool:
    """Whether a word of a file name may stand in an id: a number, a placeholder, an abbreviation or a Dutch word.

    File names often hold the name of somebody who is known from nowhere else, so what is not surely a word goes.
    """
    if len(word) == 1 or any(char.isdigit() for char in word) or not re.search("[aeiouy]", word.lower()):
        return True
    plain = word.lower()
    return is_dutch(plain) or plain in compound.lexicon()[0] or bool(compound.split(plain))


def _spaced(file_name: str) -> str:
    return re.sub(r"[_\-.]+", " ", unicodedata.normalize("NFC", _readable(file_name)))


def _nameless(file_name: str, gate: Pseudonymiser) -> str:
    return gate.replace(_spaced(file_name), any_case=True)[0]


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "bron"


def _through_gate(transcript: Transcript, gate: Pseudonymiser, source_id: str) -> Transcript:
    old = transcript.utterances
    # speech recognition without capitals writes "bas" for Bas: then a known name counts even if it is a word
    small = sum(map(str.isupper, transcript.text)) * 200 < len(transcript.text)
    texts = [
        gate.replace(transcript.text[a:b], any_case=small)[0] for a, b in zip(old["start"], old["end"], strict=True)
    ]
    labels = [None if pd.isna(label) else gate.label(label) for label in old["speaker"]]
    clean = rebuild(transcript, texts, labels)
    ids = [f"{source_id}#{number:04d}" for number in range(1, len(old) + 1)]
    return replace(clean, utterances=clean.utterances.assign(source_id=source_id, utterance_id=ids))


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


def _answered(warning: str, entry: SourceEntry) -> bool:
    """A reader's doubt about who the interviewer is counts for nothing once region.yaml says it."""
    return "interviewer" in warning and "interviewer" in entry.sprekers.values()

"""Stage read: raw files of a region become the tables sources and utterances, without a name in them.

The tables are written when all files have been tried, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from workbench import tables
from workbench.privacy.keyfile import KeyEntries
from workbench.privacy.mentions import without_capitals
from workbench.privacy.pseudonymiser import Pseudonymiser, Replacement, put
from workbench.project import RegionFolder, hash_file, hash_text
from workbench.region import Region, SourceEntry
from workbench.runs.tables import people
from workbench.runs.tables.forgotten import REMOVED, forgotten
from workbench.runs.tables.gather import LeftOut, RawSource, gather
from workbench.runs.tables.not_quoted import remarks
from workbench.transcripts import rebuild
from workbench.transcripts.model import Transcript


@dataclass(frozen=True)
class Prepared:
    """What came of reading one region; ``not_quoted`` are remarks about ``niet_citeren``, for the researcher alone."""

    sources: pd.DataFrame
    utterances: pd.DataFrame
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]
    key: KeyEntries
    not_quoted: tuple[str, ...] = ()


def prepare(folder: RegionFolder, *, progress: Callable[[str], None] = lambda name: None) -> Prepared:
    """Read and pseudonymise all files of a region; writes nothing.

    Raises NothingToDo when no file can be used.
    """
    found = gather(folder, progress=progress)
    region, gate = found.region, found.gate
    gone = forgotten(folder)
    source_rows, utterance_frames, warnings, key = [], [], [], KeyEntries(folder.name)
    for one in found.sources:
        clean, replaced = through_gate(one, gate)
        utterances, absent = people.fill(one.transcript, clean, one.entry, region, gate, found.respondents)
        if gone & set(utterances["speaker_id"].dropna()):
            clean, utterances, replaced = _without(clean, utterances, replaced, gone)
        key.add(one.source_id, hash_text(clean.text), replaced)
        source_rows.append(_source_row(folder, one.path, one.entry, one.source_id, clean, region, gate))
        utterance_frames.append(utterances)
        told = [warning for warning in one.transcript.warnings if not _answered(warning, one.entry)]
        warnings += [f"{one.source_id}: {warning}" for warning in [*told, *filter(None, [absent])]]
    return Prepared(
        tables.frame(tables.SOURCES, source_rows),
        tables.frame(tables.UTTERANCES, pd.concat(utterance_frames, ignore_index=True)),
        tuple(found.left_out),
        tuple(warnings),
        key,
        tuple(remarks(region.niet_citeren, (row["text"] for row in source_rows))),
    )


def store(folder: RegionFolder, prepared: Prepared) -> None:
    """Write both tables; the old ones stay when one of them does not fit."""
    tables.check(tables.SOURCES, prepared.sources)
    tables.write(tables.UTTERANCES, prepared.utterances, folder.table("utterances"))
    tables.write(tables.SOURCES, prepared.sources, folder.table("sources"))


def through_gate(one: RawSource, gate: Pseudonymiser) -> tuple[Transcript, list[tuple[int, str, str]]]:
    """The transcript without names, and per replacement: its place in the new text, placeholder, what it hides."""
    old = one.transcript.utterances
    found = find(one, gate)
    spans = list(zip(old["start"].tolist(), old["end"].tolist(), strict=True))
    within = [_within(found, start, end) for start, end in spans]
    texts = [put(one.transcript.text[a:b], inside) for (a, b), inside in zip(spans, within, strict=True)]
    labels = [None if pd.isna(label) else gate.label(label) for label in old["speaker"]]
    clean = rebuild(one.transcript, texts, labels)
    replaced = []
    for (start, end), new_start, inside in zip(spans, clean.utterances["start"], within, strict=True):
        shift, raw = int(new_start), one.transcript.text[start:end]
        for item in inside:
            replaced.append((item.start + shift, item.placeholder, raw[item.start : item.end]))
            shift += len(item.placeholder) - (item.end - item.start)
    ids = [f"{one.source_id}#{number:04d}" for number in range(1, len(old) + 1)]
    return replace(clean, utterances=clean.utterances.assign(source_id=one.source_id, utterance_id=ids)), replaced


def find(one: RawSource, gate: Pseudonymiser) -> list[Replacement]:
    """What is to be replaced in a source, in places of its raw text."""
    # speech recognition without capitals writes "bas" for Bas: then a known name counts even if it is a word
    return gate.find(one.transcript.text, any_case=without_capitals(one.transcript.text))


def _within(found: list[Replacement], start: int, end: int) -> list[Replacement]:
    """The part of the replacements that lies in one utterance, in places of that utterance."""
    return [
        replace(one, start=max(one.start, start) - start, end=min(one.end, end) - start)
        for one in found
        if one.start < end and start < one.end
    ]


def _without(clean: Transcript, utterances: pd.DataFrame, replaced: list, gone: frozenset[str]):
    """The source without the words of people who are to be forgotten; all utterances keep their id."""
    out = utterances["speaker_id"].isin(gone)
    texts = [
        REMOVED if away else clean.text[a:b]
        for away, a, b in zip(out, utterances["start"], utterances["end"], strict=True)
    ]
    new = rebuild(replace(clean, utterances=utterances), texts, list(utterances["speaker"]))
    kept = []
    for place, placeholder, original in replaced:
        row = int((utterances["start"] <= place).sum()) - 1
        if not out.iloc[row]:
            moved = place - int(utterances["start"].iloc[row]) + int(new.utterances["start"].iloc[row])
            kept.append((moved, placeholder, original))
    return new, new.utterances, kept


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

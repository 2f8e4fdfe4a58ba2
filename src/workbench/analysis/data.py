"""One region in memory: its tables, its settings and who its voices are.

A voice is one person who was spoken to. An interview has a voice per respondent. A gespreksverslag counts for
each person listed as its gesprekspartner (it seldom says who said what), or is one voice when none is listed.
A document has no voice: it is a source, not a person.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbench import tables
from workbench.analysis.names import Codes, codes_from
from workbench.errors import NothingToDo
from workbench.privacy.named import called
from workbench.region import PERSPECTIVE_OF, Region, SourceEntry, kept_names, load_names, load_region

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from workbench.project import Project

VOICE_COLUMNS = ["source_id", "utterance_id", "voice", "role", "organisation_type", "perspective"]


@dataclass(frozen=True)
class RegionData:
    """``sources``, ``utterances`` and ``codings`` as in workbench.tables; ``provenance`` may be empty.

    ``entries`` is what region.yaml says of each source, by source_id. ``kept`` only looks like a name: what namen.yaml
    keeps, and gemeenten. ``always`` are the names that it always replaces.
    """

    name: str
    region: Region
    sources: pd.DataFrame
    utterances: pd.DataFrame
    codings: pd.DataFrame
    codes: Codes = field(default_factory=Codes)
    provenance: dict = field(default_factory=dict)
    entries: dict[str, SourceEntry] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    always: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.region.naam or self.name

    def restrict(self, source_ids) -> RegionData:
        """The same region with only these sources and what belongs to them."""
        wanted = set(source_ids)
        parts = {
            name: getattr(self, name).loc[lambda rows: rows["source_id"].isin(wanted)].reset_index(drop=True)
            for name in ("sources", "utterances", "codings")
        }
        return replace(self, **parts)

    def names(self) -> tuple[str, ...]:
        """Every name and part of a name that must not be shown: of respondents and of other people who are known, and
        what ``namen.yaml`` always replaces, as it stands there."""
        known = {name for person in self.region.gesprekspartners for name in person.namen}
        known |= set(self.region.bekende_namen)
        forms = {form for name in known if name.strip() for form in called(name)}
        return tuple(sorted(forms | set(filter(str.strip, self.always))))


def load(project: Project, name: str, codebook=None) -> RegionData:
    """Read a region's tables; raises UnknownRegion, BadTable, or NothingToDo when it was never coded."""
    from workbench.project import read_json

    folder = project.region(name)
    if not folder.table("codings").exists():
        raise NothingToDo(
            "deze regio is nog niet gelezen en gecodeerd",
            where=f"regio {name}",
            remedy=f"Draai eerst: workbench code {name}",
        )
    if codebook is None:
        from workbench.codebook import load as load_codebook

        codebook = load_codebook(project.root)
    region = load_region(folder.raw)
    sources = tables.read(tables.SOURCES, folder.table("sources"))
    return RegionData(
        name=name,
        region=region,
        sources=sources,
        utterances=tables.read(tables.UTTERANCES, folder.table("utterances")),
        codings=tables.read(tables.CODINGS, folder.table("codings")),
        codes=codes_from(codebook),
        provenance=read_json(folder.processed / "herkomst.json"),
        entries=entries_of(region, sources, folder.raw),
        kept=kept_names(folder.raw),
        always=load_names(folder.raw).altijd,
    )


def entries_of(region: Region, sources: pd.DataFrame, raw: Path) -> dict[str, SourceEntry]:
    """What ``region.yaml`` says of each source, by source_id; a source is known by the hash of its file."""
    from workbench.project import hash_file

    by_hash = {hash_file(raw / entry.bestand): entry for entry in region.bronnen if (raw / entry.bestand).is_file()}
    pairs = zip(sources["source_id"], sources["sha256"], strict=True)
    return {source_id: by_hash[sha256] for source_id, sha256 in pairs if sha256 in by_hash}


def voices(data: RegionData) -> pd.DataFrame:
    """Who may have spoken each utterance: one row per utterance and voice; never an interviewer.

    Columns as VOICE_COLUMNS; ``voice`` is missing for documents, whose perspective is that of the source.
    """
    import pandas as pd

    kinds = {row.source_id: (row.kind, row.perspective) for row in data.sources.itertuples()}
    spoken = data.utterances[data.utterances["speaker_role"] != "interviewer"]
    rows = []
    for row in spoken.itertuples(index=False):
        if row.source_id not in kinds:
            continue
        kind, of_source = kinds[row.source_id]
        for voice in _voices_of(data, row, kind):
            rows.append(_voice_row(data.region, row, voice, of_source))
    return pd.DataFrame(rows, columns=VOICE_COLUMNS).astype("str")


def _voices_of(data: RegionData, row, kind: str) -> tuple:
    if kind == "document":
        return (None,)
    listed = None if _missing(row.speaker_id) else row.speaker_id
    if listed and data.region.respondent(listed):
        return (listed,)
    if kind == "verslag":
        entry = data.entries.get(row.source_id)
        return entry.gesprekspartners if entry and entry.gesprekspartners else (f"verslag:{row.source_id}",)
    return (listed or f"{row.source_id}:{'?' if _missing(row.speaker) else row.speaker}",)


def _voice_row(region: Region, row, voice, of_source) -> tuple:
    person = region.respondent(voice) if voice else None
    if person:
        kind, perspective, role = person.organisatietype, person.perspective, person.rol
    else:
        kind = "onbekend" if _missing(row.organisation_type) else row.organisation_type
        perspective = next(
            (value for value in (row.perspective, of_source) if not _missing(value)),
            PERSPECTIVE_OF.get(kind, "onbekend"),
        )
        role = ""
    return row.source_id, row.utterance_id, voice, role, kind, perspective


def _missing(value) -> bool:
    return not isinstance(value, str) or not value


def people(data: RegionData) -> pd.DataFrame:
    """One row per voice, sorted: voice, role, organisation_type, perspective, sources (number of)."""
    spoken = voices(data).dropna(subset="voice")
    found = spoken.groupby("voice", sort=True).agg(
        role=("role", "first"),
        organisation_type=("organisation_type", "first"),
        perspective=("perspective", "first"),
        sources=("source_id", "nunique"),
    )
    return found.reset_index()


def evidence(data: RegionData, *, status=("actueel",), certain_only: bool = True) -> pd.DataFrame:
    """Codings that count, one row per coding and voice: the columns of codings plus those of ``voices``.

    By default only what is ``actueel`` and certain; never an interviewer's words. Count fragments by distinct
    coding_id, people by distinct voice. Adds ``source_kind``, ``source_status`` and ``extra`` (detail as dict).
    """
    rows = data.codings[data.codings["status"].isin(status)]
    if certain_only:
        rows = rows[rows["certain"]]
    joined = rows.merge(voices(data).drop(columns="source_id"), on="utterance_id", how="inner")
    about = data.sources[["source_id", "kind", "status"]]
    about = about.rename(columns={"kind": "source_kind", "status": "source_status"})
    joined = joined.merge(about, on="source_id", how="inner")
    joined["extra"] = [_detail(value) for value in joined["detail"]]
    return joined.sort_values(["source_id", "start", "coding_id", "voice"]).reset_index(drop=True)


def _detail(value: str) -> dict:
    try:
        found = json.loads(value) if value else {}
    except ValueError:
        found = {}
    return found if isinstance(found, dict) else {}


def not_coded(data: RegionData) -> dict[str, int]:
    """How much bears no coding at all: utterances of respondents and authors, words, and those without coding."""
    spoken = data.utterances[data.utterances["speaker_role"] != "interviewer"]
    texts = data.sources.set_index("source_id")["text"]
    coded = set(data.codings["utterance_id"])
    words = [len(texts[row.source_id][row.start : row.end].split()) for row in spoken.itertuples()]
    bare = [utterance not in coded for utterance in spoken["utterance_id"]]
    return {
        "utterances": len(spoken),
        "uncoded": sum(bare),
        "words": sum(words),
        "uncoded_words": sum(count for count, empty in zip(words, bare, strict=True) if empty),
    }

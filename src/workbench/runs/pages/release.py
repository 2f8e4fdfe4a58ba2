"""What a finished page lets out: checked against the sources that were approved, and written down.

The record says of every quote from which source and utterance it is, who may have spoken it (ids), under which label
it stands, and on what ground it was let through. It holds no name and no word of a transcript.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.errors import NotDisclosable, NothingToDo
from workbench.privacy.disclosure import Policy, source_allowed
from workbench.privacy.outgoing import Problem, look, plain, told
from workbench.project import Project, hash_text, open_project, read_json, write_json
from workbench.region import kept_names, load_names

FOLDER = "vrijgave"
PAGE_SUFFIXES = (".html", ".docx", ".pdf")
#: words of a table cell that may be a passage of a source
SHORTEST = 5


@dataclass(frozen=True)
class Passage:
    """Words that a source may lend: one utterance, cleaned."""

    region: str
    source_id: str
    utterance_id: str
    voices: tuple[str, ...]
    words: str


def check(page: Path, *, project_dir: str, regions: list[str], version: str, k: int, where: str = "") -> list[dict]:
    """Look at a page and give its record of releases; raises NotDisclosable when something may not go out.

    A concept is for the researcher: it is recorded and not stopped. ``where`` is what the error calls the page; nothing
    where the page is still in the making, for then whoever asked for it says which one it is.
    """
    from workbench.analysis import data

    project, policy = open_project(project_dir), Policy(k=k, version=version)
    try:
        loaded = [data.load(project, name) for name in regions]
    except NothingToDo:
        if policy.shared:
            raise
        return []
    names = tuple(sorted({name for one in loaded for name in one.names()} | always(project, regions)))
    kept = kept_of(project, regions)
    passages = [passage for one in loaded for passage in _passages(one, policy)]

    def released(words: str) -> bool:
        return bool(_from(words, passages))

    found = look(page.read_text(encoding="utf-8"), names=names, kept=kept, allowed=released)
    if policy.shared and found.problems:
        raise stopped(found.problems, where)
    why = (
        f"bron goedgekeurd in region.yaml; regels van de werkbank met k={k}"
        if policy.shared
        else "concept, niet om te delen"
    )
    # facts stand in tables: they are somebody's words as well, and whoever takes them back must find the page
    facts = [(words, "") for words in found.cells if len(words.split()) >= SHORTEST and released(words)]
    return [_entry(words, label, _from(words, passages), version, k, why) for words, label in [*found.quotes, *facts]]


def kept_of(project: Project, regions: list[str]) -> tuple[str, ...]:
    """What only looks like a name in these regions: places and what ``namen.yaml`` keeps."""
    return kept_names(*(project.region(name).raw for name in regions))


def always(project: Project, regions: list[str]) -> set[str]:
    """What ``namen.yaml`` wants replaced always in these regions: names as well."""
    return {name for region in regions for name in load_names(project.region(region).raw).altijd}


def stopped(problems: tuple[Problem, ...], where: str) -> NotDisclosable:
    """The error for a page that may not go out: what kinds of things, and under which headings."""
    return NotDisclosable(
        f"deze pagina mag niet naar buiten: {told(problems)}",
        where=where,
        remedy="Haal het weg (region.yaml, of 'altijd' in namen.yaml); is het geen naam, zet het dan bij 'nooit'.",
    )


def _passages(region_data, policy: Policy) -> list[Passage]:
    from workbench.analysis import data

    spoken = (
        data.voices(region_data).groupby("utterance_id", sort=False)["voice"].agg(lambda rows: tuple(rows.dropna()))
    )
    status = {row.source_id: (row.status, row.text) for row in region_data.sources.itertuples()}
    found = []
    for row in region_data.utterances.itertuples():
        allowed, text = status[row.source_id]
        if row.speaker_role != "interviewer" and source_allowed(allowed, policy):
            words = plain(text[int(row.start) : int(row.end)])
            voices = spoken.get(row.utterance_id, ())
            found.append(Passage(region_data.name, row.source_id, row.utterance_id, voices, words))
    return found


def _from(words: str, passages: list[Passage]) -> list[Passage]:
    return [one for one in passages if words and words in one.words]


def _entry(words: str, label: str, found: list[Passage], version: str, k: int, why: str) -> dict:
    return {
        "citaat_sha256": hash_text(words),
        "regio": sorted({one.region for one in found}),
        "bron": sorted({one.source_id for one in found}),
        "uiting": [one.utterance_id for one in found],
        "wie": sorted({voice for one in found for voice in one.voices}),
        "onder_het_citaat": label,
        "versie": version,
        "k": k,
        "grond": why,
    }


def record_of(folder: Path, page: str) -> Path:
    """Where the record of a page lies."""
    return folder / FOLDER / f"{page}.json"


def keep(folder: Path, page: str, entries: list[dict], at: str) -> None:
    """Put the record of a page beside it; raises NotWritable."""
    write_json(record_of(folder, page), {"pagina": page, "gemaakt": at, "citaten": entries})


def entries_in(record: Path) -> list[dict] | None:
    """What the record of a page says of each quote; None when it is not there, or damaged in any way."""
    entries = read_json(record).get("citaten")
    sound = isinstance(entries, list) and all(
        isinstance(one, dict) and isinstance(one.get("regio"), list) and isinstance(one.get("wie"), list)
        for one in entries
    )
    return entries if sound else None


def pages_with(project: Project, region: str, person: str) -> list[Path]:
    """Pages, of this region and comparisons, that hold a quote this person may have spoken, and their Word and PDF."""
    found = []
    for record in sorted(project.processed.glob(f"*/{FOLDER}/*.json")):
        entries = entries_in(record) or []
        if any(region in entry["regio"] and person in entry["wie"] for entry in entries):
            found += _with_forms(record.parent.parent / f"{record.stem}.html")
    return found


def pages_unknown(project: Project, *folders: str) -> list[Path]:
    """Pages in these folders of which no record says whose quotes they hold, and their Word and PDF."""
    found = []
    for folder in (project.processed / name for name in folders):
        records = {path.stem for path in folder.glob(f"{FOLDER}/*.json")}
        pages = {path.stem for suffix in PAGE_SUFFIXES for path in folder.glob(f"[!.]*{suffix}")}
        for page in sorted(records | pages):
            if entries_in(record_of(folder, page)) is None:
                found += _with_forms(folder / f"{page}.html")
    return found


def _with_forms(page: Path) -> list[Path]:
    return [page, *(other for suffix in PAGE_SUFFIXES[1:] if (other := page.with_suffix(suffix)).is_file())]

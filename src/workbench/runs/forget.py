"""``forget``: take a respondent out of a region, and say what must be taken back by hand.

Order matters, so that a stop halfway leaves nobody half forgotten: first it is written down that this person is to be
forgotten (``vergeten.yaml``), from then on every reading leaves their words out; then raw files, pages and caches go;
then the tables are made again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import NothingToDo, UnknownRespondent
from workbench.project import Project, RegionFolder, cannot_write, hash_file
from workbench.region import load_region
from workbench.report.wording import listing
from workbench.runs.pages import formats, release
from workbench.runs.pages.reports import COMPARISON
from workbench.runs.publishing.given import Given, damaged, with_person
from workbench.runs.state.manifest import Manifest, region_lock
from workbench.runs.tables.forgotten import forgotten, write_down
from workbench.runs.tables.update import Say, quiet, update

TABLES = ("sources", "utterances", "codings")


@dataclass(frozen=True)
class Plan:
    """What forgetting a person means: raw files that go, raw files that others speak in as well, pages that go.

    Somebody who was forgotten before counts no more as another who speaks in a file.
    ``listed``: those of the raw files that go which ``region.yaml`` names, as it names them. ``given`` are the
    publications with something of theirs: only a person can take those back. ``counted``: pages that stay and in which
    this person may be counted. ``empty``: no source is left. ``unknown``: those of the pages of which nothing tells
    whose quotes they hold. ``damaged``: lists of publications that cannot be read whole.
    """

    region: str
    person: str
    alone: tuple[Path, ...]
    together: tuple[Path, ...]
    pages: tuple[Path, ...]
    given: tuple[Given, ...] = ()
    listed: tuple[str, ...] = ()
    counted: tuple[Path, ...] = ()
    empty: bool = False
    unknown: tuple[Path, ...] = ()
    damaged: tuple[str, ...] = ()

    def as_text(self) -> str:
        lines = [f"{self.region}: {self.person} vergeten betekent:"]
        lines += [f"  weg: data/raw/{self.region}/{path.name}" for path in self.alone]
        lines += [f"  weg: {path.parent.name}/{path.name} ({self._holds(path)})" for path in self.pages]
        lines.append("  weg: alle rijen en coderingen hiervan in de tabellen")
        lines += [
            f"  blijft staan: data/raw/{self.region}/{path.name} (daar praten ook anderen in)" for path in self.together
        ]
        return "\n".join(lines)

    def _holds(self, page: Path) -> str:
        quote = f"een citaat van {self.person}"
        return f"misschien met {quote}: de lijst van citaten is kwijt" if page in self.unknown else f"met {quote}"

    def by_hand(self) -> list[str]:
        """What only a person can do."""
        told = [
            f"haal zelf uit data/raw/{self.region}/{path.name} wat {self.person} zei; hier telt het niet meer mee"
            for path in self.together
        ]
        shared = [path for path in self.pages if path.stem.endswith("-regio")]
        told += [f"{path.parent.name}/{path.name} was om te delen: vraag terug wat verspreid is" for path in shared]
        told += [str(one) for one in self.given]
        told += [
            f"data/raw/{self.region}/{name} is beschadigd: kijk zelf na wat er gepubliceerd is en vraag dat terug"
            for name in self.damaged
        ]
        told += [
            "kopieën, back-ups, de prullenbak en wat eerder is weggegeven kan de werkbank niet wissen",
            f"de naam van {self.person} blijft in region.yaml, zodat die ook uit gesprekken met anderen wordt gehaald; "
            "haal hem daar weg als niemand anders hem noemt",
        ]
        return told + self._again()

    def _again(self) -> list[str]:
        """What to do about the pages: those that stay count this person, and those that went are to be made again."""
        told = []
        if self.counted:
            names = listing([f"{path.parent.name}/{path.name}" for path in self.counted])
            told.append(f"{names}: gemaakt toen {self.person} nog meetelde; deel dit niet meer")
        pages = {*self.pages, *self.counted}
        if pages and self.empty:
            told.append("er is geen bron meer over, dus er is geen nieuw rapport te maken: gooi weg wat er nog staat")
        elif pages:
            told.append(f"maak de pagina's opnieuw met {listing(self._commands(pages))}")
        return told

    def _commands(self, pages: set[Path]) -> list[str]:
        """The commands that make these pages again, in the forms that they had."""
        kinds: dict[tuple[str, bool], set[str]] = {}
        for path in pages:
            verb = "compare" if path.parent.name == COMPARISON else f"report {self.region}"
            kinds.setdefault((verb, path.stem.endswith("-regio")), set()).add(path.suffix)
        commands = []
        for (verb, shared), suffixes in sorted(kinds.items(), reverse=True):
            forms = ["html", *(form for form, suffix in formats.FORMS.items() if suffix in suffixes)]
            version = " --versie regio" if shared else ""
            more = f" --formaat {','.join(forms)}" if len(forms) > 1 else ""
            commands.append(f"'workbench {verb}{version}{more}'")
        return commands


def plan(project: Project, folder: RegionFolder, person: str) -> Plan:
    """What would go; changes nothing. Raises UnknownRespondent."""
    from workbench.runs.tables.gather import entries_of

    region = load_region(folder.raw)
    if region.respondent(person) is None:
        there = ", ".join(one.id for one in region.gesprekspartners) or "niemand"
        raise UnknownRespondent(
            f"deze gesprekspartner is er niet; wel: {there}",
            where=f"regio {folder.name}",
            remedy="Gebruik het id uit region.yaml.",
        )
    alone, together = [], []
    spoken, gone = _who_speaks(folder), forgotten(folder) | {person}
    for path, voices in spoken.items():
        if person in voices:
            (alone if voices <= gone else together).append(path)
    unknown = [path for path in release.pages_unknown(project, folder.name, COMPARISON) if path.is_file()]
    quoted = [path for path in release.pages_with(project, folder.name, person) if path.is_file()]
    pages = tuple(sorted({*quoted, *unknown}))
    entries, _ = entries_of(folder, region)
    return Plan(
        folder.name,
        person,
        tuple(alone),
        tuple(together),
        pages,
        given=tuple(with_person(project, folder.name, person)),
        listed=tuple(entries[path].bestand for path in alone if entries[path] in region.bronnen),
        counted=tuple(path for path in _all_pages(project, folder) if path not in pages),
        empty=len(alone) == len(spoken),
        unknown=tuple(unknown),
        damaged=tuple(damaged(folder)),
    )


def _all_pages(project: Project, folder: RegionFolder) -> list[Path]:
    """Every page that was made with this region in it and lies there, and its Word and PDF."""
    found = []
    for place in (folder.processed, project.processed / COMPARISON):
        for name, entry in sorted((Manifest(place).data.get("reports") or {}).items()):
            regions = ((entry.get("last_good") or {}).get("parameters") or {}).get("regios") or [folder.name]
            if folder.name in regions:
                files = (place / f"{name}{suffix}" for suffix in (".html", *formats.FORMS.values()))
                found += [path for path in files if path.is_file()]
    return found


def _who_speaks(folder: RegionFolder) -> dict[Path, set[str]]:
    """Per raw file who speaks in it: from ``region.yaml``, and from the tables where a label was recognised."""
    import pandas as pd

    from workbench import tables
    from workbench.runs.tables.gather import entries_of

    entries, _ = entries_of(folder, load_region(folder.raw))
    found = {
        path: {*entry.sprekers.values(), *entry.gesprekspartners} - {"interviewer"} for path, entry in entries.items()
    }
    if folder.table("sources").is_file() and folder.table("utterances").is_file():
        sources = tables.read(tables.SOURCES, folder.table("sources"))
        spoken = tables.read(tables.UTTERANCES, folder.table("utterances"))
        files = {hash_file(path): path for path in found}
        of_source = {row.source_id: files.get(row.sha256) for row in sources.itertuples()}
        for row in spoken[["source_id", "speaker_id"]].drop_duplicates().itertuples():
            path = of_source.get(row.source_id)
            if path is not None and not pd.isna(row.speaker_id):
                found[path].add(row.speaker_id)
    return found


def forget(project: Project, plan: Plan, *, say: Say = quiet, remove: Callable[[Path], None] = Path.unlink) -> None:
    """Carry a plan out. Raises NotWritable when a file stays that should go; running it again goes on from there."""
    folder = project.region(plan.region)
    with region_lock(folder):
        write_down(folder, plan.person, plan.listed)
        for path in (*plan.alone, *plan.pages, *(_record(page) for page in plan.pages)):
            try:
                if path.exists():
                    remove(path)
            except OSError as error:
                raise cannot_write(path, error) from None
        shutil.rmtree(folder.processed / "cache", ignore_errors=True)
        for name in TABLES:
            folder.table(name).unlink(missing_ok=True)
        (folder.processed / "herkomst.json").unlink(missing_ok=True)
    try:
        update(project, folder, through="code", force=True, say=say)
    except NothingToDo:
        say(f"{folder.name}: er is geen bron meer over")


def _record(page: Path) -> Path:
    return page.parent / release.FOLDER / f"{page.stem}.json"

"""Which runs there were: ``data/processed/runs/`` holds a JSON per run of ``report`` or ``compare``, and a page.

A record is written when a run begins and each time a region ends, so that it tells the truth after a kill as well. It
says when, what was asked, and per region outcome, seconds, hashes of what went in, and why it went wrong. No name, no
word of a transcript, no path of the machine: of a user error only the kind is told, since its words may name a file.
"""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import workbench
from workbench import errors
from workbench.errors import NotWritable, UserError
from workbench.project import Project, read_json, write_json, write_text
from workbench.report.wording import count
from workbench.runs.state.manifest import now

if TYPE_CHECKING:
    from filelock import FileLock

FOLDER = "runs"
KEEP, SHOW = 200, 50
ALIVE = ".bezig"
KILLED = "het proces is gestopt voor het klaar was"
CURRENT, GOOD, STOPPED, FAILED, RUNNING = "actueel", "gelukt", "afgebroken", "mislukt", "bezig"
#: all went well with what could be read, and that was not everything
PARTLY = "gelukt met weggelaten bestanden"
GRAVER = (RUNNING, CURRENT, GOOD, PARTLY, STOPPED, FAILED)
KINDS = {
    errors.NoProject: "er is geen regio",
    errors.UnknownRegion: "deze regio is er niet",
    errors.InvalidRegionFile: "in region.yaml, namen.yaml of vergeten.yaml staat iets dat niet klopt",
    errors.UnreadableSource: "een bestand kan niet gelezen worden",
    errors.NothingToDo: "er is geen bestand dat gebruikt kan worden",
    errors.SourcesLeftOut: "er zijn bestanden weggelaten",
    errors.InvalidParameter: "een instelling van de opdracht klopt niet",
    errors.ReportFailed: "het notebook kan niet gebruikt worden",
    errors.RegionBusy: "een andere opdracht was met deze regio bezig",
    errors.PipelineMissing: "de taalpijplijn kan niet geladen worden",
    errors.InvalidCodebook: "in het codeboek of de regels staat iets dat niet klopt",
    errors.NotDisclosable: "wat in het rapport komt mag niet naar buiten, of geen bron is goedgekeurd",
    errors.BadTable: "een tabel is beschadigd",
    errors.NotWritable: "er kan niet geschreven worden (schijf vol, of geen recht)",
    errors.KeyFileProblem: "er is iets met het sleutelbestand",
    errors.RunTooLong: "de opdracht duurde te lang",
}
KIND_OF = {kind.exit_code: words for kind, words in KINDS.items()}


class Ended(Protocol):
    """How a notebook ended: ``exit_code`` of the user error that ended it, else 0 and a ``reason`` in our own words."""

    exit_code: int
    reason: str


def reason(error: UserError | Ended) -> str:
    """Why something did not go well, in words that hold no name and no file: the kind of a user error, or our own
    words about a notebook."""
    if error.exit_code:
        return KIND_OF.get(error.exit_code, "de opdracht kan zo niet")
    return getattr(error, "reason", "")


def left_out(number: int) -> str:
    """How many files a run did without."""
    return f"{count(number, 'bestand', 'bestanden')} weggelaten"


def brief(verb: str, exit_code: int) -> dict:
    """The record of a command that ended before it had one."""
    why = KIND_OF.get(exit_code, "onverwachte fout")
    return {"opdracht": verb, "uitkomst": FAILED, "exit_code": exit_code, "reden": why, "regios": []}


class Run:
    """The record of a run while it goes on. A record that cannot be written never stops the run: ``trouble`` tells."""

    def __init__(self, project: Project, verb: str, asked: dict, regions: list[str]):
        self.folder, self.trouble, self._clock = project.processed / FOLDER, "", time.monotonic()
        self._work: dict[str, list[tuple[float, float]]] = {}
        moment = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")[:18]
        self.path = self.folder / f"{moment}-{verb}-{secrets.token_hex(3)}.json"
        self.data: dict = {
            "opdracht": verb,
            "gevraagd": asked,
            "begonnen": now(),
            "workbench": workbench.__version__,
            "uitkomst": RUNNING,
            "regios": [_entry(region) for region in regions],
        }
        self._alive = self._hold()
        self._save()
        self._list()

    def expect(self, region: str, pages: int) -> None:
        """So many pages of a region are still to come: until then the region is not finished."""
        self._entry(region)["te_gaan"] += pages
        self._save()

    def page(self, region: str, outcome: str, seconds: float = 0.0, *, name: str, key: str, why: str = "") -> None:
        """What came of one page that was expected: its file name and the hash of all that it was made from."""
        entry = self._entry(region)
        entry["te_gaan"] -= 1
        entry["paginas"][name] = key
        self.note(region, outcome, seconds, why=why)

    def forms(self, region: str, seconds: float = 0.0, *, failed: Sequence[str] = ()) -> None:
        """What came of Word and PDF beside the pages of a region, expected as one page; ``failed`` are file names."""
        self._entry(region)["te_gaan"] -= 1
        why = f"niet gemaakt: {', '.join(failed)}" if failed else ""
        self.note(region, FAILED if failed else RUNNING, seconds, why=why)

    def note(self, region: str, outcome: str, seconds: float = 0.0, *, why: str = "", **more: object) -> None:
        """What came of a region, or of one part of it that took the last ``seconds``; the gravest outcome stays.

        Pages are made side by side: a moment in which two were at work counts once. ``more``: ``invoer`` (hash),
        ``weggelaten`` (number of files).
        """
        entry = self._entry(region)
        if without := more.get("weggelaten", entry.get("weggelaten")) if outcome in (CURRENT, GOOD) else 0:
            outcome, why = PARTLY, left_out(without)
        if GRAVER.index(outcome) >= GRAVER.index(entry["uitkomst"]):
            entry |= {"uitkomst": outcome, "reden": why}
        entry |= {"duur_s": self._at_work(region, seconds), **more}
        self._save()

    def end(self, exit_code: int, *, why: str = "", stopped: bool = False) -> dict:
        """Close the record and give it; a region that was not finished was broken off."""
        _break_off(self.data, why or "niet afgemaakt")
        outcome = STOPPED if stopped else {0: GOOD, errors.SourcesLeftOut.exit_code: PARTLY}.get(exit_code, FAILED)
        if outcome == PARTLY:
            why = why or left_out(sum(entry.get("weggelaten", 0) for entry in self.data["regios"]))
        self.data |= {
            "geeindigd": now(),
            "duur_s": round(time.monotonic() - self._clock, 1),
            "exit_code": exit_code,
            "uitkomst": outcome,
            "reden": why,
        }
        self._save()
        if self._alive:
            self._alive.release()
        self._list()
        return self.data

    def _at_work(self, region: str, seconds: float) -> float:
        """For how many seconds of the run at least one thing was done for a region, the last ``seconds`` too."""
        stretches, now_s = self._work.setdefault(region, []), time.monotonic() - self._clock
        stretches.append((max(0.0, now_s - seconds), now_s))
        total = until = 0.0
        for begin, end in sorted(stretches):
            total, until = total + max(0.0, end - max(begin, until)), max(until, end)
        return round(total, 1)

    def _entry(self, region: str) -> dict:
        return next(entry for entry in self.data["regios"] if entry["regio"] == region)

    def _hold(self) -> FileLock | None:
        """A lock that the operating system lets go of when we die: so another run sees that we were killed."""
        from filelock import FileLock

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path.with_suffix(ALIVE))
            lock.acquire(timeout=0)
        except OSError as error:
            self.trouble = error.strerror or "onbekende oorzaak"
            return None
        return lock

    def _save(self) -> None:
        try:
            write_json(self.path, self.data)
        except NotWritable as error:
            self.trouble = error.what

    def _list(self) -> None:
        """Write the page anew; alone, or another run that ends now could write over it what it read before."""
        from filelock import FileLock, Timeout

        from workbench.runs.history.listing import page

        try:
            with FileLock(self.folder / ".lijst", timeout=30):
                settle(self.folder)
                write_text(self.folder / "index.html", page(records(self.folder)))
        except Timeout:
            self.trouble = "een andere opdracht houdt de lijst vast"
        except OSError as error:
            self.trouble = error.strerror or "onbekende oorzaak"
        except NotWritable as error:
            self.trouble = error.what


def records(runs: Path, limit: int = SHOW) -> list[dict]:
    """The latest runs, newest first; a damaged record is passed over."""
    found = (read_json(path) for path in sorted(runs.glob("*.json"), reverse=True)[:limit])
    return [record for record in found if _sound(record)]


def settle(runs: Path) -> None:
    """Write down of runs that were killed that they were, and throw away the oldest records."""
    from filelock import FileLock, Timeout

    for mark in sorted(runs.glob(f"*{ALIVE}")):
        try:
            with FileLock(mark, timeout=0):
                path, data = mark.with_suffix(".json"), read_json(mark.with_suffix(".json"))
                if data.get("uitkomst") == RUNNING and _sound(data):
                    _break_off(data, KILLED)
                    write_json(path, data | {"uitkomst": STOPPED, "reden": KILLED})
            mark.unlink(missing_ok=True)
        except Timeout:
            continue
    for old in sorted(runs.glob("*.json"), reverse=True)[KEEP:]:
        old.unlink(missing_ok=True)


def _entry(region: str) -> dict:
    return {"regio": region, "uitkomst": RUNNING, "duur_s": 0.0, "reden": "", "te_gaan": 0, "paginas": {}}


def _break_off(data: dict, why: str) -> None:
    """Nothing more comes: what was going on or had pages to come was broken off."""
    for entry in data["regios"]:
        waiting = entry.pop("te_gaan", 0) and entry["uitkomst"] != FAILED
        if entry["uitkomst"] == RUNNING or waiting:
            entry |= {"uitkomst": STOPPED, "reden": why}


def _sound(record: dict) -> bool:
    regions = record.get("regios")
    return isinstance(record.get("begonnen"), str) and isinstance(regions, list) and all(map(_sound_entry, regions))


def _sound_entry(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("regio"), str)
        and entry.get("uitkomst") in GRAVER
        and isinstance(entry.get("duur_s"), int | float)
        and isinstance(entry.get("paginas", {}), dict)
    )

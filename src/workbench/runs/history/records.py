"""Which runs there were: ``data/processed/runs/`` holds a JSON per ``report``, ``compare`` or ``publish``, and a page.

A record is written when a run begins and each time a region ends, so that it tells the truth after a kill as well. It
says when, what was asked, and per region outcome, seconds, hashes of what went in, and why it went wrong. No name, no
word of a transcript, no path of the machine: of a user error only the kind is told, since its words may name a file.
"""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import workbench
from workbench import errors
from workbench.errors import NotWritable
from workbench.project import Project, write_json, write_text
from workbench.runs.history.kept import ALIVE, break_off, records, settle
from workbench.runs.history.outcomes import CURRENT, FAILED, GOOD, GRAVER, PARTLY, RUNNING, STOPPED, left_out
from workbench.runs.state.manifest import now

if TYPE_CHECKING:
    from filelock import FileLock

FOLDER = "runs"


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

    def take_back(self, outcome: str, why: str) -> None:
        """Nothing of it holds for any region: what went well so far ends like the run as well."""
        for entry in self.data["regios"]:
            if entry["uitkomst"] != FAILED:
                self.note(entry["regio"], outcome, why=why)

    def tell(self, **more: object) -> None:
        """Keep more about the run as a whole; may hold no name and no path."""
        self.data |= more
        self._save()

    def end(self, exit_code: int, *, why: str = "", stopped: bool = False) -> dict:
        """Close the record and give it; a region that was not finished was broken off."""
        break_off(self.data, why or "niet afgemaakt")
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
        """The entry of a region; one that comes along later (the comparison of a publication) gets its own."""
        found = next((entry for entry in self.data["regios"] if entry["regio"] == region), None)
        if found is None:
            self.data["regios"].append(found := _entry(region))
        return found

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
                settle(self.folder, self.path)
                write_text(self.folder / "index.html", page(records(self.folder)))
        except Timeout:
            self.trouble = "een andere opdracht houdt de lijst vast"
        except OSError as error:
            self.trouble = error.strerror or "onbekende oorzaak"
        except NotWritable as error:
            self.trouble = error.what


def _entry(region: str) -> dict:
    return {"regio": region, "uitkomst": RUNNING, "duur_s": 0.0, "reden": "", "te_gaan": 0, "paginas": {}}

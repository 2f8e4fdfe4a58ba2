"""Our own record of what happened to a region: the only place that says how a run ended.

``manifest.json`` in the region's processed folder holds ``read``, ``code`` and ``reports``; every entry has a
``key`` (see fingerprint) and an ``outcome``: running, ok, failed or killed. ``last_good`` stays when a later run
fails. ``work`` is there while the tables are made, and afterwards only when that was not finished. Changed only by
whoever holds the region's lock; beside the lock stands which process that is and since when.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import NotWritable, RegionBusy
from workbench.project import RegionFolder, cannot_write, read_json, write_json

WORK = "work"
OUTCOME_NL = {"running": "bezig", "ok": "gelukt", "failed": "mislukt", "killed": "afgebroken"}


def now() -> str:
    """Local time with offset, to the second."""
    return dt.datetime.now().astimezone().isoformat(timespec="seconds")


class Manifest:
    """The record of one region (or of the comparison, which has a folder of its own)."""

    def __init__(self, processed: Path):
        self.path = processed / "manifest.json"
        self.data = _sound(read_json(self.path))

    def stage(self, name: str) -> dict:
        return self.data.get(name) or {}

    def report(self, name: str) -> dict:
        return (self.data.get("reports") or {}).get(name) or {}

    def set_stage(self, name: str, **values: object) -> None:
        self.data[name] = values
        write_json(self.path, self.data)

    @contextmanager
    def working(self, what: str) -> Iterator[None]:
        """Write down what is being done to the tables, and how that ended unless it ended well."""
        self.set_stage(WORK, what=what, outcome="running", begun=now())
        try:
            yield
        except BaseException as error:
            outcome = "failed" if isinstance(error, Exception) else "killed"
            with suppress(NotWritable):
                self.set_stage(WORK, what=what, outcome=outcome, ended=now())
            raise
        del self.data[WORK]
        write_json(self.path, self.data)

    def begin_report(self, name: str, **values: object) -> None:
        """Write down that a report is being made, before it is begun."""
        last_good = self.report(name).get("last_good")
        entry = {"outcome": "running", "begun": now(), **values}
        if last_good:
            entry["last_good"] = last_good
        self.data.setdefault("reports", {})[name] = entry
        write_json(self.path, self.data)

    def end_report(self, name: str, outcome: str, **values: object) -> None:
        entry = self.report(name) | {"outcome": outcome, "ended": now(), **values}
        if outcome == "ok":
            entry["last_good"] = {
                key: entry[key] for key in ("key", "file", "ended", "parameters", "file_sha256") if key in entry
            }
            entry.pop("reason", None)
        self.data["reports"][name] = entry
        write_json(self.path, self.data)

    def restore_report(self, name: str) -> None:
        """The last good page of that name holds again: what was tried after it is forgotten."""
        good = self.report(name)["last_good"]
        self.data["reports"][name] = {**good, "outcome": "ok", "last_good": good}
        write_json(self.path, self.data)

    def settle_killed(self) -> bool:
        """What still says running while nobody holds the lock was killed; True when something was found."""
        entries = [*(self.data.get("reports") or {}).values(), self.stage(WORK)]
        killed = [entry for entry in entries if entry.get("outcome") == "running"]
        for entry in killed:
            entry |= {"outcome": "killed", "reason": "de vorige keer is afgebroken"}
        if killed:
            write_json(self.path, self.data)
        return bool(killed)


def _sound(data: dict) -> dict:
    """What has the shape of a manifest; the rest counts as never written."""
    data = {name: entry for name, entry in data.items() if isinstance(entry, dict)}
    if "reports" in data:
        reports = data["reports"].items()
        data["reports"] = {
            name: entry for name, entry in reports if isinstance(entry, dict) and entry.get("outcome") in OUTCOME_NL
        }
    return data


def lock_path(folder: RegionFolder) -> Path:
    return folder.processed / ".lock"


@dataclass(frozen=True)
class Holder:
    """Which process holds a region and since when (local time); both empty when that cannot be known."""

    process: int = 0
    since: str = ""

    def __str__(self) -> str:
        if not self.process:
            return "het nummer van het proces is niet bekend"
        return f"proces {self.process}, sinds {self.since[:16].replace('T', ' ')}"


def holder(folder: RegionFolder) -> Holder:
    """Who wrote last that it holds the region; means something only while the lock is held."""
    found = read_json(_holder_path(folder))
    process, since = found.get("proces"), found.get("sinds")
    return Holder(process, since) if isinstance(process, int) and isinstance(since, str) else Holder()


def _holder_path(folder: RegionFolder) -> Path:
    return folder.processed / ".lock-houder.json"


@contextmanager
def region_lock(
    folder: RegionFolder, *, wait_s: float = 600, on_wait: Callable[[Holder], None] = lambda holder: None
) -> Iterator[None]:
    """Hold a region alone; the operating system lets go of it when we die. Raises RegionBusy after ``wait_s``.

    ``on_wait`` is called once, with who is in the way, when there is something to wait for.
    """
    from filelock import FileLock, Timeout

    path = lock_path(folder)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path.parent, error) from None
    lock = FileLock(path)
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            on_wait(holder(folder))
            lock.acquire(timeout=wait_s)
    except Timeout:
        raise RegionBusy(
            f"een andere opdracht is met deze regio bezig ({holder(folder)})",
            where=f"regio {folder.name}",
            remedy="Wacht tot die klaar is en probeer het opnieuw.",
        ) from None
    except OSError as error:
        raise cannot_write(path.parent, error) from None
    try:
        # a help to whoever waits; a full disk is for the work itself to find
        with suppress(NotWritable):
            write_json(_holder_path(folder), {"proces": os.getpid(), "sinds": now()})
        yield
    finally:
        with suppress(OSError):
            _holder_path(folder).unlink()
        lock.release()


def is_busy(folder: RegionFolder) -> bool:
    """Whether another process holds the region now."""
    return is_held(lock_path(folder))


def is_held(lock: Path) -> bool:
    """Whether another process holds the lock on a file now; False when the file is not there."""
    from filelock import FileLock, Timeout

    if not lock.exists():
        return False
    try:
        with FileLock(lock, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:  # no right to ask
        return False

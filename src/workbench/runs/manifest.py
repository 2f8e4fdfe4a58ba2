"""Our own record of what happened to a region: the only place that says how a run ended.

``manifest.json`` in the region's processed folder holds ``read``, ``code`` and ``reports``; every entry has a
``key`` (see fingerprint) and an ``outcome``: running, ok, failed or killed. ``last_good`` stays when a later run
fails. Changed only by whoever holds the region's lock.
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import RegionBusy
from workbench.project import RegionFolder, cannot_write, read_json, write_json

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

    def settle_killed(self) -> bool:
        """A report that still says running while nobody holds the lock was killed; True when one was found."""
        killed = [entry for entry in (self.data.get("reports") or {}).values() if entry.get("outcome") == "running"]
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


@contextmanager
def region_lock(folder: RegionFolder, *, wait_s: float = 600, on_wait=lambda: None):
    """Hold a region alone; the operating system lets go of it when we die. Raises RegionBusy after ``wait_s``."""
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
            on_wait()
            lock.acquire(timeout=wait_s)
    except Timeout:
        raise RegionBusy(
            "een andere opdracht is met deze regio bezig",
            where=f"regio {folder.name}",
            remedy="Wacht tot die klaar is en probeer het opnieuw.",
        ) from None
    except OSError as error:
        raise cannot_write(path.parent, error) from None
    try:
        yield
    finally:
        lock.release()


def is_busy(folder: RegionFolder) -> bool:
    """Whether another process holds the region now."""
    from filelock import FileLock, Timeout

    if not lock_path(folder).exists():
        return False
    try:
        with FileLock(lock_path(folder), timeout=0):
            return False
    except Timeout:
        return True
    except OSError:  # no right to ask
        return False

"""The records that are kept: read back, closed for who was killed, and the oldest thrown away."""

from __future__ import annotations

from pathlib import Path

from workbench.project import read_json, write_json
from workbench.runs.history.outcomes import FAILED, GRAVER, RUNNING, STOPPED
from workbench.runs.state.manifest import is_held

KEEP, SHOW = 200, 50
ALIVE = ".bezig"
KILLED = "het proces is gestopt voor het klaar was"


def records(runs: Path, limit: int = SHOW) -> list[dict]:
    """The latest runs, newest first; a damaged record is passed over."""
    found = (read_json(path) for path in sorted(runs.glob("*.json"), reverse=True)[:limit])
    return [record for record in found if _sound(record)]


def latest(runs: Path, verb: str, region: str) -> dict:
    """The latest run of a verb in which a region took part; empty when there is none. A killed one was broken off."""
    for path in sorted(runs.glob(f"*-{verb}-*.json"), reverse=True)[:SHOW]:
        record = read_json(path)
        if _sound(record) and region in [entry["regio"] for entry in record["regios"]]:
            killed = record.get("uitkomst") == RUNNING and not is_held(path.with_suffix(ALIVE))
            return record | {"uitkomst": STOPPED, "reden": KILLED} if killed else record
    return {}


def settle(runs: Path, own: Path) -> None:
    """Write down of runs that were killed that they were, and throw away the oldest records.

    Never ``own`` or that of a run that goes on: with a clock that was set back they come after all others.
    """
    from filelock import FileLock, Timeout

    for mark in sorted(runs.glob(f"*{ALIVE}")):
        try:
            with FileLock(mark, timeout=0):
                path, data = mark.with_suffix(".json"), read_json(mark.with_suffix(".json"))
                if data.get("uitkomst") == RUNNING and _sound(data):
                    break_off(data, KILLED)
                    write_json(path, data | {"uitkomst": STOPPED, "reden": KILLED})
            mark.unlink(missing_ok=True)
        except Timeout:
            continue
    spared = {own, *(mark.with_suffix(".json") for mark in runs.glob(f"*{ALIVE}"))}
    for old in sorted(runs.glob("*.json"), reverse=True)[KEEP:]:
        if old not in spared:
            old.unlink(missing_ok=True)


def break_off(data: dict, why: str) -> None:
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

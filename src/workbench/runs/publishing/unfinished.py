"""Where a publication is written before it takes its place, and what is done with that after a kill.

A folder cannot take the place of another in one step: the last publication goes aside first. Whoever is killed just
then leaves it there, and nothing stands where the receiver looks; the next publication puts it back. Each workplace is
locked while somebody works in it, so that what lies in an unlocked one is of nobody any more.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workbench.project import cannot_write
from workbench.runs.state.manifest import is_held

PREFIX = ".publicatie-"
NEW, OLD = "nieuw", "oud"
#: what every publication holds: the record of what was let out
RECORD = "vrijgave.json"
#: files in a workplace: the lock, and for which target it is
_LOCK, _TARGET = "slot", "voor"


@contextmanager
def workplace(target: Path) -> Iterator[Path]:
    """A folder beside the target that is gone when the block ends. Raises OSError."""
    from filelock import FileLock

    work = Path(tempfile.mkdtemp(prefix=PREFIX, dir=target.parent))
    try:
        with FileLock(work / _LOCK):
            (work / _TARGET).write_text(target.name, encoding="utf-8")
            yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def mend(target: Path) -> None:
    """Put back a publication that a kill left aside, and throw away what else it left. Raises NotWritable.

    One that cannot be put back, because somebody put something else there, stays aside.
    """
    for work in sorted(target.parent.glob(f"{PREFIX}*")):
        if is_held(work / _LOCK) or not _is_for(work, target):
            continue
        old = work / OLD
        try:
            if old.exists() and _is_free(target):
                old.replace(target)
        except OSError as error:
            raise cannot_write(target, error) from None
        if not old.exists() or (target / RECORD).is_file():
            shutil.rmtree(work, ignore_errors=True)


def _is_free(target: Path) -> bool:
    """Nothing stands there, or a folder with nothing in it."""
    return not os.path.lexists(target) or (target.is_dir() and not any(target.iterdir()))


def _is_for(work: Path, target: Path) -> bool:
    with suppress(OSError, UnicodeDecodeError):
        return (work / _TARGET).read_text(encoding="utf-8") == target.name
    return False

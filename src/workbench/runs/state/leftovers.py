"""What a killed run leaves behind in a region, and throwing it away."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from workbench.project import RegionFolder

WORK_PREFIX = ".werk-"
SHORT_PREFIX = "wb-"
#: a file in the work folder that says which short temporary folder goes with it
SHORT = "kort"


def sweep(folder: RegionFolder) -> None:
    """Throw away what a killed run left behind; only for whoever holds the lock."""
    for leftover in folder.processed.glob(f"{WORK_PREFIX}*"):
        with suppress(OSError, UnicodeDecodeError):
            short = Path((leftover / SHORT).read_text(encoding="utf-8"))
            if short.name.startswith(SHORT_PREFIX):
                shutil.rmtree(short, ignore_errors=True)
        shutil.rmtree(leftover, ignore_errors=True)
    for leftover in folder.processed.glob(".*.tmp*"):
        with suppress(OSError):
            leftover.unlink()

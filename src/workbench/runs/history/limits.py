"""How long a run may take: a cell of a notebook, and the whole command; by option, else by environment."""

from __future__ import annotations

import os
from dataclasses import dataclass

from workbench.errors import InvalidParameter

CELL_TIMEOUT_S = 600
CELL, RUN = "WORKBENCH_CELL_TIMEOUT", "WORKBENCH_RUN_TIMEOUT"


@dataclass(frozen=True)
class Limits:
    """Seconds; ``run_s`` 0 means that the whole command may take as long as it needs."""

    cell_s: int = CELL_TIMEOUT_S
    run_s: int = 0


NO_LIMIT = Limits()


def limits(cell: str | None = None, run: str | None = None) -> Limits:
    """Limits from the words of the options ``cell`` and ``run``; raises InvalidParameter."""
    return Limits(
        _seconds(cell, "--cell-timeout", CELL, CELL_TIMEOUT_S, least=1), _seconds(run, "--run-timeout", RUN, 0, least=0)
    )


def _seconds(given: str | None, option: str, variable: str, default: int, *, least: int) -> int:
    where = option if given is not None else variable
    words = given if given is not None else os.environ.get(variable, "")
    if not words.strip():
        if given is None:
            return default
    elif words.strip().isdecimal() and least <= int(words) <= 10**7:
        return int(words)
    raise InvalidParameter("hier hoort een heel aantal seconden", where=where, remedy="Bijvoorbeeld 3600 voor een uur.")

"""Time marks in text: ``00:01:02``, ``1:02``, ``0:0:3.1``, ``00:00:03,120`` and the ``#00:00:12-3#`` of f4."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

CLOCK = r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?"
F4_MARK = re.compile(r"#(\d{1,3}:\d{1,2}:\d{1,2})-(\d)#")
RANGE = re.compile(rf"({CLOCK})\s*(?:-->|–|—|-)\s*({CLOCK})")
_CLOCK = re.compile(CLOCK)

# Speech runs at some 15 characters a second; a scale of one per millisecond gives 0.015.
_CHARACTERS_PER_UNIT = 0.7


def seconds(mark: str) -> float | None:
    """Seconds of one clock time; None when it is none (minutes or seconds above 59)."""
    mark = mark.strip()
    if not _CLOCK.fullmatch(mark):
        return None
    parts = [float(part) for part in mark.replace(",", ".").split(":")]
    if any(part >= 60 for part in parts[1:]):
        return None
    total = 0.0
    for part in parts:
        total = total * 60 + part
    return total


def f4_seconds(match: re.Match) -> float | None:
    """Seconds of an f4 mark; its last digit counts tenths of a second."""
    base = seconds(match[1])
    return None if base is None else round(base + int(match[2]) / 10, 1)


def number(value: object) -> float | None:
    """A time from a data file as a float, None for everything that is not a finite, non-negative number."""
    if isinstance(value, str) and ":" in value:
        return seconds(value)
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        time = float(value)
    except (ValueError, OverflowError):
        return None
    return time if math.isfinite(time) and 0 <= time < 1e12 else None


def in_milliseconds(times: Sequence[float | None], characters: int) -> bool:
    """Whether times without a unit are milliseconds, judged by how much is said in them.

    Only whole numbers can be: tools that write seconds write decimals.
    """
    known = [time for time in times if time is not None]
    if not known or any(time != int(time) for time in known):
        return False
    span = max(known) - min(known)
    return span > 0 and characters / span < _CHARACTERS_PER_UNIT

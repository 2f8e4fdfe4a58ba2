"""Whether a result is good news: succeeded or better, failed or worse, or neither by its words."""

from __future__ import annotations

from workbench.report.patterns import OUTCOME, holds, patterns

GOOD, BAD, NEITHER = "gelukt", "niet_gelukt", ""
#: in the order in which pages show them
TITLES = {GOOD: "Gelukt of beter", NEITHER: "Andere uitkomsten", BAD: "Niet gelukt of slechter"}
_FILLINGS = ("slecht", "goed")


def outcome(sentence: str) -> str:
    """GOOD, BAD or NEITHER. What holds both is BAD: good news must not have to be taken back."""
    return next((name for name in (BAD, GOOD) if holds(patterns(OUTCOME, name, _FILLINGS), sentence)), NEITHER)

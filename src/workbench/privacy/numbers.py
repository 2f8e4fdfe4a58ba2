"""What may be told of numbers of people: the rules of a version (``Policy``) and which numbers are hidden.

Pure functions over plain values. The rule is k-anonymity over voices (people who were spoken to): a number of people
below ``k`` is not shown, and neither a total nor what is left out gives it back (Sweeney 2002; practice of Dutch
quickscans).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.errors import InvalidParameter

VERSIONS = ("concept", "regio")
SMALLEST_K = 3


@dataclass(frozen=True)
class Policy:
    """What is allowed: ``k`` people at least, in a ``concept`` (for the researcher) or for the ``regio``.

    A concept may look through the veil with a smaller k; a version for the region never goes under 3.
    Raises InvalidParameter.
    """

    k: int = SMALLEST_K
    version: str = "concept"

    def __post_init__(self):
        if self.version not in VERSIONS:
            raise InvalidParameter(
                "onbekende versie", where="versie", remedy=f"Kies een van deze: {', '.join(VERSIONS)}."
            )
        if isinstance(self.k, bool) or not isinstance(self.k, int) or self.k < 1:
            raise InvalidParameter("k moet een heel getal van 1 of meer zijn", where="k")
        if self.version == "regio" and self.k < SMALLEST_K:
            raise InvalidParameter(f"voor de regio is k ten minste {SMALLEST_K}", where="k")

    @property
    def shared(self) -> bool:
        """True when the result leaves the research team."""
        return self.version == "regio"


def source_allowed(status: str, policy: Policy) -> bool:
    """A refused source never counts; a source for the region must have been approved."""
    return status == "goedgekeurd" if policy.shared else status in ("goedgekeurd", "concept")


def number_allowed(value: int, policy: Policy) -> bool:
    """A number of people may be shown when it is nought or at least k."""
    return value == 0 or value >= policy.k


def suppress(counts: Sequence[int], policy: Policy, *, total_shown: bool = False) -> list[int | None]:
    """Numbers of people along one line of a table, with None where a number may not be shown.

    ``total_shown``: the sum of the line stands somewhere in the report. Then the hidden numbers together must
    leave room for doubt, also for who knows this rule: at least two are hidden, and they are not all forced to be one,
    or to be k - 1. Where that cannot be had by hiding further numbers, ``total_safe`` is False and the total must go.
    """
    shown = [value if number_allowed(value, policy) else None for value in counts]
    if not total_shown or None not in shown:
        return shown
    # equal numbers go together: which of two was hidden would tell that it is not the one that had to be
    for more in sorted({value for value in shown if value}):
        if _in_doubt(counts, shown) and not _all_just_under(counts, shown, policy):
            break
        shown = [None if value == more else value for value in shown]
    return shown


def total_safe(counts: Sequence[int], shown: Sequence[int | None]) -> bool:
    """Whether the sum of ``counts`` may stand beside what is shown without giving a hidden number back."""
    return None not in shown or _in_doubt(counts, shown)


def spread_safe(counts: Sequence[int], policy: Policy) -> bool:
    """Whether it may be told in which groups a number of people is found.

    ``counts`` are people per group. Their total stands in the report, as a number from k on and else as "fewer
    than k". A reader knows that every group named holds at least one, and knows this rule. Where naming the groups
    would tell that each has one, they are not named; and where not naming them would tell that of all groups, they are
    not named either when one has more than another.
    """
    there = [value for value in counts if value]
    total, groups = sum(there), len(counts)
    if not number_allowed(total, policy):
        return len(there) < policy.k - 1 and groups != policy.k - 1
    if total == groups == policy.k == 2:
        return False
    return all(number_allowed(value, policy) for value in there) or (len(there) < total and groups != total)


def _in_doubt(counts: Sequence[int], shown: Sequence[int | None]) -> bool:
    """A reader knows each hidden number is at least one and knows their sum: is each still uncertain?"""
    hidden = [value for value, seen in zip(counts, shown, strict=True) if seen is None]
    return len(hidden) >= 2 and sum(hidden) > len(hidden)


def _all_just_under(counts: Sequence[int], shown: Sequence[int | None], policy: Policy) -> bool:
    """Whether the hidden numbers are as high as numbers under k can be, and their sum tells each of them.

    It does not where the same sum is that of ones and a number that would be hidden as well, for the others are higher.
    """
    hidden = [value for value, seen in zip(counts, shown, strict=True) if seen is None]
    ones_and = len(hidden) * (policy.k - 2) + 1
    return all(value == policy.k - 1 for value in hidden) and min(filter(None, shown), default=0) <= ones_and

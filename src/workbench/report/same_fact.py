"""Whether two sentences tell the same fact: the same numbers, no other dates, both denied or neither, and mostly the
same words that say what it is about."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from workbench import lists
from workbench.coding import mentions
from workbench.coding.rules import DATA
from workbench.report.bare import bare
from workbench.report.patterns import ALONE, words

ENOUGH = 0.7  # of the telling words of the shorter one
FEWEST = 3
STEM = 5  # letters by which two forms of a word are taken for one
TWO_NUMBERS = 2  # equal numbers that leave little doubt, with one telling word beside them


class Told(NamedTuple):
    """What a sentence tells: its words without marks, its numbers (no dates), its dates (ISO 8601), whether it denies
    something, and the stems of its telling words."""

    words: str
    numbers: frozenset[float]
    dates: frozenset[str]
    denied: bool
    stems: frozenset[str]


def told(sentence: str) -> Told:
    """What is compared of a sentence."""
    plain = bare(sentence)
    telling = {
        word[:STEM]
        for word in plain.split()
        if len(word) > 2 and word.isalpha() and word not in words(ALONE, "functiewoorden") and not mentions.number(word)
    }
    dates = (date["iso"] for date in mentions.dates(sentence))
    denied = not _denials().isdisjoint(plain.split())
    return Told(plain, frozenset(mentions.numbers(sentence)), frozenset(dates), denied, frozenset(telling))


@cache
def _denials() -> frozenset[str]:
    return frozenset(lists.load(DATA / "lists.yaml")["ontkenning"].split())


def same(one: Told, other: Told) -> bool:
    """Whether both tell one fact; never when their numbers differ, both name a date and none of these fit, or only one
    denies."""
    if one.words == other.words:
        return True
    if (one.numbers, one.denied) != (other.numbers, other.denied) or not _dates_fit(one.dates, other.dates):
        return False
    shared = len(one.stems & other.stems)
    if len(one.numbers) >= TWO_NUMBERS and shared:
        return True
    fewest = min(len(one.stems), len(other.stems))
    return fewest >= FEWEST and shared >= ENOUGH * fewest


def _dates_fit(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a date of the one may be one of the other: what both name of year, month and day is equal."""
    return not some or not others or any(_fit(one, other) for one in some for other in others)


def _fit(one: str, other: str) -> bool:
    # ISO 8601 leaves the year of "--03-01" out
    parts = zip(one.replace("--", "-").split("-"), other.replace("--", "-").split("-"), strict=False)
    return all(part == more or not part or not more for part, more in parts)

"""Whether two sentences tell the same fact: the same numbers, and mostly the same words that say what it is about."""

from __future__ import annotations

from typing import NamedTuple

from workbench.coding import mentions
from workbench.report.bare import bare
from workbench.report.patterns import ALONE, words

ENOUGH = 0.7  # of the telling words of the shorter one
FEWEST = 3
STEM = 5  # letters by which two forms of a word are taken for one
TWO_NUMBERS = 2  # equal numbers that leave little doubt, with one telling word beside them


class Told(NamedTuple):
    """What a sentence tells: its words without marks, its numbers (no dates), and the stems of its telling words."""

    words: str
    numbers: frozenset[float]
    stems: frozenset[str]


def told(sentence: str) -> Told:
    """What is compared of a sentence."""
    plain = bare(sentence)
    numbers = mentions.numbers(sentence)
    telling = {
        word[:STEM]
        for word in plain.split()
        if len(word) > 2 and word.isalpha() and word not in words(ALONE, "functiewoorden") and not mentions.number(word)
    }
    return Told(plain, frozenset(numbers), frozenset(telling))


def same(one: Told, other: Told) -> bool:
    """Whether both tell one fact; never when their numbers differ."""
    if one.words == other.words:
        return True
    shared = len(one.stems & other.stems)
    if one.numbers != other.numbers:
        return False
    if len(one.numbers) >= TWO_NUMBERS and shared:
        return True
    fewest = min(len(one.stems), len(other.stems))
    return fewest >= FEWEST and shared >= ENOUGH * fewest

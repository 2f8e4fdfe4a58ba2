"""Whether a sentence can be read by itself: loosely for the researcher, strictly for what goes to a region."""

from __future__ import annotations

import re
from itertools import dropwhile

from workbench.analysis.names import leaning
from workbench.report.patterns import ALONE, holds, patterns, words

SHORTEST = 5  # words; a shorter one says nothing without what went before
LONGEST = 60  # words
SHORT_AND_LEANING = 10  # words
SHORTEST_SHARED, SHORTEST_CLEAR = 6, 7
FEWEST_TELLING = 2  # words or numbers of the sentence that say what it is about
TELLING_SHARE = 0.25


def says_something(passage: str) -> bool:
    """Whether a passage says anything to a researcher who knows the talk.

    Not when it has a few words only or rambles on without a full stop, announces what follows, is a piece of a
    table, or is short and leans on the sentence before it.
    """
    found = _words(passage)
    if not SHORTEST <= len(found) <= LONGEST or passage.rstrip().endswith(":") or "|" in passage:
        return False
    return len(found) > SHORT_AND_LEANING or found[0] not in leaning()


def stands_alone(passage: str) -> bool:
    """Whether someone who was not there understands a passage (stricter than ``says_something``).

    Not when it begins with a word for what was named before, is an answer or half a sentence, is broken off, or has
    hardly a word that says what it is about.
    """
    found = _words(passage)
    if not says_something(passage) or len(found) < SHORTEST_SHARED or holds(patterns(ALONE, "regels"), passage):
        return False
    lead = list(dropwhile(words(ALONE, "aanloop").__contains__, found))
    if not lead or found[0] in words(ALONE, "antwoord") or _points_back(lead):
        return False
    if lead[0] in words(ALONE, "bijzin") and "," not in passage:
        return False
    telling = [
        word for word in found if word.isdigit() or (len(word) > 2 and word not in words(ALONE, "functiewoorden"))
    ]
    return (
        _is_finished(passage, found[-1])
        and len(telling) >= FEWEST_TELLING
        and len(telling) >= TELLING_SHARE * len(found)
    )


def is_expected(passage: str) -> bool:
    """Whether a passage says that something may come, so that it is no result yet."""
    return holds(patterns(ALONE, "verwacht"), passage)


def _words(passage: str) -> list[str]:
    return re.findall(r"\w+(?:[-'’]\w+)*", passage.lower())


def _is_finished(passage: str, last: str) -> bool:
    stopped = passage.rstrip("\"'”’) \n").endswith((".", "!"))
    return last not in words(ALONE, "los_einde") and (stopped or last not in words(ALONE, "los_zonder_punt"))


def _points_back(found: list[str]) -> bool:
    """Whether it begins with a pronoun that no noun follows."""
    first, second = (*found, "", "")[:2]
    if first not in words(ALONE, "voornaamwoorden"):
        return False
    return first in ("hij", "zij", "ze", "hem", "hen") or second in words(ALONE, "na_voornaamwoord")


def flaws(passage: str) -> int:
    """What makes a sentence less clear: a question, a masked name or a broken sentence weighs two, leaning on what went
    before one."""
    found = _words(passage)
    broken = not passage[:1].isupper() or len(found) < SHORTEST_CLEAR
    unclear = broken or "[" in passage or passage.rstrip().endswith("?")
    return 2 * unclear + (bool(found) and found[0] in leaning())

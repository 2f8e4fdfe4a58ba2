"""Patterns over a sentence that stand in ``words/``: rules with an id, an example, and one that looks like it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from workbench import lists

WORDS = Path(__file__).with_name("words")
ALONE, OUTCOME = "alone.yaml", "outcome.yaml"


class Pattern(NamedTuple):
    """One rule: it holds for a sentence in which ``found`` is found, whatever the capitals."""

    id: str
    found: re.Pattern[str]
    example: str
    no_example: str


@cache
def words(file: str, name: str) -> frozenset[str]:
    """A list of words of a file, between blanks."""
    return frozenset(lists.load(WORDS / file)[name].split())


@cache
def patterns(file: str, name: str, fillings: tuple[str, ...] = ()) -> tuple[Pattern, ...]:
    """The rules of a list; ``{name}`` in them stands for any of the words of a list in ``fillings``."""
    data = lists.load(WORDS / file)
    return tuple(_compiled(rule, {one: data[one] for one in fillings}) for rule in data[name])


def _compiled(rule: Mapping[str, str], fillings: Mapping[str, str]) -> Pattern:
    match = rule["match"]
    for name, inside in fillings.items():
        match = match.replace(f"{{{name}}}", f"(?:{'|'.join(inside.split())})")
    return Pattern(rule["id"], re.compile(match, re.IGNORECASE), rule["example"], rule["no_example"])


def holds(rules: Iterable[Pattern], sentence: str) -> bool:
    """Whether any of the rules is found in a sentence."""
    return any(rule.found.search(sentence) for rule in rules)

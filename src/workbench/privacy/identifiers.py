"""Identifiers that a pattern can find: numbers, addresses, dates of a life. The rules are ``data/identifiers.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from workbench import lists
from workbench.privacy.checks import CHECKS, digits_of
from workbench.privacy.signs import evened, unglued

BEFORE, AFTER = 60, 40
_DEEP = 3
#: an underscore is part of these
_WITH_UNDERSCORE = ("E-MAIL", "ACCOUNT")


class Found(NamedTuple):
    """A place in the text (code points), the kind, a plain value (the same for all spellings) and the rule's id."""

    start: int
    end: int
    kind: str
    value: str
    rule: str


def filled(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with its ``{pieces}`` filled in, which may hold pieces themselves."""
    for _ in range(_DEEP):
        for name, part in parts.items():
            pattern = pattern.replace(f"{{{name}}}", part)
    return pattern


@cache
def rules() -> tuple[dict, ...]:
    """The rules in order, their patterns compiled."""
    data = lists.load(Path(__file__).parent / "data" / "identifiers.yaml")
    parts = data["parts"]

    found = []
    for rule in data["rules"]:
        patterns = {
            key: re.compile(filled(rule[key], parts)) for key in ("pattern", "before", "after", "unless") if key in rule
        }
        found.append({**rule, **patterns})
    return tuple(found)


@cache
def kinds() -> tuple[str, ...]:
    """All kinds of identifiers, people first."""
    return ("PERSOON", *dict.fromkeys(rule["kind"] for rule in rules()))


def find(text: str, hidden: str) -> Iterator[Found]:
    """All identifiers; what one rule has found is out of sight for the next (``hidden``: the character that hides).

    Any hyphen, blank or underscore in a number is as good as another.
    """
    text = evened(text)
    for rule in rules():
        if rule["kind"] not in _WITH_UNDERSCORE:
            text = unglued(text)
        for match in list(rule["pattern"].finditer(text)):
            start, end = match.span("it" if "it" in rule["pattern"].groupindex else 0)
            if not CHECKS.get(rule.get("check", ""), bool)(text[start:end]) or not _fits(rule, text, start, end):
                continue
            yield Found(start, end, rule["kind"], _plain(text[start:end]), rule["id"])
            text = text[:start] + hidden * (end - start) + text[end:]


def _fits(rule: dict, text: str, start: int, end: int) -> bool:
    before = text[max(0, start - BEFORE) : start].rpartition("\n")[2]
    if "unless" in rule and rule["unless"].search(before):
        return False
    if "before" not in rule:
        return True
    after = text[end : end + AFTER].partition("\n")[0]
    return bool(rule["before"].search(before) or ("after" in rule and rule["after"].search(after)))


def _plain(text: str) -> str:
    """One spelling of a value: letters and digits, spoken digits as digits."""
    spoken = digits_of(text)
    return spoken if len(spoken) >= 6 else re.sub(r"[\s()./-]", "", text).lower()

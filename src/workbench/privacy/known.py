"""Find the people who are known already, in every form of their name, in time that hardly grows with their number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from workbench.privacy.lexicon import fold, given_names, is_word
from workbench.privacy.names import INITIAL, QUOTES, unaccent

_LETTER = r"[^\W\d_]"
# a digit or underscore may be glued on: "20251104Quandelst_2"
_HEAD = rf"{_LETTER}{{1,3}}|\w{{1,3}}"
_WORD = re.compile(rf"(?:(?<!{_LETTER})(?={_LETTER})|(?<!\w)(?=\d))(?=({_HEAD}))")


class Form(NamedTuple):
    """One way to write a name: a regular expression, how it begins, and the person's number."""

    pattern: str
    head: str
    number: int


class Drawer:
    """Forms as one expression: the group that matches tells the person (``numbers``)."""

    def __init__(self, forms: list[Form], flags: int):
        self._inside, self._flags = "|".join(f"({form.pattern})" for form in forms), flags
        self.numbers = [form.number for form in forms]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self._inside})(?!{_LETTER})", self._flags)

    @cached_property
    def genitive(self) -> re.Pattern[str]:
        """'Quandelsts map': the name without the s behind it."""
        return re.compile(rf"(?:{self._inside})(?=[sS](?!{_LETTER}))", self._flags)

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """A person at a place, also with a quote right before it; "Hans" is rather Hans than of Han."""
        starts = (start, start - 1) if start and text[start - 1] in QUOTES else (start,)
        found = next(filter(None, (self.pattern.match(text, at) for at in starts)), None)
        if found:
            return found
        found = next(filter(None, (self.genitive.match(text, at) for at in starts)), None)
        return found if found and not _plural(text, start, found.end()) else None


#: the key of the drawer with all forms
EVERY = ""


class Known:
    """Forms of all people in order of preference, in drawers by their first letters.

    Forms that begin with anybody's initials ("J. de Vries") have a drawer of their own, tried at single capitals.
    """

    def __init__(self, forms: list[Form], flags: int = 0):
        self._forms: dict[str, list[Form]] = {}
        for form in forms:
            self._forms.setdefault(_key(form.head), []).append(form)
        self._every = forms
        self._flags = flags
        self._drawers: dict[str, Drawer | None] = {}

    def _drawer(self, key: str) -> Drawer | None:
        """The forms of one drawer as one expression; made when it is first asked for."""
        if key not in self._drawers:
            forms = self._every if key == EVERY else self._forms.get(key)
            self._drawers[key] = Drawer(forms, self._flags) if forms else None
        return self._drawers[key]

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Start, end and number of every known person, from left to right, apart from each other."""
        done, text = 0, unaccent(text).replace("_", " ")
        for word in _WORD.finditer(text):
            start = word.start()
            if start < done:
                continue
            drawer = self._drawer(word[1].lower())
            initial = self._drawer(INITIAL) if len(word[1]) == 1 and word[1].isupper() else None
            for one in filter(None, (drawer, initial)):
                if match := one.match(text, start):
                    done = match.end()
                    yield match.start(), done, one.numbers[match.lastindex - 1]
                    break

    def whole(self, name: str) -> int | None:
        """The number of the person of whom a text is a form, None for nobody."""
        every = self._drawer(EVERY)
        match = every and every.pattern.fullmatch(unaccent(name))
        return every.numbers[match.lastindex - 1] if match else None


def begins_sentence(text: str, start: int) -> bool:
    """Whether a place is where a sentence, a line or the text begins, so that any word has a capital there."""
    before = text[max(0, start - 10) : start].rstrip(" \"'([-*\u201c\u201e")
    return not before or before[-1] in ".!?:;\n\t|"


def _plural(text: str, start: int, end: int) -> bool:
    """Whether the s behind a name makes another word of it ("bakkers" of Bakker), and not a genitive."""
    word = re.split(r"\W", text[start : end + 1])[-1]
    given = fold(word[:-1]) in given_names()
    return is_word(fold(word)) and (word.islower() or (not given and begins_sentence(text, start)))


def _key(head: str) -> str:
    """The drawer of a form: the first letters of its first word."""
    if head == INITIAL:
        return INITIAL
    found = re.match(_HEAD, fold(head).lstrip(QUOTES))
    return found[0] if found else ""

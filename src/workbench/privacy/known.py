"""Find the people who are known already, in every form of their name, in time that hardly grows with their number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from workbench.privacy.lexicon import fold
from workbench.privacy.names import INITIAL, QUOTES, unaccent

_WORD = re.compile(r"(?<!\w)\w+")
_LETTERS = 3


class Form(NamedTuple):
    """One way to write a name: a regular expression, how it begins, and the person's number."""

    pattern: str
    head: str
    number: int


class Drawer(NamedTuple):
    """Forms as one expression: the group that matches tells the person."""

    pattern: re.Pattern[str]
    numbers: list[int]

    @classmethod
    def of(cls, forms: list[Form], flags: int) -> Drawer:
        inside = "|".join(f"({form.pattern})" for form in forms)
        return cls(re.compile(rf"(?:{inside})(?!\w)", flags), [form.number for form in forms])


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
            self._drawers[key] = Drawer.of(forms, self._flags) if forms else None
        return self._drawers[key]

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Start, end and number of every known person, from left to right, apart from each other."""
        done, text = 0, unaccent(text)
        for word in _WORD.finditer(text):
            start = word.start()
            if start < done:
                continue
            drawer = self._drawer(word.group()[:_LETTERS].lower())
            initial = self._drawer(INITIAL) if len(word.group()) == 1 and word.group().isupper() else None
            for one in filter(None, (drawer, initial)):
                match = one.pattern.match(text, start)
                if not match and start and text[start - 1] in QUOTES:
                    match = one.pattern.match(text, start - 1)
                if match:
                    done = match.end()
                    yield match.start(), done, one.numbers[match.lastindex - 1]
                    break

    def whole(self, name: str) -> int | None:
        """The number of the person of whom a text is a form, None for nobody."""
        every = self._drawer(EVERY)
        match = every and every.pattern.fullmatch(unaccent(name))
        return every.numbers[match.lastindex - 1] if match else None


def _key(head: str) -> str:
    """The drawer of a form: the first letters of its first word."""
    if head == INITIAL:
        return INITIAL
    return re.match(r"\w*", fold(head).lstrip(QUOTES))[0][:_LETTERS]

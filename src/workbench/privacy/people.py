"""Who is who: all people of a region with a number each, found again by any form of their name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.privacy.known import Form, Known
from workbench.privacy.lexicon import fold, is_word
from workbench.privacy.lexicon import places as all_places
from workbench.privacy.named import called
from workbench.privacy.names import forms, split_name, tidy
from workbench.privacy.spellings import SHORT, letters


@dataclass
class People:
    """``names``: for every person all names known of them; their number is their place in this list.

    A form that fits two people ("Anna", of Anna Jansen and Anna de Vries) has a number of its own: it may be either, so
    it is neither. ``places``: words in small letters that are a place as well; alone they are no person. ``always``:
    names that count in small letters too.
    """

    names: list[tuple[str, ...]] = field(default_factory=list)
    places: frozenset[str] = frozenset()
    always: frozenset[str] = frozenset()
    #: people known from running text alone, by name: parts of it that are a word count only after a title
    _shy: dict[str, int] = field(default_factory=dict)
    #: whose names hold a word; every form of a name holds one of its words
    _words: dict[str, list[int]] = field(default_factory=dict)
    _shared: dict[tuple[int, ...], int] = field(default_factory=dict)
    _found: dict[bool, Known] = field(default_factory=dict)
    _alone: dict[int, Known] = field(default_factory=dict)
    _forms: dict[int, dict[tuple[str, str], int]] = field(default_factory=dict)
    #: whose names have these bare letters, of those who were known from the start
    _letters: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number in range(len(self.names)):
            self._index(number)
            for bare in {bare for name in self.names[number] for bare in _bare(name)} - self.places:
                self._letters.setdefault(bare, []).append(number)

    def _index(self, number: int) -> None:
        for word in {word for name in self.names[number] for word in _parts(name)}:
            self._words.setdefault(word, []).append(number)

    def add(self, names: Iterable[str], *, recognised: bool = False) -> None:
        """Make people known; the fullest names first, so that "Anna" is the Anna Jansen of another file."""
        for name in sorted(dict.fromkeys(names), key=lambda name: -len(name.split())):
            if not self.is_known(name):
                if recognised:
                    self._shy[fold(tidy(name))] = len(self.names)
                self.names.append((name,))
                self._index(len(self.names) - 1)
                self._found.clear()

    def is_known(self, name: str) -> bool:
        """Whether a name is a form of somebody."""
        return bool(self._owners(name)) or fold(tidy(name)) in self._shy

    def number(self, name: str) -> int | None:
        """The number of the person with that name, None for nobody."""
        owners = self._owners(name)
        if len(owners) > 1:
            return self.known(True).whole(tidy(name))
        return owners[0] if owners else self._shy.get(fold(tidy(name)))

    def spelled(self, bare: str) -> int | None:
        """The number of whoever was known from the start and has a name of these letters, spelled out one by one."""
        owners = tuple(self._letters.get(bare, ()))
        return self._number(owners) if owners else None

    def _owners(self, name: str) -> list[int]:
        """Everybody of whom a name is a form."""
        plain = tidy(name)
        maybe = {number for word in _parts(name) for number in self._words.get(word, ())}
        return [number for number in sorted(maybe) if self._of(number).whole(plain) is not None]

    def number_of(self, name: str) -> int:
        """The number of the person with that name, who is made known when they are not yet."""
        number = self.number(name)
        if number is None:
            self.add([name], recognised=True)
            number = self.number(name)
        return len(self.names) - 1 if number is None else number

    def known(self, any_case: bool) -> Known:
        """Everybody, to be found in a text; ``any_case``: also in small letters that are Dutch words."""
        if any_case not in self._found:
            owners: dict[tuple[str, str], tuple[int, ...]] = {}
            ranks: dict[tuple[str, str], int] = {}
            for number, names in enumerate(self.names):
                for (pattern, head), rank in self._forms_of(number).items():
                    form = (f"(?i:{pattern})" if self.always & set(names) else pattern, head)
                    owners[form] = (*owners.get(form, ()), number)
                    ranks[form] = max(rank, ranks.get(form, rank))
            longest_first = sorted(owners, key=lambda form: (ranks[form], -len(form[0]), form))
            numbered = [Form(*form, self._number(owners[form])) for form in longest_first]
            self._found[any_case] = Known(numbered, re.I if any_case else 0)
        return self._found[any_case]

    def _number(self, owners: tuple[int, ...]) -> int:
        if len(owners) == 1:
            return owners[0]
        if owners not in self._shared:
            self._shared[owners] = len(self.names)
            self.names.append(())
        return self._shared[owners]

    def _of(self, number: int) -> Known:
        if number not in self._alone:
            self._alone[number] = Known([Form(*form, number) for form in self._forms_of(number)], re.I)
        return self._alone[number]

    def _forms_of(self, number: int) -> dict[tuple[str, str], int]:
        if number not in self._forms:
            self._forms[number] = forms(self.names[number], self._places_of(number))
        return self._forms[number]

    def _places_of(self, number: int) -> frozenset[str]:
        """Words that are this person only after a title: places, and all of a name that may as well be a word."""
        if number not in self._shy.values():
            return self.places
        return self.places | {part.lower() for part in tidy(self.names[number][0]).split() if _could_be_a_word(part)}


def _parts(name: str) -> set[str]:
    """The words of a name, folded; a name written as one ("tessavandermolen") has that as its word."""
    return {word for word in re.split(r"[\W_]+", fold(name)) if word}


def _bare(name: str) -> set[str]:
    """The bare letters of all that somebody may be called by."""
    _, particle, surname = split_name(name)
    found = {letters(form) for form in (*called(name), particle + surname)}
    return {bare for bare in found if len(bare) > SHORT}


def _could_be_a_word(part: str) -> bool:
    """Whether a part of a recognised name may elsewhere be a plain word or a place."""
    low = fold(part)
    return is_word(low) or low in all_places()

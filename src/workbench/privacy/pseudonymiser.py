"""Gate in: direct identifiers become stable, typed placeholders before anything is stored.

Two layers stand here: people known from ``region.yaml``, speaker labels and forms of address ("mevrouw X"), and
identifiers that a pattern (with check digits where they exist) can find. A name of somebody who is in none of
these and is only mentioned in passing is not recognised; ``docs/privacy.md`` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import lists
from workbench.privacy.checks import CHECKS
from workbench.privacy.names import forms, is_dutch, tidy, words
from workbench.privacy.speakers import name_in_label

if TYPE_CHECKING:
    import pandas as pd

PLACEHOLDER = re.compile(r"\[(?:PERSOON|E-MAIL|TELEFOON|ADRES|DATUM|BSN|IBAN)-\d+\]")


_HIDDEN = "\0"


@dataclass(frozen=True)
class Replacement:
    """One replaced stretch: offsets (code points) into the text that was given."""

    start: int
    end: int
    kind: str
    placeholder: str


@cache
def _rules() -> tuple[dict, ...]:
    rules = lists.load(Path(__file__).parent / "data" / "identifiers.yaml")
    return tuple({**rule, "compiled": re.compile(rule["pattern"])} for rule in rules)


@cache
def _address() -> re.Pattern[str]:
    """A form of address, an office or a post with the capitalised name behind it; group ``name`` is the name."""
    lists_ = words()
    title, office, post, particle, no_name = (
        "|".join(re.escape(word) for word in sorted(lists_[key], key=len, reverse=True))
        for key in ("titles", "offices", "posts", "particles", "not_names")
    )
    word = r"[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ][\w’'-]*"
    initials, lower_particles = r"(?:[A-Z]\.\s?)*", rf"(?:(?i:{particle})\s+){{0,3}}"
    capital_particle = rf"(?=[A-ZÀ-Þ]){lower_particles}"
    name = rf"(?!(?i:{no_name})\b){initials}"
    return re.compile(
        rf"(?<!\w)(?:(?i:{title})\s+(?P<a>{name}{lower_particles}{word}(?:[ -]{word})?)"
        rf"|(?i:{office})\s+(?P<b>{name}{capital_particle}{word})"
        rf"|(?i:{post})\s+(?P<c>{name}{capital_particle}{word}))"
    )


def addressed(text: str) -> Iterator[str]:
    """Names of people who are addressed or named with their office, in the order of the text."""
    for match in _address().finditer(text):
        name = match.group(match.lastgroup)
        ordinary = is_dutch(name.lower()) or name.lower() in words()["fields"]
        if match.lastgroup != "c" or not ordinary:
            yield name


@dataclass
class Pseudonymiser:
    """Replaces identifiers and remembers who got which number; one per region, used on its sources in order.

    ``people``: for every known person all names that are known of them; their number is their place in this list.
    A form that fits two people ("Anna", of Anna Jansen and Anna de Vries) has a number of its own: it may be either,
    so it is neither. ``places``: names that are a place as well; alone they are no person. Numbers of other
    identifiers follow the order in which they are seen, so the same input gives the same numbers.
    """

    people: list[tuple[str, ...]] = field(default_factory=list)
    places: Iterable[str] = ()
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    _shared: dict[tuple[int, ...], int] = field(default_factory=dict)
    _known: dict[bool, _Known] = field(default_factory=dict)
    _alone: dict[tuple[str, ...], _Known] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.people = [names for names in (tuple(n for n in p if n.strip()) for p in self.people) if names]
        self.places = frozenset(place.strip().lower() for place in self.places)

    def add_labels(self, labels: Iterable[str]) -> None:
        """Make the people in speaker labels known, unless a label is a code or somebody known already.

        The fullest names come first, so that "Anna" is the Anna Jansen of another file, in whatever order they come.
        """
        names = [name for label in labels if (name := name_in_label(label, self.places))]
        for name in sorted(dict.fromkeys(names), key=lambda name: -len(name.split())):
            if not self._is_known(name):
                self.people.append((name,))
                self._known.clear()

    def add_label(self, label: str) -> None:
        """``add_labels`` for one label."""
        self.add_labels([label])

    def add_addressed(self, text: str) -> None:
        """Make people known who are addressed with a title in the text ("mevrouw De Ruwe")."""
        self.add_labels(addressed(text))

    def replace(self, text: str, *, any_case: bool = False) -> tuple[str, list[Replacement]]:
        """The text with placeholders, and what was replaced. Doing it twice equals doing it once.

        ``any_case``: also find names in small letters that are Dutch words (for file names, where few others stand).
        """
        found: list[Replacement] = []
        # what is replaced is out of sight for the rules after it, just as a placeholder is the next time
        left = PLACEHOLDER.sub(lambda match: _HIDDEN * len(match.group()), text)
        for rule in _rules():
            check = CHECKS.get(rule.get("check", ""), bool)
            for match in [match for match in rule["compiled"].finditer(left) if check(match.group())]:
                plain = re.sub(r"[\s().-]", "", match.group()).lower()
                found.append(Replacement(*match.span(), rule["kind"], self._placeholder(rule["kind"], plain)))
                left = left[: match.start()] + _HIDDEN * len(match.group()) + left[match.end() :]
        for match, number in self._people(any_case).find(left):
            found.append(Replacement(*match.span(), "PERSOON", f"[PERSOON-{number + 1}]"))
        found.sort(key=lambda one: one.start)
        parts, position = [], 0
        for one in found:
            parts += [text[position : one.start], one.placeholder]
            position = one.end
        return "".join(parts) + text[position:], found

    def label(self, label: str) -> str:
        """A speaker label as it may be stored: the person's placeholder, or the label itself if it is no name."""
        number = self.person(label)
        return self.replace(label)[0] if number is None else f"[PERSOON-{number + 1}]"

    def person(self, label: str) -> int | None:
        """The place in ``people`` of whoever a label names; None for a code or a function."""
        name = name_in_label(label, self.places)
        if name is None:
            return None
        if not self._is_known(name):
            self.add_label(label)
        known = self._people(True)
        whole = known.whole(tidy(name))
        return whole if whole is not None else next((number for _, number in known.find(tidy(name))), None)

    def _is_known(self, name: str) -> bool:
        for names in filter(None, self.people):
            if names not in self._alone:
                self._alone[names] = _Known([(form, 0) for form in forms(names, self.places)], re.I)
            if self._alone[names].whole(tidy(name)) is not None:
                return True
        return False

    def _placeholder(self, kind: str, value: str) -> str:
        count = sum(1 for seen, _ in self._numbers if seen == kind)
        number = self._numbers.setdefault((kind, value), count + 1)
        return f"[{kind}-{number}]"

    def _people(self, any_case: bool) -> _Known:
        if any_case not in self._known:
            owners, ranks = self._forms()
            longest_first = sorted(owners, key=lambda form: (ranks[form], -len(form), form))
            numbered = [(form, self._number(owners[form])) for form in longest_first]
            self._known[any_case] = _Known(numbered, re.I if any_case else 0)
        return self._known[any_case]

    def _forms(self) -> tuple[dict[str, tuple[int, ...]], dict[str, int]]:
        owners: dict[str, tuple[int, ...]] = {}
        ranks: dict[str, int] = {}
        for number, names in enumerate(self.people):
            for form, rank in forms(names, self.places).items():
                owners[form] = (*owners.get(form, ()), number)
                ranks[form] = max(rank, ranks.get(form, rank))
        return owners, ranks

    def _number(self, owners: tuple[int, ...]) -> int:
        if len(owners) == 1:
            return owners[0]
        if owners not in self._shared:
            self._shared[owners] = len(self.people)
            self.people.append(())
        return self._shared[owners]


class _Known:
    """All forms of all people as one regular expression; the first form that fits counts."""

    def __init__(self, forms: list[tuple[str, int]], flags: int = 0):
        self._numbers = [number for _, number in forms]
        inside = "|".join(f"({form})" for form, _ in forms) or r"(?!)"
        self._pattern = re.compile(rf"(?<!\w)(?:{inside})(?![^\Wʼ])", flags)

    def find(self, text: str) -> Iterator[tuple[re.Match[str], int]]:
        for match in self._pattern.finditer(text):
            yield match, self._numbers[match.lastindex - 1]

    def whole(self, name: str) -> int | None:
        match = self._pattern.fullmatch(name)
        return match and self._numbers[match.lastindex - 1]


def pseudonymise(text: str, *, known: Iterable[str | Iterable[str]] = ()) -> tuple[str, pd.DataFrame]:
    """Replace direct identifiers in one text.

    ``known``: names of people, one string a person or all names of one person together. Returns the new text and
    one row per replacement: start, end (code points in the given text), kind, placeholder.
    """
    import pandas as pd

    people = [(person,) if isinstance(person, str) else tuple(person) for person in known]
    gate = Pseudonymiser(people)
    gate.add_addressed(text)
    new, found = gate.replace(text)
    columns = {"start": "int64", "end": "int64", "kind": "str", "placeholder": "str"}
    rows = [(one.start, one.end, one.kind, one.placeholder) for one in found]
    return new, pd.DataFrame(rows, columns=list(columns)).astype(columns)

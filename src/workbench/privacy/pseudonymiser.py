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
from workbench.privacy.names import is_dutch, name_in_label, pattern, words

if TYPE_CHECKING:
    import pandas as pd

PLACEHOLDER = re.compile(r"\[(?:PERSOON|E-MAIL|TELEFOON|ADRES|DATUM|BSN|IBAN)-\d+\]")


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

    ``people``: for every known person all names that are known of them. Numbers follow the order in which people
    and identifiers are first seen, so the same input gives the same numbers.
    """

    people: list[tuple[str, ...]] = field(default_factory=list)
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    _known: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        self.people = [names for names in (tuple(n for n in p if n.strip()) for p in self.people) if names]

    def add_label(self, label: str) -> None:
        """Make the person in a speaker label known, unless the label is a code or somebody known already."""
        name = name_in_label(label)
        if name and not self._is_known(name):
            self.people.append((name,))
            self._known = None

    def add_addressed(self, text: str) -> None:
        """Make people known who are addressed with a title in the text ("mevrouw De Ruwe")."""
        for name in addressed(text):
            self.add_label(name)

    def replace(self, text: str) -> tuple[str, list[Replacement]]:
        """The text with placeholders, and what was replaced. Doing it twice equals doing it once."""
        found: list[Replacement] = []
        taken = [match.span() for match in PLACEHOLDER.finditer(text)]
        for rule in _rules():
            for match in rule["compiled"].finditer(text):
                check = CHECKS.get(rule.get("check", ""))
                if _free(match.span(), taken) and (check is None or check(match.group())):
                    plain = re.sub(r"[\s().-]", "", match.group()).lower()
                    found.append(Replacement(*match.span(), rule["kind"], self._placeholder(rule["kind"], plain)))
                    taken.append(match.span())
        for match in self._known_pattern().finditer(text):
            if _free(match.span(), taken):
                number = int(match.lastgroup.removeprefix("p"))
                found.append(Replacement(*match.span(), "PERSOON", f"[PERSOON-{number + 1}]"))
        found.sort(key=lambda one: one.start)
        parts, position = [], 0
        for one in found:
            parts += [text[position : one.start], one.placeholder]
            position = one.end
        return "".join(parts) + text[position:], found

    def label(self, label: str) -> str:
        """A speaker label as it may be stored: the person's placeholder, or the label itself if it is no name."""
        if name_in_label(label) is None:
            return label
        replaced, _ = self.replace(label)
        person = PLACEHOLDER.search(replaced)
        return person.group() if person else label

    def _is_known(self, name: str) -> bool:
        return self._known_pattern().fullmatch(name) is not None

    def _placeholder(self, kind: str, value: str) -> str:
        count = sum(1 for seen, _ in self._numbers if seen == kind)
        number = self._numbers.setdefault((kind, value), count + 1)
        return f"[{kind}-{number}]"

    def _known_pattern(self) -> re.Pattern[str]:
        if self._known is None:
            forms = [f"(?P<p{number}>{pattern(names)})" for number, names in enumerate(self.people)]
            inside = "|".join(forms) or r"(?!)"
            self._known = re.compile(rf"(?<![\w@]){'(?:' + inside + ')'}(?!\w)")
        return self._known


def _free(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return all(span[1] <= start or span[0] >= end for start, end in taken)


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

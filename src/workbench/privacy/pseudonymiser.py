"""Gate in: direct identifiers become stable, typed placeholders before anything is stored.

Three layers: people known from ``region.yaml``, speaker labels and forms of address; identifiers that a pattern (with
check digits where they exist) can find; and names that ``recognise`` finds in running text. What the researcher wants
always or never replaced goes before all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from workbench.privacy import identifiers
from workbench.privacy.address import addressed
from workbench.privacy.lexicon import fold
from workbench.privacy.names import tidy
from workbench.privacy.people import People
from workbench.privacy.recognise import mentions
from workbench.privacy.speakers import name_in_label
from workbench.privacy.spellings import SPELLED, letters

if TYPE_CHECKING:
    import pandas as pd

_HIDDEN = "\0"
_SECOND = re.compile(r".[\W_]+")


@cache
def placeholder_pattern() -> re.Pattern[str]:
    """What the gate puts in place of identifiers."""
    return re.compile(rf"\[(?:{'|'.join(identifiers.kinds())})-\d+\]")


@dataclass(frozen=True)
class Replacement:
    """One replaced stretch: offsets (code points) into the text that was given, and why it was replaced."""

    start: int
    end: int
    kind: str
    placeholder: str
    why: str


class Pseudonymiser:
    """Replaces identifiers and remembers who got which number; one per region, used on its sources in order.

    ``people``: for every known person all names that are known of them; their number is their place in this list.
    ``places``: names that are a place as well; alone they are no person. ``never``: words and names that the researcher
    wants to keep; ``always``: those of ``people`` that count in small letters too. Numbers of other identifiers follow
    the order in which they are seen, so the same input gives the same numbers.
    """

    def __init__(
        self,
        people: Iterable[tuple[str, ...]] = (),
        places: Iterable[str] = (),
        never: Iterable[str] = (),
        always: Iterable[str] = (),
    ):
        named = (tuple(name for name in person if name.strip()) for person in people)
        self.places = frozenset(place.strip().lower() for place in places)
        self.never = frozenset(fold(tidy(name)) for name in never)
        self._people = People([names for names in named if names], self.places, frozenset(always))
        self._numbers: dict[tuple[str, str], int] = {}

    @property
    def people(self) -> list[tuple[str, ...]]:
        """All people, by number."""
        return self._people.names

    def add_labels(self, labels: Iterable[str]) -> None:
        """Make the people in speaker labels known, unless a label is a code or somebody known already."""
        self._add(name for label in labels if (name := name_in_label(label, self.places)))

    def add_label(self, label: str) -> None:
        """``add_labels`` for one label."""
        self.add_labels([label])

    def add_addressed(self, text: str) -> None:
        """Make people known who are addressed with a title in the text ("mevrouw De Ruwe")."""
        self.add_labels(addressed(text))

    def add_mentioned(self, texts: Iterable[str]) -> None:
        """Make people known who are recognised in running text, in all texts of a region together."""
        names = (text[one.start : one.end] for text in texts for one in mentions(text))
        self._add((name for name in names if name.lower() not in self.places), recognised=True)

    def _add(self, names: Iterable[str], *, recognised: bool = False) -> None:
        self._people.add((name for name in names if not self.keeps(name)), recognised=recognised)

    def keeps(self, name: str) -> bool:
        """Whether the researcher wants this to stay."""
        return fold(tidy(name)) in self.never

    def replace(self, text: str, *, any_case: bool = False) -> tuple[str, list[Replacement]]:
        """The text with placeholders, and what was replaced. Doing it twice equals doing it once.

        ``any_case``: also find names in small letters that are Dutch words (for file names, where few others stand).
        """
        found = self.find(text, any_case=any_case)
        return put(text, found), found

    def find(self, text: str, *, any_case: bool = False) -> list[Replacement]:
        """What is to be replaced in a text, in order and apart from each other."""
        composed, places = _composed(text)
        found: list[Replacement] = []
        # what is replaced is out of sight for the rules after it, just as a placeholder is the next time
        left = placeholder_pattern().sub(lambda match: _HIDDEN * len(match.group()), composed)
        for one in identifiers.find(left, _HIDDEN):
            if not self.keeps(composed[one.start : one.end]):
                placeholder = self._placeholder(one.kind, one.value)
                found.append(Replacement(one.start, one.end, one.kind, placeholder, one.rule))
        left = _hide(left, found)
        found += (spelled := list(self._spelled(left)))
        left = _hide(left, spelled)
        for start, end, number in self._people.known(any_case).find(left):
            if not self.keeps(composed[start:end]):
                found.append(Replacement(start, end, "PERSOON", f"[PERSOON-{number + 1}]", "bekend"))
        # a name may show another one beside it; in the end a text with placeholders has nothing more to find
        while more := self._recognised(composed, found):
            found += more
        found.sort(key=lambda one: one.start)
        return [replace(one, start=places[one.start], end=places[one.end]) for one in found] if places else found

    def _spelled(self, text: str) -> Iterator[Replacement]:
        """Names spelled out in letters ("T-e-s-s-a"); a single letter before it may be a word ("kunt u T-e-s-s-a")."""
        for run in SPELLED.finditer(text):
            for start in (run.start(), run.start() + _SECOND.match(run[0]).end()):
                bare = letters(text[start : run.end()])
                number = None if self.keeps(bare) else self._people.spelled(bare)
                if number is not None:
                    yield Replacement(start, run.end(), "PERSOON", f"[PERSOON-{number + 1}]", "gespeld")
                    break

    def _recognised(self, text: str, found: list[Replacement]) -> list[Replacement]:
        found = sorted(found, key=lambda one: one.start)
        current = put(text, found)
        more = []
        for one in mentions(current):
            name = current[one.start : one.end]
            if self.keeps(name) or name.lower() in self.places:
                continue
            start, end = _back(found, one.start), _back(found, one.end)
            placeholder = f"[PERSOON-{self._people.number_of(name) + 1}]"
            more.append(Replacement(start, end, "PERSOON", placeholder, f"herkend ({one.score:.1f})"))
        return more

    def label(self, label: str) -> str:
        """A speaker label as it may be stored: the person's placeholder, or the label itself if it is no name."""
        number = self.person(label)
        return self.replace(label)[0] if number is None else f"[PERSOON-{number + 1}]"

    def person(self, label: str) -> int | None:
        """The place in ``people`` of whoever a label names; None for a code or a function."""
        name = name_in_label(label, self.places)
        if name is None:
            return None
        if not self._people.is_known(name):
            self.add_label(label)
        number = self._people.number(name)
        return (
            number if number is not None else next((one for *_, one in self._people.known(True).find(tidy(name))), None)
        )

    def _placeholder(self, kind: str, value: str) -> str:
        count = sum(1 for seen, _ in self._numbers if seen == kind)
        number = self._numbers.setdefault((kind, value), count + 1)
        return f"[{kind}-{number}]"


def put(text: str, found: Iterable[Replacement]) -> str:
    """The text with the placeholders in place."""
    parts, position = [], 0
    for one in found:
        parts += [text[position : one.start], one.placeholder]
        position = one.end
    return "".join(parts) + text[position:]


def _hide(text: str, found: Iterable[Replacement]) -> str:
    parts, position = [], 0
    for one in sorted(found, key=lambda one: one.start):
        parts += [text[position : one.start], _HIDDEN * (one.end - one.start)]
        position = one.end
    return "".join(parts) + text[position:]


def _back(found: list[Replacement], place: int) -> int:
    """A place in the text with placeholders as a place in the text that was given."""
    shift = 0
    for one in found:
        if one.start + shift >= place:
            break
        shift += len(one.placeholder) - (one.end - one.start)
    return place - shift


def _composed(text: str) -> tuple[str, list[int]]:
    """The text in NFC, and for each place in it and its end the place in the text given; [] when they are the same."""
    if unicodedata.is_normalized("NFC", text):
        return text, []
    parts, places, at = [], [], 0
    while at < len(text):
        end = at + 1
        while end < len(text) and (unicodedata.combining(text[end]) or not _stands_alone(text[end])):
            end += 1
        piece = unicodedata.normalize("NFC", text[at:end])
        parts.append(piece)
        places += [at] * len(piece)
        at = end
    return "".join(parts), [*places, len(text)]


def _stands_alone(char: str) -> bool:
    """Whether a sign never joins the one before it (the vowels and finals of Hangul do)."""
    return not 0x1160 <= ord(char) <= 0x11FF


def pseudonymise(text: str, *, known: Iterable[str | Iterable[str]] = ()) -> tuple[str, pd.DataFrame]:
    """Replace direct identifiers in one text.

    ``known``: names of people, one string a person or all names of one person together. Returns the new text and
    one row per replacement: start, end (code points in the given text), kind, placeholder.
    """
    import pandas as pd

    gate = Pseudonymiser((person,) if isinstance(person, str) else tuple(person) for person in known)
    gate.add_addressed(text)
    gate.add_mentioned([text])
    new, found = gate.replace(text)
    columns = {"start": "int64", "end": "int64", "kind": "str", "placeholder": "str"}
    rows = [(one.start, one.end, one.kind, one.placeholder) for one in found]
    return new, pd.DataFrame(rows, columns=list(columns)).astype(columns)

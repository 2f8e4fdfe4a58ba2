"""Dutch names for stored values, and the codes of a codebook as this room needs them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from workbench import lists


@dataclass(frozen=True)
class Code:
    """One code: ``label`` to show, ``definition`` to explain; poles only for a dilemma."""

    id: str
    label: str
    definition: str = ""
    group: str = ""
    pole_a: str = ""
    pole_b: str = ""
    short_a: str = ""
    short_b: str = ""

    @property
    def pole_names(self) -> tuple[str, str]:
        """Short names of both poles; without those, what stands on either side of the arrow in the label."""
        left, _, right = self.label.partition("↔")
        pair = self.short_a or left.strip() or "pool A", self.short_b or right.strip() or "pool B"
        return tuple(name[:1].upper() + name[1:] for name in pair)


@dataclass(frozen=True)
class Codes:
    """The codes of one codebook by kind; order is that of the codebook."""

    themes: dict[str, Code] = field(default_factory=dict)
    dilemmas: dict[str, Code] = field(default_factory=dict)
    roles: dict[str, Code] = field(default_factory=dict)
    version: str = ""

    def label(self, code: str) -> str:
        """The label of any code; a code that is not in the codebook is its own label."""
        for group in (self.themes, self.dilemmas, self.roles):
            if code in group:
                return group[code].label
        return code


def codes_from(codebook) -> Codes:
    """The codes of a codebook (workbench.codebook.Codebook), in its order."""
    groups = {group.id: group.label for group in codebook.groups}
    themes = [Code(one.id, one.label, one.definition, groups.get(one.group, "")) for one in codebook.themes]
    roles = [Code(one.id, one.label, one.definition) for one in codebook.roles]
    dilemmas = [
        Code(one.id, one.label, one.definition, "", a.label, b.label, a.short, b.short)
        for one in codebook.dilemmas
        for a, b in [(one.pole_a, one.pole_b)]
    ]
    by_id = [{code.id: code for code in codes} for codes in (themes, dilemmas, roles)]
    return Codes(*by_id, version=codebook.version)


def _names() -> dict:
    return lists.load(Path(__file__).with_name("names.yaml"))


def name_of(list_name: str, value: str) -> str:
    """The Dutch name of a stored value; an unknown value is shown as it is, without underscores."""
    return _names()[list_name].get(value, str(value).replace("_", " "))


def source_kind(kind: str, number: int) -> str:
    """Dutch word for a kind of source, singular or plural."""
    return _names()["soort_bron"][kind][number != 1]


def situations() -> dict:
    """The four situations of a region: key -> naam, uitleg, vraag, dilemmas."""
    return _names()["situatie"]


def carrier_kind(words: str, kind: str) -> str:
    """Kind of carrier of a role: what the coder noted, ``spreker`` for ik and wij, "" for nobody in particular."""
    plain = words.strip().lower()
    if plain in _names()["eigen"].split():
        return "spreker"
    if not plain or plain in _names()["voornaamwoorden"].split():
        return ""
    return kind or "persoon"


def known_organisation(words: str) -> str:
    """The words for a kind of organisation that may be named as it is, such as "het regiobureau"; "" for others."""
    return _names()["organisatie"].get(words.strip().lower(), "")


@cache
def leaning() -> frozenset[str]:
    """First words of a sentence that leans on what was said before it."""
    return frozenset(_names()["leunwoorden"].split())


@cache
def function_words() -> frozenset[str]:
    """Articles, pronouns, prepositions, auxiliaries and the like: they say nothing by themselves."""
    return frozenset(_names()["functiewoorden"].split())


@cache
def open_words() -> frozenset[str]:
    """Last words of a stretch that is not finished."""
    return frozenset(_names()["openwoorden"].split())


@cache
def fillers() -> frozenset[str]:
    """Spoken words without content that the stop list does not know."""
    return frozenset(_names()["stopwoorden"].split())

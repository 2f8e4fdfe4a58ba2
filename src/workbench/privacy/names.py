"""Forms in which one person's name is written, as regular expressions with a rank.

A name is known from ``region.yaml`` or from a speaker label. "Tessa van der Molen" is also found as "Van der
Molen", "mevrouw Van der Molen", "T. van der Molen", "Molen, T. van der (Tessa)", "Tessa" and "tessa". Accents,
quotes and hyphens may be written otherwise ("José", "Jose"; "Jan-Willem", "Jan Willem").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from workbench import lists
from workbench.privacy.lexicon import fold, given_names, is_word
from workbench.privacy.lexicon import places as all_places

# how much of the person a form tells; where two people share a form, the fuller form of one of them wins
FULL, INITIALS, ANY_INITIALS, PART = range(4)
QUOTES = "'’‘`´ʼ"
_HYPHENS = "-‐‑–"


@cache
def words() -> dict[str, tuple[str, ...]]:
    """The word lists of ``data/persons.yaml``."""
    return {key: tuple(value) for key, value in lists.load(Path(__file__).parent / "data" / "persons.yaml").items()}


def tidy(name: str) -> str:
    """One spelling: NFC, straight quotes and hyphens, one space, no title ("drs.", "mevrouw") at its head."""
    text = unicodedata.normalize("NFC", name)
    text = re.sub(f"[{QUOTES}]", "'", text)
    text = re.sub(rf"\s*[{_HYPHENS}]\s*", "-", " ".join(text.split()))
    return without_head(text, words()["titles"])


def without_head(text: str, heads: Iterable[str]) -> str:
    """The text without the words of ``heads`` that it begins with."""
    head = _head(tuple(heads))
    while (shorter := head.sub("", text)) != text:
        text = shorter
    return text


@cache
def _head(heads: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(heads, key=lambda head: (-len(head), head))
    return re.compile(rf"(?i)^(?:{'|'.join(map(re.escape, longest_first))})(?:\s+|$)")


def split_name(name: str) -> tuple[list[str], str, str]:
    """Split a name into given names, particle ("van der") and surname; any of them may be empty."""
    text, particles = tidy(name), words()["particles"]
    if "," in text:  # "Molen, T. van der (Tessa)"
        surname, _, rest = text.partition(",")
        called = re.findall(r"\(([^)]+)\)", rest)
        tokens = re.sub(r"\([^)]*\)", " ", rest).split()
        particle = " ".join(t for t in tokens if t.lower() in particles)
        given = called + [t for t in tokens if t.lower() not in particles and "." not in t]
        lead = [t for t in surname.split() if t.lower() in particles]
        return given, particle or " ".join(lead), " ".join(surname.split()[len(lead) :])
    called = re.findall(r"\(([^()\s]+)\)", text)  # "J.P. (Hans) van Dijk"
    tokens = re.sub(r"\([^)]*\)", " ", text).split()
    start = next((at for at, token in enumerate(tokens[:-1]) if token.lower() in particles), len(tokens))
    double = next((at for at, token in enumerate(tokens[:-1]) if _goes_on(token)), len(tokens))
    if double < start:  # "Jansen-de Vries"
        return called + _given(tokens[:double]), "", " ".join(tokens[double:])
    if start < len(tokens):
        end = start
        while end < len(tokens) - 1 and tokens[end].lower() in particles:
            end += 1
        return called + _given(tokens[:start]), " ".join(tokens[start:end]), " ".join(tokens[end:])
    return called + _given(tokens[:-1]), "", tokens[-1] if tokens else ""


def _goes_on(token: str) -> bool:
    return "-" in token and token.rpartition("-")[2].lower() in words()["particles"]


def _given(tokens: list[str]) -> list[str]:
    return [token for token in tokens if not re.fullmatch(r"(?:[A-Z]\.?)+", token)]


def forms(names: tuple[str, ...], places: frozenset[str] = frozenset()) -> dict[tuple[str, str], int]:
    """All forms of one person, as (regular expression, how it begins), with their rank (``FULL`` ... ``PART``).

    ``places``: words in small letters that are also a place; alone they are the person only after a title.
    """
    found: dict[tuple[str, str], int] = {}
    for name in names:
        for rank, form, head in _forms(name, places):
            found[form, head] = min(rank, found.get((form, head), rank))
    return found


def _forms(name: str, places: frozenset[str]) -> list[tuple[int, str, str]]:
    given, particle, surname = split_name(name)
    no_name = surname.lower() in words()["particles"] and surname.lower() not in given_names()
    if not any(char.isalpha() for char in surname) or no_name:
        return []
    lead, bare = _lead(particle), _word(surname)
    last, alone = lead + bare, _unless_place(surname, places)
    head = particle or surname
    if not given and not particle and tidy(name) == surname:
        return [(PART, alone, surname), (ANY_INITIALS, rf"{_INITIALS}\s*{last}", INITIAL)]
    behind = rf"(?:\s*{_lead(particle).removesuffix(_SPACE)})?" if particle else ""
    found = [
        (FULL, _word(tidy(name)), tidy(name)),
        (ANY_INITIALS, rf"{_INITIALS}\s*{last}", INITIAL),
        (FULL, rf"{bare},\s*{_INITIALS}{behind}(?:\s*\([^)]*\))?", surname),
        (PART, _after_particle(particle, surname, places) if particle else alone, head),
    ]
    if particle and len(surname) > 3:
        found.append((PART, alone, surname))
    found += _parts_of(surname, places)
    for first in given:
        own = re.escape(first[:1].upper())
        found += [
            (PART, _unless_place(first, places), first),
            (FULL, rf"{_word(first)}[\s._-]*(?:[A-Z]\.?\s+)?{lead}(?i:{letters_of(surname)})", first),
            (FULL, rf"{bare},\s*{_word(first)}{behind}(?!\s+{last})", surname),
            (INITIALS, rf"{own}(?:\.(?:\s?[A-Z]\.){{0,3}}\s*|\s+){last}", own),
        ]
    return found


#: how a form begins that begins with anybody's initials
INITIAL = "*"
_SPACE = r"\s+"
_INITIALS = r"(?:[A-Z]\.\s?){1,4}"


def _parts_of(surname: str, places: frozenset[str]) -> list[tuple[int, str, str]]:
    """The halves of a double surname; people are called by one of them."""
    halves = surname.split("-") if "-" in surname else []
    found = []
    for half in halves:
        tokens = half.split()
        if len(tokens[-1] if tokens else "") > 3:
            found.append((PART, _lead(" ".join(tokens[:-1])) + _unless_place(tokens[-1], places), half.strip()))
    return found


def _lead(particle: str) -> str:
    return "".join(rf"(?i:{letters_of(part.lower())}){_SPACE}" for part in particle.split())


def _after_particle(particle: str, surname: str, places: frozenset[str]) -> str:
    """ "Van Nijmegen" is a person with its capital or after a title; "van Nijmegen" is where somebody comes from."""
    last = _lead(particle) + _word(surname)
    if surname.lower() not in places and fold(surname) not in all_places():
        return last
    titles = "|".join(rf"(?<=(?i:{re.escape(title)}) )" for title in words()["titles"])
    return rf"(?:(?=[A-Z])|{titles}){last}"


def _unless_place(word: str, places: frozenset[str]) -> str:
    if word.lower() not in places:
        return _word(word)
    titles = "|".join(rf"(?<=(?i:{re.escape(title)}) )" for title in words()["titles"])
    return rf"(?:{titles}){_word(word)}"


def _word(word: str) -> str:
    """The word as written, in capitals, and in small letters where it is no Dutch word (speech recognition)."""
    shapes = [word, word.upper()]
    if not is_dutch(word.lower()):
        shapes.append(word.lower())
    if word[:1].islower():
        shapes.append(word[:1].upper() + word[1:])
    if word.isupper() or "-" in word:
        shapes += [word.capitalize(), word.title()]
    return rf"(?:{'|'.join(dict.fromkeys(map(letters_of, shapes)))})"


@cache
def letters_of(text: str) -> str:
    """A name as a regular expression: its characters as they stand in an ``unaccent``ed text: a hyphen may be a
    space, spaces may be many."""
    pieces = []
    for char in unaccent(text):
        if char.isspace():
            pieces.append(_SPACE)
        else:
            pieces.append({"'": r"'\s?", "-": r"[-\s]"}.get(char) or re.escape(char))
    return "".join(pieces)


def unaccent(text: str) -> str:
    """The text, of the same length, with plain letters, quotes and hyphens for those with an accent or a curl."""
    return text if text.isascii() else text.translate(_plain())


@cache
def _plain() -> dict[int, str]:
    found = {ord(char): "'" for char in QUOTES} | {ord(char): "-" for char in _HYPHENS}
    found |= {ord(char): plain for char, plain in zip("øØıłŁđĐ", "oOilLdD", strict=True)}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            found[code] = base
    return found


@cache
def is_dutch(word: str) -> bool:
    """Whether a word in small letters is Dutch; such a word is no sure sign of a name."""
    from workbench.language.dictionary import knows

    return knows(word) or is_word(fold(word))

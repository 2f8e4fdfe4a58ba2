"""Names that people bear, and words that are none: places, things, common words.

The lists in ``data`` hold one entry a line in small letters, without accents; a surname stands there without its
particle ("vries", not "de vries"). They are made by ``training/names/lists.py``.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from workbench.language.dictionary import lemma_of
from workbench.language.rules import rules, words

FOLDER = Path(__file__).parent / "data"
_OTHER_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "’": "'", "‘": "'", "`": "'", "´": "'"})


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word in small letters without accents, with straight quotes."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFD", word.lower()).translate(_OTHER_LETTERS)
    return "".join(char for char in plain if not unicodedata.combining(char))


@cache
def given_names() -> frozenset[str]:
    """Given names, folded."""
    return _lines("given_names.txt")


@cache
def surnames() -> frozenset[str]:
    """Surnames without their particle, folded."""
    return _lines("surnames.txt")


def _lines(name: str) -> frozenset[str]:
    return frozenset((FOLDER / name).read_text(encoding="utf-8").split("\n")) - {""}


@cache
def places() -> frozenset[str]:
    """Words with a capital in names of gemeenten, provinces and regions, and places of one word; folded."""
    lists = rules("places")
    names = (name for key in ("gemeenten", "ook", "provincies", "regios", "met_lidwoord") for name in words(lists[key]))
    parts = {fold(part) for name in names for part in name.replace(",", " ").split() if part[0].isupper()}
    return frozenset(parts | {name for name in _lines("place_names.txt") if " " not in name})


@cache
def things() -> dict[str, list[tuple[str, ...]]]:
    """Names of organisations, methods, laws and of places in several words, by their first word; folded."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in (*_lines("things.txt"), *(name for name in _lines("place_names.txt") if " " in name)):
        head, *rest = name.split()
        found.setdefault(head, []).append(tuple(rest))
    return found


@cache
def _common() -> frozenset[str]:
    return _lines("common_words.txt")


@lru_cache(maxsize=20_000)
def is_word(word: str) -> bool:
    """Whether a folded word is a Dutch word that is no mere name."""
    return word in _common() or bool(lemma_of(word))

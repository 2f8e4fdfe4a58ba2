"""Compounds: jeugdzorgregio is jeugd + zorg + regio.

A word is split when it is made of nouns of our list and nothing else, with -s-, -e-, -en- or a hyphen between them; of
several ways the one with the fewest parts counts, and among these the one with the longest last part.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from spacy.language import Language

from workbench.language import attributes
from workbench.language.rules import rules, words
from workbench.language.tokens import without_brackets

if TYPE_CHECKING:
    from spacy.tokens import Doc

LINKS = ("", "s", "-", "e", "en", "s-")
SHORTEST, LONGEST = 7, 60
MOST_FORMS = 200_000


@cache
def lexicon() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """First parts (form -> lemma), last parts (form -> lemma, plurals too) and words that are never split."""
    data = rules("compounds")
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for noun in words(data["nouns"]):
        first[noun] = last[noun] = noun
        for plural in _plurals(noun):
            last.setdefault(plural, noun)
    for lemma, forms in data["irregular"].items():
        first[lemma] = lemma
        last |= dict.fromkeys((lemma, *words(forms)), lemma)
    for form, lemma in data["only_first"].items():
        first[form] = lemma
    return first, last, frozenset(words(data["never"]))


def _plurals(noun: str) -> tuple[str, ...]:
    """Regular plurals and diminutive-free forms: regio's, plannen, taken, brieven, huizen, aanbieders."""
    if re.search(r"[aiouy]$", noun):
        return (noun + "'s", noun + "s")
    if noun.endswith("e"):
        return (noun + "s", noun + "n")
    if noun.endswith("heid"):
        return (noun[:-4] + "heden",)
    if re.search(r"(?:er|el|en|em|aar|ier|eur|oor|erd|ing)$", noun) and len(re.findall(r"[aeiouy]+", noun)) > 1:
        return (noun + "s", noun + "en")
    if open_syllable := re.search(r"([aeou])\1([bdfgklmnprst])$", noun):
        vowel, end = open_syllable.groups()
        soft = {"f": "v", "s": "z"}.get(end, end)
        return (noun[:-3] + vowel + soft + "en", noun[:-3] + vowel + end + "en", noun + "s")
    if re.search(r"(?:^|[^aeiouy])[aeiou][bdfgklmnprst]$", noun):
        return (noun + noun[-1] + "en", noun + "en")
    soft = noun[:-1] + {"f": "v", "s": "z"}.get(noun[-1], noun[-1])
    return (soft + "en", noun + "en", noun + "s")


@cache
def _initials() -> tuple[int, int]:
    first, _, _ = lexicon()
    return min(map(len, first)), max(map(len, first))


def split(form: str) -> tuple[str, ...]:
    """Lemmas of the parts of a compound, () for a word that is no compound of nouns we know."""
    lower = without_brackets(form).lower().replace("’", "'")
    first, last, never = lexicon()
    if not SHORTEST <= len(lower) <= LONGEST or lower in last or lower in never or not lower[0].isalpha():
        return ()
    return _split(lower, first, last, never) or ()


def _split(word: str, first: dict[str, str], last: dict[str, str], never: frozenset[str]) -> tuple[str, ...] | None:
    """The best way from every place to the end of the word, from right to left."""
    size = len(word)
    shortest, longest = _initials()
    best: list[tuple[int, int, tuple[str, ...]] | None] = [None] * size
    for at in range(size - 3, -1, -1):
        options = []
        if word[at:] in last and at:
            options.append((1, 0, (last[word[at:]],)))
        for end in range(at + shortest, min(at + longest, size - 2) + 1):
            part = first.get(word[at:end])
            if part is None:
                continue
            for link in LINKS:
                rest = end + len(link)
                if rest < size and word.startswith(link, end) and (tail := best[rest]):
                    options.append((tail[0] + 1, tail[1] + len(link), (part, *tail[2])))
        if options:
            best[at] = min(options)
    return best[0][2] if best[0] else None


@Language.factory("workbench_compounds")
class Compounds:
    """Store the parts of compounds in ``doc.user_data``; ``token._.parts`` reads them. Every form is split once."""

    def __init__(self, nlp: Language, name: str = "workbench_compounds"):
        attributes.register()
        self.strings = nlp.vocab.strings
        self.seen: dict[int, tuple[str, ...]] = {}

    def __call__(self, doc: Doc) -> Doc:
        from spacy.attrs import ORTH

        seen, found = self.seen, {}
        for at, orth in enumerate(doc.to_array(ORTH).tolist()):
            parts = seen.get(orth)
            if parts is None:
                if len(seen) >= MOST_FORMS:
                    seen.clear()
                parts = seen[orth] = split(self.strings[orth])
            if parts:
                found[at] = parts
        doc.user_data[attributes.PARTS] = found
        return doc

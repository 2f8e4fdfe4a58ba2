"""Gemeenten, provinces and regions as places: names of a list become LOC in ``doc.ents``.

Names that are also common words or surnames (Best, Bergen, Houten) count only with evidence around them; see
``data/places.yaml``. What a model found before is kept, unless the list knows better: of two that overlap the longer
one stays, and an entity with exactly the span of a place becomes LOC, save after a form of address.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from spacy.language import Language
from spacy.strings import hash_string

from workbench.language.dictionary import knows
from workbench.language.rules import rules, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


class Name(NamedTuple):
    """One spelling of a name: hashes of its tokens in lower case, and what it needs to count."""

    tokens: tuple[int, ...]
    ambiguous: bool
    article: bool


@Language.factory("workbench_places", default_config={"label": "LOC", "override": True, "lower": True})
class Places:
    """Add places to ``doc.ents``. ``label``: of new entities; ``override``: change the label of an entity that is
    exactly a place; ``lower``: also find names without capitals, as speech recognition writes them.
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "workbench_places",
        *,
        label: str = "LOC",
        override: bool = True,
        lower: bool = True,
    ):
        self.label, self.override, self.lower = label, override, lower
        data = rules("places")
        self.sets = {
            key: frozenset(words(data[key]))
            for key in ("na", "na_zonder_hoofdletter", "aanspreken", "ambt", "organisatie", "organisatie_van",
                        "organisatie_erna", "wijken")
        }  # fmt: skip
        ambiguous, article = set(_names(data["dubbelzinnig"])), set(_names(data["met_lidwoord"]))
        self.names: dict[int, list[Name]] = {}
        self.single: set[str] = set()
        lists = ("gemeenten", "ook", "provincies", "regios", "met_lidwoord")
        for place in dict.fromkeys(place for key in lists for place in _names(data[key])):
            self.single.add(place.lower())
            for spelling in _spellings(place):
                tokens = tuple(hash_string(token.lower_) for token in nlp.make_doc(spelling))
                own = Name(tokens, place in ambiguous, place in article)
                if own not in self.names.setdefault(tokens[0], []):
                    self.names[tokens[0]].append(own)
        for options in self.names.values():
            options.sort(key=lambda own: -len(own.tokens))

    def __call__(self, doc: Doc) -> Doc:
        from spacy.attrs import LOWER

        lowers = doc.to_array(LOWER).tolist() if len(doc) else []
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(lowers):
            end = self._match(doc, lowers, at, found)
            if end:
                found.append((at, end))
            at = end or at + 1
        if found:
            self._merge(doc, found)
        return doc

    def _match(self, doc: Doc, lowers: list[int], at: int, found: list[tuple[int, int]]) -> int:
        """End of the place that starts at a token, 0 where none does."""
        for own in self.names.get(lowers[at], ()):
            end = at + len(own.tokens)
            if tuple(lowers[at:end]) == own.tokens and self._counts(doc, at, end, own, found):
                return end
        text = doc[at].text
        if "-" in text:
            first, _, part = text.lower().partition("-")
            if first in self.single and part in self.sets["wijken"]:
                return at + 1
        return 0

    def _counts(self, doc: Doc, at: int, end: int, own: Name, found: list[tuple[int, int]]) -> bool:
        """Whether a name stands here as a place."""
        before = doc[at - 1] if at else None
        word = before.lower_ if before is not None else ""
        if own.article:
            return doc[at].text[0].isupper() and word in ("de", "het", "'t")
        if self._somebody(doc, at) or self._organisation(doc, at, end):
            return False
        letter = next((sign for sign in doc[at:end].text if sign.isalpha()), "")
        if not (letter.isupper() or doc[at].text[:2].lower() in ("'s", "’s")):
            return self.lower and (word in self.sets["na_zonder_hoofdletter"] if own.ambiguous else True)
        if not own.ambiguous:
            return True
        chained = word in (",", "en", "/") and bool(found) and found[-1][1] == at - 1
        return chained or word in self.sets["na"]

    def _somebody(self, doc: Doc, at: int) -> bool:
        """Whether the words before make it the name of a person: mevrouw X, dhr. van X, Jan van X, Sanne X."""
        if not at:
            return False
        before = doc[at - 1]
        if before.lower_ in self.sets["aanspreken"] or before.lower_ in self.sets["ambt"]:
            return True
        place = at - 1
        while place >= 0 and doc[place].lower_ in ("van", "de", "der", "den"):
            place -= 1
        if place == at - 1:
            return before.lower_ not in self.sets["na"] and _given_name(doc, place, self.single)
        if "van" not in doc[place + 1 : at].text.lower().split():
            return False
        # "Van" with a capital is part of a surname, unless the sentence starts with it
        if place < 0 or _starts(doc, place + 1):
            return any(own.ambiguous for own in self.names[doc[at].lower])
        return (
            doc[place].lower_ in self.sets["aanspreken"]
            or doc[place + 1].text[0].isupper()
            or _given_name(doc, place, self.single)
        )

    def _organisation(self, doc: Doc, at: int, end: int) -> bool:
        """Whether it is the end or the beginning of the name of an organisation: GGD X, Universiteit van X, X UMC."""
        if end < len(doc) and doc[end].lower_ in self.sets["organisatie_erna"]:
            return True
        if not at:
            return False
        before = doc[at - 1]
        if before.lower_ == "van" and at > 1:
            return doc[at - 2].lower_ in self.sets["organisatie_van"]
        return before.text[0].isupper() and before.lower_ in self.sets["organisatie"]

    def _merge(self, doc: Doc, found: list[tuple[int, int]]) -> None:
        from spacy.tokens import Span

        taken: dict[int, Span] = {at: ent for ent in doc.ents for at in range(ent.start, ent.end)}
        new, gone = [], set()
        for start, end in found:
            rivals = {taken[at].start: taken[at] for at in range(start, end) if at in taken}.values()
            same = any((ent.start, ent.end) == (start, end) for ent in rivals)
            if same and not self.override:
                continue
            if same or all(ent.end - ent.start < end - start for ent in rivals):
                gone.update(ent.start for ent in rivals)
                new.append(Span(doc, start, end, label=self.label))
        kept = [ent for ent in doc.ents if ent.start not in gone]
        doc.ents = sorted([*kept, *new], key=lambda ent: ent.start)


def _names(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split(",") if part.strip()]


def _spellings(place: str) -> list[str]:
    """As it is, without accents, with a space for a hyphen, with another apostrophe."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", place) if not unicodedata.combining(sign))
    found = [place, plain]
    if "'" in place:
        found.append(place.replace("'", "’"))
    else:
        found += [place.replace("-", " "), plain.replace("-", " ")]
    return list(dict.fromkeys(found))


def _starts(doc: Doc, at: int) -> bool:
    """Whether a token is the first word of its sentence, as far as punctuation tells."""
    return at == 0 or doc[at - 1].text in (".", "!", "?", ":", "…", "...", '"') or doc[at - 1].is_space


def _given_name(doc: Doc, at: int, places: set[str]) -> bool:
    """Whether a word looks like a given name: a capital, no word of the dictionary, no place, no abbreviation."""
    word = doc[at]
    if not word.text[:1].isupper() or word.text.isupper() or not word.is_alpha or word.lower_ in places:
        return False
    if word.pos_:
        return word.pos_ == "PROPN"
    return not knows(word.lower_)

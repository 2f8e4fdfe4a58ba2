"""Who does it: persons, functions and organisations, known by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.coding.rules import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: lists in ``lists.yaml``, most telling first
KINDS = ("bestuurder", "ambtenaar", "professional", "organisatie", "persoon")
LONG_ENOUGH = 6


class Carrier(NamedTuple):
    """A carrier in a sentence: token number, its kind (a name of ``KINDS``) and its words in the text."""

    token: int
    kind: str
    text: str


class Carriers:
    """Looks carriers up by lemma; a compound is what its last part is (``onderwijswethouder``)."""

    def __init__(self, lists: dict[str, tuple[str, ...]]):
        self._kinds = {word: kind for kind in reversed(KINDS) for word in lists[kind]}
        self._heads = sorted(word for word in self._kinds if len(word) >= LONG_ENOUGH)
        self._seen: dict[str, str] = {}

    def kind(self, lemma: str) -> str:
        """The kind of one lemma, or an empty string."""
        known = self._seen.get(lemma)
        if known is None:
            known = self._kinds.get(lemma, "")
            if not known and len(lemma) > LONG_ENOUGH:
                known = next((self._kinds[head] for head in self._heads if lemma.endswith(head)), "")
            if not known and lemma.startswith("[persoon"):
                known = "persoon"
            self._seen[lemma] = known
        return known

    def subjects(self, doc: Doc, first: int, last: int) -> list[Carrier]:
        """Carriers between two tokens that no preposition governs (but "door" does name who acts)."""
        found = []
        for at in range(first, last):
            token = doc[at]
            kind = self.kind(token.lemma_.lower()) or self.kind(token.lower_)
            if kind and not _governed(doc, first, at):
                found.append(Carrier(at, kind, token.text))
        return found


def _governed(doc: Doc, first: int, at: int) -> bool:
    """Whether a preposition stands before it, with at most two determiners or adjectives between."""
    prepositions, determiners = words("voorzetsel"), words("bepaler")
    for before in range(at - 1, max(first - 1, at - 4), -1):
        form = doc[before].lower_
        if form in prepositions:
            return True
        if form not in determiners and not form.endswith(("e", "er")):
            return False
    return False

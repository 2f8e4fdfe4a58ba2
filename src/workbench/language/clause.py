"""Clauses: pieces of a sentence that each say one thing, numbered from 0 in every sentence.

A piece starts after a comma, semicolon, colon, dash or bracket, before a conjunction (maar, want, omdat ...), before
als, dat and their like, and before "en" when a subject follows. A piece without a verb is no clause: it belongs to the
piece before it ("scholen, gemeenten en ouders", "wij nemen als gemeente het voortouw"). Fillers (", zeg maar,") start
nothing.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.strings import hash_string

from workbench.language import attributes
from workbench.language.compound import lexicon
from workbench.language.conjugate import bases_of
from workbench.language.lemma import exceptions, verb_forms
from workbench.language.rules import phrases, rules, words

if TYPE_CHECKING:
    from spacy.tokens import Doc

MARK, STRONG, WEAK, AND, THAT = 1, 2, 3, 4, 5


@Language.factory("workbench_clauses", requires=["doc.sents"])
class Clauses:
    """Store the clause number of every token in ``doc.user_data``; ``token._.clause`` reads it."""

    def __init__(self, nlp: Language, name: str = "workbench_clauses"):
        attributes.register()
        data = rules("clauses")
        self.action = {hash_string(word): WEAK for word in words(data["weak_conjunctions"])}
        self.action |= {hash_string(word): STRONG for word in words(data["conjunctions"])}
        self.action |= {hash_string(mark): MARK for mark in words(data["marks"])}
        self.action |= {hash_string("en"): AND, hash_string("dat"): THAT}
        self.subjects = frozenset(map(hash_string, words(data["after_en"])))
        self.not_after_that = frozenset(map(hash_string, words(data["not_after_dat"])))
        nouns = {**lexicon()[1], **exceptions()}
        sure = [form for form, verb in verb_forms().items() if nouns.get(form, verb) == verb]
        self.verbs = frozenset(map(hash_string, sure))
        self.stems = frozenset(map(hash_string, bases_of())) - self.verbs
        self.persons = frozenset(map(hash_string, ("ik", "je", "jij")))
        fillers: dict[int, list[tuple[int, ...]]] = {}
        for phrase in sorted(phrases(data["fillers"]), key=lambda words: -len(words)):
            hashes = tuple(map(hash_string, phrase))
            fillers.setdefault(hashes[0], []).append(hashes)
        self.fillers = fillers
        pairs = (phrase for phrase in phrases(data["fillers"]) if len(phrase) > 1)
        self.inside_filler = frozenset(pair for phrase in pairs for pair in pairwise(map(hash_string, phrase)))

    def __call__(self, doc: Doc) -> Doc:
        from spacy.attrs import LOWER, POS, SENT_START
        from spacy.symbols import AUX, VERB

        if not len(doc):
            return doc
        lowers = doc.to_array(LOWER).tolist()
        if doc.has_annotation("POS"):
            verbal = [pos in (VERB, AUX) for pos in doc.to_array(POS).tolist()]
        else:
            verbs = self.verbs
            verbal = [form in verbs for form in lowers]
            for at in [at for at, form in enumerate(lowers) if form in self.persons]:
                # "werk" alone is a noun as often; "ik werk" is not
                for beside in (at - 1, at + 1):
                    if 0 <= beside < len(lowers) and lowers[beside] in self.stems:
                        verbal[beside] = True
        ends = [at for at, start in enumerate(doc.to_array(SENT_START).tolist()) if start == 1 and at]
        numbers: list[int] = []
        begin = 0
        for end in (*ends, len(lowers)):
            self._sentence(lowers, verbal, begin, end, numbers)
            begin = end
        doc.user_data[attributes.CLAUSES] = numbers
        return doc

    def _sentence(self, lowers: list[int], verbal: list[bool], begin: int, end: int, numbers: list[int]) -> None:
        """Append the number of every token of one sentence."""
        current, has_verb = 0, False
        start, kind = begin, 0
        for at, next_kind in (*self._starts(lowers, begin, end), (end, 0)):
            verb = self._counts(lowers, verbal, start, at, kind)
            if verb and has_verb:
                current += 1
            has_verb = has_verb or verb
            numbers.extend([current] * (at - start))
            start, kind = at, next_kind

    def _starts(self, lowers: list[int], begin: int, end: int) -> list[tuple[int, int]]:
        """Where pieces may start, and why; the start of the sentence itself is left out."""
        action, found = self.action, []
        for at in range(begin, end):
            kind = action.get(lowers[at])
            if not kind or (at > begin and (lowers[at - 1], lowers[at]) in self.inside_filler):
                continue
            follower = lowers[at + 1] if at + 1 < end else 0
            if kind == MARK:
                at += 1
            elif (kind == AND and follower not in self.subjects) or (kind == THAT and follower in self.not_after_that):
                continue
            if at == begin or at >= end:
                continue
            if found and found[-1][0] == at:
                # a conjunction right after a comma: the conjunction says what starts
                found[-1] = (at, kind)
            else:
                found.append((at, kind))
        return found

    def _counts(self, lowers: list[int], verbal: list[bool], start: int, end: int, kind: int) -> bool:
        """Whether a piece is a clause: it has a verb, or starts with a strong conjunction and has some words."""
        last = end - 1 if end > start and self.action.get(lowers[end - 1]) == MARK else end
        for filler in self.fillers.get(lowers[start], ()) if start < last else ():
            if len(filler) == last - start and tuple(lowers[start:last]) == filler:
                return False
        return any(verbal[start:end]) or (kind == STRONG and last - start >= 4)

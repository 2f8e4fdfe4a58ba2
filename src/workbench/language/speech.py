"""Sentences in speech that was written down without punctuation: every main clause is one.

A speech recogniser often gives no full stops, and a parser strings such clauses together as conj or parataxis. Where
a stretch has no punctuation at all, a clause that is joined to the main clause, has a subject and a finite verb of its
own and no subordinating word, starts a sentence (guideline: tests/regression/language/spoken/README.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from workbench.language.longest import recut

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

JOINED = frozenset(("conj", "parataxis"))
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "expl", "csubj"))
VERBAL = frozenset(("aux", "aux:pass", "cop"))
SHORTEST = 3


@Language.factory("workbench_speech", default_config={"shortest": SHORTEST}, requires=["doc.sents", "token.dep"])
class Speech:
    """Split main clauses in sentences without punctuation. ``shortest``: tokens that both pieces have at least.

    Needs a parse with Universal Dependencies labels and CGN tags; without either nothing changes.
    """

    def __init__(self, nlp: Language, name: str = "workbench_speech", *, shortest: int = SHORTEST):
        self.shortest = shortest

    def __call__(self, doc: Doc) -> Doc:
        if not (doc.has_annotation("DEP") and doc.has_annotation("TAG")):
            return doc
        starts = [-1] * len(doc)
        cuts = []
        for sentence in doc.sents:
            starts[sentence.start] = 1
            if len(sentence) >= 2 * self.shortest and not any(token.is_punct for token in sentence):
                cuts += self._cuts(sentence)
        for at in cuts:
            starts[at] = 1
        if cuts:
            recut(doc, starts)
        return doc

    def _cuts(self, sentence: Span) -> list[int]:
        """Where main clauses start after the first one."""
        found, last = [], sentence.start
        for at in sorted(token.left_edge.i for token in sentence if self._main_clause(token)):
            if at - last >= self.shortest and sentence.end - at >= self.shortest:
                found.append(at)
                last = at
        return found

    @staticmethod
    def _main_clause(token: Token) -> bool:
        """Whether a word heads a main clause that is joined to another."""
        if token.dep_ not in JOINED:
            return False
        children = list(token.children)
        relations = {child.dep_ for child in children}
        if "mark" in relations and any(c.dep_ == "mark" and c.tag_ == "VG|onder" for c in children):
            return False
        verbs = [token, *(child for child in children if child.dep_ in VERBAL)]
        if not (relations & SUBJECTS and any(verb.tag_.startswith("WW|pv") for verb in verbs)):
            return False
        while token.dep_ in JOINED:
            token = token.head
        return token.head.i == token.i

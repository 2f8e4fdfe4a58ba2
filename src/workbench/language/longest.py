"""Sentences that a parser left too long are cut, trees and all.

Speech recognition may give thousands of words without a full stop. A parser that was not trained on that makes one
sentence of it, and everything that works per sentence loses its footing. Where to cut is decided as in ``sentence.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from workbench.language.sentence import Sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc


@Language.factory(
    "workbench_longest", default_config={"longest": 60, "longest_with_commas": 150}, requires=["doc.sents"]
)
class Longest:
    """Cut sentences. ``longest``: tokens without punctuation; ``longest_with_commas``: tokens in any sentence.

    The head of a word that lies beyond a cut is replaced: the first such word of a piece becomes its root, the others
    hang on that root as ``dep``. Shorter sentences stay as they are.
    """

    def __init__(
        self, nlp: Language, name: str = "workbench_longest", *, longest: int = 60, longest_with_commas: int = 150
    ):
        self.longest = longest
        self.rules = Sentences(nlp, longest=longest, longest_with_commas=longest_with_commas)

    def __call__(self, doc: Doc) -> Doc:
        from spacy.attrs import LOWER, SENT_START

        if len(doc) <= self.longest:
            return doc
        before = [1 if start == 1 else -1 for start in doc.to_array(SENT_START).tolist()]
        before[0] = 1
        starts = before.copy()
        self.rules.cut(doc.to_array(LOWER).tolist(), starts)
        if starts != before:
            recut(doc, starts)
        return doc


def recut(doc: Doc, starts: list[int]) -> None:
    """Set sentence starts (1) in a parsed Doc and mend its trees: every piece gets one root."""
    import numpy
    from spacy.attrs import DEP, HEAD, SENT_START

    if not doc.has_annotation("DEP"):
        doc.from_array([SENT_START], numpy.array(starts, dtype="int64").astype("uint64"))
        return
    offsets, deps = doc.to_array(HEAD).astype("int64"), doc.to_array(DEP)
    heads = (offsets + numpy.arange(len(doc))).tolist()
    number = numpy.cumsum(numpy.array(starts) == 1).tolist()
    root_label, loose = doc.vocab.strings.add("ROOT"), doc.vocab.strings.add("dep")
    roots: dict[int, int] = {}
    for at, head in enumerate(heads):
        if head == at or number[head] != number[at]:
            roots.setdefault(number[at], at)
    for at, head in enumerate(heads):
        root = roots[number[at]]
        if at == root:
            heads[at], deps[at] = at, root_label
        elif head == at or number[head] != number[at]:
            heads[at], deps[at] = root, loose
    offsets = numpy.array(heads) - numpy.arange(len(doc))
    doc.from_array([HEAD, DEP], numpy.array([offsets.astype("uint64"), deps], dtype="uint64").T)

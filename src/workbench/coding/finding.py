"""What the modules of this room hand to ``apply``: one finding, with offsets into the text of one document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from workbench.coding.matcher import Hit, Passage

Span = tuple[int, int]
#: from this score a coding is a finding; below it, a suggestion for the reviewer
THRESHOLD = 0.5


class Finding(NamedTuple):
    """A code found in one sentence (or, for a dilemma, in two sentences on end).

    ``cues`` are the spans that made the rules fire; ``extra`` goes into the column ``detail``.
    """

    code: str
    start: int
    end: int
    score: float
    rule: str
    status: str
    cues: tuple[Span, ...]
    extra: dict
    pole_a: Span | None = None
    pole_b: Span | None = None


def combine(scores) -> float:
    """Noisy-or: two independent hints are worth more than one, and never more than 1."""
    left = 1.0
    for score in scores:
        left *= 1.0 - score
    return round(1.0 - left, 3)


def spans(hits: list[Hit]) -> tuple[Span, ...]:
    return tuple(sorted({(hit.start, hit.end) for hit in hits}))


def borders(doc: Doc, passage: Passage) -> Span:
    """Where the sentence begins and ends, without white space around it."""
    first, last = passage.first, passage.last - 1
    while first < last and doc[first].is_space:
        first += 1
    while last > first and doc[last].is_space:
        last -= 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def is_question(doc: Doc, passage: Passage) -> bool:
    return any(doc[at].text == "?" for at in range(max(passage.first, passage.last - 3), passage.last))


def clauses(doc: Doc) -> list[int]:
    """The clause number of every token, as the language room counts them within a sentence."""
    from workbench.language.attributes import CLAUSES

    return doc.user_data.get(CLAUSES) or [0] * len(doc)

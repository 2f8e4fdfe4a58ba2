"""What the modules of this room hand to ``apply``: one finding, with offsets into the text of one document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from workbench.coding.matcher import Hit, Passage

Span = tuple[int, int]
#: from this score a coding is a finding; below it, a suggestion for the reviewer
THRESHOLD = 0.5


class Finding(NamedTuple):
    """A code found in one sentence (or, for a dilemma, in up to four sentences on end).

    ``cues`` are the spans that made the rules fire; ``extra`` goes into the column ``detail``. From ``threshold`` the
    score makes it a finding; ``by``: the part of the coding that found it, "rules" or "model".
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
    threshold: float = THRESHOLD
    by: str = "rules"


def combine(scores) -> float:
    """Noisy-or: two independent hints are worth more than one, and never more than 1."""
    left = 1.0
    for score in scores:
        left *= 1.0 - score
    return round(1.0 - left, 3)


def spans(hits: list[Hit]) -> tuple[Span, ...]:
    return tuple(sorted({(hit.start, hit.end) for hit in hits}))


def is_question(doc: Doc, passage: Passage) -> bool:
    return any(doc[at].text == "?" for at in range(max(passage.first, passage.last - 3), passage.last))


def is_inflected(token: Token) -> bool:
    """Whether a token looks like a form of a verb, without parts of speech: its lemma is another word in -n."""
    return token.lemma_.endswith("n") and token.lower_ != token.lemma_.lower()


def clauses(doc: Doc) -> list[int]:
    """The clause number of every token, as the language room counts them within a sentence."""
    from workbench.language.attributes import CLAUSES

    return doc.user_data.get(CLAUSES) or [0] * len(doc)

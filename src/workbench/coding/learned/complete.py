"""What a finding of the model still needs: its status, state and carrier of a role, the fields of an agreement.

The rules say these, from the same sentence, with the words that the model took for evidence in the place of a cue.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.coding import facts, mentions, roles, status
from workbench.coding.finding import Finding
from workbench.coding.matcher import Hit, Passage
from workbench.coding.rules import Rule

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from workbench.coding.carriers import Carriers

Span = tuple[int, int]


@lru_cache(maxsize=1)
def _rule() -> Rule:
    return Rule(id="M", group="model", match=("model",), example="geen", no_example="geen")


def passage_of(doc: Doc, passages: list[Passage], start: int, end: int) -> Passage:
    """The passage (with what the rules found there) of the sentence that ends at ``end``."""
    for passage in passages:
        if passage.start < end <= passage.end:
            return passage
    span = doc.char_span(start, end, alignment_mode="expand")
    return Passage(-1, span.start, span.end, start, end, {}, [])


def complete(
    finding: Finding, kind: str, doc: Doc, passage: Passage, carriers: Carriers, when: facts.When, carrier: Span | None
) -> Finding:
    """``carrier``: who carries a role by the model, as a place in the document's text."""
    if kind == "theme":
        return finding._replace(status=status.of_theme(passage))
    state = status.of_fact(passage)
    if kind == "dilemma" or not finding.cues:
        return finding._replace(status=state)
    hit = _hit(doc, passage, finding.cues[0])
    if kind == "role":
        return finding._replace(status=state, extra=roles.describe(doc, passage, hit, carriers, carrier))
    known = facts.known_of(finding.code, doc, passage, [hit], carriers, when)
    if known is None:
        # an agreement without two of who, what and when, a decision still to come: for a person to look at
        return finding._replace(status=state, score=min(finding.score, round(finding.threshold - 0.01, 3)))
    return finding._replace(status=state, extra=known | mentions.of(doc, passage))


def _hit(doc: Doc, passage: Passage, span: Span) -> Hit:
    words = doc.char_span(*span, alignment_mode="expand")
    first, last = max(words.start, passage.first), min(words.end, passage.last)
    tokens = tuple(range(first, last)) or (passage.first,)
    return Hit(_rule(), tokens, doc[tokens[0]].idx, doc[tokens[-1]].idx + len(doc[tokens[-1]]))

"""Themes: what a sentence is about. Several themes per sentence are fine.

Every rule of a theme counts once; a theme that rests on one weak word stays a suggestion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.coding import status
from workbench.coding.finding import Finding, combine, is_inflected, spans
from workbench.coding.rules import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from workbench.coding.matcher import Hit, Passage

#: a line without a verb and without a full stop is a heading; it names a subject and says nothing about it
HEADING_FACTOR = 0.55
HEADING_WORDS = 9


def find(doc: Doc, passage: Passage, *, written: bool = False) -> list[Finding]:
    """The themes of one sentence, in the order of their codes. ``written``: the text of a document, not speech."""
    hits = passage.of("theme")
    if not hits:
        return []
    by_code: dict[str, list[Hit]] = {}
    for hit in hits:
        by_code.setdefault(hit.rule.code, []).append(hit)
    state = status.of_theme(passage)
    factor = HEADING_FACTOR if written and is_heading(doc, passage) else 1.0
    found = []
    for code in sorted(by_code):
        rules = {hit.rule.id: hit.rule.score for hit in by_code[code]}
        names = sorted(rules, key=lambda name: (-rules[name], name))
        score = round(combine(rules.values()) * factor, 3)
        found.append(Finding(code, passage.start, passage.end, score, "+".join(names), state, spans(by_code[code]), {}))
    return found


def is_heading(doc: Doc, passage: Passage) -> bool:
    """A short line without verb and full stop. Without parts of speech: no auxiliary, no inflected infinitive."""
    tokens = [doc[at] for at in range(passage.first, passage.last) if not doc[at].is_space]
    if not tokens or len(tokens) > HEADING_WORDS or tokens[-1].text in ".?!:;" or tokens[0].text in "-*•":
        return False
    if doc.has_annotation("POS"):
        return not any(token.pos_ in ("VERB", "AUX") for token in tokens)
    return not any(token.lower_ in words("hulpwerkwoord") or is_inflected(token) for token in tokens)

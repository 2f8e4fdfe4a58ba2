"""What our components add to a token: ``token._.verb``, ``token._.parts``, ``token._.clause``, ``token._.scope`` and
``token._.negated``.

A component stores only what differs from the ordinary, by token index, in ``doc.user_data``; so a Doc stays small and
plain (ints, strings, tuples), and a Doc that a component never saw still answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VERBS, PARTS, CLAUSES = "workbench_verbs", "workbench_parts", "workbench_clauses"
#: token index -> ((kind, index of the cue), ...) sorted by kind, for tokens in a scope only
SCOPES = "workbench_scopes"


class Columns(NamedTuple):
    """One value per token, in order; quicker than asking every token for its attributes."""

    lemmas: list[str]
    verbs: list[str]
    parts: list[tuple[str, ...]]
    clauses: list[int]


def columns(doc: Doc) -> Columns:
    """All our attributes of a Doc at once: lists of the length of the Doc."""
    lemmas = [token.lemma_ for token in doc]
    verbs = lemmas.copy()
    for at, verb in doc.user_data.get(VERBS, {}).items():
        verbs[at] = verb
    parts: list[tuple[str, ...]] = [()] * len(lemmas)
    for at, value in doc.user_data.get(PARTS, {}).items():
        parts[at] = value
    return Columns(lemmas, verbs, parts, list(doc.user_data.get(CLAUSES) or [0] * len(lemmas)))


def _verb(token: Token) -> str:
    found = token.doc.user_data.get(VERBS)
    return (found and found.get(token.i)) or token.lemma_


def _parts(token: Token) -> tuple[str, ...]:
    found = token.doc.user_data.get(PARTS)
    return (found and found.get(token.i)) or ()


def _clause(token: Token) -> int:
    found = token.doc.user_data.get(CLAUSES)
    return found[token.i] if found else 0


def _scope(token: Token) -> tuple[str, ...]:
    found = token.doc.user_data.get(SCOPES)
    return tuple(kind for kind, _ in found.get(token.i, ())) if found else ()


def _negated(token: Token) -> bool:
    return "ontkend" in _scope(token)


def register() -> None:
    """Make the attributes known to spaCy; doing it again is harmless."""
    from spacy.tokens import Token

    getters = {"verb": _verb, "parts": _parts, "clause": _clause, "scope": _scope, "negated": _negated}
    for name, getter in getters.items():
        if not Token.has_extension(name):
            Token.set_extension(name, getter=getter)

"""Who decides or agrees: the subject of the verb that says so, by the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from workbench.coding.carriers import Carrier
    from workbench.coding.matcher import Hit, Passage

AGENT, CLAUSE = "obl:agent", ("ccomp", "csubj", "advcl", "xcomp")
FARTHEST = 4  # verbs up the tree


def doer(doc: Doc, passage: Passage, hits: Sequence[Hit], carriers: Sequence[Carrier]) -> Carrier | None:
    """Which of the carriers in a sentence does it: the only one, or the subject of the verb of the cue.

    "Wij hebben afgesproken dat elk bestuur de lijst levert": who delivers, where the clause names a carrier. None where
    several stand and the parse does not tell.
    """
    if len(carriers) < 2:
        return carriers[0] if carriers else None
    known = {one.token: one for one in carriers}
    verb = _verb(doc, passage, hits)
    if verb is None:
        return None
    if verb.lemma_.lower() == "afspreken":
        for child in verb.children:
            if child.dep_ in CLAUSE and (found := _subject(child, known)):
                return found
    for _ in range(FARTHEST):
        if found := _subject(verb, known):
            return found
        if verb.head is verb or not passage.first <= verb.head.i < passage.last:
            break
        verb = verb.head
    return None


def _verb(doc: Doc, passage: Passage, hits: Sequence[Hit]) -> Token | None:
    cue = [doc[at] for hit in hits for at in hit.tokens]
    verbs = [token for token in cue if token.pos_ == "VERB"]
    if verbs:
        return verbs[-1]
    inside = range(passage.first, passage.last)
    heads = [token.head for token in cue if token.head.i in inside and token.head.pos_ == "VERB"]
    return heads[0] if heads else next((doc[at] for at in inside if doc[at].dep_.upper() == "ROOT"), None)


def _subject(verb: Token, known: dict[int, Carrier]) -> Carrier | None:
    """The carrier that is the subject of a verb, also within a phrase ("de wethouder van Vaarle"), or its agent."""
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    # the parser calls the subject of some active verbs passive
    for wanted in (("nsubj",) if passive else ("nsubj", "nsubj:pass"), (AGENT,)):
        for child in verb.children:
            if child.dep_ in wanted:
                inside = [known[token.i] for token in child.subtree if token.i in known]
                return known.get(child.i) or (inside[0] if inside else None)
    return None

"""Who decides or agrees: the subject of the verb that says so, by the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.coding.rules import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from workbench.coding.carriers import Carrier
    from workbench.coding.matcher import Hit, Passage

AGENT, CLAUSE = "obl:agent", ("ccomp", "csubj", "advcl", "xcomp")
NOUNS = ("NOUN", "PROPN")
FARTHEST = 4  # verbs up the tree


def doer(doc: Doc, passage: Passage, hits: Sequence[Hit], carriers: Sequence[Carrier]) -> Carrier | None:
    """Which of the carriers in a sentence does it: the subject of the verb of the cue, or the only one.

    "Wij hebben afgesproken dat elk bestuur de lijst levert": who delivers, where the clause names a carrier. None where
    something else is the subject ("de wethouder zei dat de gemeenteraad heeft besloten", where only the first is a
    carrier), and where several stand and the parse does not tell.
    """
    known = {one.token: one for one in carriers if one.text.lower() not in words("niemand")}
    only = carriers[0] if len(carriers) == 1 else None
    verb = _verb(doc, passage, hits) if carriers else None
    if verb is None:
        return only
    cue = {at for hit in hits for at in hit.tokens}
    if verb.lemma_.lower() == "afspreken":
        for child in verb.children:
            if child.dep_ in CLAUSE and (found := _first(_subjects(child), known)):
                return found
    subjects = _subjects(verb)
    for _ in range(FARTHEST):
        if found := _first(subjects, known):
            return found
        if any(token.pos_ in NOUNS and token.i not in cue for token in subjects):
            return None
        if verb.head is verb or not passage.first <= verb.head.i < passage.last:
            break
        # "is gevraagd en heeft besloten": one subject, whatever the first verb is
        shared = verb.dep_ == "conj" and not _is_passive(verb)
        verb = verb.head
        subjects = _subjects(verb, shared=shared)
    return only


def _verb(doc: Doc, passage: Passage, hits: Sequence[Hit]) -> Token | None:
    cue = [doc[at] for hit in hits for at in hit.tokens]
    verbs = [token for token in cue if token.pos_ == "VERB"]
    if verbs:
        return verbs[-1]
    inside = range(passage.first, passage.last)
    heads = [token.head for token in cue if token.head.i in inside and token.head.pos_ == "VERB"]
    return heads[0] if heads else next((doc[at] for at in inside if doc[at].dep_.upper() == "ROOT"), None)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ == "aux:pass" for child in verb.children)


def _subjects(verb: Token, *, shared: bool = False) -> list[Token]:
    """Who does what a verb says: its subject, or of a passive verb its agent ("door de raad").

    ``shared``: an active verb that follows has the same subject.
    """
    if _is_passive(verb) and not shared:
        return [child for child in verb.children if child.dep_ == AGENT or (child.dep_ == "obl" and _by(child))]
    # the parser calls the subject of some active verbs passive
    wanted = ("nsubj", "nsubj:pass", AGENT)
    return sorted(
        (child for child in verb.children if child.dep_ in wanted), key=lambda child: wanted.index(child.dep_)
    )


def _by(token: Token) -> bool:
    return any(child.dep_ == "case" and child.lower_ == "door" for child in token.children)


def _first(subjects: Sequence[Token], known: dict[int, Carrier]) -> Carrier | None:
    """The carrier that a subject is, or the first one within its phrase ("de wethouder van Vaarle")."""
    for subject in subjects:
        inside = [known[token.i] for token in subject.subtree if token.i in known]
        if inside:
            return known.get(subject.i, inside[0])
    return None

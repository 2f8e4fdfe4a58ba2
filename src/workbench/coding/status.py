"""The status of a coding: actueel, ontkend, hypothetisch, opgelost or van_anderen.

A theme that is denied is still spoken of ("er is geen vertrouwen" is about trust): it only loses its place when the
speaker sets the subject aside. What a dilemma, a fact or a role says can be denied, imagined, over, or hearsay.
Scope: the sentence for hearsay, imagination and what is over; the clause for a negation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.coding.finding import clauses
from workbench.coding.rules import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from workbench.coding.matcher import Hit, Passage

ACTUEEL = "actueel"
#: the first that fits counts
ORDER = ("ontkend", "opgelost", "hypothetisch", "van_anderen")


def of_theme(passage: Passage) -> str:
    return "ontkend" if _codes(passage, "terzijde") else ACTUEEL


def of_dilemma(doc: Doc, passages: tuple[Passage, ...], before, after, *poles: Hit) -> str:
    """A dilemma that is denied by name, reconciled, imagined or known from hearsay; passages are its sentences.

    The sentence after may still take it back, the sentence before may have said that it is imagined or hearsay; a
    short "dan zeggen ze" in the middle of the speaker's own dilemma does not make it hearsay.
    """
    found = {code for passage in passages for code in _codes(passage, "ontkend", "opgelost", "hypothetisch")}
    found.update(_codes(after, "ontkend", "opgelost") if after else ())
    found.update(_codes(before, "hypothetisch", "van_anderen") if before else ())
    last = max(hit.tokens[-1] for hit in poles)
    for passage in (*passages, *([after] if after else [])):
        for hit in passage.of("status"):
            if hit.rule.code == "van_anderen" and (hit.rule.place == "after" or hit.tokens[0] < last):
                lead = doc[hit.tokens[0] - 1].lower_ if hit.tokens[0] else ""
                found.update(() if lead in words("dus_zeggen") else ("van_anderen",))
    return next((code for code in ORDER if code in found), ACTUEEL)


def of_fact(passage: Passage) -> str:
    """Facts know no "ontkend" here: what a denial means differs for each kind, see ``facts``."""
    found = _codes(passage, "opgelost", "hypothetisch", "van_anderen")
    return next((code for code in ORDER if code in found), ACTUEEL)


def negated(doc: Doc, passage: Passage, hit: Hit) -> bool:
    """Whether a negation stands in the clause of the hit and is no part of the cue itself."""
    numbers = clauses(doc)
    own = {numbers[at] for at in hit.tokens}
    return any(
        numbers[at] in own and at not in hit.tokens and doc[at].lower_ in words("ontkenning")
        for at in range(passage.first, passage.last)
    )


def _codes(passage: Passage, *wanted: str) -> list[str]:
    return [hit.rule.code for hit in passage.of("status") if hit.rule.code in wanted]

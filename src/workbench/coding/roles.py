"""Roles: who carries regieneming, and in what state the role is.

A role needs a carrier: a person, function or organisation as the subject of the clause ("het overzicht ondersteunt"
is none). A role that is wished for or missing needs none. An open question ("wie jaagt dit aan?") does not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.coding import status
from workbench.coding.carriers import Carrier, Carriers
from workbench.coding.finding import Finding, clauses, combine, is_inflected, is_question, spans
from workbench.coding.rules import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from workbench.coding.matcher import Hit, Passage

VERVULD, GEWENST, ONTBREEKT, KWETSBAAR, DEFINITIE = (
    "vervuld",
    "gewenst",
    "ontbreekt",
    "kwetsbaar",
    "definitie",
)
CLOSE = 4
WITHOUT_CARRIER = 0.35


def find(doc: Doc, passage: Passage, carriers: Carriers) -> list[Finding]:
    """The roles of one sentence, in the order of their codes."""
    by_code: dict[str, list[Hit]] = {}
    for hit in passage.of("role"):
        by_code.setdefault(hit.rule.code, []).append(hit)
    if not by_code or (is_question(doc, passage) and _asks(doc, passage)):
        return []
    found = []
    for code in sorted(by_code):
        judged = [(_judge(doc, passage, hit, carriers), hit) for hit in by_code[code]]
        factor, state, carrier = max((one for one, _ in judged), key=lambda one: one[0])
        hits = [hit for one, hit in judged if one[0] == factor]
        score = round(combine({hit.rule.id: hit.rule.score for hit in hits}.values()) * factor, 3)
        extra = {"rolstatus": state}
        if carrier is not None:
            extra |= {"drager": carrier.text, "drager_soort": carrier.kind}
        names = "+".join(dict.fromkeys(hit.rule.id for hit in hits))
        found.append(
            Finding(code, passage.start, passage.end, score, names, status.of_fact(passage), spans(hits), extra)
        )
    return found


def describe(
    doc: Doc, passage: Passage, hit: Hit, carriers: Carriers, carrier: tuple[int, int] | None = None
) -> dict[str, str]:
    """State of a role that is known to be there, and who carries it: the words at ``carrier``, or else the subject."""
    extra = {"rolstatus": _state(doc, passage, hit)}
    span = doc.char_span(*carrier, alignment_mode="expand") if carrier else None
    if span is not None:
        kinds = [kind for token in span if (kind := carriers.kind(token.lemma_.lower()))]
        return extra | {"drager": span.text, "drager_soort": kinds[0] if kinds else "persoon"}
    subject = _carrier(doc, passage, hit, carriers)
    return extra | ({"drager": subject.text, "drager_soort": subject.kind} if subject else {})


def _judge(doc: Doc, passage: Passage, hit: Hit, carriers: Carriers) -> tuple[float, str, Carrier | None]:
    """How sure the role is (a factor), its state, and who carries it."""
    carrier = None if _passive(doc, passage, hit) else _carrier(doc, passage, hit, carriers)
    state = _state(doc, passage, hit)
    if carrier is None:
        free = hit.rule.noun and state in (GEWENST, ONTBREEKT)
        nobody = state == ONTBREEKT and _nobody(doc, passage)
        return (1.0 if free or nobody else WITHOUT_CARRIER), state, None
    return 1.0, state, carrier


def _carrier(doc: Doc, passage: Passage, hit: Hit, carriers: Carriers) -> Carrier | None:
    """The subject: first carrier in the clause; else the last one in the clause before (relative clauses)."""
    numbers = clauses(doc)
    own = {numbers[at] for at in hit.tokens}
    inside = [at for at in range(passage.first, passage.last) if numbers[at] in own]
    subjects = [one for one in carriers.subjects(doc, inside[0], inside[-1] + 1) if one.token not in hit.tokens]
    subjects = [one for one in subjects if numbers[one.token] in own]
    last_cue = hit.tokens[-1]
    before = [one for one in subjects if one.token < last_cue]
    if before:
        return before[0]
    # "Daarom jaagt de wethouder het aan": the subject follows the verb when something else opens the clause
    turned = doc[inside[0]].lower_ in words("bijwoord") | words("voorzetsel")
    if subjects and (hit.rule.noun or turned):
        return subjects[0]
    # a clause that leans on the one before has its subject there: "een manager die ...", "..., brengt ..."
    start = doc[inside[0]]
    if start.lower_ not in words("aanloop") and not is_inflected(start):
        return None
    earlier = carriers.subjects(doc, passage.first, inside[0])
    return earlier[-1] if earlier else None


def _state(doc: Doc, passage: Passage, hit: Hit) -> str:
    signs = {}
    numbers = clauses(doc)
    own = {numbers[at] for at in hit.tokens}
    for sign in passage.of("role_status"):
        same = any(numbers[at] in own for at in sign.tokens)
        near = min(abs(a - b) for a in sign.tokens for b in hit.tokens) <= CLOSE
        if same or sign.rule.code in (KWETSBAAR, DEFINITIE) or (hit.rule.noun and near):
            signs.setdefault(sign.rule.code, []).append(near)
    if DEFINITIE in signs:
        return DEFINITIE
    if ONTBREEKT in signs and ((hit.rule.noun and any(signs[ONTBREEKT])) or _nobody(doc, passage)):
        return ONTBREEKT
    if status.negated(doc, passage, hit):
        return ONTBREEKT
    if KWETSBAAR in signs:
        return KWETSBAAR
    return GEWENST if GEWENST in signs else VERVULD


def _nobody(doc: Doc, passage: Passage) -> bool:
    return any(doc[at].lower_ == "niemand" for at in range(passage.first, passage.last))


def _passive(doc: Doc, passage: Passage, hit: Hit) -> bool:
    """ "De lijn wordt bewaakt": what is named is not who does it, unless "door" follows."""
    numbers = clauses(doc)
    own = {numbers[at] for at in hit.tokens}
    forms = {doc[at].lower_ for at in range(passage.first, passage.last) if numbers[at] in own}
    return not hit.rule.noun and bool(forms & words("lijdend")) and "door" not in forms


def _asks(doc: Doc, passage: Passage) -> bool:
    return any(doc[at].lower_ in words("vraagwoord") for at in range(passage.first, passage.last))

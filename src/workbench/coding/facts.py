"""Facts: besluit, afspraak, voornemen, resultaat (also one that failed to come), signaal, spanning_generiek.

An agreement needs two of who, what and when. A question states no fact, and an item on a planning no decision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.coding import mentions, status
from workbench.coding.doer import doer
from workbench.coding.finding import Finding, combine, is_question, spans
from workbench.coding.when import When

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from workbench.coding.carriers import Carriers
    from workbench.coding.matcher import Hit, Passage

BESLUIT, AFSPRAAK, RESULTAAT, SPANNING = "besluit", "afspraak", "resultaat", "spanning_generiek"
ABSENT = "F-resultaat-uitblijvend"
NEEDED_FIELDS, UNKNOWN = 2, "onbekend"
MANY_WORDS = 3
PLANNED_WITHIN = 6  # words


def find(doc: Doc, passage: Passage, carriers: Carriers, when: When, *, dilemma: bool) -> list[Finding]:
    """The facts of one sentence. ``dilemma``: the sentence holds a dilemma, so its tension is no loose one."""
    by_code: dict[str, list[Hit]] = {}
    for hit in passage.of("fact"):
        by_code.setdefault(hit.rule.code, []).append(hit)
    if not by_code:
        return []
    asked = is_question(doc, passage)
    found = []
    for code in sorted(by_code):
        if asked or (code == SPANNING and dilemma):
            continue
        hits = by_code[code]
        rules = {hit.rule.id: hit.rule.score for hit in hits}
        score, state = combine(rules.values()), status.of_fact(passage)
        known = known_of(code, doc, passage, hits, carriers, when)
        if known is None:
            continue
        extra = known | mentions.of(doc, passage)
        if code == RESULTAAT and _denied(doc, passage, hits):
            state = "ontkend"
        if code == BESLUIT and all(status.negated(doc, passage, hit) for hit in hits):
            state = "ontkend"
        names = "+".join(sorted(rules, key=lambda name: (-rules[name], name)))
        found.append(Finding(code, passage.start, passage.end, score, names, state, spans(hits), extra))
    return found


def known_of(
    code: str, doc: Doc, passage: Passage, hits: list[Hit], carriers: Carriers, when: When
) -> dict[str, str] | None:
    """What the text says of a fact: wie, wat and wanneer of an agreement, None with fewer than two of them; wie and
    wanneer of a decision, with wie "onbekend" where nobody is named ("is besloten dat"), None of one that is only
    planned; nothing of other facts. wie is "onbekend" too where several are named and the parse does not tell."""
    if code not in (AFSPRAAK, BESLUIT):
        return {}
    if code == BESLUIT and _is_planned(doc, passage):
        return None
    found = fields(code, doc, passage, hits, carriers, when)
    if code == AFSPRAAK:
        return found if len(found) >= NEEDED_FIELDS else None
    return {"wie": UNKNOWN} | {name: found[name] for name in ("wie", "wanneer") if name in found}


def _is_planned(doc: Doc, passage: Passage) -> bool:
    """Whether it is an item on a planning: "Juni 2026: besluit over voortzetting", and no verb says it was taken."""
    inside = [doc[at] for at in range(passage.first, passage.last)]
    lead = next((at for at, token in enumerate(inside[:PLANNED_WITHIN]) if token.text == ":"), 0)
    dated = any(mentions.dates(doc.text[passage.start : inside[lead].idx])) if lead else False
    return dated and not any(token.pos_ in ("VERB", "AUX") for token in inside[lead:])


def _denied(doc: Doc, passage: Passage, hits: list[Hit]) -> bool:
    if any(hit.rule.id == ABSENT for hit in hits):
        return True
    return all(status.negated(doc, passage, hit) for hit in hits)


def fields(code: str, doc: Doc, passage: Passage, hits: list[Hit], carriers: Carriers, when: When) -> dict[str, str]:
    """wie, wat and wanneer of a fact, as they stand in the text; a field that is absent has no key."""
    fields: dict[str, str] = {}
    named = carriers.subjects(doc, passage.first, passage.last)
    who = doer(doc, passage, hits, named)
    if named:
        fields["wie"] = who.text if who else UNKNOWN
    time = when.find(doc, passage, deadline=code == AFSPRAAK)
    if time:
        fields["wanneer"] = doc.text[time[0] : time[1]]
    cue = {at for hit in hits for at in hit.tokens}
    skip = cue | ({who.token} if who else set())
    rest = [doc[at] for at in range(passage.first, passage.last) if at not in skip and doc[at].is_alpha]
    rest = [token for token in rest if not time or not time[0] <= token.idx < time[1]]
    if sum(len(token) > 3 for token in rest) >= MANY_WORDS:
        fields["wat"] = doc.text[rest[0].idx : rest[-1].idx + len(rest[-1])]
    return fields

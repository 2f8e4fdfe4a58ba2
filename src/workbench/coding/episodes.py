"""Episodes: a stretch of one turn, four sentences at most, that holds both poles of a dilemma.

How strongly the stretch sets the poles against each other is the noisy-or of what speaks for it: words of tension
that can connect them, a wish or duty on either side, two conditions that each end badly, two parties who each want
something, a sentence that goes on with "en". Wishes alone are never enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.coding.finding import clauses, combine
from workbench.coding.rules import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from workbench.coding.matcher import Hit, Passage

MARK = {"strong": 0.9, "middle": 0.75, "weak": 0.4}
#: poles that lie so many sentences apart, and what that leaves of the strength
DISTANCE = (1.0, 0.96, 0.9, 0.84)
OPENING, MIDWAY, AFTER_POLE, INSIDE, CONCEDED, NAMED = 0.75, 0.5, 0.45, 0.6, 0.25, 0.7
CONDITIONS, PARTIES, ANSWER, AND, AND_THEN, BESIDE = 0.72, 0.55, 0.35, 0.55, 0.6, 0.26
BOTH_WISH, ONE_WISH = 0.3, 0.1
#: no wish or duty near either pole: the contrast may be about anything
UNWISHED = 0.9
FAR, FAR_ACROSS = 45, 50
NEAR_START = 4
SHORT_LEAD = 8
THEN_WITHIN = 18
REACH = len(DISTANCE) - 1


class Link(NamedTuple):
    """What connects two poles: strength from 0 to 1, and the words of tension that count."""

    strength: float
    marks: tuple[Hit, ...]


class Episode(NamedTuple):
    """The passages from the first pole to the second, in order; those without any cue are left out."""

    passages: tuple[Passage, ...]

    @property
    def gap(self) -> int:
        return self.passages[-1].index - self.passages[0].index


def fits(doc: Doc, mark: Hit, a: Hit, b: Hit) -> bool:
    """Whether a sign of tension stands where it can connect two poles of one sentence."""
    first, second = sorted((a, b), key=lambda hit: hit.tokens)
    own = set(mark.tokens)
    if own & set(first.tokens) or own & set(second.tokens):
        return mark.rule.place == "anywhere" and mark.rule.weight == "strong"
    if mark.rule.place == "between":
        return first.tokens[-1] < mark.tokens[0] and mark.tokens[-1] < second.tokens[-1]
    if mark.rule.place == "open":
        apart = clauses(doc)[first.tokens[0]] != clauses(doc)[second.tokens[-1]]
        before = mark.tokens[0] < first.tokens[0] or first.tokens[-1] < mark.tokens[0] < second.tokens[0]
        return before and mark.tokens[-1] < second.tokens[-1] and (apart or len(mark.tokens) > 1)
    return True


def within(doc: Doc, passage: Passage, a: Hit, b: Hit) -> Link:
    """What connects two poles of one sentence."""
    first, second = sorted((a, b), key=lambda hit: hit.tokens)
    if second.tokens[0] - first.tokens[0] > FAR:
        return Link(0.0, ())
    marks = tuple(mark for mark in passage.of("tension") if fits(doc, mark, a, b))
    parts = [strength for _, strength in sorted({mark.rule.id: MARK[mark.rule.weight] for mark in marks}.items())]
    conditions = [at for at in _ifs(doc, passage) if at <= second.tokens[-1]]
    if len(conditions) > 1 and any(first.tokens[0] < at for at in conditions[1:]):
        parts.append(CONDITIONS)
    if not parts:
        return Link(0.0, ())
    if max(parts) > MARK["weak"]:
        parts.append(_wishes(doc, (passage, first), (passage, second)))
    return Link(combine(parts), marks)


def across(doc: Doc, episode: Episode, first: Hit, second: Hit) -> Link:
    """What connects a pole in the first sentence of an episode with one in its last."""
    start, end = episode.passages[0], episode.passages[-1]
    if second.tokens[0] - first.tokens[-1] > FAR_ACROSS:
        return Link(0.0, ())
    marks: list[Hit] = []
    parts: dict[str, float] = {}
    for passage in episode.passages:
        for mark in passage.of("tension"):
            strength = _reach(doc, mark, passage, start, end, first, second)
            if strength:
                marks.append(mark)
                parts[mark.rule.id] = max(strength, parts.get(mark.rule.id, 0.0))
    wishes = _wishes(doc, (start, first), (end, second))
    others = _joined(doc, start, end) if episode.gap < REACH else []
    if _is_conditional(doc, start) and _is_conditional(doc, end):
        others.append(CONDITIONS)
    if episode.gap == 1 and wishes == BOTH_WISH:
        others.append(BESIDE)
    found = [strength for _, strength in sorted(parts.items())] + others
    if not found or max(found) <= CONCEDED:
        return Link(0.0, ())
    wanted = wishes or first.rule.weight == second.rule.weight == "strong"
    strength = combine([*found, wishes]) * DISTANCE[episode.gap] * (1.0 if wanted else UNWISHED)
    return Link(round(strength, 3), tuple(marks))


def _reach(doc: Doc, mark: Hit, passage: Passage, start, end, first: Hit, second: Hit) -> float:
    """How strongly a word of tension connects poles in two sentences, by where it stands."""
    at, rule = mark.tokens[0], mark.rule
    if rule.form == "expliciet" and rule.place == "anywhere":
        return NAMED if end.index - start.index < 2 else MIDWAY
    if rule.place not in ("between", "open") or not rule.form:
        return 0.0
    weak = rule.weight == "weak"
    if passage is start:
        if at < first.tokens[0]:
            return CONCEDED if rule.place == "open" and not weak else 0.0
        return AFTER_POLE if rule.place == "between" and not weak and first.tokens[-1] < at else 0.0
    if passage is end and at >= second.tokens[-1]:
        return 0.0
    lead = at - passage.first
    if lead < NEAR_START:
        return 0.0 if weak else OPENING if passage is end else MIDWAY
    numbers = clauses(doc)
    # "niet X, maar Y" without a verb of its own corrects a word, it sets nothing against the sentence before
    parts_clauses = numbers[max(passage.first, at - 2)] != numbers[mark.tokens[-1]]
    return INSIDE if not weak and parts_clauses and lead <= SHORT_LEAD and rule.place == "between" else 0.0


def _joined(doc: Doc, start: Passage, end: Passage) -> list[float]:
    """The second sentence goes on with "en", or each sentence says what another party wants."""
    found = []
    if doc[end.first].lower_ in words("en"):
        found.append(AND_THEN if doc[min(end.first + 1, end.last - 1)].lower_ in words("en_toen") else AND)
    one, other = _party(doc, start), _party(doc, end)
    opposed = (_holds(doc, start, "iedereen") and _holds(doc, end, "niemand")) or (
        doc[start.first].lower_ in words("wij") and doc[end.first].lower_ in words("zij")
    )
    if opposed:
        found.append(OPENING)
    elif one and other and one != other and _holds(doc, end, "wens"):
        found.append(PARTIES if _holds(doc, start, "wens") else ANSWER)
    return found


def _party(doc: Doc, passage: Passage) -> str:
    """The party that a sentence opens with, or nothing."""
    known = words("partij") | words("bestuurder") | words("ambtenaar") | words("professional") | words("inwoner")
    for at in range(passage.first, min(passage.first + 5, passage.last)):
        for word in (doc[at].lower_, doc[at].lemma_.lower()):
            if word in known or word in words("deelnemer"):
                return word
    return ""


def _holds(doc: Doc, passage: Passage, name: str) -> bool:
    return any(doc[at].lower_ in words(name) for at in range(passage.first, passage.last))


def _ifs(doc: Doc, passage: Passage) -> list[int]:
    """Where conditions begin: "als", "zodra", or a verb with its subject behind it and "dan" later on."""
    ifs = (at for at in range(passage.first, passage.last - 1) if doc[at].lower_ in words("voorwaarde"))
    # "als professional wil ik" names a role, no condition
    found = [at for at in ifs if doc[at + 1].lower_ in words("na_voorwaarde")]
    then = [at for at in range(passage.first, passage.last) if doc[at].lower_ == "dan"]
    for at in range(passage.first, passage.last - 1):
        opens = at == passage.first or doc[at - 1].lower_ in words("aanloop_voorwaarde")
        inverted = doc[at + 1].lower_ in words("onderwerp") and doc[at].lower_ not in words("geen_voorwaarde")
        if opens and inverted and any(0 < place - at < THEN_WITHIN for place in then):
            found.append(at)
    return sorted(set(found))


def _is_conditional(doc: Doc, passage: Passage) -> bool:
    conditions = _ifs(doc, passage)
    return bool(conditions) and conditions[0] - passage.first < NEAR_START


def _wishes(doc: Doc, *poles: tuple[Passage, Hit]) -> float:
    """A wish, duty or concession in the clauses of both poles says more than in one."""
    numbers = clauses(doc)
    wishing = 0
    for passage, hit in poles:
        own = {numbers[at] for at in hit.tokens}
        near = (at for at in range(passage.first, passage.last) if numbers[at] in own)
        wishing += any(doc[at].lower_ in words("wens") for at in near)
    return (0.0, ONE_WISH, BOTH_WISH)[wishing]

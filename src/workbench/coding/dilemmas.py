"""Dilemmas: two things that are both wanted and pull apart, so two poles and a sign of tension between them.

A word of contrast alone is nothing, and neither is a pole alone. A sign counts only where it can stand: between the
poles, at the opening of a clause with the poles in different clauses, or (explicit words such as "dilemma" and
"schuurt") anywhere in the sentence. Two sentences on end of one speaker may hold one pole each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.coding import status
from workbench.coding.finding import Finding, clauses, combine, spans
from workbench.coding.rules import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from workbench.coding.matcher import Hit, Passage

MARK = {"strong": 0.9, "middle": 0.75, "weak": 0.4}
POLE = {"strong": 1.0, "middle": 0.85, "weak": 0.7}
ACROSS = 0.72
ACROSS_AND = 0.55
ECHO = 0.65
FAR = 45
NEAR_START = 3
SHORT = 12
AT_MOST = 2
SECOND_FROM = 0.7


class _Find(NamedTuple):
    code: str
    a: Hit
    b: Hit
    marks: tuple
    score: float
    form: str
    passages: tuple


def find(doc: Doc, passages: list[Passage]) -> list[Finding]:
    """The dilemmas of one utterance, in the order of the text."""
    passages = [passage for passage in passages if passage.of("pole") or passage.of("pair") or passage.of("tension")]
    by_index = {passage.index: passage for passage in passages}
    poles = {passage.index: _poles(passage) for passage in passages}
    found: list[Finding] = []
    claimed: dict[int, set[str]] = {}
    for passage in passages:
        next_one = by_index.get(passage.index + 1)
        here = _pairs(passage) + _within(doc, passage, poles[passage.index], next_one)
        for one in _best(here):
            claimed.setdefault(passage.index, set()).add(one.code)
            found.append(_finding(doc, one))
    for passage in passages:
        before = by_index.get(passage.index - 1)
        if before is None or claimed.get(passage.index) or claimed.get(before.index):
            continue
        across = _best(_across(doc, before, passage, poles[before.index], poles[passage.index]))
        if across:
            claimed.setdefault(passage.index, set()).add(across[0].code)
            found.append(_finding(doc, across[0]))
    return sorted(found, key=lambda finding: (finding.start, finding.code))


def _poles(passage: Passage) -> dict[str, dict[str, list[Hit]]]:
    sides: dict[str, dict[str, list[Hit]]] = {}
    for hit in passage.of("pole"):
        sides.setdefault(hit.rule.code, {"a": [], "b": []})[hit.rule.side].append(hit)
    return sides


def _within(doc: Doc, passage: Passage, poles, next_one: Passage | None) -> list[_Find]:
    marks = passage.of("tension")
    found = []
    for code, sides in poles.items():
        best: _Find | None = None
        for a, b in _apart(sides["a"], sides["b"]):
            fitting = [mark for mark in marks if _fits(doc, mark, a, b)]
            strength = combine({mark.rule.id: MARK[mark.rule.weight] for mark in fitting}.values())
            if not fitting and _echo(doc, next_one):
                strength, fitting = ECHO, []
            score = _score(strength, a, b)
            if score and (best is None or score > best.score):
                best = _Find(code, a, b, tuple(fitting), score, _form(fitting), (passage,))
        if best is not None:
            found.append(best)
    return found


def _apart(a_hits: list[Hit], b_hits: list[Hit]):
    for a in a_hits:
        for b in b_hits:
            if not set(a.tokens) & set(b.tokens) and abs(a.tokens[0] - b.tokens[0]) <= FAR:
                yield a, b


def _fits(doc: Doc, mark: Hit, a: Hit, b: Hit) -> bool:
    """Whether a sign of tension stands where it can connect these poles."""
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


def _score(strength: float, a: Hit, b: Hit) -> float:
    return round(strength * (POLE[a.rule.weight] * POLE[b.rule.weight]) ** 0.5, 3)


def _form(marks: list[Hit]) -> str:
    forms = [mark.rule.form for mark in marks]
    return next((form for form in ("expliciet", "of-vraag", "impliciet") if form in forms), "impliciet")


def _echo(doc: Doc, passage: Passage | None) -> bool:
    """A short next sentence that names the tension: "Dat schuurt." """
    if passage is None or passage.last - passage.first > SHORT:
        return False
    named = any(hit.rule.form == "expliciet" and hit.rule.place == "anywhere" for hit in passage.of("tension"))
    opens = any(doc[at].lower_ in words("verwijswoord") for at in range(passage.first, passage.first + 3))
    return named and opens


def _across(doc: Doc, before: Passage, passage: Passage, left, right) -> list[_Find]:
    shared = [code for code in left if code in right]
    strength, marks = _link(doc, before, passage) if shared else (0.0, ())
    found = []
    for code in shared if strength else ():
        for one, other in (("a", "b"), ("b", "a")):
            for hit in left[code][one]:
                for reply in right[code][other]:
                    a, b = (hit, reply) if one == "a" else (reply, hit)
                    score = _score(strength, a, b)
                    found.append(_Find(code, a, b, marks, score, "over zinnen", (before, passage)))
    return found


def _link(doc: Doc, before: Passage, passage: Passage) -> tuple[float, tuple]:
    """How strongly a sentence sets itself against the one before: by its first word, or by opposed subjects."""
    early = [mark for mark in passage.of("tension") if mark.tokens[0] - passage.first < NEAR_START]
    early = [mark for mark in early if mark.rule.place in ("between", "open") and mark.rule.weight != "weak"]
    if early:
        return ACROSS, tuple(early)
    opposed = (_holds(doc, before, "iedereen") and _holds(doc, passage, "niemand")) or (
        _starts(doc, before, "wij") and _starts(doc, passage, "zij")
    )
    if opposed:
        return ACROSS, ()
    return (ACROSS_AND, ()) if _starts(doc, passage, "en") else (0.0, ())


def _holds(doc: Doc, passage: Passage, name: str) -> bool:
    return any(doc[at].lower_ in words(name) for at in range(passage.first, passage.last))


def _starts(doc: Doc, passage: Passage, name: str) -> bool:
    return doc[passage.first].lower_ in words(name)


def _pairs(passage: Passage) -> list[_Find]:
    """Expressions that hold both poles; the widest gap between their words parts the poles."""
    found = []
    for hit in passage.of("pair"):
        gaps = [later - earlier for earlier, later in zip(hit.tokens, hit.tokens[1:], strict=False)]
        cut = gaps.index(max(gaps)) + 1
        a, b = hit._replace(tokens=hit.tokens[:cut]), hit._replace(tokens=hit.tokens[cut:])
        found.append(_Find(hit.rule.code, a, b, (), hit.rule.score, "impliciet", (passage,)))
    return found


def _best(found: list[_Find]) -> list[_Find]:
    """The best of each code, and no more than two codes in one place."""
    ranked: dict[str, _Find] = {}
    for one in sorted(found, key=lambda one: (-one.score, one.code, one.a.tokens, one.b.tokens)):
        ranked.setdefault(one.code, one)
    kept = list(ranked.values())
    return kept[:1] + [one for one in kept[1:AT_MOST] if one.score >= SECOND_FROM]


def _finding(doc: Doc, one: _Find) -> Finding:
    start, end = one.passages[0].start, one.passages[-1].end
    a, b = (_span(doc, hit) for hit in (one.a, one.b))
    # a choice already made is no dilemma any more
    state = "opgelost" if _chosen(doc, one) else status.of_dilemma(*one.passages)
    rules = dict.fromkeys([one.a.rule.id, one.b.rule.id, *(mark.rule.id for mark in one.marks)])
    return Finding(
        one.code, start, end, one.score, "+".join(rules), state, spans(list(one.marks)), {"vorm": one.form}, a, b
    )  # fmt: skip


def _chosen(doc: Doc, one: _Find) -> bool:
    only = {mark.rule.id for mark in one.marks} == {"S-uitruil"}
    return only and any(doc[at].lower_ == "plaats" for mark in one.marks for at in mark.tokens)


def _span(doc: Doc, hit: Hit) -> tuple[int, int]:
    last = doc[hit.tokens[-1]]
    return doc[hit.tokens[0]].idx, last.idx + len(last)

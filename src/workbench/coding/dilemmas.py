"""Dilemmas: two things that are both wanted and pull apart, so two poles and a sign of tension between them.

A word of contrast alone is nothing, and neither is a pole alone. The poles stand in one sentence, or a few sentences
apart in the turn of one speaker (see ``episodes``). An episode is coded once, however many sentences bear it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.coding import episodes, status
from workbench.coding.episodes import REACH, Episode, Link
from workbench.coding.finding import THRESHOLD, Finding, spans
from workbench.coding.rules import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from workbench.coding.matcher import Hit, Passage

POLE = {"strong": 1.0, "middle": 0.88, "weak": 0.65}
ECHO = 0.65
SHORT = 12
AT_MOST = 2
SECOND_FROM = 0.7
#: below this a find is not even a suggestion
FLOOR = 0.33
UNSURE = THRESHOLD - 0.01
CLEAR = 0.82
#: the best poles of one side in one sentence; more add nothing but time
ENOUGH = 4


class _Find(NamedTuple):
    code: str
    a: Hit
    b: Hit
    marks: tuple
    score: float
    form: str
    passages: tuple

    @property
    def place(self) -> tuple[int, int]:
        return self.passages[0].index, self.passages[-1].index


def find(doc: Doc, passages: list[Passage]) -> list[Finding]:
    """The dilemmas of one utterance, in the order of the text."""
    by_index = {passage.index: passage for passage in passages}
    poles = {passage.index: sides for passage in passages if (sides := _poles(passage))}
    found: list[_Find] = []
    for passage in passages:
        found += _pairs(passage)
        for code, sides in poles.get(passage.index, {}).items():
            found += _within(doc, passage, code, sides, by_index.get(passage.index + 1))
            for gap in range(1, REACH + 1):
                later = poles.get(passage.index + gap, {}).get(code)
                if later:
                    stretch = [by_index[at] for at in range(passage.index, passage.index + gap + 1) if at in by_index]
                    found += _across(doc, Episode(tuple(stretch)), code, sides, later)
    kept = [_finding(doc, one, by_index) for one in _best(found)]
    return sorted(kept, key=lambda finding: (finding.start, finding.code))


def _poles(passage: Passage) -> dict[str, dict[str, list[Hit]]]:
    """Code to side to hits; the strongest hits of a side first, and only the first few."""
    sides: dict[str, dict[str, list[Hit]]] = {}
    for hit in passage.of("pole"):
        sides.setdefault(hit.rule.code, {"a": [], "b": []})[hit.rule.side].append(hit)
    for both in sides.values():
        for side, hits in both.items():
            both[side] = sorted(hits, key=lambda hit: (-POLE[hit.rule.weight], hit.tokens))[:ENOUGH]
    return sides


def _within(doc: Doc, passage: Passage, code: str, sides, next_one: Passage | None) -> list[_Find]:
    best: _Find | None = None
    echo = bool(sides["a"] and sides["b"]) and _echo(doc, next_one)
    for a in sides["a"]:
        for b in sides["b"]:
            if set(a.tokens) & set(b.tokens):
                continue
            link = episodes.within(doc, passage, a, b)
            if not link.strength and echo:
                link = Link(ECHO, ())
            score = _score(link, a, b)
            if score and (best is None or score > best.score):
                best = _Find(code, a, b, link.marks, score, _form(link.marks), (passage,))
    return [best] if best is not None else []


def _across(doc: Doc, episode: Episode, code: str, sides, later) -> list[_Find]:
    best: _Find | None = None
    for one, other in (("a", "b"), ("b", "a")):
        for hit in sides[one]:
            for reply in later[other]:
                link = episodes.across(doc, episode, hit, reply)
                a, b = (hit, reply) if one == "a" else (reply, hit)
                score = _score(link, a, b)
                if score and (best is None or score > best.score):
                    best = _Find(code, a, b, link.marks, score, "over zinnen", episode.passages)
    return [best] if best is not None else []


def _score(link: Link, a: Hit, b: Hit) -> float:
    score = round(link.strength * (POLE[a.rule.weight] * POLE[b.rule.weight]) ** 0.5, 3)
    # two single everyday words may be about anything: without a clear connection a person must judge
    vague = a.rule.weight == b.rule.weight == "weak" and link.strength < CLEAR
    return min(score, UNSURE) if vague else score


def _form(marks: tuple[Hit, ...]) -> str:
    forms = [mark.rule.form for mark in marks]
    return next((form for form in ("expliciet", "of-vraag", "impliciet") if form in forms), "impliciet")


def _echo(doc: Doc, passage: Passage | None) -> bool:
    """A short next sentence that names the tension: "Dat schuurt." """
    if passage is None or passage.last - passage.first > SHORT:
        return False
    named = any(hit.rule.form == "expliciet" and hit.rule.place == "anywhere" for hit in passage.of("tension"))
    first_words = doc[passage.first : min(passage.first + 3, passage.last)]
    opens = any(token.lower_ in words("verwijswoord") for token in first_words)
    return named and opens


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
    """An episode once: of each code the best in its place, and no more than two codes in one place."""
    kept: list[_Find] = []
    # the strongest first; of equals the shortest, so that an episode is no longer than its poles ask
    order = sorted(found, key=lambda one: (-one.score, one.place[1] - one.place[0], one.place, one.code, one.a.tokens))
    for one in order:
        if one.score < FLOOR:
            break
        near = [other for other in kept if _touch(one, other, 1 if other.code == one.code else 0)]
        if any(other.code == one.code for other in near):
            continue
        sure = [other for other in near if other.score >= THRESHOLD]
        if sure and (one.score < SECOND_FROM or len(near) >= AT_MOST):
            continue
        if len(near) < AT_MOST:
            kept.append(one)
    return kept


def _touch(one: _Find, other: _Find, margin: int) -> bool:
    return one.place[0] <= other.place[1] + margin and other.place[0] <= one.place[1] + margin


def _finding(doc: Doc, one: _Find, by_index: dict[int, Passage]) -> Finding:
    start, end = one.passages[0].start, one.passages[-1].end
    a, b = (_span(doc, hit) for hit in (one.a, one.b))
    before, after = by_index.get(one.place[0] - 1), by_index.get(one.place[1] + 1)
    # a choice already made is no dilemma any more
    state = "opgelost" if _chosen(doc, one) else status.of_dilemma(doc, one.passages, before, after, one.a, one.b)
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

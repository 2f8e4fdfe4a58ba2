"""Names of people in running text, by lists of names, the words around them and their form.

A linear model weighs what ``mentions`` sees of each candidate word (log odds; maximum entropy as in Borthwick 1999).
Words above the threshold are names; a neighbour of a name needs less. Particles and initials go with the name they
belong to. It knows nobody beforehand and is the same on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workbench.privacy.mentions import (
    Token,
    after_title,
    begins_sentence,
    candidates,
    features,
    is_initials,
    is_particle,
    listed,
    named_things,
    tokens,
    without_capitals,
)
from workbench.privacy.namesakes import is_plain, may_be_plain, names_a_thing

MODEL = Path(__file__).parent / "data" / "names_model.json"


@dataclass(frozen=True)
class Mention:
    """A name in a text: its place (code points) and the log odds of its surest word."""

    start: int
    end: int
    score: float


@cache
def model() -> dict:
    """Weights and thresholds: ``weights`` (feature -> log odds), ``high``, ``low`` and the same for small letters."""
    return json.loads(MODEL.read_text(encoding="utf-8"))


def mentions(text: str, *, small: bool | None = None) -> list[Mention]:
    """All names of people in a text, in order and apart from each other.

    ``small``: whether the text was written without capitals; found out when not given.
    """
    small = without_capitals(text) if small is None else small
    found = tokens(text)
    scores = weigh(found, small)
    kind = "small" if small else "plain"
    high, low = model()[kind]["high"], model()[kind]["low"]
    named = decide(found, scores, high, low)
    return [
        Mention(*_span(found, first, last), max(scores[at] for at in range(first, last + 1) if at in scores))
        for first, last in groups(found, named)
        if not names_a_thing(found, first, last)
    ]


def doubts(text: str) -> list[Mention]:
    """Words that look like a name without being sure enough, for a person to look at."""
    small = without_capitals(text)
    found = tokens(text)
    scores = weigh(found, small)
    high = model()["small" if small else "plain"]["high"]
    unsure = {at: score for at, score in scores.items() if high - DOUBT <= score < high}
    return [Mention(found[at].start, found[at].end, score) for at, score in sorted(unsure.items())]


#: how far below the threshold (log odds) a word is still worth a look
DOUBT = 2.0


def weigh(found: list[Token], small: bool) -> dict[int, float]:
    """Log odds of every candidate, by its place among the tokens."""
    weights, bias = model()["weights"], model()["bias"]
    inside = named_things(found)
    scores = {
        at: bias + sum(weights.get(name, 0.0) for name in features(found, at, small, inside))
        for at in candidates(found, small)
    }
    return _together(found, scores)


def _together(found: list[Token], scores: dict[int, float]) -> dict[int, float]:
    """A word is more surely a name where the same word elsewhere surely is; a place or plain word is not."""
    share = model()["share"]
    best: dict[str, float] = {}
    for at, score in scores.items():
        best[found[at].low] = max(score, best.get(found[at].low, score))
    out = {}
    for at, score in scores.items():
        most = best[found[at].low]
        unsure = most > score and not may_be_plain(found, at)
        out[at] = score + share * (most - score) if unsure else score
    return out


def decide(found: list[Token], scores: dict[int, float], high: float, low: float) -> set[int]:
    """Places of the words that are names: sure by themselves, or less sure beside one that is."""
    named = {at for at, score in scores.items() if score >= high}
    edge = named
    while edge:
        near = {side for at in edge for side in (_beside(found, at, -1), _beside(found, at, 1))}
        edge = {at for at in near - named if scores.get(at, low - 1) >= low and not is_plain(found[at])}
        named |= edge
    return named


def _beside(found: list[Token], at: int, step: int) -> int:
    """The word next to a name, past particles and initials; -1 where something else stands between.

    "Jan op den Akker" is one name, "Jan op Akkerstein" is not: some particles need an article behind them.
    """
    here, between = at + step, []
    while 0 <= here < len(found) and _joined(found, min(here, here - step), max(here, here - step)):
        if not (is_particle(found[here]) or is_initials(found[here])):
            return -1 if len(between) == 1 and between[0] in _NEEDS_ARTICLE else here
        between.append(found[here].low)
        here += step
    return -1


def _joined(found: list[Token], first: int, second: int) -> bool:
    """Only blanks, and no new line, stand between two neighbours."""
    return not found[second].line and found[second].start - found[first].end <= 2


def groups(found: list[Token], named: Iterable[int]) -> list[tuple[int, int]]:
    """First and last token of every name: neighbours together, with the particles and initials that belong to them."""
    out: list[tuple[int, int]] = []
    done = -1
    for at in sorted(named):
        if at <= done:
            continue
        first, last = _reach_back(found, at, done), at
        # "Jan Jan" is somebody called twice
        while (after := _beside(found, last, 1)) in named and found[after].low != found[last].low:
            last = after
        last = _initial_behind(found, last)
        if out and _called(found, out[-1], first):
            first = out.pop()[0] - 1
            while first and is_initials(found[first - 1]):
                first -= 1
        out.append((first, last))
        done = last
    return out


def _called(found: list[Token], before: tuple[int, int], first: int) -> bool:
    """ "N. (Nour) Al-Masri": what somebody is called by stands in brackets in the middle of the name."""
    start, end = before
    brackets = start > 0 and end + 1 < first and found[start - 1].text == "(" and found[end + 1].text == ")"
    return brackets and first == end + 2 and _joined(found, end + 1, first)


def _reach_back(found: list[Token], at: int, done: int) -> int:
    """Where a name begins: with initials and particles before it, small particles only behind initials or a title."""
    first = at
    while first - 1 > done and is_particle(found[first - 1]) and _joined(found, first - 1, first):
        first -= 1
    if first - 1 > done and is_initials(found[first - 1]) and _joined(found, first - 1, first):
        while first - 1 > done and is_initials(found[first - 1]) and _joined(found, first - 1, first):
            first -= 1
        return first
    while first < at and not _opens(found, first, at):
        first += 1
    return first


def _opens(found: list[Token], at: int, name: int) -> bool:
    """Whether a particle may begin a name: after a title, at the head of a list item, or with a capital of its own."""
    token = found[at]
    if after_title(found, at):
        return token.low not in _NEEDS_ARTICLE or is_particle(found[at + 1])
    if not token.text[0].isupper():
        return token.line or found[at - 1].text in _ITEM
    return token.low not in _BEGINS or not begins_sentence(found, at) or listed(found[name].low) == "s"


#: what stands before an item of a list, and particles that also begin a sentence
_ITEM, _BEGINS = frozenset(",;:(–-•/"), frozenset(["van", "in", "op", "aan", "bij", "uit", "het"])
_NEEDS_ARTICLE = frozenset(["in", "op", "aan", "bij", "uit", "het"])


def _initial_behind(found: list[Token], last: int) -> int:
    """ "Karin B." and "Bakker, P." take their initial along."""
    after = last + 1
    if _dotted(found, after) and _joined(found, last, after):
        return after
    comma = after < len(found) and found[after].text == ","
    return after + 1 if comma and _dotted(found, after + 1) and not found[after + 1].line else last


def _dotted(found: list[Token], at: int) -> bool:
    return at < len(found) and is_initials(found[at]) and "." in found[at].text


def _span(found: list[Token], first: int, last: int) -> tuple[int, int]:
    end = found[last].end
    return found[first].start, end - 1 if listed(found[last].low) == "p" else end

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
    tokens,
    without_capitals,
)

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
    return [Mention(*_span(found, first, last), max(scores[at] for at in range(first, last + 1) if at in scores))
            for first, last in groups(found, named)]  # fmt: skip


def weigh(found: list[Token], small: bool) -> dict[int, float]:
    """Log odds of every candidate, by its place among the tokens."""
    weights, bias = model()["weights"], model()["bias"]
    one = {at: bias + sum(weights.get(name, 0.0) for name in features(found, at, small)) for at in candidates(found, small)}
    return _together(found, one)


def _together(found: list[Token], scores: dict[int, float]) -> dict[int, float]:
    """A word is more surely a name where the same word elsewhere in the text surely is."""
    share = model()["share"]
    best: dict[str, list[float]] = {}
    for at, score in scores.items():
        best.setdefault(found[at].low, []).append(score)
    out = {}
    for at, score in scores.items():
        others = best[found[at].low]
        out[at] = score + share * (max(others) - score) if len(others) > 1 and max(others) > score else score
    return out


def decide(found: list[Token], scores: dict[int, float], high: float, low: float) -> set[int]:
    """Places of the words that are names: sure by themselves, or less sure beside one that is."""
    named = {at for at, score in scores.items() if score >= high}
    grown = True
    while grown:
        near = {side for at in named for side in (_beside(found, at, -1), _beside(found, at, 1))}
        more = {at for at in near - named if scores.get(at, low - 1) >= low}
        named |= more
        grown = bool(more)
    return named


def _beside(found: list[Token], at: int, step: int) -> int:
    """The word next to a name, past particles and initials; -1 where something else stands between."""
    here = at + step
    while 0 <= here < len(found) and _joined(found, min(here, here - step), max(here, here - step)):
        if not (is_particle(found[here]) or is_initials(found[here])):
            return here
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
        while (after := _beside(found, last, 1)) in named:
            last = after
        last = _initial_behind(found, last)
        out.append((first, last))
        done = last
    return out


def _reach_back(found: list[Token], at: int, done: int) -> int:
    """Where a name begins: initials and particles before it belong to it, small particles only behind initials or a title."""
    first = at
    while first - 1 > done and is_particle(found[first - 1]) and _joined(found, first - 1, first):
        first -= 1
    if first - 1 > done and is_initials(found[first - 1]) and _joined(found, first - 1, first):
        while first - 1 > done and is_initials(found[first - 1]) and _joined(found, first - 1, first):
            first -= 1
        return first
    while first < at and not _opens(found, first):
        first += 1
    return first


def _opens(found: list[Token], at: int) -> bool:
    """Whether a particle may begin a name: it has a capital that its sentence did not give it, or a title stands before."""
    if after_title(found, at):
        return True
    return found[at].text[0].isupper() and not (begins_sentence(found, at) and found[at].low in ("van", "in", "op", "aan", "bij", "uit", "het"))


def _initial_behind(found: list[Token], last: int) -> int:
    """"Karin B." and "Bakker, P." take their initial along."""
    after = last + 1
    if after < len(found) and is_initials(found[after]) and _joined(found, last, after) and "." in found[after].text:
        return after
    if after + 1 < len(found) and found[after].text == "," and is_initials(found[after + 1]) and "." in found[after + 1].text:
        if not found[after + 1].line:
            return after + 1
    return last


def _span(found: list[Token], first: int, last: int) -> tuple[int, int]:
    end = found[last].end
    return found[first].start, end - 1 if listed(found[last].low) == "p" else end

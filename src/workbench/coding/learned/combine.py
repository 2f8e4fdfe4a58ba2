"""Rules and model together: one score for each sentence and code, and what the model alone found.

The score is a logistic regression over what the model says (log odds) and what the rules say, one for each kind of
code, fitted on development data (training/coding/calibrate.py), so that it can be read as a probability. What lies
above the threshold of its kind is a finding; below it a suggestion, as long as it is worth a look.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from workbench.coding.finding import THRESHOLD, Finding
from workbench.coding.learned import poles
from workbench.coding.learned.model import CARRIER, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.coding.learned.model import Reading

#: poles of a dilemma lie at most so many sentences before the one that completes it
BACK = 3
BY_RULES, BY_MODEL = "rules", "model"


class Weights(NamedTuple):
    """Of one kind of code: intercept, weight of the model's log odds, of the rules' score, and of a rule that is sure;
    the threshold of a finding, and from where a suggestion is worth a look."""

    base: float
    model: float
    rule: float
    sure: float
    threshold: float
    suggest: float


class Sentence(NamedTuple):
    """One sentence of an utterance: number in the source, its place in the utterance's text, what the model read."""

    number: int
    start: int
    end: int
    reading: Reading


class Settings(NamedTuple):
    """Kind of code (theme, dilemma, role, flag) to its weights; code to how its intercept differs from its kind's."""

    kinds: dict[str, Weights]
    shifts: dict[str, float]

    def of(self, code: str, kind: str) -> Weights:
        """The weights of one code."""
        weights = self.kinds[kind]
        return weights._replace(base=weights.base + self.shifts.get(code, 0.0))


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The weights as they were fitted."""
    stored = json.loads(SETTINGS.read_text(encoding="utf-8"))
    kinds = {kind: Weights(*values) for kind, values in stored["kinds"].items()}
    return Settings(kinds, stored.get("shifts", {}))


def combine(
    text: str,
    found: list[Finding],
    sentences: Sequence[Sentence],
    codes: Sequence[str],
    kind_of: Callable[[str], str],
    offset: int,
    weights: Settings,
) -> list[Finding]:
    """The findings of the rules in one utterance with new scores, and those of the model alone.

    ``text`` is what the model read, ``offset`` where the utterance starts in it; ``kind_of`` gives the kind of a code
    ("" where the codebook lacks it); ``weights`` as ``settings`` gives them.
    """
    if not sentences:
        return found
    out: list[Finding] = []
    for place, code in enumerate(codes):
        kind = kind_of(code)
        if not kind:
            continue
        own = [finding for finding in found if finding.code == code]
        merge = _dilemmas if kind == "dilemma" else _sentences
        out += merge(text, code, place, own, sentences, weights.of(code, kind), offset)
    known = set(codes)
    return out + [finding for finding in found if finding.code not in known]


def probability(weights: Weights, score: float, rule: float) -> float:
    """Of a code, from the model's log odds and the score of the rules (0 when none fired)."""
    odds = weights.base + weights.model * score + weights.rule * rule + weights.sure * (rule >= THRESHOLD)
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 3)


def _scored(finding: Finding, code: str, score: float, chance: float, weights: Weights) -> Finding:
    """A finding of the rules with its new score; it stays theirs unless they alone would only have suggested it."""
    name = finding.rule if score < 0 else f"{finding.rule}+M-{code}"
    by = BY_MODEL if finding.score < THRESHOLD and chance >= weights.threshold else BY_RULES
    return finding._replace(score=chance, rule=name, threshold=weights.threshold, by=by)


def _sentences(text, code, place, own: list[Finding], sentences, weights: Weights, offset: int) -> list[Finding]:
    out = []
    for sentence in sentences:
        score = float(sentence.reading.scores[place])
        here = [finding for finding in own if sentence.start <= finding.start < sentence.end]
        for finding in here:
            chance = probability(weights, score, finding.score if finding.status == "actueel" else 0.0)
            out.append(_scored(finding, code, score, chance, weights))
        if not here:
            chance = probability(weights, score, 0.0)
            if chance >= weights.suggest:
                cues = _evidence(sentence, place, offset)
                out.append(_by_model(code, sentence.start, sentence.end, chance, weights, cues, {}))
    return out


def _dilemmas(text, code, place, own: list[Finding], sentences, weights: Weights, offset: int) -> list[Finding]:
    """An episode has the best score of its sentences; the model's own are where its score peaks."""
    out, taken = [], set()
    for finding in own:
        inside = [one for one in sentences if finding.start < one.end and one.start < finding.end]
        taken.update(one.number + step for one in inside for step in (-1, 0, 1))
        score = max((float(one.reading.scores[place]) for one in inside), default=-9.0)
        chance = probability(weights, score, finding.score if finding.status == "actueel" else 0.0)
        out.append(_scored(finding, code, score, chance, weights))
    chances = [probability(weights, float(one.reading.scores[place]), 0.0) for one in sentences]
    order = sorted(range(len(sentences)), key=lambda at: (-chances[at], at))
    for at in order:
        if chances[at] < weights.suggest:
            break
        if sentences[at].number in taken:
            continue
        taken.update(sentences[at].number + step for step in (-1, 0, 1))
        out.append(_episode(text, code, place, sentences, at, chances[at], weights, offset))
    return out


def _episode(text, code, place, sentences, at: int, chance: float, weights: Weights, offset: int) -> Finding:
    near = sentences[max(0, at - BACK) : at + 1]
    found = poles.find(text, near, place)
    both = [(start - offset, end - offset) for start, end in found] if found else []
    start = min([sentences[at].start, *(pole[0] for pole in both)])
    first = next(one for one in sentences if one.start <= start < one.end or one is sentences[at])
    form = "over zinnen" if first is not sentences[at] else "impliciet"
    if not both:
        # one pole is no dilemma: for a person to look at
        chance = min(chance, round(weights.threshold - 0.01, 3))
    cues = _evidence(sentences[at], place, offset)
    finding = _by_model(code, first.start, sentences[at].end, chance, weights, cues, {"vorm": form})
    return finding._replace(pole_a=both[0], pole_b=both[1]) if both else finding


CARRIER_LEAST = 0.4


def carrier(reading: Reading, offset: int) -> tuple[int, int] | None:
    """Who carries a role, by the model."""
    span = reading.mark(CARRIER, CARRIER_LEAST)
    return (span[0] - offset, span[1] - offset) if span else None


def _evidence(sentence: Sentence, place: int, offset: int) -> tuple[tuple[int, int], ...]:
    span = sentence.reading.evidence(place)
    return ((span[0] - offset, span[1] - offset),) if span else ()


def _by_model(code, start, end, chance, weights: Weights, cues, extra) -> Finding:
    return Finding(
        code, start, end, chance, f"M-{code}", "actueel", cues, extra, threshold=weights.threshold, by=BY_MODEL
    )

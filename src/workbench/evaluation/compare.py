"""Lays the codings of the machine beside gold labels: per sentence and code, and per episode for dilemmas."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from workbench.evaluation.gold import REACH, Label, Scenario, Sentence
from workbench.tables import UTTERANCES, frame

if TYPE_CHECKING:
    import pandas as pd

    from workbench.codebook import Codebook

ROLES = {"R": "respondent", "A": "author", "I": "interviewer"}
ACTUEEL = "actueel"
MUST, MAY, NOT = "ja", "mag", "nee"
COLUMNS = ["scenario", "sentence", "kind", "code", "gold", "machine", "score", "rule", "detail"]


class Laid:
    """A scenario as a source: its ``text``, its ``utterances`` (workbench.tables), and where each sentence lies."""

    def __init__(self, scenario: Scenario):
        self.scenario = scenario
        self.places: list[tuple[int, int]] = []
        rows, parts, at = [], [], 0
        for number, turn in enumerate(scenario.turns(), 1):
            for sentence in turn:
                gap = sentence.gap if parts else ""
                at += len(gap)
                self.places.append((at, at + len(sentence.text)))
                parts += [gap, sentence.text]
                at += len(sentence.text)
            rows.append(
                {
                    "source_id": scenario.id,
                    "utterance_id": f"{scenario.id}-{number:04d}",
                    "start": self.places[-len(turn)][0],
                    "end": at,
                    "speaker_role": ROLES[turn[0].who],
                }
            )
        self.text = "".join(parts)
        self.utterances = frame(UTTERANCES, rows)

    def sentence_at(self, start: int, end: int) -> int:
        """Number of the sentence that has most of a span."""
        shared = [min(end, b) - max(start, a) for a, b in self.places]
        return max(range(len(shared)), key=lambda number: (shared[number], -number))


def kind_of(code: str, book: Codebook) -> str:
    """theme, dilemma, role or flag."""
    kind = book.kind(code)
    return kind if kind in ("theme", "dilemma", "role") else "flag"


def outcomes(laid: Laid, codings: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """One row per sentence and code (dilemmas: per episode and code) that a person or the machine gave.

    Columns: scenario, sentence (id), kind (theme, dilemma, role, flag), code, gold (ja, mag: optional, nee), machine
    (whether it is a finding with status actueel), score (the highest of the machine, 0 without), rule, detail.
    A gold label that is not actueel must not be found as actueel.
    """
    import pandas as pd

    machine = _by_sentence(laid, codings, book)
    rows = []
    for number, sentence in enumerate(laid.scenario.sentences):
        if sentence.who == "I":
            continue
        gold = _gold(sentence)
        for code in sorted({*gold, *machine[number]}):
            rows.append(_row(laid, sentence, kind_of(code, book), code, gold.get(code, NOT), machine[number].get(code)))
    rows += _episodes(laid, codings)
    # an empty table has no types of its own, and would spoil those of the others it is laid under
    return pd.DataFrame(rows, columns=COLUMNS).astype({"machine": bool, "score": float})


def _row(laid: Laid, sentence: Sentence, kind: str, code: str, gold: str, found) -> dict:
    certain, score, rule, detail = found or (False, 0.0, "", "")
    return {
        "scenario": laid.scenario.id, "sentence": sentence.id, "kind": kind, "code": code, "gold": gold,
        "machine": certain, "score": score, "rule": rule, "detail": detail,
    }  # fmt: skip


def _gold(sentence: Sentence) -> dict[str, str]:
    found: dict[str, str] = {}
    for label in sentence.labels:
        if not label.form and label.status == ACTUEEL:
            value = MAY if label.optional else MUST
            found[label.code] = MUST if MUST in (value, found.get(label.code)) else MAY
    return found


def _by_sentence(laid: Laid, codings: pd.DataFrame, book: Codebook) -> dict[int, dict[str, tuple]]:
    found: dict[int, dict[str, tuple]] = defaultdict(dict)
    for row in codings.itertuples():
        if row.kind != "dilemma":
            cues = json.loads(row.detail).get("cues") or [[row.start, row.end]]
            # a sentence of the machine may be two of the person: the words that fired say which
            number = laid.sentence_at(*cues[0])
            new = (bool(row.certain) and row.status == ACTUEEL, float(row.score), row.rule, row.detail)
            found[number][row.code] = max(found[number].get(row.code, (False, 0.0, "", "")), new)
    return found


def _episodes(laid: Laid, codings: pd.DataFrame) -> list[dict]:
    """An episode counts once: it is found when a coding with its code shares a sentence with it."""
    gold = [
        (extent(laid.scenario.sentences, number, label), label, sentence)
        for number, sentence in enumerate(laid.scenario.sentences)
        for label in sentence.labels
        if label.form
    ]
    rows = []
    taken: set[int] = set()
    found = [
        ((laid.sentence_at(row.start, row.start + 1), laid.sentence_at(row.end - 1, row.end)), row)
        for row in codings[codings["kind"] == "dilemma"].itertuples()
    ]
    for reach, label, sentence in _merged(gold):
        hits = [one for one in found if one[1].code == label.code and _touch(one[0], reach)]
        sure = [one for one in hits if one[1].certain and one[1].status == ACTUEEL]
        taken.update(id(row) for _, row in hits)
        best = max((float(row.score) for _, row in hits), default=0.0)
        value = NOT if label.status != ACTUEEL else MAY if label.optional else MUST
        rule, detail = (hits[0][1].rule, hits[0][1].detail) if hits else ("", "")
        rows.append(_row(laid, sentence, "dilemma", label.code, value, (bool(sure), best, rule, detail)))
    for place, row in found:
        if id(row) not in taken:
            sentence = laid.scenario.sentences[place[1]]
            sure = bool(row.certain) and row.status == ACTUEEL
            rows.append(_row(laid, sentence, "dilemma", row.code, NOT, (sure, float(row.score), row.rule, row.detail)))
    return rows


def _merged(gold) -> list:
    """The same code on sentences on end is one episode; one that must be found outweighs one that may be."""
    kept: list = []
    for one in gold:
        if kept and kept[-1][1].code == one[1].code and kept[-1][0][1] >= one[0][0] - 1:
            old = kept.pop()
            strong = min((old, one), key=lambda each: (each[1].status != ACTUEEL, each[1].optional))
            one = ((min(old[0][0], one[0][0]), max(old[0][1], one[0][1])), *strong[1:])
        kept.append(one)
    return kept


def extent(sentences: list[Sentence], anchor: int, label: Label) -> tuple[int, int]:
    """First and last sentence of an episode: from the nearest one with a pole to the anchor."""
    found = (pole_sentence(sentences, anchor, pole) for pole in (label.a, label.b))
    return min((at for at in found if at is not None), default=anchor), anchor


def pole_sentence(sentences: list[Sentence], anchor: int, pole: str) -> int | None:
    """The nearest sentence, from the anchor back, in which the words of a pole stand."""
    reach = range(anchor, max(-1, anchor - REACH - 1), -1)
    return next((at for at in reach if pole in sentences[at].text), None)


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def misled(laid: Laid, codings: pd.DataFrame) -> tuple[int, int]:
    """How many misleading sentences (``near``, no dilemma label) are coded as a dilemma, and how many there are."""
    rows = codings[(codings["kind"] == "dilemma") & codings["certain"] & (codings["status"] == ACTUEEL)]
    hit = {number for row in rows.itertuples() for number in (laid.sentence_at(row.end - 1, row.end),)}
    sentences = laid.scenario.sentences
    near = [
        number
        for number, sentence in enumerate(sentences)
        if sentence.near and not any(label.form and label.status == ACTUEEL for label in sentence.labels)
    ]
    return sum(number in hit for number in near), len(near)

"""Fit how rules and model are weighed, and choose the thresholds, on development data alone.

    ./wb python training/coding/calibrate.py --dev GOLD/dev GOLD/real --texts ../shared/data/real

Writes src/workbench/coding/learned/settings.json. Logistic regression by Newton's method (McCullagh & Nelder 1989) on
three inputs for each kind of code, with an intercept for each code that is held close to that of its kind; the
threshold is the one with the best F1, optional labels left aside.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from workbench import codebook, language
from workbench.coding import Coder
from workbench.coding.apply import units_of
from workbench.coding.finding import THRESHOLD
from workbench.coding.learned.combine import Settings, Weights
from workbench.coding.learned.model import SETTINGS
from workbench.evaluation import compare, gold
from workbench.evaluation.run import judge

KINDS = ("theme", "dilemma", "role", "flag")
RIDGE = 1.0
#: how strongly the intercept of a code is held to that of its kind: as if so many of its sentences said so
HELD = 6.0
SUGGEST = 0.5


def features(scenarios: list[gold.Scenario], coder: Coder, rules: Coder) -> dict[str, list[list[float]]]:
    """Per kind rows of: number of the code, log odds of the model, score and certainty of the rules, label (1 or 0)."""
    codes = coder.learned.model.codes
    found: dict[str, list[list[float]]] = {kind: [] for kind in KINDS}
    for scenario in scenarios:
        laid = compare.Laid(scenario)
        spans = zip(laid.utterances["start"], laid.utterances["end"], strict=True)
        docs = language.parse([laid.text[start:end] for start, end in spans], nlp=coder.nlp, cache=None)
        # speech and writing alike: the weight of a rule does not hang on headings
        units = [unit._replace(written=False) for unit in units_of(laid.utterances, docs)]
        said: dict[tuple[int, str], float] = {}
        for unit, findings in zip(units, rules.code(laid.text, units), strict=True):
            for one in findings:
                if one.status == "actueel":
                    span = one.cues[0] if one.cues and not one.pole_a else (one.start, one.end)
                    first = laid.sentence_at(unit.start + span[0], unit.start + span[0] + 1)
                    last = laid.sentence_at(unit.start + span[1] - 1, unit.start + span[1])
                    for number in range(first, last + 1):
                        key = number, one.code
                        said[key] = max(said.get(key, 0.0), one.score)
        numbers = [number for number, turn in enumerate(scenario.turns()) for _ in turn]
        readings = coder.learned.model.read(laid.text, laid.places, numbers)
        for number, (sentence, reading) in enumerate(zip(scenario.sentences, readings, strict=True)):
            if sentence.who == "I":
                continue
            labels = {label.code: label for label in sentence.labels}
            for place, code in enumerate(codes):
                label = labels.get(code)
                if label is not None and label.optional:
                    continue
                rule = said.get((number, code), 0.0)
                wanted = label is not None and label.status == "actueel"
                kind = compare.kind_of(code, coder.codebook)
                found[kind].append([place, float(reading.scores[place]), rule, float(rule >= THRESHOLD), float(wanted)])
    return found


def fit(rows: np.ndarray) -> tuple[np.ndarray, dict[int, float]]:
    """Intercept and weights of a logistic regression with a small ridge, and the shift of each code's intercept."""
    codes = np.unique(rows[:, 0]).astype(int)
    own = (rows[:, :1] == codes).astype(float)
    x, y = np.column_stack([np.ones(len(rows)), rows[:, 1:-1], own]), rows[:, -1]
    ridge = np.concatenate([np.full(x.shape[1] - len(codes), RIDGE), np.full(len(codes), HELD)])
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge), x.T @ (y - p) - ridge * beta)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return beta[: -len(codes)], dict(zip(codes.tolist(), beta[-len(codes) :].tolist(), strict=True))


def best_threshold(outcomes) -> tuple[float, float]:
    """Threshold with the best F1, and that F1; ``outcomes`` with every suggestion counted as found."""
    wanted, wrong = outcomes["gold"] == compare.MUST, outcomes["gold"] == compare.NOT
    found = []
    for threshold in np.round(np.arange(0.05, 0.9, 0.01), 2):
        machine = outcomes["machine"] & (outcomes["score"] >= threshold)
        right = (machine & wanted).sum()
        f1 = 2 * right / max(1, 2 * right + (machine & wrong).sum() + (~machine & wanted).sum())
        found.append((float(threshold), float(f1)))
    smooth = np.convolve([f1 for _, f1 in found], np.ones(5) / 5, mode="same")
    return found[int(np.argmax(smooth))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--dev", type=Path, nargs="+", required=True)
    parser.add_argument("--texts", type=Path)
    args = parser.parse_args()
    scenarios = [scenario for path in args.dev for scenario in gold.read(path, texts=args.texts)]
    nlp, book = language.load(), codebook.load()
    if not SETTINGS.is_file():
        SETTINGS.write_text(json.dumps({"kinds": {kind: [-1, 1, 0, 0, 0.5, 0.2] for kind in KINDS}}))
    rules, coder = Coder(book, nlp, rules_only=True), Coder(book, nlp)
    rows = features(scenarios, coder, rules)
    weights, shifts = {}, {}
    for kind in KINDS:
        beta, own = fit(np.array(rows[kind]))
        weights[kind] = Weights(*(round(float(value), 3) for value in beta), 0.0, 0.03)
        shifts |= {coder.learned.model.codes[place]: round(value, 2) for place, value in own.items()}
    coder.learned.weights = Settings(weights, shifts)
    outcomes = judge(scenarios, coder).outcomes
    for kind in KINDS:
        threshold, f1 = best_threshold(outcomes[outcomes["kind"] == kind])
        weights[kind] = weights[kind]._replace(threshold=threshold, suggest=round(threshold * SUGGEST, 3))
        print(f"{kind:8} {weights[kind]} F1 {f1:.3f}")
    stored = {"kinds": {kind: list(one) for kind, one in weights.items()}, "shifts": dict(sorted(shifts.items()))}
    SETTINGS.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

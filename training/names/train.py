"""Train the names model of the privacy gate and write ``names_model.json``.

    PYTHON training/names/train.py --marked MARKED.jsonl ... --silver ner_train.spacy --plain GOLD/train

``--marked``: passages with marked names (see ``workbench.evaluation.marked``), the part for training. ``--silver``:
sentences with guessed names (a spaCy DocBin); half of them get other names. ``--plain``: gold sentences of the
coding, where only words that are surely no name are learned from. All are also read without capitals.
A part of the lists is hidden in each text, so that the model leans on the words around a name as well.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "src"))

from scipy.sparse import csr_matrix  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402

from workbench.evaluation import marked  # noqa: E402
from workbench.privacy import lexicon, mentions  # noqa: E402
from workbench.privacy.recognise import MODEL  # noqa: E402

SEED, HIDDEN, KEEP = 11, 0.25, 0.02
WEIGHTS = {"marked": 1.0, "silver": 0.25, "plain": 0.5}


class Lists:
    """The lists of names with a part hidden, another part for every text."""

    def __init__(self):
        self.given, self.last = lexicon.given_names(), lexicon.surnames()

    def hide(self, rng: random.Random, words: set[str]) -> None:
        gone = {word for word in sorted(words) if rng.random() < HIDDEN}
        mentions.given_names = lambda: _Without(self.given, gone)
        mentions.surnames = lambda: _Without(self.last, gone)


class _Without:
    def __init__(self, all_of, gone):
        self.all_of, self.gone = all_of, gone

    def __contains__(self, word):
        return word in self.all_of and word not in self.gone


def samples(text: str, spans: list[tuple[int, int]], small: bool, weight: float, known_only: bool = False):
    """(features, is a name, weight) of every candidate of a text."""
    found = mentions.tokens(text)
    inside = mentions.named_things(found)
    for at in mentions.candidates(found, small):
        token = found[at]
        named = any(start <= token.start < end for start, end in spans)
        if known_only and mentions.listed(token.low) != "-":
            continue
        yield mentions.features(found, at, small, inside), named, weight


def lowered(text: str) -> str:
    """A text as speech recognition may write it; places stay the same."""
    out = "".join(" " if char in '.,;:?!"()' else char for char in text.lower())
    return out if len(out) == len(text) else text


def silver(path: Path, rng: random.Random):
    """Texts with the places of names, from a DocBin; every second name is another one."""
    import spacy
    from spacy.tokens import DocBin

    given, last = sorted(lexicon.given_names()), sorted(lexicon.surnames())
    for doc in DocBin().from_disk(path).get_docs(spacy.blank("nl").vocab):
        text, spans, at = "", [], 0
        for entity in doc.ents:
            if entity.label_ != "PER":
                continue
            text += doc.text[at : entity.start_char]
            name = entity.text
            if rng.random() < 0.5 and name.replace(" ", "").isalpha():
                parts = name.split()
                new = [rng.choice(given if len(parts) > 1 and n == 0 else last).title() if part[0].isupper() else part
                       for n, part in enumerate(parts)]  # fmt: skip
                name = " ".join(new)
            spans.append((len(text), len(text) + len(name)))
            text += name
            at = entity.end_char
        yield text + doc.text[at:], spans


def collect(args, rng: random.Random):
    lists = Lists()
    for path in args.marked:
        for number, passage in enumerate(marked.read(path)):
            for turn in range(3):
                text, marks = passage.joined("\n" if (number + turn) % 2 else " ")
                spans = [(mark.start, mark.end) for mark in marks if mark.kind == "PERSOON"]
                small = mentions.without_capitals(text)
                lists.hide(rng, {token.low for token in mentions.tokens(text)} if turn else set())
                yield from samples(text, spans, small, WEIGHTS["marked"])
                if turn and not small:
                    yield from samples(lowered(text), spans, True, WEIGHTS["marked"] / 2)
    for number, (text, spans) in enumerate(silver(args.silver, rng)):
        lists.hide(rng, {token.low for token in mentions.tokens(text)})
        yield from samples(text, spans, False, WEIGHTS["silver"])
        if number % 4 == 0:
            yield from samples(lowered(text), spans, True, WEIGHTS["silver"])
    lists.hide(rng, set())
    for path in sorted(args.plain.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        text = "\n".join(row["text"] for row in rows if "text" in row)
        yield from samples(text, [], False, WEIGHTS["plain"], known_only=True)
        yield from samples(lowered(text), [], True, WEIGHTS["plain"] / 2, known_only=True)


def fit(rows: list[tuple[list[str], bool, float]], least: int, strength: float) -> tuple[dict[str, float], float]:
    counts = Counter(name for names, _, _ in rows for name in set(names))
    index = {name: at for at, name in enumerate(sorted(name for name, n in counts.items() if n >= least))}
    places = [[index[name] for name in names if name in index] for names, _, _ in rows]
    ends = np.cumsum([0] + [len(place) for place in places])
    matrix = csr_matrix((np.ones(ends[-1]), np.concatenate(places), ends), shape=(len(rows), len(index)))
    model = LogisticRegression(C=strength, max_iter=400, tol=1e-3)
    model.fit(matrix, [named for _, named, _ in rows], sample_weight=[weight for _, _, weight in rows])
    weights = {name: round(float(model.coef_[0][at]), 2) for name, at in index.items()}
    return {name: value for name, value in weights.items() if abs(value) >= KEEP}, round(float(model.intercept_[0]), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--marked", type=Path, nargs="+", required=True)
    parser.add_argument("--silver", type=Path, required=True)
    parser.add_argument("--plain", type=Path, required=True)
    parser.add_argument("--least", type=int, default=3, help="how often a feature must be seen")
    parser.add_argument("--strength", type=float, default=0.5, help="C of the logistic regression")
    parser.add_argument("--out", type=Path, default=MODEL)
    args = parser.parse_args()
    rows = list(collect(args, random.Random(SEED)))
    print(f"{len(rows)} candidates, {sum(named for _, named, _ in rows)} names", flush=True)
    weights, bias = fit(rows, args.least, args.strength)
    old = json.loads(args.out.read_text(encoding="utf-8")) if args.out.exists() else {}
    limits = {"plain": {"high": 0.0, "low": -2.0}, "small": {"high": 0.0, "low": -1.0}, "share": 0.5}
    values = limits | {key: old[key] for key in limits if key in old} | {"bias": bias, "weights": weights}
    args.out.write_text(json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n")
    print(f"{len(weights)} weights, {args.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()

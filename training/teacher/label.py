"""Let the teacher annotate text: tags, word class, features, trees, sentence starts and names.

    python training/teacher/label.py --work WORK

Reads trees.jsonl, names.jsonl and raw.jsonl of export.py; writes labelled.jsonl (every document with all annotations;
what was gold stays as it is) and vectors.npz: one vector a word form, the mean of what the teacher makes of it in text
and alone, reduced by principal components. Trees are the best arborescences of a sentence with one root (networkx).
"""

from __future__ import annotations

import argparse
import json
import time
from itertools import pairwise
from pathlib import Path

import data
import numpy as np
import torch
from model import Teacher
from pieces import Pieces
from weights import unpack

DIMENSIONS = 128
PIECES = 6000
MOST_FORMS = 600_000


class Annotator:
    """A trained teacher. ``run(documents)`` yields (document, annotations, word vectors) in any order."""

    def __init__(self, path: Path) -> None:
        stored = torch.load(path, weights_only=True)
        packed = unpack()
        self.labels = stored["labels"]
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model = Teacher(packed, self.labels, stored["layers"])
        self.model.load_state_dict({k: v.float() for k, v in stored["state"].items()}, strict=False)
        self.model.to(self.device).eval()
        self.maker = data.Maker(Pieces(packed), {name: [] for name in ("tags", "pos", "deps", "ents")})

    @torch.no_grad()
    def run(self, documents: list[dict], trees: bool = True):
        rows = [self.maker.prepare({"words": d["words"], "spaces": d["spaces"]}) for d in documents]
        for places in data.batches(rows, PIECES, None):
            batch = {k: v.to(self.device) for k, v in self.maker.batch([rows[at] for at in places]).items()}
            x = self.model.words(batch["ids"], batch["present"], batch["member"])
            flat = {name: head(x).argmax(-1).tolist() for name, head in self.model.flat.items()}
            arcs, heads = self.model.arcs(x) if trees else (None, None)
            chosen = torch.zeros(x.shape[:2], dtype=torch.long)
            for at, place in enumerate(places if trees else ()):
                size = rows[place]["size"]
                starts = documents[place].get("starts") or flat["starts"][at]
                chosen[at, :size] = torch.tensor(_trees(arcs[at, :size, : size + 1].cpu().numpy(), starts[:size]))
            rels = self.model.rels(x, heads, chosen.to(x.device)).argmax(-1).tolist() if trees else None
            for at, place in enumerate(places):
                size = rows[place]["size"]
                found = {n: [self.labels[n][v] for v in flat[n][at][:size]] for n in ("tags", "pos", "ents")}
                if trees:
                    found["heads"] = chosen[at, :size].tolist()
                    found["deps"] = [
                        "root" if not head else self.labels["deps"][label]
                        for head, label in zip(found["heads"], rels[at], strict=False)
                    ]
                yield documents[place], found, x[at, :size].cpu().numpy()


def _trees(scores: np.ndarray, starts: list[int]) -> list[int]:
    """Heads (0: root, then 1 ...) of every word: the best tree of each sentence."""
    size = len(starts)
    edges = [at for at in range(size) if at == 0 or starts[at]] + [size]
    heads = []
    for begin, end in pairwise(edges):
        part = np.concatenate([scores[begin:end, :1], scores[begin:end, begin + 1 : end + 1]], axis=1)
        heads += [0 if not head else head + begin for head in _tree(part)]
    return heads


def _tree(scores: np.ndarray) -> list[int]:
    scores = (
        scores
        - np.log(np.exp(scores - scores.max(1, keepdims=True)).sum(1, keepdims=True))
        - scores.max(1, keepdims=True)
    )
    size = len(scores)
    scores[np.arange(size), np.arange(size) + 1] = -1e6
    root = int(scores[:, 0].argmax())
    scores[:, 0] = -1e6
    greedy = scores.argmax(1)
    greedy[root] = 0
    if _is_tree(greedy, root):
        return greedy.tolist()
    import networkx as nx

    graph = nx.DiGraph()
    for word in range(size):
        if word != root:
            for head in (*np.argsort(-scores[word])[:12].tolist(), root + 1):
                if head and head - 1 != word:
                    graph.add_edge(head, word + 1, weight=float(scores[word, head]))
    heads = [0] * size
    for head, word in nx.maximum_spanning_arborescence(graph).edges if size > 1 else ():
        heads[word - 1] = head
    return heads


def _is_tree(heads: np.ndarray, root: int) -> bool:
    for word in range(len(heads)):
        at, steps = word, 0
        while at != root:
            at, steps = int(heads[at]) - 1, steps + 1
            if steps > len(heads) or at < 0:
                return False
    return True


def merged(document: dict, found: dict) -> dict | None:
    """A document with what the teacher says, where nothing better is known; None for one it could not see whole."""
    size = len(found["tags"])
    if size < len(document["words"]):
        return None
    row = {name: values for name, values in document.items() if isinstance(values, list)}
    pairs = [value.partition(" ") for value in found["pos"]]
    said = {"tags": found["tags"], "pos": [p[0] for p in pairs], "morphs": [p[2] for p in pairs], "ents": found["ents"]}
    for name, values in said.items():
        if name == "ents" or name not in row:
            row[name] = values
    if "heads" not in row:
        row["heads"] = [at if not head else head - 1 for at, head in enumerate(found["heads"])]
        row["deps"] = ["ROOT" if not head else dep for head, dep in zip(found["heads"], found["deps"], strict=True)]
    return {**row, "source": document.get("source", "names"), "gold": "heads" in document}


class Sums:
    """Sums of vectors by lower-case word form."""

    def __init__(self, hidden: int) -> None:
        self.place: dict[str, int] = {}
        self.total, self.count = np.zeros((MOST_FORMS, hidden), np.float32), np.zeros(MOST_FORMS, np.float32)

    def add(self, words: list[str], vectors: np.ndarray) -> None:
        at = [self.place.setdefault(word.lower(), len(self.place)) for word in words]
        np.add.at(self.total, at, vectors)
        np.add.at(self.count, at, 1)

    def reduced(self, dimensions: int) -> tuple[list[str], np.ndarray]:
        size = len(self.place)
        mean = self.total[:size] / self.count[:size, None]
        mean -= mean.mean(0)
        _, values, axes = np.linalg.svd(mean.T @ mean / size)
        print("variance kept", round(float(values[:dimensions].sum() / values.sum()), 3), flush=True)
        return list(self.place), mean @ axes[:dimensions].T


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--words", type=Path, help="file with word forms to make vectors of, one a line")
    args = parser.parse_args()
    annotator, sums = Annotator(args.work / "teacher.pt"), Sums(384)
    with (args.work / "labelled.jsonl").open("w", encoding="utf-8") as out:
        for name in ("trees", "names", "raw"):
            started, words = time.time(), 0
            for document, found, vectors in annotator.run(data.load(args.work / f"{name}.jsonl"), name != "trees"):
                if row := merged(document, found):
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")
                sums.add(document["words"][: len(vectors)], vectors)
                words += len(vectors)
            print(f"{name}: {words} words, {words / (time.time() - started):.0f} words/s", flush=True)
    forms = args.words.read_text(encoding="utf-8").split("\n") if args.words else []
    alone = [{"words": [form], "spaces": [False]} for form in forms if form]
    for document, _, vectors in annotator.run(alone, False):
        sums.add(document["words"], vectors)
    words, vectors = sums.reduced(DIMENSIONS)
    np.savez(
        args.work / "vectors.npz",
        words=np.array(words),
        vectors=vectors.astype(np.float32),
        count=sums.count[: len(words)],
    )


if __name__ == "__main__":
    main()

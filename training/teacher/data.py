"""Documents to tensors: batches of about the same length."""

from __future__ import annotations

import json
import random
from pathlib import Path

import torch

LONGEST = 400
IGNORE = -100


def load(path: Path) -> list[dict]:
    """Documents of a JSON lines file (see export.py)."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def label_lists(documents: list[dict], rarest: int = 2) -> dict[str, list[str]]:
    """Labels of each head, most frequent first; ``pos`` is word class and features in one."""
    counts: dict[str, dict[str, int]] = {"tags": {}, "pos": {}, "deps": {}, "ents": {}}
    for document in documents:
        for name, values in both(document).items():
            for value in values:
                counts[name][value] = counts[name].get(value, 0) + 1
    found = {
        n: [v for v, c in sorted(k.items(), key=lambda i: (-i[1], i[0])) if c >= rarest] for n, k in counts.items()
    }
    return {**found, "starts": ["0", "1"]}


def both(document: dict) -> dict[str, list[str]]:
    """The label columns of a document as the heads know them."""
    found = {name: document[name] for name in ("tags", "deps", "ents") if name in document}
    if "pos" in document:
        found["pos"] = [f"{p} {m}" for p, m in zip(document["pos"], document["morphs"], strict=True)]
    return found


class Maker:
    """Makes batches; ``index``: label -> number for each head."""

    def __init__(self, pieces, labels: dict[str, list[str]]) -> None:
        self.pieces = pieces
        self.index = {name: {label: at for at, label in enumerate(values)} for name, values in labels.items()}

    def prepare(self, document: dict) -> dict:
        """Piece and label numbers of one document; cut where it would be too long."""
        ids, member = [self.pieces.special["bos"]], [0]
        spaced, kept = True, 0
        for at, (word, space) in enumerate(zip(document["words"], document["spaces"], strict=True)):
            found = self.pieces.ids(word, spaced)
            if len(ids) + len(found) > LONGEST:
                break
            ids += found
            member += [at + 1] * len(found)
            spaced, kept = space, at + 1
        row = {"ids": [*ids, self.pieces.special["eos"]], "member": [*member, 0], "size": kept}
        for name, values in both(document).items():
            row[name] = [self.index[name].get(value, IGNORE) for value in values[:kept]]
        if "heads" in document:
            heads = [0 if head == at else head + 1 for at, head in enumerate(document["heads"][:kept])]
            row["heads"] = [head if head <= kept else IGNORE for head in heads]
        if "starts" in document:
            row["starts"] = document["starts"][:kept]
        return row

    def batch(self, rows: list[dict]) -> dict[str, torch.Tensor]:
        """Padded tensors; labels that a row lacks are ignored."""
        longest, words = max(len(row["ids"]) for row in rows), max(row["size"] for row in rows)
        out = {"ids": torch.full((len(rows), longest), self.pieces.special["pad"])}
        out["member"] = torch.zeros(len(rows), longest, dtype=torch.long)
        for name in ("tags", "pos", "deps", "ents", "heads", "starts"):
            if any(name in row for row in rows):
                out[name] = torch.full((len(rows), words), IGNORE)
        for at, row in enumerate(rows):
            for name, values in row.items():
                if name != "size":
                    out[name][at, : len(values)] = torch.tensor(values)
        out["present"] = out["ids"] != self.pieces.special["pad"]
        out["sizes"] = torch.tensor([row["size"] for row in rows])
        return out


def batches(rows: list[dict], pieces: int, rng: random.Random | None) -> list[list[int]]:
    """Places of rows, in batches of at most so many padded pieces; in random order with ``rng``."""
    noise = (lambda: rng.random() * 8) if rng else (lambda: 0)
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]["ids"]) + noise())
    found, now = [], []
    for at in order:
        if now and len(rows[at]["ids"]) * (len(now) + 1) > pieces:
            found.append(now)
            now = []
        now.append(at)
    found.append(now)
    if rng:
        rng.shuffle(found)
    return found

"""Train the teacher on treebanks and names; a GPU is used when there is one.

    python training/teacher/train.py --work WORK [--epochs 4] [--pieces 1400]

Reads the files that export.py wrote, writes WORK/teacher.pt (labels and weights) at the end of every epoch.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import data
import torch
import torch.nn.functional as F
from model import Teacher
from pieces import Pieces
from weights import unpack

SEED = 11
RATES = {"encoder": 2e-4, "heads": 1.5e-3}
NAMES = 0.4  # share of the documents with names that is seen in an epoch of the trees


def losses(model: Teacher, batch: dict) -> torch.Tensor:
    """Sum of the mean losses of what is known in this batch."""
    x = model.words(batch["ids"], batch["present"], batch["member"])
    total = x.new_zeros(())
    for name, head in model.flat.items():
        if name in batch:
            total = total + F.cross_entropy(head(x).flatten(0, 1), batch[name].flatten(), ignore_index=data.IGNORE)
    if "heads" in batch:
        scores, heads = model.arcs(x)
        reachable = torch.arange(scores.shape[2], device=x.device)[None] <= batch["sizes"][:, None]
        scores = scores.masked_fill(~reachable[:, None], -1e4)
        total = total + F.cross_entropy(scores.flatten(0, 1), batch["heads"].flatten(), ignore_index=data.IGNORE)
        rels = model.rels(x, heads, batch["heads"].clamp(min=0))
        known = torch.where(batch["heads"] >= 0, batch["deps"], data.IGNORE)
        total = total + F.cross_entropy(rels.flatten(0, 1), known.flatten(), ignore_index=data.IGNORE)
    return total


@torch.no_grad()
def check(model: Teacher, maker: data.Maker, documents: list[dict], device: str) -> dict[str, float]:
    """Shares right on gold tokens; F of sentence starts; names as shares of words that bear one, right."""
    model.eval()
    right, seen = {}, {}
    rows = [maker.prepare(document) for document in documents]
    for places in data.batches(rows, 4000, None):
        batch = {k: v.to(device) for k, v in maker.batch([rows[at] for at in places]).items()}
        x = model.words(batch["ids"], batch["present"], batch["member"])
        for name in ("tags", "pos", "ents"):
            if name in batch:
                known = batch[name] >= (1 if name == "ents" else 0)
                seen[name] = seen.get(name, 0) + int(known.sum())
                right[name] = right.get(name, 0) + int(((model.flat[name](x).argmax(-1) == batch[name]) & known).sum())
        if "heads" in batch:
            scores, heads = model.arcs(x)
            reachable = torch.arange(scores.shape[2], device=device)[None] <= batch["sizes"][:, None]
            chosen = scores.masked_fill(~reachable[:, None], -1e4).argmax(-1)
            rel = model.rels(x, heads, chosen).argmax(-1)
            known, good = batch["heads"] >= 0, chosen == batch["heads"]
            start, want = model.flat["starts"](x).argmax(-1) == 1, batch["starts"] == 1
            for name, hit, of in (
                ("uas", good & known, known), ("las", good & known & (rel == batch["deps"]), known),
                ("start_p", start & want, start & known), ("start_r", start & want, want),
            ):  # fmt: skip
                right[name], seen[name] = right.get(name, 0) + int(hit.sum()), seen.get(name, 0) + int(of.sum())
    model.train()
    return {name: round(right[name] / max(seen[name], 1), 4) for name in right}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--pieces", type=int, default=1400, help="padded pieces a step")
    parser.add_argument("--layers", type=int, default=10)
    parser.add_argument("--stop", type=int, default=0, help="end after so many steps (to try the speed)")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    packed, rng = unpack(), random.Random(SEED)
    trees, names = data.load(args.work / "trees.jsonl"), data.load(args.work / "names.jsonl")
    labels = data.label_lists(trees + names)
    labels["ents"] = ["O", *(label for label in labels["ents"] if label != "O")]
    maker = data.Maker(Pieces(packed), labels)
    rows = [maker.prepare(document) for document in trees + names]
    split = len(trees)
    model = Teacher(packed, labels, args.layers).to(device).train()
    weights = {"encoder": [p for p in model.encoder.parameters() if p.requires_grad]}
    known = {id(p) for p in weights["encoder"]}
    weights["heads"] = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    optimiser = torch.optim.AdamW([{"params": p, "lr": RATES[n]} for n, p in weights.items()], weight_decay=0.01)
    plan, epoch = [], 1
    while len(plan) < args.epochs * epoch:
        chosen = rng.sample(range(split, len(rows)), int(NAMES * (len(rows) - split)))
        steps = _batches(rows, list(range(split)), args.pieces, rng) + _batches(rows, chosen, args.pieces, rng)
        rng.shuffle(steps)
        plan, epoch = plan + steps, len(steps)
    plan = plan[: int(args.epochs * epoch)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [RATES["encoder"], RATES["heads"]], total_steps=len(plan) + 1, pct_start=0.06,
        anneal_strategy="linear", cycle_momentum=False, div_factor=20, final_div_factor=100,
    )  # fmt: skip
    dev = data.load(args.work / "trees_dev.jsonl") + data.load(args.work / "names_dev.jsonl")
    print(f"{len(rows)} documents, {len(plan)} steps, on {device}", flush=True)
    started, mean, words = time.time(), None, 0
    for at, places in enumerate(plan, 1):
        batch = {k: v.to(device) for k, v in maker.batch([rows[p] for p in places]).items()}
        loss = losses(model, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        schedule.step()
        words += int(batch["sizes"].sum())
        mean = loss.item() if mean is None else 0.99 * mean + 0.01 * loss.item()
        if at % 50 == 0:
            seconds = time.time() - started
            left = seconds / at * (len(plan) - at) / 60
            print(
                f"step {at}/{len(plan)} loss {mean:.3f} {words / seconds:.0f} words/s, {left:.0f} min left", flush=True
            )
        if at % (epoch // 2) == 0 or at == len(plan) or at == args.stop:
            print(json.dumps(check(model, maker, dev, device)), flush=True)
            torch.save({"labels": labels, "layers": args.layers, "state": _small(model)}, args.work / "teacher.pt")
        if at == args.stop:
            break


def _batches(rows: list[dict], which: list[int], pieces: int, rng: random.Random) -> list[list[int]]:
    """Batches of trees or of names: places in ``rows``."""
    return [[which[at] for at in places] for places in data.batches([rows[at] for at in which], pieces, rng)]


def _small(model: Teacher) -> dict:
    """The weights without the piece vectors, which do not change."""
    return {k: v.half().cpu() for k, v in model.state_dict().items() if k != "encoder.word.weight"}


if __name__ == "__main__":
    main()

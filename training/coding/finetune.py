"""Fine-tune the encoder on gold labels and write its weights as whole numbers, for numpy.

    WORK/teacher-env/bin/python training/coding/finetune.py --train GOLD/train --dev GOLD/dev --out WEIGHTS.npz

Runs in the environment of the teacher (training/teacher/requirements.txt); a GPU is used when there is one. Prints F1
on the development part after every epoch, by the best single threshold for each kind of code.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "teacher")]

import examples  # noqa: E402
import pack  # noqa: E402
from net import Layer, Net, layers_of  # noqa: E402
from weights import unpack  # noqa: E402

from workbench.evaluation import gold  # noqa: E402

SEED = 23
RATE_ENCODER, RATE_HEADS = 1.5e-4, 1e-2
WORD_LOSS, DISTIL = 0.3, 2.0
ROWS = 16
#: numbers of 16 bits are quicker where a processor multiplies them, and six times as slow where it does not
SHORT = torch.cuda.is_available() or "AVX512" in torch.backends.cpu.get_cpu_capability()


def batch(rows: list[dict], pad: int, device: str) -> dict[str, torch.Tensor]:
    """Padded tensors of some windows."""
    longest, most = max(len(row["ids"]) for row in rows), max(len(row["values"]) for row in rows)
    codes, words = len(rows[0]["values"][0]), len(rows[0]["flags"][0])
    out = {
        "ids": torch.full((len(rows), longest), pad),
        "sentence": torch.zeros(len(rows), longest, dtype=torch.long),
        "values": torch.full((len(rows), most, codes), examples.IGNORE),
        "flags": torch.full((len(rows), longest, words), examples.IGNORE),
    }
    for at, row in enumerate(rows):
        size = len(row["ids"])
        out["ids"][at, :size] = torch.tensor(row["ids"])
        out["sentence"][at, :size] = torch.tensor(row["sentence"])
        out["values"][at, : len(row["values"])] = torch.tensor(row["values"])
        out["flags"][at, :size] = torch.tensor(row["flags"])
    out["present"] = out["ids"] != pad
    return {name: value.to(device) for name, value in out.items()}


def loss_of(scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    known = wanted != examples.IGNORE
    return F.binary_cross_entropy_with_logits(scores[known], wanted[known]) if known.any() else scores.sum() * 0


def batches(rows: list[dict], rng: random.Random) -> list[list[dict]]:
    order = sorted(rows, key=lambda row: len(row["ids"]) + rng.random() * 12)
    found = [order[at : at + ROWS] for at in range(0, len(order), ROWS)]
    rng.shuffle(found)
    return found


@torch.no_grad()
def predict(net: Net, rows: list[dict], pad: int, device: str) -> dict[str, np.ndarray]:
    """Sentence id to the scores (logits) of all codes."""
    net.eval()
    found = {}
    for at in range(0, len(rows), ROWS):
        some = rows[at : at + ROWS]
        data = batch(some, pad, device)
        with torch.autocast(device, torch.bfloat16, enabled=SHORT):
            scores, _ = net(data["ids"], data["present"], data["sentence"])
        for row, values in zip(some, scores.float().cpu().numpy(), strict=True):
            found |= dict(zip(row["names"], values, strict=False))
    net.train()
    return found


def figures(found: dict[str, np.ndarray], rows: list[dict], codes: list[str]) -> dict[str, float]:
    """F1 for each kind, optional labels left aside, at the best one threshold for all codes of the kind."""
    names = [name for row in rows for name in row["names"]]
    wanted = np.array([value for row in rows for value in row["values"]])
    scores = np.array([found[name] for name in names])
    kinds = {"T": "theme", "D": "dilemma", "K": "role"}
    kind = np.array([kinds.get(code[0], "flag") if code[1:].isdigit() else "flag" for code in codes])
    out = {}
    for name in ("theme", "dilemma", "role", "flag"):
        s, w = scores[:, kind == name], wanted[:, kind == name]
        best = 0.0
        for threshold in np.arange(-4, 2.1, 0.25):
            right = ((s > threshold) & (w == 1)).sum()
            extra, missed = ((s > threshold) & (w == 0)).sum(), ((s <= threshold) & (w == 1)).sum()
            best = max(best, 2 * right / max(1, 2 * right + extra + missed))
        out[name] = round(float(best), 3)
    return out


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--dev", type=Path, nargs="+", required=True)
    parser.add_argument("--texts", type=Path, help="folder of the real texts, for gold that holds places only")
    parser.add_argument("--codes", type=Path, required=True, help="JSON list of codes")
    parser.add_argument("--vocabulary", type=Path, required=True, help="pieces to keep, from pack.py")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--inner", type=int, default=1536, help="width of the middle of each layer")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=RATE_ENCODER)
    parser.add_argument("--whole", type=int, default=2, help="round as the runtime does in so many last epochs")
    parser.add_argument("--heads", type=float, default=RATE_HEADS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--teacher", type=Path, help="scores of a larger net for the training sentences (npz)")
    parser.add_argument("--scores", type=Path, help="write the scores of all sentences here (npz)")
    parser.add_argument("--unlabelled", type=Path, help="scenarios that only the larger net has scored")
    parser.add_argument("--start", type=Path, help="weights of a net to start from, its layers evenly chosen")
    parser.add_argument("--save", type=Path, help="keep the net itself here, after every epoch")
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


def net_of(args: argparse.Namespace, packed, codes: list[str], device: str) -> tuple[Net, bool]:
    """A net as large as asked for, with the weights of the package or of ``--start``, and whether it is settled."""
    net = Net(packed, args.layers, len(codes), len(examples.kinds(codes))).to(device).train()
    settled = False
    if args.start:
        state = torch.load(args.start, map_location=device)
        if len(state["encoder.layers.0.up.bias"]) == args.inner:
            net.narrow(args.inner)
        net.take(state)
        settled = layers_of(state) == args.layers
    if args.inner < net.encoder.layers[0].up.out_features:
        net.narrow(args.inner)
    return net, settled


def plan_of(args: argparse.Namespace, net: Net, steps: int):
    """Optimiser (heads learn faster than the encoder) and the course of its rates."""
    heads = [*net.codes.parameters(), *net.words.parameters()]
    known = {id(value) for value in heads}
    body = [value for value in net.parameters() if value.requires_grad and id(value) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": args.rate}, {"params": heads, "lr": args.heads}], weight_decay=0.01
    )
    return optimiser, torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        [args.rate, args.heads],
        total_steps=steps + 200,
        pct_start=0.1,
        anneal_strategy="linear",
        cycle_momentum=False,
    )


def main() -> None:
    args = arguments()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    packed, codes = unpack(), json.loads(args.codes.read_text())
    pieces, keep = pack.vocabulary(packed, args.vocabulary)
    pack.prune(packed, keep)
    bos, eos, pad = (packed.special[name] for name in ("bos", "eos", "pad"))

    def read(paths, shaken: random.Random | None = None) -> list[dict]:
        return [row for one in paths for row in examples.rows(one, codes, pieces, bos, eos, shaken)]

    scenarios = [one for path in args.train for one in gold.read(path, texts=args.texts)]
    dev = [read(gold.read(path, texts=args.texts)) for path in args.dev]
    bare = gold.read(args.unlabelled, texts=args.texts) if args.unlabelled else []
    taught = dict(np.load(args.teacher)) if args.teacher else {}
    net, settled = net_of(args, packed, codes, device)
    if not settled:
        some = read(scenarios[:80])[:160]
        net.settle(batch(some[at : at + ROWS], pad, device) for at in range(0, len(some), ROWS))
    every = read([*scenarios, *(bare if taught else ())])
    optimiser, plan = plan_of(args, net, args.epochs * len(batches(every, rng)))
    started = time.time()
    for epoch in range(1, args.epochs + 1):
        Layer.whole = epoch > args.epochs - args.whole
        rows = read(scenarios, rng) + [_without(row) for row in read(bare if taught else (), rng)]
        losses = []
        for some in batches(rows, rng):
            data = batch(some, pad, device)
            with torch.autocast(device, torch.bfloat16, enabled=SHORT):
                scores, flags = net(data["ids"], data["present"], data["sentence"])
            scores, flags = scores.float(), flags.float()
            loss = loss_of(scores, data["values"]) * len(codes)
            for some_words in (slice(len(examples.WORDS)), slice(len(examples.WORDS), None)):
                loss = loss + WORD_LOSS * loss_of(flags[..., some_words], data["flags"][..., some_words])
            if taught:
                loss = loss + DISTIL * _distil(scores, some, taught) * len(codes)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            plan.step()
            losses.append(loss.item())
        found = " ".join(json.dumps(figures(predict(net, rows, pad, device), rows, codes)) for rows in dev)
        print(f"epoch {epoch} loss {np.mean(losses):.3f} {time.time() - started:.0f} s {found}", flush=True)
        if args.save:
            torch.save(net.state_dict(), args.save)
    if args.scores:
        np.savez(
            args.scores,
            **predict(net, [*(row for rows in dev for row in rows), *read([*scenarios, *bare])], pad, device),
        )
    if args.out:
        pack.write(net, packed, codes, args.out)


def _without(row: dict) -> dict:
    """A window whose sentences nobody labelled."""
    ignored = [[examples.IGNORE] * len(values) for values in row["values"]]
    return {**row, "values": ignored, "flags": [[examples.IGNORE] * len(flags) for flags in row["flags"]]}


def _distil(scores: torch.Tensor, rows: list[dict], taught: dict) -> torch.Tensor:
    wanted = torch.full_like(scores, examples.IGNORE)
    for at, row in enumerate(rows):
        for place, name in enumerate(row["names"]):
            if name in taught:
                wanted[at, place] = torch.sigmoid(torch.from_numpy(taught[name]))
    return loss_of(scores, wanted)


if __name__ == "__main__":
    main()

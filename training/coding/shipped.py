"""The weights that are shipped as a net to train further, when the net itself was not kept.

    PYTHON training/coding/shipped.py GOLD/dev --out WORK

Writes into WORK: start.pt (for ``--start``), vocabulary.txt, codes.json, and start.scores.npz for ``--teacher``: what
the net says now of the sentences given with ``--scored``. What is lost is what rounding took, which the net was trained
with.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "teacher")]

import examples  # noqa: E402
import pack  # noqa: E402
from finetune import ROWS, batch, predict  # noqa: E402
from net import Net  # noqa: E402
from weights import unpack  # noqa: E402

from workbench.coding.learned.model import WEIGHTS  # noqa: E402
from workbench.evaluation import gold  # noqa: E402


def lines(array: np.ndarray) -> list[str]:
    return array.tobytes().decode().split("\n")


@torch.no_grad()
def fill(net: Net, held: dict[str, np.ndarray]) -> None:
    """The opposite of ``pack.write``, with heads that take vectors as they are."""
    encoder = net.encoder

    def put(parameter: torch.Tensor, array: np.ndarray) -> None:
        parameter.copy_(torch.from_numpy(array.astype(np.float32)))

    put(encoder.word.weight, held["word"] * held["word.scale"][:, None])
    put(encoder.position[: len(held["position"])], held["position"])
    put(encoder.norm.weight, held["norm.w"])
    put(encoder.norm.bias, held["norm.b"])
    for at, layer in enumerate(encoder.layers):
        for name in ("qkv", "out", "up", "down"):
            part = getattr(layer, name)
            put(part.weight, held[f"{at}.{name}.q"] * held[f"{at}.{name}.s"][:, None])
            put(part.bias, held[f"{at}.{name}.b"])
        for name in ("norm1", "norm2"):
            put(getattr(layer, name).weight, held[f"{at}.{name}.w"])
            put(getattr(layer, name).bias, held[f"{at}.{name}.b"])
    for name in ("codes", "words"):
        put(getattr(net, name).weight, held[f"{name}.w"])
        put(getattr(net, name).bias, held[f"{name}.b"])


@torch.no_grad()
def stretch(net: Net) -> None:
    """Heads for vectors with mean 0 and spread 1, as ``settle`` measured them: the same scores."""
    for head in (net.codes, net.words):
        head.bias += head.weight @ net.mean
        head.weight *= net.spread


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, help="gold whose vectors are measured")
    parser.add_argument("--scored", type=Path, nargs="*", default=[], help="gold that the net gives its scores for")
    parser.add_argument("--texts", type=Path, help="folder of the real texts, for gold that holds places only")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    with np.load(WEIGHTS, allow_pickle=False) as file:
        held = dict(file)
    codes, packed = lines(held["code.names"]), unpack()
    old = {text: at for at, (text, _) in enumerate(packed.pieces)}
    (args.out / "codes.json").write_text(json.dumps(codes))
    (args.out / "vocabulary.txt").write_text("\n".join(str(old[text]) for text in lines(held["piece.text"])) + "\n")
    pieces, keep = pack.vocabulary(packed, args.out / "vocabulary.txt")
    pack.prune(packed, keep)
    bos, eos, pad = (packed.special[name] for name in ("bos", "eos", "pad"))
    net = Net(packed, int(held["layers"]), len(codes), len(examples.kinds(codes)))
    fill(net, held)

    def read(path: Path) -> list[dict]:
        return [row for one in gold.read(path, texts=args.texts) for row in examples.rows(one, codes, pieces, bos, eos)]

    some = read(args.gold)[:320]
    net.eval()
    net.settle(batch(some[at : at + ROWS], pad, "cpu") for at in range(0, len(some), ROWS))
    stretch(net)
    torch.save(net.state_dict(), args.out / "start.pt")
    if args.scored:
        rows = [row for path in args.scored for row in read(path)]
        np.savez(args.out / "start.scores.npz", **predict(net, rows, pad, "cpu"))


if __name__ == "__main__":
    main()

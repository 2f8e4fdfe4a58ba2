"""The vocabulary that is kept, and the weights as whole numbers.

    WORK/teacher-env/bin/python training/coding/pack.py --words WORDS.txt TEXT ... --out vocabulary.txt

A row of pieces (8 bits), and an output of a matrix (7 bits), shares one scale.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[2] / "src"), str(Path(__file__).parents[1] / "teacher")]

from examples import kinds  # noqa: E402
from weights import unpack  # noqa: E402

from workbench.coding.learned.pieces import Pieces  # noqa: E402
from workbench.coding.learned.products import MATRIX  # noqa: E402

KEPT = 30_000


def choose(packed, files: list[Path], count: int = KEPT) -> list[int]:
    """Numbers of the pieces that Dutch text needs: the special ones, single characters, and the most used."""
    whole = Pieces(*zip(*packed.pieces, strict=True), packed.replace, packed.special["unk"])
    used: Counter[int] = Counter()
    for file in files:
        words = Counter(file.read_text(encoding="utf-8").split())
        for word, times in words.items():
            for piece in whole.cut(word):
                used[piece] += times
    single = {at for at, (text, _) in enumerate(packed.pieces) if len(text) <= 2 and ord(text[-1:] or "0") < 0x250}
    must = set(packed.special.values()) | single
    more = [at for at, _ in sorted(used.items(), key=lambda one: (-one[1], one[0])) if at not in must]
    return sorted({*must, *more[: count - len(must)]})


def vocabulary(packed, path: Path) -> tuple[Pieces, list[int]]:
    """The cutter for the kept pieces, numbered anew, and their old numbers."""
    keep = [int(line) for line in path.read_text().split()]
    pieces, scores = zip(*(packed.pieces[at] for at in keep), strict=True)
    return Pieces(pieces, scores, packed.replace, keep.index(packed.special["unk"])), keep


def prune(packed, keep: list[int]) -> None:
    """Leave only the kept pieces in the model, numbered anew."""
    hidden = packed.sizes["hidden"]
    packed.tensors["emb.word"] = packed.tensors["emb.word"].reshape(-1, hidden)[keep].reshape(-1).copy()
    packed.special = {name: keep.index(at) for name, at in packed.special.items()}
    packed.pieces = [packed.pieces[at] for at in keep]


def whole(matrix: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray]:
    """A matrix as int8, from -most to most, with one float32 scale for each row."""
    scale = np.abs(matrix).max(axis=1) / most
    scale[scale == 0] = 1
    return np.round(matrix / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def replacements(packed) -> np.ndarray:
    """Characters and what they become, as lines of code points: the first is replaced by the others."""
    plain = {a: b for a, b in packed.replace.items() if ord(a) < 0x2100 and a != b}
    lines = (" ".join(str(ord(each)) for each in a + b) for a, b in sorted(plain.items()))
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def write(net, packed, codes: list[str], out: Path) -> None:
    """Write the weights file that workbench.coding.learned reads."""
    encoder = net.encoder
    arrays: dict[str, np.ndarray] = {}
    arrays["word"], arrays["word.scale"] = whole(encoder.word.weight.detach().cpu().numpy(), 127)
    arrays["position"] = encoder.position.detach().cpu().numpy()[:256].astype(np.float16)
    for name, norm in (("norm", encoder.norm),):
        arrays[f"{name}.w"], arrays[f"{name}.b"] = (v.detach().cpu().numpy() for v in (norm.weight, norm.bias))
    for at, layer in enumerate(encoder.layers):
        for name in ("qkv", "out", "up", "down"):
            part = getattr(layer, name)
            weight = part.weight.detach().cpu().numpy()
            arrays[f"{at}.{name}.q"], arrays[f"{at}.{name}.s"] = whole(weight, MATRIX)
            arrays[f"{at}.{name}.b"] = part.bias.detach().cpu().numpy()
        for name in ("norm1", "norm2"):
            norm = getattr(layer, name)
            arrays[f"{at}.{name}.w"], arrays[f"{at}.{name}.b"] = (
                v.detach().cpu().numpy() for v in (norm.weight, norm.bias)
            )
    for name in ("codes", "words"):
        head = getattr(net, name)
        weight = head.weight / net.spread
        bias = head.bias - weight @ net.mean
        arrays[f"{name}.w"], arrays[f"{name}.b"] = (v.detach().cpu().numpy() for v in (weight, bias))
    arrays["layers"], arrays["heads"] = np.array(len(encoder.layers)), np.array(packed.sizes["heads"])
    arrays["special"] = np.array([packed.special[name] for name in ("bos", "eos", "unk")])
    arrays["piece.text"] = np.frombuffer("\n".join(text for text, _ in packed.pieces).encode(), np.uint8)
    arrays["piece.score"] = np.array([score for _, score in packed.pieces], np.float32)
    arrays["replace"] = replacements(packed)
    arrays["code.names"] = np.frombuffer("\n".join(codes).encode(), np.uint8)
    arrays["word.names"] = np.frombuffer("\n".join(kinds(codes)).encode(), np.uint8)
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez(out, **arrays)
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("texts", type=Path, nargs="+", help="Dutch text; every word of it counts")
    parser.add_argument("--kept", type=int, default=KEPT)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    keep = choose(unpack(), args.texts, args.kept)
    args.out.write_text("\n".join(map(str, keep)) + "\n")
    print(f"{len(keep)} pieces")


if __name__ == "__main__":
    main()

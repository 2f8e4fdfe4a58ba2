"""A transformer encoder (Vaswani et al. 2017; post-norm as in BERT) that gives the same bits on every machine.

Sums are where machines differ, since each adds in an order of its own; so every sum here is one of whole numbers, which
no order changes. What goes into a product is rounded to 8 bits with one scale for each row (as Dettmers et al. 2022,
arXiv:2208.07339, do), its weights are whole numbers of 7 bits with one scale for each output, and what else is added up
is first put on a grid. The rest (a sum, product, quotient or root of two numbers) is exact by IEEE 754; exp(-x) is
written with these alone. The net was trained with this rounding (training/coding/net.py).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from workbench.coding.learned.products import ROW, product

if TYPE_CHECKING:
    from collections.abc import Sequence

EPS = 1e-5
#: in a row that goes into a product this number stands for zero
MIDDLE = 128
#: steps to one of what a layer is normalised from
GRID = 2.0**14
#: greatest whole numbers of queries and keys, of values, of a weight of attention, and what the weights of a piece add
#: up to: 32 x 700 x 700, 256 x 65,535 and 16,384 x 1,000 stay below 2 ** 24, so that their sums are exact in 32 bits
ASKED, VALUE, WEIGHT, WHOLE = 700, 1000, 65535, 2.0**14
MOST = np.array([[ASKED], [ASKED], [VALUE]])
#: exp(-x) is taken for (1 - x / 1024) ** 1024 and, in the logistic form of GELU (Hendrycks & Gimpel 2016), for the same
#: with 256
DOUBLED, DOUBLED_GELU = 10, 8
SLOPE = 1.702
#: the least that GELU gives, below which nothing goes into ``down``
LOWEST = 0.1633


class Encoder:
    """``weights``: the arrays of a weights file by name, see training/coding. Holds no text.

    ``quick=False`` multiplies by numpy alone: slower, with the same result.
    """

    def __init__(self, weights: dict[str, np.ndarray], *, quick: bool = True):
        self._word, self._scale = weights["word"], weights["word.scale"].astype(np.float32)[:, None]
        self._position = weights["position"].astype(np.float32)
        self._norm = _pair(weights, "norm")
        self._heads = int(weights["heads"])
        self._layers = [_Layer(weights, f"{at}.", quick) for at in range(int(weights["layers"]))]
        self._width = max(layer.width for layer in self._layers)

    def encode(self, ids: Sequence[int]) -> np.ndarray:
        """The vectors of one row of piece numbers (pieces by hidden size).

        Rows go one by one: what is read in one window must not hang on its neighbours.
        """
        row = np.asarray(ids)
        x = self._word[row].astype(np.float32) * self._scale[row]
        x = normalise(x + self._position[: len(row)], *self._norm)
        room = Room(len(row), self._width)
        for layer in self._layers:
            x = normalise(x + layer.out(_attend(layer.qkv(x, room), self._heads, room), room), *layer.norm1)
            x = normalise(x + layer.down(_gelu(layer.up(x, room), room), room), *layer.norm2)
        return x


class Room:
    """Arrays that are written over again and again: new memory costs more time than the sums do.

    ``length``: pieces in the row; ``width``: of the middle of a layer.
    """

    def __init__(self, length: int, width: int):
        self._floats = np.empty((2, length * max(width, length)), np.float32)
        self._bytes = np.empty(length * width, np.uint8)

    def floats(self, *shape: int, second: bool = False) -> np.ndarray:
        """One of two arrays of any of the shapes that are needed in a layer."""
        return self._floats[int(second), : math.prod(shape)].reshape(shape)

    def bytes(self, *shape: int) -> np.ndarray:
        """The array of what goes into a product."""
        return self._bytes[: math.prod(shape)].reshape(shape)


class _Layer:
    def __init__(self, weights: dict[str, np.ndarray], name: str, quick: bool):
        self.qkv, self.out, self.up = (Part(weights, name + part, quick) for part in ("qkv", "out", "up"))
        # what goes into ``down`` is twice what is meant, and raised, see ``_gelu``
        self.down = Part(weights, f"{name}down", quick, zero=0, raised=2 * LOWEST, times=0.5)
        self.norm1, self.norm2 = _pair(weights, f"{name}norm1"), _pair(weights, f"{name}norm2")
        self.width = len(weights[f"{name}up.q"])


class Part:
    """One linear map of a layer: ``name.q`` (out by in, whole numbers), ``name.s`` (their scales) and ``name.b``.

    What it is given lies on both sides of zero or, when ``zero`` is 0, above it; it is too much by ``raised`` and then
    to be multiplied by ``times``.
    """

    def __init__(self, weights, name: str, quick: bool, *, zero=MIDDLE, raised=0.0, times=1.0):
        matrix = np.ascontiguousarray(weights[f"{name}.q"].T)
        scale, bias = _pair(weights, name, "sb")
        scale = scale * np.float32(times)
        self._bias = bias - np.float32(raised) * (matrix.sum(axis=0, dtype=np.int32) * scale)
        self._product, self._zero = product(matrix, scale, zero, quick=quick), np.float32(zero)

    def __call__(self, x: np.ndarray, room: Room) -> np.ndarray:
        most = x.max(axis=1, keepdims=True)
        if self._zero:
            most = np.maximum(most, -x.min(axis=1, keepdims=True))
        step = _step(most, np.float32(ROW) - self._zero)
        rows, whole = room.floats(*x.shape), room.bytes(*x.shape)
        np.multiply(x, np.float32(1) / step, out=rows)
        rows += self._zero + np.float32(0.5)
        np.copyto(whole, rows, casting="unsafe")
        out = self._product(whole)
        out *= step
        out += self._bias
        return out


def _pair(weights: dict[str, np.ndarray], name: str, both: str = "wb") -> tuple[np.ndarray, ...]:
    return tuple(weights[f"{name}.{x}"].astype(np.float32) for x in both)


def _step(most: np.ndarray, count) -> np.ndarray:
    step = (most / count).astype(np.float32)
    step[step == 0] = 1
    return step


def _fall(x: np.ndarray, doubled: int) -> np.ndarray:
    """exp(-x) for x from 0 up, given as 1 - x / 2 ** doubled, in place."""
    np.clip(x, 0, 1, out=x)
    for _ in range(doubled):
        np.multiply(x, x, out=x)
    return x


def _attend(qkv: np.ndarray, heads: int, room: Room) -> np.ndarray:
    """Each piece as a mean of the values of all, head by head."""
    length, width = len(qkv), qkv.shape[1] // (3 * heads)
    most = np.maximum(qkv.max(axis=0), -qkv.min(axis=0)).reshape(3, heads, width).max(axis=2)
    step = _step(most, MOST)
    qkv *= np.repeat(np.float32(1) / step, width)
    parts = np.rint(qkv, out=qkv).reshape(length, 3 * heads, width).transpose(1, 0, 2)
    fall = step[0] * step[1] * np.float32(1 / math.sqrt(width) / 2**DOUBLED)
    out, scores = np.empty((length, heads, width), np.float32), room.floats(length, length)
    for head in range(heads):
        q, k, v = parts[head], parts[heads + head], parts[2 * heads + head]
        np.matmul(k, q.T, out=scores)
        scores -= scores.max(axis=0)
        scores *= fall[head]
        scores += np.float32(1)
        weights = _fall(scores, DOUBLED)
        weights *= np.float32(WEIGHT)
        np.rint(weights, out=weights)
        weights *= np.float32(WHOLE) / weights.sum(axis=0)
        np.rint(weights, out=weights)
        np.multiply(weights.T @ v, step[2, head] / np.float32(WHOLE), out=out[:, head])
    return out.reshape(length, heads * width)


def _gelu(x: np.ndarray, room: Room) -> np.ndarray:
    """2 (x sigmoid(1.702 x) + LOWEST), in place: with y = exp(-1.702 |x|), x - |x| + 2 |x| / (1 + y) + 2 LOWEST."""
    size, y = np.abs(x, out=room.floats(*x.shape)), room.floats(*x.shape, second=True)
    np.multiply(size, np.float32(-SLOPE / 2**DOUBLED_GELU), out=y)
    y += np.float32(1)
    _fall(y, DOUBLED_GELU)
    y += np.float32(1)
    x -= size
    size *= np.float32(2)
    size /= y
    x += size
    x += np.float32(2 * LOWEST)
    return x


def normalise(x: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Each row with mean 0 and spread 1, then scaled (Ba et al. 2016): sums in 64 bits, of numbers on the grid."""
    size = x.shape[1]
    y = x.astype(np.float64)
    y *= GRID
    np.rint(y, out=y)
    mean = y.sum(axis=1, keepdims=True) / size
    squares = np.einsum("ij,ij->i", y, y)[:, None] / size
    y -= mean
    y *= 1 / np.sqrt(squares - mean * mean + EPS * GRID * GRID)
    out = y.astype(np.float32)
    out *= weight
    out += bias
    return out

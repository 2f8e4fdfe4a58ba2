"""A transformer encoder (Vaswani et al. 2017; post-norm as in BERT) in numpy: matrix products and nothing else."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

EPS = 1e-5


class Encoder:
    """``weights``: the arrays of a weights file by name, see training/coding. Holds no text."""

    def __init__(self, weights: dict[str, np.ndarray]):
        self._word, self._scale = weights["word"], weights["word.scale"]
        self._position = weights["position"].astype(np.float32)
        self._norm = weights["norm.w"].astype(np.float32), weights["norm.b"].astype(np.float32)
        self._heads = int(weights["heads"])
        count = int(weights["layers"])
        self._layers = [
            {name: _floats(weights, f"{at}.{name}") for name in ("qkv", "out", "up", "down")}
            | {name: tuple(weights[f"{at}.{name}.{x}"].astype(np.float32) for x in "wb") for name in ("norm1", "norm2")}
            for at in range(count)
        ]

    def encode(self, ids: Sequence[int]) -> np.ndarray:
        """The vectors of one row of piece numbers (pieces by hidden size).

        Rows go one by one: the sum in a matrix product may hang on how many rows there are, and what is read in one
        window must not hang on its neighbours.
        """
        row = np.asarray(ids)
        x = self._word[row].astype(np.float32) * self._scale[row].astype(np.float32)[:, None]
        x = _normalise(x + self._position[: len(row)], *self._norm)
        for layer in self._layers:
            x = _normalise(x + self._attend(x, layer), *layer["norm1"])
            weight, bias = layer["up"]
            up = _gelu(x @ weight + bias)
            weight, bias = layer["down"]
            x = _normalise(x + (up @ weight + bias), *layer["norm2"])
        return x

    def _attend(self, x: np.ndarray, layer) -> np.ndarray:
        length, hidden = x.shape
        weight, bias = layer["qkv"]
        q, k, v = (x @ weight + bias).reshape(length, 3, self._heads, -1).transpose(1, 2, 0, 3)
        scores = (q @ k.transpose(0, 2, 1)) / math.sqrt(q.shape[-1])
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed = (scores @ v).transpose(1, 0, 2).reshape(length, hidden)
        weight, bias = layer["out"]
        return mixed @ weight + bias


def _floats(weights: dict[str, np.ndarray], name: str) -> tuple[np.ndarray, np.ndarray]:
    """A matrix (in by out) from whole numbers with one scale for each output, and its bias."""
    matrix = weights[f"{name}.q"].astype(np.float32) * weights[f"{name}.s"].astype(np.float32)[:, None]
    return np.ascontiguousarray(matrix.T), weights[f"{name}.b"].astype(np.float32)


def _normalise(x: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
    x = x - x.mean(axis=-1, keepdims=True)
    x /= np.sqrt(np.square(x).mean(axis=-1, keepdims=True) + EPS)
    return x * weight + bias


def _gelu(x: np.ndarray) -> np.ndarray:
    """The logistic form, x * sigmoid(1.702 x) (Hendrycks & Gimpel 2016): no error function in numpy."""
    return x / (1.0 + np.exp(-1.702 * x))

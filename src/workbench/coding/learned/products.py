"""Products of whole numbers: rows of 8 bits with a matrix of 7 bits, the same to the last bit on every processor.

No sum of such products overflows or is rounded, whatever the order of adding: two of them stay below the 16 bits in
which older processors add pairs (255 x 64 x 2), and so many as a row is long below the 24 bits of a float or the 32 of
a whole number. onnxruntime has the quick instructions for them; numpy does the same where that package is not there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

#: the greatest number in a row (they start at 0) and in a matrix (from -64)
ROW, MATRIX = 255, 64
#: so many products of the greatest numbers add up to less than 2 ** 24
EXACT = 1024
#: one product of rows and a matrix that is given later (training/coding/graph.py)
GRAPH = Path(__file__).with_name("product.onnx")

Product = Callable[[np.ndarray], np.ndarray]


def product(matrix: np.ndarray, scale: np.ndarray, zero: int = 0, *, quick: bool = True) -> Product:
    """A function of rows (uint8, rows by in; ``zero`` stands for none) that gives rows by out (float32).

    ``matrix``: int8, in by out; ``scale``: what each out is multiplied by. ``quick=False`` leaves onnxruntime aside.
    Raises ValueError for a matrix with numbers beyond 7 bits.
    """
    if np.abs(matrix.astype(np.int16)).max(initial=0) > MATRIX:
        raise ValueError(f"a matrix of numbers from -{MATRIX} to {MATRIX} is needed")
    engine = _onnxruntime() if quick else None
    return _by_numpy(matrix, scale, zero) if engine is None else _by_onnxruntime(engine, matrix, scale, zero)


def _by_numpy(matrix: np.ndarray, scale: np.ndarray, zero: int) -> Product:
    parts = [(slice(at, at + EXACT), matrix[at : at + EXACT].astype(np.float32)) for at in range(0, len(matrix), EXACT)]
    less = zero * matrix.sum(axis=0, dtype=np.int32)

    def run(rows: np.ndarray) -> np.ndarray:
        sums = [(rows[:, some].astype(np.float32) @ part).astype(np.int32) for some, part in parts]
        return (np.sum(sums, axis=0, dtype=np.int32) - less).astype(np.float32) * scale

    return run


@cache
def _onnxruntime():
    try:
        import onnxruntime
    except ImportError:
        return None
    onnxruntime.disable_telemetry_events()
    return onnxruntime


def _by_onnxruntime(engine, matrix: np.ndarray, scale: np.ndarray, zero: int) -> Product:
    options = engine.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    given = {"matrix": np.ascontiguousarray(matrix), "scale": scale, "zero": np.array([zero], np.uint8)}
    held = {name: engine.OrtValue.ortvalue_from_numpy(value) for name, value in given.items()}
    for name, value in held.items():
        options.add_initializer(name, value)
    session = engine.InferenceSession(GRAPH.read_bytes(), options, providers=["CPUExecutionProvider"])

    def run(rows: np.ndarray, _held=held) -> np.ndarray:
        # the session borrows what it was given, so that must live as long
        return session.run(None, {"rows": rows})[0]

    return run

"""The net gives the same bits whoever multiplies, on whatever processor, and stays close to the sums it stands for."""

import hashlib
import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy._core._multiarray_umath import __cpu_features__ as HAS

from workbench.coding.learned import encoder, model
from workbench.coding.learned.products import MATRIX, ROW, product

RNG = np.random.default_rng(7)
DIGEST = """
import hashlib, sys
import numpy as np
from workbench.coding.learned import model
from workbench.coding.learned.encoder import Encoder
with np.load(model.WEIGHTS) as file:
    arrays = {name: file[name] for name in file.files}
vectors = Encoder(arrays, quick=sys.argv[1] == "quick").encode([0, *range(40, 19_000, 157), 2])
print(hashlib.sha256(vectors.tobytes()).hexdigest())
"""
#: processors that numpy's matrix library can pass for, oldest first, and the instructions that numpy itself then leaves
PROCESSORS = {"Nehalem": "AVX2 FMA3 AVX512F AVX512_SKX", "Haswell": "AVX512F AVX512_SKX", "SkylakeX": ""}
#: what a processor must have itself to pass for that one
NEEDS = {"Haswell": "AVX2", "SkylakeX": "AVX512_SKX"}


@pytest.fixture(scope="module")
def weights():
    with np.load(model.WEIGHTS) as file:
        return {name: file[name] for name in file.files}


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_products_are_exact_by_both_ways(data):
    width, out = data.draw(st.sampled_from([1, 3, 32, 384, 1024, 1536])), data.draw(st.integers(1, 20))
    zero = data.draw(st.sampled_from([0, 128]))
    seed = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    far = data.draw(st.booleans())
    rows = seed.choice([0, ROW], (5, width)) if far else seed.integers(0, ROW + 1, (5, width))
    matrix = seed.choice([-MATRIX, MATRIX], (width, out)) if far else seed.integers(-MATRIX, MATRIX + 1, (width, out))
    scale = seed.random(out).astype(np.float32)
    wanted = ((rows - zero) @ matrix).astype(np.int32).astype(np.float32) * scale
    for quick in (True, False):
        found = product(matrix.astype(np.int8), scale, zero, quick=quick)(rows.astype(np.uint8))
        assert found.dtype == np.float32 and np.array_equal(found, wanted)


def test_the_greatest_numbers_do_not_overflow():
    for zero in (0, 128):
        matrix, rows = np.full((1536, 3), MATRIX, np.int8), np.full((2, 1536), ROW, np.uint8)
        for quick in (True, False):
            found = product(matrix, np.ones(3, np.float32), zero, quick=quick)(rows)
            assert (found == (ROW - zero) * MATRIX * 1536).all()


def test_numbers_of_eight_bits_are_refused():
    with pytest.raises(ValueError, match="64"):
        product(np.full((2, 2), MATRIX + 1, np.int8), np.ones(2, np.float32))


def test_with_or_without_onnxruntime_the_vectors_are_the_same(weights):
    ids = [0, *RNG.integers(4, 19_000, 120).tolist(), 2]
    assert np.array_equal(encoder.Encoder(weights).encode(ids), encoder.Encoder(weights, quick=False).encode(ids))


def test_every_processor_gives_the_same_vectors():
    found = set()
    for name, less in PROCESSORS.items():
        if not HAS.get(NEEDS.get(name, ""), True):
            continue
        for way in ("quick", "numpy"):
            place = {**os.environ, "OPENBLAS_CORETYPE": name, "NPY_DISABLE_CPU_FEATURES": less}
            done = subprocess.run(
                [sys.executable, "-W", "ignore", "-c", DIGEST, way], env=place, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr
            found.add(done.stdout)
    assert len(found) == 1


@given(
    arrays(
        np.float32, array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=40), elements=st.floats(-8, 8, width=32)
    )
)
@settings(max_examples=100, deadline=None)
def test_normalising_does_not_hang_on_the_order_of_adding(x):
    width = x.shape[1]
    order = np.random.default_rng(1).permutation(width)
    one, nothing = np.ones(width, np.float32), np.zeros(width, np.float32)
    assert np.array_equal(encoder.normalise(x, one, nothing)[:, order], encoder.normalise(x[:, order], one, nothing))


@pytest.mark.parametrize("doubled", [encoder.DOUBLED, encoder.DOUBLED_GELU])
def test_the_fall_is_close_to_the_exponential(doubled):
    x = np.linspace(0, 12, 500, dtype=np.float32)
    found = encoder._fall(1 - x / 2**doubled, doubled)
    assert np.abs(found - np.exp(-x)).max() < 0.002 and (np.diff(found) <= 0).all()


def test_vectors_are_close_to_those_of_plain_arithmetic(weights):
    ids = [0, *RNG.integers(4, 19_000, 60).tolist(), 2]
    exact, plain = encoder.Encoder(weights).encode(ids), _plain(weights, ids)
    assert np.abs(exact - plain).mean() < 0.05 * np.abs(plain).mean() + 0.01


def _plain(weights, ids):
    """The same net in floats, as textbooks have it."""

    def linear(x, name):
        return x @ (weights[f"{name}.q"] * weights[f"{name}.s"][:, None]).T.astype(np.float64) + weights[f"{name}.b"]

    def norm(x, name):
        x = x - x.mean(axis=1, keepdims=True)
        return x / np.sqrt((x * x).mean(axis=1, keepdims=True) + 1e-5) * weights[f"{name}.w"] + weights[f"{name}.b"]

    heads = int(weights["heads"])
    x = norm(weights["word"][ids] * weights["word.scale"][ids][:, None] + weights["position"][: len(ids)], "norm")
    for at in range(int(weights["layers"])):
        q, k, v = linear(x, f"{at}.qkv").reshape(len(ids), 3, heads, -1).transpose(1, 2, 0, 3)
        scores = q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[-1])
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed = (scores / scores.sum(axis=-1, keepdims=True)) @ v
        x = norm(x + linear(mixed.transpose(1, 0, 2).reshape(len(ids), -1), f"{at}.out"), f"{at}.norm1")
        up = linear(x, f"{at}.up")
        x = norm(x + linear(up / (1 + np.exp(-1.702 * up)), f"{at}.down"), f"{at}.norm2")
    return x


def test_a_row_does_not_change_what_was_read_before(weights):
    whole = encoder.Encoder(weights)
    first = whole.encode([0, 9, 99, 999, 2])
    kept = hashlib.sha256(first.tobytes()).digest()
    whole.encode(list(range(200)))
    assert hashlib.sha256(first.tobytes()).digest() == kept
    assert np.array_equal(whole.encode([0, 9, 99, 999, 2]), first)

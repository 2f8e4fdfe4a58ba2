"""The model of the package: what it reads does not hang on its neighbours, and a damaged file is told plainly."""

import zipfile

import numpy as np
import pytest

from workbench.coding import code_text
from workbench.coding.learned import model
from workbench.errors import InvalidCodebook

TEXT = "Niemand pakt het voortouw. We hebben er geen geld voor.\nJa, nou, eh.\nEn de raad wil cijfers zien."
PLACES = [(0, 26), (27, 55), (56, 68), (69, len(TEXT))]
OWNERS = [0, 0, 1, 2]


@pytest.fixture(scope="module")
def shipped():
    return model.load()


def test_scores_are_the_same_each_time_and_whatever_was_read_before(shipped):
    first = shipped.read(TEXT, PLACES, OWNERS)
    shipped.read("Heel iets anders. " * 40, [(at * 18, at * 18 + 17) for at in range(40)], [0] * 40)
    for one, other in zip(first, shipped.read(TEXT, PLACES, OWNERS), strict=True):
        assert np.array_equal(one.scores, other.scores) and np.array_equal(one.marks, other.marks)


def test_text_far_behind_changes_nothing(shipped):
    long = "Dit is een zin van acht gewone woorden. " * 40
    places = [(at * 40, at * 40 + 39) for at in range(40)]
    short = shipped.read(long, places[:25], [0] * 25)
    whole = shipped.read(long, places, [0] * 40)
    assert all(np.array_equal(short[at].scores, whole[at].scores) for at in range(5))


def test_a_score_is_the_sum_over_its_words(shipped):
    for reading in shipped.read(TEXT, PLACES, OWNERS):
        bias = shipped._codes[1]
        assert np.allclose(reading.given.sum(axis=0) + bias, reading.scores, atol=1e-4)


def test_evidence_lies_in_its_sentence(shipped):
    for (start, end), reading in zip(PLACES, shipped.read(TEXT, PLACES, OWNERS), strict=True):
        for code in range(len(shipped.codes)):
            first, last = reading.evidence(code)
            assert start <= first < last <= end


def test_the_weights_hold_no_pickle(shipped):
    with zipfile.ZipFile(model.WEIGHTS) as file:
        for name in file.namelist():
            with file.open(name) as member:
                version = np.lib.format.read_magic(member)
                read = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
                assert not read[version](member)[2].hasobject


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half"])
def test_a_damaged_file_is_told_plainly(tmp_path, content):
    path = tmp_path / "weights.npz"
    path.write_bytes(content)
    with pytest.raises(InvalidCodebook, match="--rules-only"):
        model.Model(path)
    with pytest.raises(InvalidCodebook, match="weights"):
        model.Model(tmp_path / "weg" / "weights.npz")


@pytest.mark.parametrize("text", ["", " \n", "a" * 100_000, "woord " * 20_000, "😀 \u202e\u0000 \u200f!", "؟ 我们 не"])
def test_odd_text_is_read(text):
    starts = list(code_text(text)["start"])
    assert starts == sorted(starts)

"""What the encoder makes of the sentences of a source: a score for every code, and for every word what it may be.

A sentence is the mean of its pieces, and the score of a code is linear in it: so the score is a sum over the words, and
the words that give most are the evidence. As in the encoder all sums are of whole numbers, so that no order of adding
changes them.
"""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile

import numpy as np

from workbench.coding.learned.encoder import Encoder
from workbench.coding.learned.pieces import Pieces, Word
from workbench.coding.learned.windows import windows
from workbench.errors import InvalidCodebook

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOM = Path(__file__).parent
WEIGHTS, SETTINGS = ROOM / "weights.npz", ROOM / "settings.json"
#: columns of the second head; between them two for the poles of any dilemma, of use in training only, and behind them
#: two for the poles of each (``Reading.sides``)
EVIDENCE, CARRIER = 0, 3
#: steps to one of the vectors and of the weights of the heads; decimals of a probability
VECTOR, HEAD, DECIMALS = 2.0**12, 2.0**14, 6


class Reading(NamedTuple):
    """One sentence: ``words`` with their place in the text, ``scores`` (log odds of each code), ``given`` (words by
    codes: what a word adds to a score), ``marks`` (words by kinds: probability) and ``sides`` (the place of a dilemma
    among the codes to the columns of its poles in ``marks``)."""

    words: list[Word]
    scores: np.ndarray
    given: np.ndarray
    marks: np.ndarray
    sides: dict[int, tuple[int, int]]

    def evidence(self, code: int) -> tuple[int, int] | None:
        """Place in the text of the run of words that speaks most for a code, at most a clause long."""
        if not self.words:
            return None
        weight = self.given[:, code] + self.marks[:, EVIDENCE]
        return _best_run(self.words, weight - math.fsum(weight) / len(weight))

    def mark(self, kind: int, least: float) -> tuple[int, int] | None:
        """Place in the text of the likeliest run of words of one kind, or None."""
        chances = self.marks[:, kind]
        if not len(chances) or chances.max() < least:
            return None
        return _best_run(self.words, chances - least / 2)


def _best_run(words: list[Word], weight: np.ndarray) -> tuple[int, int]:
    """The run with the greatest sum (Kadane), trimmed of marks at its ends."""
    best, here, first = (-np.inf, 0, 0), 0.0, 0
    for at, value in enumerate(weight):
        if here <= 0:
            here, first = 0.0, at
        here += float(value)
        if here > best[0]:
            best = (here, first, at)
    return words[best[1]].start, words[best[2]].end


class Model:
    """The weights of one file; made once a process, holds no text."""

    def __init__(self, path: Path = WEIGHTS):
        try:
            with np.load(path, allow_pickle=False) as file:
                arrays = {name: file[name] for name in file.files}
        except (OSError, EOFError, ValueError, KeyError, BadZipFile):
            raise InvalidCodebook(
                "het geleerde deel van het coderen is beschadigd of weg", where=path.name,
                remedy="Installeer de werkbank opnieuw, of codeer met --rules-only.",
            ) from None  # fmt: skip
        self.codes = _lines(arrays["code.names"])
        kinds = _lines(arrays["word.names"])
        self._sides = {
            place: (kinds.index(f"{code}a"), kinds.index(f"{code}b"))
            for place, code in enumerate(self.codes)
            if f"{code}a" in kinds
        }
        self._bos, self._eos, unknown = (int(number) for number in arrays["special"])
        points = ([chr(int(point)) for point in line.split()] for line in _lines(arrays["replace"]))
        replace = {first: "".join(others) for first, *others in points}
        self.pieces = Pieces(_lines(arrays["piece.text"]), arrays["piece.score"], replace, unknown)
        self._encoder = Encoder(arrays)
        self._codes, self._words = (
            (np.rint(arrays[f"{name}.w"].T.astype(np.float64) * HEAD), arrays[f"{name}.b"].astype(np.float64))
            for name in ("codes", "words")
        )

    def read(self, text: str, sentences: Sequence[tuple[int, int]], utterances: Sequence[int]) -> list[Reading]:
        """Read the sentences of one source: their places in ``text``, and for each the number of its utterance."""
        cut = [self.pieces.words(text, start, end) for start, end in sentences]
        found = [self._nothing(words) for words in cut]
        for window in windows(cut, utterances, self._bos, self._eos):
            vectors = np.rint(self._encoder.encode(window.ids).astype(np.float64) * VECTOR)
            owner, word = np.array(window.sentence), np.array(window.word)
            for at in window.sentences:
                own = np.flatnonzero(owner == at)
                if len(own):
                    found[at] = self._reading(cut[at], vectors[own], word[own])
        return found

    def _nothing(self, words: list[Word]) -> Reading:
        codes, kinds = len(self.codes), len(self._words[1])
        return Reading([], np.full(codes, -9.0), np.zeros((0, codes)), np.zeros((0, kinds)), self._sides)

    def _reading(self, words: list[Word], vectors: np.ndarray, number: np.ndarray) -> Reading:
        starts = np.flatnonzero(np.diff(number, prepend=-1))
        sizes = np.diff(np.append(starts, len(number)))[:, None]
        summed = np.add.reduceat(vectors, starts, axis=0)
        (codes, of_code), (kinds, of_kind) = self._codes, self._words
        one = VECTOR * HEAD
        given = summed @ codes
        scores = given.sum(axis=0) / (one * len(number)) + of_code
        marks = summed @ kinds / (one * sizes) + of_kind
        chances = np.round(1 / (1 + np.exp(-marks)), DECIMALS)
        return Reading(words[: len(starts)], scores, given / (one * len(number)), chances, self._sides)


def _lines(array: np.ndarray) -> list[str]:
    return array.tobytes().decode("utf-8").split("\n")


@lru_cache(maxsize=1)
def load() -> Model:
    """The model of the package. Raises InvalidCodebook when its file is damaged or not there."""
    return Model()

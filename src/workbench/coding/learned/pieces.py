"""Words to pieces: unigram segmentation (Kudo 2018, arXiv:1804.10959), the most probable way to cut a word.

A word is a run of characters without white space. No tokenizer library: those that read this vocabulary bring a
client for a model server along, and the cutting is a dozen lines.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

META = "\u2581"
#: pieces of one word at most, so that a line without spaces costs no more than a sentence
LONGEST = 12
UNKNOWN = -25.0
WORD = re.compile(r"\S+")


class Word(NamedTuple):
    """One word of a sentence: where it stands in the text, and its piece numbers."""

    start: int
    end: int
    ids: tuple[int, ...]


class Pieces:
    """``words(text)`` cuts a text. ``pieces`` and ``scores``: the vocabulary with log probabilities."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], replace: dict[str, str], unknown: int):
        self._scores = {piece: (at, float(score)) for at, (piece, score) in enumerate(zip(pieces, scores, strict=True))}
        self._widest = max(map(len, pieces))
        self._replace = str.maketrans(replace)
        self._unknown = unknown
        self.cut = lru_cache(maxsize=100_000)(self._cut)

    def words(self, text: str, start: int = 0, end: int | None = None) -> list[Word]:
        """The words of ``text[start:end]`` with their pieces."""
        found = WORD.finditer(text, start, len(text) if end is None else end)
        return [Word(word.start(), word.end(), self.cut(word.group())) for word in found]

    def _cut(self, word: str) -> tuple[int, ...]:
        text = META + word[: LONGEST * 6].translate(self._replace).replace(" ", META)
        best = [(0.0, 0, -1)] + [(-math.inf, 0, -1)] * len(text)
        for end in range(1, len(text) + 1):
            for start in range(max(0, end - self._widest), end):
                known = self._scores.get(text[start:end])
                if known is None and end - start > 1:
                    continue
                number, score = known or (self._unknown, UNKNOWN)
                if best[start][0] + score > best[end][0]:
                    best[end] = (best[start][0] + score, start, number)
        ids, end = [], len(text)
        while end > 0:
            _, start, number = best[end]
            ids.append(number)
            end = start
        return tuple(reversed(ids))[:LONGEST]

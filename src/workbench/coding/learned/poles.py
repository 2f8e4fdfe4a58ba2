"""Where the two poles of a dilemma that the model found stand: the two stretches of words that look most like them.

Stretches are cut at punctuation and at words that open a clause. For every dilemma the model says word by word how much
a word is of its pole A and of its pole B; of all pairs of stretches the one is taken that together says most.
"""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from workbench.coding.rules import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.coding.learned.combine import Sentence

Span = tuple[int, int]
#: a stretch is at least so many words; its best words speak for it; one in an earlier sentence counts for less
LEAST, BEST, FADE = 3, 3, 0.85
END = re.compile(r"[,;:.!?…–—]$")


class _Stretch(NamedTuple):
    start: int
    end: int
    sentence: int
    a: float
    b: float


def find(text: str, near: Sequence[Sentence], code: int) -> tuple[Span, Span] | None:
    """Places of pole A and pole B in ``text``: one stretch in the last of ``near``, another there or before it.

    None when there are no two stretches.
    """
    found = [one for number, sentence in enumerate(near) for one in _stretches(text, sentence, number, len(near), code)]
    pairs = [(a, b) for a, b in permutations(found, 2) if len(near) - 1 in (a.sentence, b.sentence)]
    if not pairs:
        return None
    a, b = max(pairs, key=lambda pair: (pair[0].a + pair[1].b, -pair[0].start, -pair[1].start))
    return (a.start, a.end), (b.start, b.end)


def _stretches(text: str, sentence: Sentence, number: int, count: int, code: int) -> list[_Stretch]:
    reading = sentence.reading
    parts: list[list[int]] = [[]]
    for at, word in enumerate(reading.words):
        form = text[word.start : word.end]
        if parts[-1] and len(parts[-1]) >= LEAST and form.lower().strip(",") in words("opent_deelzin"):
            parts.append([])
        parts[-1].append(at)
        if END.search(form) and len(parts[-1]) >= LEAST:
            parts.append([])
    if len(parts) > 1 and len(parts[-1]) < LEAST:
        tail = parts.pop()
        parts[-1] += tail
    fade = FADE ** (count - 1 - number)
    found = []
    for part in (part for part in parts if part):
        a, b = (fade * float(np.sort(reading.marks[part, column])[-BEST:].mean()) for column in reading.sides[code])
        found.append(_Stretch(reading.words[part[0]].start, reading.words[part[-1]].end, number, a, b))
    return found

"""Where the two poles of a dilemma that the model found stand: the two stretches of words that speak most for it.

Stretches are cut at punctuation and at words that open a clause. The model marks poles word by word but seldom tells
the sides apart when only one is spoken plainly; the two best stretches are taken, and the sides by what they lean to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from workbench.coding.learned.model import POLE_A, POLE_B
from workbench.coding.rules import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.coding.learned.combine import Sentence

Span = tuple[int, int]
#: a stretch is at least so many words, and one in an earlier sentence counts for less with every sentence
LEAST, FADE = 3, 0.85
END = re.compile(r"[,;:.!?…–—]$")


class _Stretch(NamedTuple):
    start: int
    end: int
    sentence: int
    weight: float
    lean: float


def find(text: str, near: Sequence[Sentence], code: int) -> tuple[Span, Span] | None:
    """Places of pole A and pole B in ``text``: one stretch in the last of ``near``, another there or before it.

    None when there are no two stretches.
    """
    found = [one for number, sentence in enumerate(near) for one in _stretches(text, sentence, number, len(near), code)]
    last = [one for one in found if one.sentence == len(near) - 1]
    if len(found) < 2 or not last:
        return None
    second = max(last, key=lambda one: (one.weight, -one.start))
    first = max((one for one in found if one is not second), key=lambda one: (one.weight, one.start))
    a, b = sorted((first, second), key=lambda one: (-one.lean, one.start))
    return (a.start, a.end), (b.start, b.end)


def _stretches(text: str, sentence: Sentence, number: int, count: int, code: int) -> list[_Stretch]:
    reading = sentence.reading
    marks, given = reading.marks, reading.given[:, code] if len(reading.words) else np.zeros(0)
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
    found = []
    for part in (part for part in parts if part):
        a, b = float(marks[part, POLE_A].mean()), float(marks[part, POLE_B].mean())
        weight = (a + b + float(given[part].sum())) * FADE ** (count - 1 - number)
        first, last = reading.words[part[0]], reading.words[part[-1]]
        found.append(_Stretch(first.start, last.end, number, weight, a - b))
    return found

"""Whether the poles of a dilemma that the machine found lie on the words that a person marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.evaluation.compare import ACTUEEL, Laid, extent, pole_sentence
from workbench.evaluation.gold import Label

if TYPE_CHECKING:
    import pandas as pd

Span = tuple[int, int]


class Placed(NamedTuple):
    """Counts of poles (two for each dilemma that person and machine both have): all, those that lie on words of the
    same pole, and those that lie on words of the other one."""

    poles: int = 0
    own: int = 0
    other: int = 0

    def plus(self, more: Placed) -> Placed:
        return Placed(*(a + b for a, b in zip(self, more, strict=True)))


def placed(laid: Laid, codings: pd.DataFrame) -> Placed:
    """The poles of the findings of the machine (``codings``: those of this source) beside those of the labels."""
    rows = codings[(codings["kind"] == "dilemma") & codings["certain"] & (codings["status"] == ACTUEEL)]
    rows = rows.dropna(subset=["pole_a_start", "pole_b_start"])
    found = Placed()
    for number, sentence in enumerate(laid.scenario.sentences):
        for label in sentence.labels:
            if not label.form or label.status != ACTUEEL:
                continue
            gold = pole_places(laid, number, label)
            start = laid.places[extent(laid.scenario.sentences, number, label)[0]][0]
            end = laid.places[number][1]
            near = rows[(rows["code"] == label.code) & (rows["start"] < end) & (rows["end"] > start)]
            for row in near.head(1).itertuples():
                a, a_end, b, b_end = map(int, (row.pole_a_start, row.pole_a_end, row.pole_b_start, row.pole_b_end))
                mine = ((a, a_end), (b, b_end))
                found = found.plus(_beside(mine, gold))
    return found


def _beside(mine: tuple[Span, Span], gold: tuple[Span, Span]) -> Placed:
    own = [_shared(mine[side], gold[side]) for side in (0, 1)]
    other = [_shared(mine[side], gold[1 - side]) for side in (0, 1)]
    pairs = list(zip(own, other, strict=True))
    return Placed(2, sum(a > 0 and a >= b for a, b in pairs), sum(b > a for a, b in pairs))


def pole_places(laid: Laid, anchor: int, label: Label) -> tuple[Span, Span]:
    """Places of both poles of a label in the text of the source."""
    spans = []
    for words in (label.a, label.b):
        at = pole_sentence(laid.scenario.sentences, anchor, words)
        start = laid.places[at][0] + laid.scenario.sentences[at].text.index(words)
        spans.append((start, start + len(words)))
    return spans[0], spans[1]


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))

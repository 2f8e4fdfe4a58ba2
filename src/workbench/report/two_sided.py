"""A two-sided bar per dilemma: to the left who stresses pole A, to the right who stresses pole B.

What is told apart by colour is also told by side and hatching. A number that may not be told is an open diamond: it
says on which side somebody is, and has no length. With few bars such a drawing says less than a table
(``worth_drawing``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from workbench.report.charts import BLUE, GREY, INK, LINE, ORANGE, chart
from workbench.report.markup import Html

LETTERS = 22  # of the name of a pole on one line
NAME, BAR, LEGEND = 0.16, 0.4, 0.3  # inches: a line of a name, the bar with its air, the legend
ASIDE = 0.12  # of half the width, between the middle and the mark beside it
FAR = 0.5  # the same where no row has a bar
FEWEST_BARS = 2  # rows with a bar, to be worth a drawing
PARTS = ((BLUE, "", "nadruk op A"), (GREY, "", "beide"), (ORANGE, "///", "nadruk op B"))
Number = int | None


@dataclass(frozen=True)
class TwoSided:
    """One row: names of both poles and how many people stress each, or both; None is a number that is not told."""

    name: str
    left: str
    right: str
    a: Number
    both: Number
    b: Number

    @property
    def numbers(self) -> tuple[Number, Number, Number]:
        return self.a, self.both, self.b

    @property
    def sides(self) -> tuple[list[str], list[str]]:
        """The names of both poles, broken into lines."""
        return wrap(self.left, LETTERS) or [""], wrap(self.right, LETTERS) or [""]

    @property
    def hidden(self) -> bool:
        return None in self.numbers


def worth_drawing(rows: Sequence[TwoSided]) -> bool:
    """Whether enough rows have a number to draw; diamonds alone are no chart."""
    return sum(any(row.numbers) for row in rows) >= FEWEST_BARS


def two_sided(caption: str, rows: Sequence[TwoSided], *, behind: Html) -> Html:
    """The chart; the longest side of all rows sets the scale."""
    hidden, bars = any(row.hidden for row in rows), any(any(row.numbers) for row in rows)
    middle = any(row.both is None for row in rows)
    widest = max(max(row.a or 0, row.b or 0) + (row.both or 0) / 2 for row in rows) or 1
    scale = (0.95 - ASIDE * hidden) / widest

    def paint(axes, top: float, row: TwoSided) -> None:
        for side, letter, lines, place in ((-1, "A", row.sides[0], "left"), (1, "B", row.sides[1], "right")):
            axes.text(side * 1.09, top, letter, va="top", ha=place, fontsize=9.5, fontweight="bold")
            axes.text(side * 0.98, top, "\n".join(lines), va="top", ha=place, fontsize=9.5)
        y = top + _height(row) - BAR + 0.14
        axes.plot([-1.09, 1.09], [y, y], color=LINE, linewidth=0.8, zorder=0)
        axes.plot([0, 0], [y - 0.15, y + 0.15], color=INK, linewidth=0.8)
        _bar(axes, y, row, scale)
        _marks(axes, y, row, (row.both or 0) * scale / 2 + (ASIDE if bars else FAR))

    return chart(
        caption,
        rows,
        height=_height,
        paint=paint,
        alt=_alt,
        behind=behind,
        sides=(-1.1, 1.1),
        foot=LEGEND * (hidden + middle + bars),
        frame=lambda axes, bottom: _legend(axes, bottom + 0.04, bars, hidden, middle),
    )


def _height(row: TwoSided) -> float:
    return NAME * max(map(len, row.sides)) + BAR


def _bar(axes, y: float, row: TwoSided, scale: float) -> None:
    a, both, b = (value or 0 for value in row.numbers)
    middle = both * scale / 2
    starts = (-middle - a * scale, -middle, middle)
    for left, value, (color, hatch, _) in zip(starts, (a, both, b), PARTS, strict=True):
        if value:
            _block(axes, left, y, value * scale, 0.2, color, hatch)
            box = {"facecolor": "white", "edgecolor": "none", "pad": 1.2, "alpha": 0.92}
            center = left + value * scale / 2
            axes.text(center, y, str(value), va="center", ha="center", fontsize=9, fontweight="bold", bbox=box)


def _block(axes, left: float, y: float, width: float, height: float, color: str, hatch: str) -> None:
    axes.barh(y, width, left=left, height=height, color=color, hatch=hatch, edgecolor="white", linewidth=0)


def _marks(axes, y: float, row: TwoSided, aside: float) -> None:
    for place, value in zip((-aside, 0, aside), row.numbers, strict=True):
        if value is None:
            _diamond(axes, place, y)


def _diamond(axes, x: float, y: float) -> None:
    axes.plot([x], [y], marker="D", markersize=7, markerfacecolor="white", markeredgecolor=INK)


def _legend(axes, y: float, bars: bool, hidden: bool, middle: bool) -> None:
    for x, (color, hatch, name) in zip((-1.06, -0.28, 0.3), PARTS if bars else (), strict=False):
        _block(axes, x, y, 0.1, 0.13, color, hatch)
        axes.text(x + 0.14, y, name, va="center", fontsize=9)
    if hidden:
        y += 0.26 * bars
        _diamond(axes, -1.01, y)
        axes.text(-0.92, y, "iemand, maar het aantal tonen wij niet", va="center", fontsize=9)
    if middle:
        axes.text(-0.92, y + 0.22, "in het midden: iemand legt nadruk op beide kanten", va="center", fontsize=9)


def _alt(rows: Sequence[TwoSided]) -> str:
    alone_a = sum(row.a != 0 and row.both == row.b == 0 for row in rows)
    alone_b = sum(row.b != 0 and row.both == row.a == 0 for row in rows)
    found = (
        f"Van de {len(rows)} dilemma’s krijgt bij {len(rows) - alone_a - alone_b} elke kant nadruk, "
        f"bij {alone_a} alleen kant A en bij {alone_b} alleen kant B."
    )
    listed = "; ".join(_spoken(row) for row in rows)
    return f"Tweezijdig staafdiagram: op welke kant van een dilemma mensen nadruk leggen. {found} {listed}."


def _spoken(row: TwoSided) -> str:
    sides = ((row.a, row.left), (row.b, row.right), (row.both, "beide"))
    told = [f"{_many(value)} op {side}" for value, side in sides if value != 0]
    return f"{row.name}: {', '.join(told)}" if told else f"{row.name}: niemand"


def _many(value: Number) -> str:
    return "iemand" if value is None else str(value)

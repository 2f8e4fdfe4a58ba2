"""Dots per region: a small panel per label for a few regions, one line per label with all dots on it for many.

A number that may not be told has an open diamond in a panel, and is only counted beside a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.report import wording
from workbench.report.charts import BLUE, IN_TABLE, INK, LINE, chart, label, lines_of
from workbench.report.markup import Html

LABEL, ROW, AIR = 0.2, 0.24, 0.2  # inches: a line of a label, a region, the room under a panel
LONGEST = 20  # letters of a region in a panel
STEP, STACK = 0.1, 0.5  # inches: from dot to dot in one place, and what they may rise together


@dataclass(frozen=True)
class Dot:
    """One region at one label; ``voices`` is None when the number may not be told."""

    name: str
    voices: int | None
    of: int

    @property
    def share(self) -> float | None:
        return None if self.voices is None else self.voices / max(self.of, 1)

    @property
    def told(self) -> str:
        return "genoemd, aantal niet getoond" if self.voices is None else f"{self.voices} van {self.of}"


Row = tuple[str, Sequence[Dot]]


def panels(caption: str, rows: Sequence[Row], *, what: str, behind: Html) -> Html:
    """A small panel per label with a dot per region: the share of its people."""

    def paint(axes, top: float, row: Row) -> None:
        y = label(axes, top, row[0], LABEL, fontweight="bold") + 0.13
        for dot in row[1]:
            _in_panel(axes, y, dot)
            y += ROW

    def height(row: Row) -> float:
        return LABEL * len(lines_of(row[0])) + ROW * len(row[1]) + AIR

    return chart(caption, rows, height=height, paint=paint, alt=lambda part: _alt(part, what), behind=behind)


def strips(caption: str, rows: Sequence[Row], *, what: str, behind: Html) -> Html:
    """A line per label with a dot for every region, those in one place above each other; the ends told in words."""

    def paint(axes, top: float, row: Row) -> None:
        y = label(axes, top, row[0], LABEL, fontweight="bold") + _stack(row[1])
        _on_line(axes, y, row[1])
        axes.text(0.02, y + 0.1, "\n".join(_ends(row[1])), va="top", ha="left", fontsize=9, linespacing=1.2)

    def height(row: Row) -> float:
        return LABEL * len(lines_of(row[0])) + _stack(row[1]) + 0.17 * len(_ends(row[1])) + AIR

    return chart(caption, rows, height=height, paint=paint, alt=lambda part: _alt(part, what), behind=behind)


def _in_panel(axes, y: float, dot: Dot) -> None:
    left, width = 0.4, 0.4
    name = dot.name if len(dot.name) <= LONGEST else dot.name[: LONGEST - 1] + "…"
    axes.text(0.02, y, name, va="center", ha="left", fontsize=9)
    axes.plot([left, left + width], [y, y], color=LINE, linewidth=1.6)
    if dot.share is None:
        axes.plot([left + 0.02], [y], marker="D", markersize=5, markerfacecolor="none", markeredgecolor=INK)
        axes.text(left + width + 0.03, y, "genoemd", va="center", ha="left", fontsize=9)
        return
    axes.plot([left + width * dot.share], [y], marker="o", markersize=7, color=BLUE)
    axes.text(left + width + 0.03, y, dot.told, va="center", ha="left", fontsize=9)


def _places(dots: Sequence[Dot]) -> list[float]:
    """Where on the line the dots stand that may be told: 0 to 1, near ones together."""
    return [round(dot.share, 2) for dot in dots if dot.share is not None]


def _stack(dots: Sequence[Dot]) -> float:
    """Inches that the highest pile of dots takes."""
    return 0.1 + min(STACK, STEP * max(Counter(_places(dots)).values(), default=1))


def _on_line(axes, y: float, dots: Sequence[Dot]) -> None:
    left, width = 0.03, 0.94
    axes.plot([left, left + width], [y, y], color=LINE, linewidth=1.6)
    places = _places(dots)
    step = min(STEP, STACK / max(Counter(places).values(), default=1))
    for number, place in enumerate(places):
        rise = step * places[:number].count(place)
        axes.plot([left + width * place], [y - rise], marker="o", markersize=6, color=BLUE, markeredgecolor="white")


def _ends(dots: Sequence[Dot]) -> list[str]:
    """Which regions stand at the ends of a line, and how many are not on it."""
    seen = sorted({dot.share for dot in dots if dot.share is not None})
    ends = {"meest": seen[-1], "minst": seen[0]} if len(seen) > 1 else {"overal": seen[0]} if seen else {}
    lines = [f"{name}: {_at(dots, share)}" for name, share in ends.items()]
    hidden = sum(dot.share is None for dot in dots)
    if hidden:
        lines.append(f"genoemd, aantal te klein om te tonen: {wording.count(hidden, 'regio', 'regio’s')}")
    return lines


def _at(dots: Sequence[Dot], share: float) -> str:
    here = [dot for dot in dots if dot.share == share]
    if len(here) == 1:
        return f"{here[0].name}, {here[0].told}"
    return f"{len(here)} regio’s, {'niemand' if share == 0 else 'iedereen' if share == 1 else here[0].told}"


def _alt(rows: Sequence[Row], what: str) -> str:
    kind = f"Stippendiagram: per {what} het deel van de gesprekspartners in elke regio dat het noemt."
    widest, found = 0.0, "De regio’s verschillen niet in de aantallen die te zien zijn."
    for words, dots in rows:
        seen = sorted((dot for dot in dots if dot.share is not None), key=lambda dot: dot.share)
        if seen and seen[-1].share - seen[0].share > widest:
            widest = seen[-1].share - seen[0].share
            least, most = seen[0], seen[-1]
            found = f"Grootste verschil: {words}, {most.name} {most.told} en {least.name} {least.told}."
    return f"{kind} Er zijn {len(rows[0][1])} regio’s. {found} {IN_TABLE}"

"""Charts as SVG inside the page: what all of them share, and the plain bars.

Narrow and tall, so that the text stays readable on a phone. Two-sided bars are in ``two_sided``, dots per region in
``dot_plots``, themes by group in ``heatmap``. Each chart carries an alt text that says what it shows and what
stands out, and a table with the numbers behind it. Colours are from the Okabe-Ito set; the difference is also told by
hatching, place, number or marker, so that grey is enough. The same numbers give the same bytes.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import ceil
from textwrap import wrap
from typing import TypeVar

from workbench.report import tables
from workbench.report.markup import Html, element

BLUE, ORANGE, GREY, INK, LINE = "#0072b2", "#d55e00", "#a6adb3", "#20272c", "#d5dade"
WIDTH = 4.0  # inches: 384 CSS pixels, so 10 points stay above 11 pixels on a screen of 360
TALLEST = 4.2  # inches: a longer chart goes on in a next drawing, which on paper stands beside the first
LETTERS, LINE_HEIGHT = 46, 0.19  # of a label on one line, and inches
IN_TABLE = "De getallen staan in de tabel eronder."
Row = TypeVar("Row")

_STYLE = {
    "svg.hashsalt": "workbench",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "text.color": INK,
    "axes.edgecolor": LINE,
    "xtick.color": INK,
    "hatch.linewidth": 1.2,
    "path.simplify": False,
}


@contextmanager
def _canvas(height: float, sides: tuple[float, float]) -> Iterator:
    """A drawing of so many inches high, and axes that fill it: ``sides`` across, inches from the top down."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with mpl.rc_context(_STYLE):
        drawing = Figure(figsize=(WIDTH, height))
        FigureCanvasSVG(drawing)
        axes = drawing.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_axis_off()
        axes.set_xlim(*sides)
        axes.set_ylim(height, 0)
        yield drawing, axes


def _source(drawing) -> str:
    """The drawing as a data address, without date, tool or path in it."""
    stream = io.BytesIO()
    nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
    drawing.savefig(stream, format="svg", metadata=nothing, transparent=True)
    return "data:image/svg+xml;base64," + base64.b64encode(stream.getvalue()).decode("ascii")


def chart(
    caption: str,
    rows: Sequence[Row],
    *,
    height: Callable[[Row], float],
    paint: Callable[[object, float, Row], None],
    alt: Callable[[Sequence[Row]], str],
    behind: Html,
    sides: tuple[float, float] = (0, 1),
    head: float = 0.04,
    foot: float = 0.06,
    frame: Callable[[object, float], None] | None = None,
) -> Html:
    """Rows under each other, with the caption above and the table ``behind`` under them.

    ``height`` says how many inches a row takes, ``paint`` draws it from so many inches below the top, ``alt`` tells
    what these rows show. ``frame`` draws what goes around them in ``head`` and ``foot`` inches, given where they end.
    """
    images = []
    sheets = _sheets(rows, [height(row) for row in rows], TALLEST - head - foot)
    for number, part in enumerate(sheets, 1):
        heights = [height(row) for row in part]
        with _canvas(head + sum(heights) + foot, sides) as (drawing, axes):
            if frame:
                frame(axes, head + sum(heights))
            top = head
            for row, high in zip(part, heights, strict=True):
                paint(axes, top, row)
                top += high
            of = f" Deel {number} van {len(sheets)}." if len(sheets) > 1 else ""
            images.append(_image(drawing, alt(part) + of))
    shown = tables.data_behind("Bekijk de cijfers in een tabel", behind, on_paper="De cijfers")
    return element("figure", element("figcaption", caption), *images, shown, class_="grafiek")


def _sheets(rows: Sequence[Row], heights: Sequence[float], room: float) -> list[list[Row]]:
    """The rows in as few about equal parts as fit; a row that is too high for all stands alone."""
    for number in range(ceil(sum(heights) / room), len(rows)):
        parts = _filled(heights, sum(heights) / number + max(heights) / 2)
        if all(sum(heights[at] for at in part) <= room for part in parts):
            return [[rows[at] for at in part] for part in parts]
    return [[row] for row in rows]


def _filled(heights: Sequence[float], limit: float) -> list[list[int]]:
    """Places of the rows, in parts of at most ``limit`` inches."""
    parts: list[list[int]] = [[]]
    used = 0.0
    for at, height in enumerate(heights):
        if parts[-1] and used + height > limit:
            parts.append([])
            used = 0.0
        parts[-1].append(at)
        used += height
    return parts


def _image(drawing, alt: str) -> Html:
    width, height = (round(float(inches) * 96) for inches in drawing.get_size_inches())
    return Html(str(element("img", src=_source(drawing), alt=alt, width=width, height=height)).replace("</img>", ""))


def lines_of(label: str) -> list[str]:
    """A label broken to the width of a drawing."""
    return wrap(label, LETTERS) or [""]


def label(axes, top: float, words: str, line: float, **style: str) -> float:
    """Write a label over the width of a drawing; ``line`` inches for each of its lines. Gives where it ends."""
    lines = lines_of(words)
    axes.text(0.005, top, "\n".join(lines), va="top", ha="left", linespacing=1.15, **style)
    return top + line * len(lines)


def bars(caption: str, rows: Sequence[tuple[str, int]], total: int, *, unit: str, behind: Html) -> Html:
    """A bar per label, in the order given, with the number at its end; the scale ends at ``total``."""

    def paint(axes, top: float, row: tuple[str, int]) -> None:
        words, value = row
        y = label(axes, top, words, LINE_HEIGHT) + 0.1
        axes.plot([0.005, 0.93], [y, y], color=LINE, linewidth=6, solid_capstyle="butt")
        end = 0.005 + 0.925 * value / max(total, 1)
        axes.plot([0.005, end], [y, y], color=BLUE, linewidth=6, solid_capstyle="butt")
        axes.text(0.945, y, str(value), va="center", ha="left", fontweight="bold")

    def alt(part: Sequence[tuple[str, int]]) -> str:
        most, highest = max(part, key=lambda row: row[1])
        least, lowest = min(part, key=lambda row: row[1])
        ends = f" Meest: {most} ({highest}). Minst: {least} ({lowest})."
        if highest == lowest:
            ends = " Alle staven zijn even lang." if len(part) > 1 else ""
        listed = "; ".join(f"{words}: {value}" for words, value in part)
        return f"Staafdiagram, {unit}, van {total}.{ends} Alle waarden: {listed}."

    return chart(
        caption,
        rows,
        height=lambda row: LINE_HEIGHT * len(lines_of(row[0])) + 0.27,
        paint=paint,
        alt=alt,
        behind=behind,
    )

"""Charts as SVG inside the page: narrow and tall, so that the text stays readable on a phone.

Each chart carries an alt text that says what it shows and a table with the numbers behind it. Colours are from
the Okabe-Ito set; the difference is also told by hatching, place or marker, so that grey is enough. The same
numbers give the same bytes.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from textwrap import wrap

from workbench.report import tables
from workbench.report.markup import Html, element

BLUE, ORANGE, GREY, INK, LINE = "#0072b2", "#d55e00", "#a6adb3", "#20272c", "#d5dade"
WIDTH = 4.0  # inches: 384 CSS pixels, so 10 points stay above 11 pixels on a screen of 360
LETTERS = 46  # of a label on one line

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
def _canvas(height: float) -> Iterator:
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with mpl.rc_context(_STYLE):
        drawing = Figure(figsize=(WIDTH, height))
        FigureCanvasSVG(drawing)
        axes = drawing.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_axis_off()
        yield drawing, axes


def _source(drawing) -> str:
    """The drawing as a data address, without date, tool or path in it."""
    stream = io.BytesIO()
    nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
    drawing.savefig(stream, format="svg", metadata=nothing, transparent=True)
    return "data:image/svg+xml;base64," + base64.b64encode(stream.getvalue()).decode("ascii")


def _figure(drawing, alt: str, caption: str, behind: Html) -> Html:
    width, height = (round(float(inches) * 96) for inches in drawing.get_size_inches())
    image = Html(str(element("img", src=_source(drawing), alt=alt, width=width, height=height)).replace("</img>", ""))
    shown = tables.data_behind("Bekijk de cijfers in een tabel", behind)
    return element("figure", element("figcaption", caption), image, shown, class_="grafiek")


def _lines(label: str) -> list[str]:
    return wrap(label, LETTERS) or [""]


def bars(caption: str, rows: Sequence[tuple[str, int]], total: int, *, unit: str, behind: Html) -> Html:
    """A bar per label, in the order given, with the number at its end; the scale ends at ``total``."""
    heights = [0.19 * len(_lines(label)) + 0.27 for label, _ in rows]
    with _canvas(sum(heights) + 0.1) as (drawing, axes):
        axes.set_xlim(0, 1)
        axes.set_ylim(sum(heights) + 0.1, 0)
        top = 0.03
        for (label, value), height in zip(rows, heights, strict=True):
            lines = _lines(label)
            axes.text(0.005, top, "\n".join(lines), va="top", ha="left", linespacing=1.15)
            y = top + 0.19 * len(lines) + 0.1
            axes.plot([0.005, 0.93], [y, y], color=LINE, linewidth=6, solid_capstyle="butt")
            end = 0.005 + 0.925 * value / max(total, 1)
            axes.plot([0.005, end], [y, y], color=BLUE, linewidth=6, solid_capstyle="butt")
            axes.text(0.945, y, str(value), va="center", ha="left", fontweight="bold")
            top += height
        most = f"{rows[0][0]} ({rows[0][1]})"
        least = f"{rows[-1][0]} ({rows[-1][1]})"
        extremes = f" Meest: {most}. Minst: {least}." if rows[0][1] != rows[-1][1] else " Alle staven zijn even lang."
        alt = f"Staafdiagram, {unit}, van {total}.{extremes if len(rows) > 1 else ''}"
        listed = "; ".join(f"{label}: {value}" for label, value in rows)
        return _figure(drawing, f"{alt} Alle waarden: {listed}.", caption, behind)


@dataclass(frozen=True)
class TwoSided:
    """One row of the two-sided chart: names of both poles and the number of people who stress each, or both."""

    name: str
    left: str
    right: str
    a: int
    both: int
    b: int


def two_sided(caption: str, rows: Sequence[TwoSided], *, behind: Html) -> Html:
    """Per dilemma a bar to the left for pole A, to the right for pole B, and the undecided in the middle."""
    height = 0.72
    widest = max(max(row.a, row.b) + row.both / 2 for row in rows) or 1
    with _canvas(height * len(rows) + 0.36) as (drawing, axes):
        axes.set_xlim(-1.1, 1.1)
        axes.set_ylim(height * len(rows) + 0.36, 0)
        for number, row in enumerate(rows):
            y = 0.06 + number * height
            axes.text(-1.09, y, "A  " + "\n".join(wrap(row.left, 22)), va="top", ha="left", fontsize=9.5)
            axes.text(1.09, y, "\n".join(wrap(row.right, 22)) + "  B", va="top", ha="right", fontsize=9.5)
            _bar(axes, y + 0.47, row, 0.95 / widest)
        y = height * len(rows) + 0.16
        for x, color, hatch, name in (
            (-1.06, BLUE, "", "nadruk op A"),
            (-0.28, GREY, "", "beide"),
            (0.3, ORANGE, "///", "nadruk op B"),
        ):
            axes.barh(y, 0.1, left=x, height=0.13, color=color, hatch=hatch, edgecolor="white", linewidth=0)
            axes.text(x + 0.14, y, name, va="center", fontsize=9)
        listed = "; ".join(
            f"{row.name}: {row.a} op {row.left}, {row.b} op {row.right}"
            + (f", {row.both} op beide" if row.both else "")
            for row in rows
        )
        alt = f"Tweezijdig staafdiagram: hoeveel gesprekspartners per dilemma op welke kant nadruk leggen. {listed}."
        return _figure(drawing, alt, caption, behind)


def _bar(axes, y: float, row: TwoSided, scale: float) -> None:
    middle = row.both * scale / 2
    parts = (
        (-middle - row.a * scale, row.a, BLUE, ""),
        (-middle, row.both, GREY, ""),
        (middle, row.b, ORANGE, "///"),
    )
    for left, value, color, hatch in parts:
        if value:
            axes.barh(
                y,
                value * scale,
                left=left,
                height=0.2,
                color=color,
                hatch=hatch,
                edgecolor="white",
                linewidth=0,
            )
            center = left + value * scale / 2
            box = {"facecolor": "white", "edgecolor": "none", "pad": 1.2, "alpha": 0.92}
            axes.text(center, y, str(value), va="center", ha="center", fontsize=9, fontweight="bold", bbox=box)
    axes.plot([0, 0], [y - 0.15, y + 0.15], color=INK, linewidth=0.8)


@dataclass(frozen=True)
class Dot:
    """One region in one panel; ``voices`` is None when the number may not be told."""

    name: str
    voices: int | None
    of: int


def panels(caption: str, rows: Sequence[tuple[str, Sequence[Dot]]], *, behind: Html) -> Html:
    """A small panel per label with a dot per region: the share of its people; an open mark when not told."""
    row_height = 0.24
    heights = [0.2 * len(_lines(label)) + row_height * len(dots) + 0.2 for label, dots in rows]
    with _canvas(sum(heights)) as (drawing, axes):
        axes.set_xlim(0, 1)
        axes.set_ylim(sum(heights), 0)
        top = 0.04
        for (label, dots), height in zip(rows, heights, strict=True):
            lines = _lines(label)
            axes.text(0.005, top, "\n".join(lines), va="top", ha="left", fontweight="bold", linespacing=1.15)
            y = top + 0.2 * len(lines) + 0.13
            for dot in dots:
                _dot(axes, y, dot)
                y += row_height
            top += height
        listed = "; ".join(
            f"{label}: " + ", ".join(f"{dot.name} {_spoken(dot)}" for dot in dots) for label, dots in rows
        )
        alt = f"Stippendiagram: per thema het deel van de gesprekspartners in elke regio dat het noemt. {listed}."
        return _figure(drawing, alt, caption, behind)


def _spoken(dot: Dot) -> str:
    return "genoemd, aantal niet getoond" if dot.voices is None else f"{dot.voices} van {dot.of}"


def _dot(axes, y: float, dot: Dot) -> None:
    left, width = 0.42, 0.4
    name = dot.name if len(dot.name) <= 20 else dot.name[:19] + "…"
    axes.text(0.02, y, name, va="center", ha="left", fontsize=9)
    axes.plot([left, left + width], [y, y], color=LINE, linewidth=1.6)
    if dot.voices is None:
        axes.plot([left + 0.02], [y], marker="D", markersize=5, markerfacecolor="none", markeredgecolor=GREY)
        axes.text(left + width + 0.03, y, "genoemd", va="center", ha="left", fontsize=8.5)
        return
    at = left + width * dot.voices / max(dot.of, 1)
    axes.plot([at], [y], marker="o", markersize=7, color=BLUE)
    axes.text(left + width + 0.03, y, f"{dot.voices} van {dot.of}", va="center", ha="left", fontsize=8.5)

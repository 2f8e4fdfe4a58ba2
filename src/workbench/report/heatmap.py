"""A heat map of codes by group: one colour from light to dark, and the number in every cell, so grey is enough."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from textwrap import wrap

from workbench.report import wording
from workbench.report.charts import GREY, IN_TABLE, INK, LINE_HEIGHT, chart, label, lines_of
from workbench.report.markup import Html

#: from none to all; light enough for dark figures up to the third, dark enough for white ones from the fourth
STEPS = ("#ffffff", "#d6e6f2", "#9cc4e2", "#2a73a8", "#0b4f86")
WHITE_FROM = 3
CELL, HEAD = 0.25, 0.17  # inches: a cell, a line above the columns
SIZE, LETTERS = 9, 50  # above the columns: points, and letters on one line
Cell = int | None
Group = tuple[str, int]
Row = tuple[str, Sequence[Cell]]


def heatmap(caption: str, groups: Sequence[Group], rows: Sequence[Row], *, behind: Html) -> Html:
    """A row of cells for every label; ``groups``: name and number of people of each column.

    A cell is a number of people, or None where it may not be told: that cell is hatched, whatever its number.
    """
    key, names = _headings(groups)
    wide = 0.99 / len(groups)

    def frame(axes, _: float) -> None:
        for at, line in enumerate(key):
            axes.text(0.005, 0.02 + HEAD * at, line, va="top", ha="left", fontsize=SIZE)
        for at, lines in enumerate(names):
            place = 0.005 + wide * (at + 0.5), 0.04 + HEAD * len(key)
            axes.text(*place, "\n".join(lines), va="top", ha="center", fontsize=SIZE)

    def paint(axes, top: float, row: Row) -> None:
        y = label(axes, top, row[0], LINE_HEIGHT) + 0.03
        for at, (cell, (_, of)) in enumerate(zip(row[1], groups, strict=True)):
            _cell(axes, 0.005 + wide * at, y, wide, cell, of)

    return chart(
        caption,
        rows,
        height=lambda row: LINE_HEIGHT * len(lines_of(row[0])) + CELL + 0.1,
        paint=paint,
        alt=lambda part: _alt(groups, part),
        behind=behind,
        head=HEAD * (len(key) + max(map(len, names))) + 0.12,
        frame=frame,
    )


def _headings(groups: Sequence[Group]) -> tuple[list[str], list[list[str]]]:
    """Lines of a key, and the lines above each column: its name, or a number where a name is too long for it."""
    room = LETTERS // len(groups) - 1
    whole = [f"{name} ({number})" for name, number in groups]
    names = [wrap(name, room, break_long_words=False) for name in whole]
    if all(len(line) <= room for lines in names for line in lines):
        return [], names
    key = [
        line for at, name in enumerate(whole, 1) for line in wrap(f"{at}  {name}", LETTERS, subsequent_indent="    ")
    ]
    return key, [[str(at)] for at in range(1, len(groups) + 1)]


def _cell(axes, x: float, y: float, wide: float, cell: Cell, of: int) -> None:
    from matplotlib.patches import Rectangle

    step = min(ceil((len(STEPS) - 1) * (cell or 0) / max(of, 1)), len(STEPS) - 1)
    color, hatch = (STEPS[step], "") if cell is not None else (STEPS[0], "////")
    axes.add_patch(Rectangle((x, y), wide, CELL, facecolor=color, edgecolor=GREY, hatch=hatch, linewidth=0.8))
    if cell is not None:
        told = str(cell) if cell else "–"
        ink = STEPS[0] if step >= WHITE_FROM else INK
        axes.text(x + wide / 2, y + CELL / 2, told, va="center", ha="center", color=ink, fontweight="bold")


def _alt(groups: Sequence[Group], rows: Sequence[Row]) -> str:
    """What is most and what is missing; the numbers themselves are in the table."""
    kind = f"Warmtekaart: hoeveel mensen van {len(groups)} groepen elk van {len(rows)} thema’s noemen."
    cells = [(words, group, cell) for words, row in rows for group, cell in zip(groups, row, strict=True)]
    told = [(cell / max(of, 1), words, f"{name}, {cell} van {of}") for words, (name, of), cell in cells if cell]
    parts = [kind]
    if told:
        _, words, who = max(told, key=lambda one: one[0])
        parts.append(f"Donkerst: {words} ({who}).")
    if empty := sum(cell == 0 for *_, cell in cells):
        parts.append(f"In {wording.count(empty, 'vak', 'vakken')} noemt niemand van de groep het.")
    if hidden := sum(cell is None for *_, cell in cells):
        parts.append(f"Van {hidden} van de {len(cells)} vakken tonen wij het aantal niet.")
    return " ".join([*parts, IN_TABLE])

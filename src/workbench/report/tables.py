"""HTML tables that a screen reader can read and a phone can show.

The roles are written out because the style lays tables out as blocks on a phone, and browsers then forget them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.report.breaks import breakable
from workbench.report.markup import Html, element, text


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    numbers: Sequence[int] = (),
    note: str = "",
    compact: bool = False,
    headed: bool = False,
) -> Html:
    """A table with caption and header cells with scope; the first column heads its row.

    ``numbers`` are places of columns to set right. On a narrow screen each row becomes a block in which every
    cell carries the name of its column; ``compact``, for labels and numbers, sets those cells behind each other, or two
    beside each other, with soft hyphens in long words.
    ``headed``: a heading above says the same, so only a screen reader gets the caption.
    No rows: a sentence instead of an empty table.
    """
    found = list(rows)
    if not found:
        return element("p", "Niets gevonden." if headed else f"{caption}: niets gevonden.", class_="leeg")
    head = element("tr", *(_head(name, place in numbers) for place, name in enumerate(columns)), role="row")
    body = [element("tr", *_cells(row, columns, numbers, compact), role="row") for row in found]
    small = element("p", note, class_="noot") if note else ""
    parts = (element("thead", head, role="rowgroup"), element("tbody", *body, role="rowgroup"))
    kind = _kind(len(columns), compact)
    whole = element("table", _caption(caption, headed), *parts, role="table", class_=kind)
    return element("div", whole, small, class_="tabel")


def _kind(columns: int, compact: bool) -> str | None:
    if columns == 2:
        return "paar" if compact else "twee"
    return "raster" if compact else None


def _caption(caption: str, headed: bool) -> Html:
    return element("caption", element("span", caption, class_="onzichtbaar") if headed else caption)


def dot(value: int | None) -> Html:
    """A number of people as a mark with its text: full with the number, half when not told, open for nobody."""
    mark, said, hidden = (
        ("◐", "", "genoemd") if value is None else ("●", str(value), "") if value else ("○", "", "niet")
    )
    parts = [element("span", mark, class_="stip", aria_hidden="true")]
    if said:
        parts.append(text(f" {said}"))
    if hidden:
        parts.append(element("span", hidden, class_="onzichtbaar"))
    return Html(f'<span class="{"nul" if value == 0 else "wel"}">{"".join(parts)}</span>')


def _head(name: str, number: bool) -> Html:
    return element("th", name, scope="col", role="columnheader", class_="getal" if number else None)


def _cells(row: Sequence[object], columns: Sequence[str], numbers: Sequence[int], compact: bool) -> Iterable[Html]:
    shown = breakable if compact else text
    yield element("th", _inside(shown(row[0])), scope="row", role="rowheader")
    for place, value in enumerate(row[1:], start=1):
        kind = "getal" if place in numbers else None
        yield element("td", _inside(shown(value)), role="cell", class_=kind, data_kolom=columns[place])


def _inside(value: Html) -> Html:
    # a quote is a block, and a block may not stand in a span
    return element("div" if str(value).startswith("<blockquote") else "span", value, class_="cel")


def data_behind(summary: str, inside: Html, *, printed: bool = False, on_paper: str = "") -> Html:
    """A closed block with the numbers of a chart or further rows; opens without script. ``printed``: on paper too.

    ``on_paper`` stands in PDF and Word instead of a ``summary`` that asks for a click.
    """
    shown = element("summary", summary, data_papier=on_paper or None)
    return element("details", shown, inside, class_="meer" if printed else None)

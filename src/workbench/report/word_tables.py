"""Tables for Word: a header row that comes back on every sheet, cells that head their column or row, a caption."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.report import word_runs, word_sheet

if TYPE_CHECKING:
    from bs4 import Tag
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

LETTERS = 95  # of a cell's size that fit beside each other on a sheet
NARROWEST, SHORT, PADDING = 6, 14, 3  # letters: of a column, of a text that stays on one line, around a text


def next_paragraph(target: Document | _Cell, style: str) -> Paragraph:
    """A new paragraph at the end; in a new cell the one that is there already."""
    last = target.paragraphs[-1:] if hasattr(target, "_tc") else []
    if last and not last[0].runs and not last[0].text and len(target.paragraphs) == 1 and not target.tables:
        last[0].style = style
        return last[0]
    return target.add_paragraph(style=style)


def add(target: Document | _Cell, tag: Tag, fill: Callable[[_Cell, Tag], None]) -> None:
    """Put a table of the page at the end of the document; ``fill`` writes what stands in a cell."""
    caption = tag.find("caption")
    if caption is not None:
        word_runs.write(next_paragraph(target, "Caption"), caption.children)
    rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
    grid, columns = _grid(rows)
    if not grid:
        return
    table = target.add_table(rows=len(rows), cols=columns)
    table.style = "Rapporttabel"
    _describe(table, caption.get_text(" ", strip=True) if caption is not None else "")
    for (row, column), (source, down, across) in grid.items():
        cell = table.cell(row, column)
        if down > 1 or across > 1:
            cell = cell.merge(table.cell(row + down - 1, column + across - 1))
        fill(cell, source)
        _dress(cell, source)
    for number, row in enumerate(rows):
        _keep_together(table.rows[number]._tr, heads=row.find_parent("thead") is not None)
    _widths(table, grid, columns)


def _grid(rows: list[Tag]) -> tuple[dict[tuple[int, int], tuple[Tag, int, int]], int]:
    """Where each cell stands, with how many rows and columns it takes; and the number of columns."""
    grid: dict[tuple[int, int], tuple[Tag, int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row.find_all(["th", "td"], recursive=False):
            while (number, column) in taken:
                column += 1
            down = min(_span(cell, "rowspan"), len(rows) - number)
            across = _span(cell, "colspan")
            grid[number, column] = (cell, down, across)
            taken |= {(number + y, column + x) for y in range(down) for x in range(across)}
            column += across
    return grid, max((column for _, column in taken), default=-1) + 1


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1"))
    return max(1, int(value)) if value.isdecimal() else 1


def _dress(cell: _Cell, source: Tag) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for paragraph in cell.paragraphs:
        if source.find_parent("thead") is not None and paragraph.style.name in ("Tabelcel", "Normal"):
            paragraph.style = "Tabelkop"
        if "getal" in source.get("class", []):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _describe(table: Table, caption: str) -> None:
    """Which row and column head the others, and the caption as the table's own title for who cannot see it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        properties.append(look)
    look.attrib.clear()
    for name, value in {"val": "04A0", "firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0",
                        "noHBand": "0", "noVBand": "1"}.items():  # fmt: skip
        look.set(qn(f"w:{name}"), value)
    if caption:
        title = OxmlElement("w:tblCaption")
        title.set(qn("w:val"), caption)
        look.addnext(title)


def _keep_together(row, *, heads: bool) -> None:
    from docx.oxml import OxmlElement

    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if heads:
        properties.append(OxmlElement("w:tblHeader"))


def _widths(table: Table, grid, columns: int) -> None:
    """Columns wide enough for their longest word; the room that is left goes to those with the longest text."""
    from docx.shared import Emu

    need, want = [NARROWEST] * columns, [NARROWEST] * columns
    for (_, column), (source, _, across) in grid.items():
        if across == 1:
            text = source.get_text(" ", strip=True)
            whole = [text] if len(text) <= SHORT else text.split()
            need[column] = max(need[column], min(max(map(len, whole), default=0) + PADDING, LETTERS // 3))
            want[column] = max(want[column], min(len(text) + PADDING, LETTERS * 2 // 3))
    room, asked = max(LETTERS - sum(need), 0), sum(want) - sum(need)
    more = room / asked if asked > 0 else 0
    shares = [least + more * (most - least) for least, most in zip(need, want, strict=True)]
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(int(word_sheet.TEXT_WIDTH * share / sum(shares)))
        for cell in column.cells:
            cell.width = column.width

"""Tables for Word: a header row that comes back on every sheet, cells that head their column or row, a caption.

Both sides of a dilemma stand in a table as well, since Word has nothing else that sets two blocks beside each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TYPE_CHECKING

from workbench.report import word_runs, word_sheet
from workbench.report.paper import HEADINGS
from workbench.report.word_styles import BLUE, ORANGE

if TYPE_CHECKING:
    from bs4 import Tag
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

LETTERS = 95  # of a cell's size that fit beside each other on a sheet
NARROWEST, SHORT, PADDING = 6, 14, 3  # letters: of a column, of a text that stays on one line, around a text
BOLD = 1.3  # letters that a bold one takes, also in a broader font than ours
SIDES = (("single", BLUE), ("dashed", ORANGE))  # the line above either side of a dilemma


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
    _describe(table, caption.get_text(" ", strip=True) if caption is not None else str(tag.get("aria-label", "")))
    for (row, column), (source, down, across) in grid.items():
        cell = table.cell(row, column)
        if down > 1 or across > 1:
            cell = cell.merge(table.cell(row + down - 1, column + across - 1))
        fill(cell, source)
        _dress(cell, source)
    for number, row in enumerate(rows):
        _keep_together(table.rows[number]._tr, heads=row.find_parent("thead") is not None)
    _widths(table, grid, columns)


def beside(target: Document | _Cell, sides: Sequence[Tag], fill: Callable[[_Cell, Tag], None]) -> None:
    """Put blocks that each begin with a heading beside each other: their headings are the header row of a table."""
    heads = [side.find(HEADINGS) for side in sides]
    names = [head.get_text(" ", strip=True) for head in heads]
    table = target.add_table(rows=2, cols=len(sides))
    table.style = "Polentabel"
    _describe(table, f"Naast elkaar: {' en '.join(names)}", headed_rows=False)
    for column, (side, head) in enumerate(zip(sides, heads, strict=True)):
        fill(table.cell(0, column), head)
        head.extract()
        fill(table.cell(1, column), side)
        _line_above(table.cell(0, column), *SIDES[column % len(SIDES)])
    for number, row in enumerate(table.rows):
        _keep_together(row._tr, heads=number == 0)


def _line_above(cell: _Cell, kind: str, color: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    line = f'<w:top w:val="{kind}" w:sz="18" w:space="0" w:color="{color}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{line}</w:tcBorders>"))


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


def _describe(table: Table, caption: str, *, headed_rows: bool = True) -> None:
    """Which row and column head the others, and the caption as the table's own title for who cannot see it.

    Without ``headed_rows`` only the first row heads.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        properties.append(look)
    look.attrib.clear()
    bits, first = ("04A0", "1") if headed_rows else ("0420", "0")
    for name, value in {"val": bits, "firstRow": "1", "lastRow": "0", "firstColumn": first, "lastColumn": "0",
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
            heads = source.find_parent("thead") is not None
            whole = [text] if len(text) <= SHORT and not heads else text.split()
            longest = max(map(len, whole), default=0) * (BOLD if heads else 1)
            need[column] = max(need[column], min(ceil(longest) + PADDING, LETTERS // 3))
            want[column] = max(want[column], need[column], min(len(text) + PADDING, LETTERS * 2 // 3))
    room, asked = max(LETTERS - sum(need), 0), sum(want) - sum(need)
    more = room / asked if asked > 0 else 0
    shares = [least + more * (most - least) for least, most in zip(need, want, strict=True)]
    table.autofit = False
    wide = word_sheet.text_width(table.part.document)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(int(wide * share / sum(shares)))
        for cell in column.cells:
            cell.width = column.width

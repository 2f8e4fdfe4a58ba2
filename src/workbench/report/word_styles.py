"""How a Word report looks: styles by name, so that whoever goes on with it in Word can change them in one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

SMALL, LEAST, TIGHT = 0.86, 8, 0.4  # of a letter, in points at least, of the room between
INK, SOFT, ACCENT, WARN, BLUE, ORANGE = "20272C", "444444", "0B5C7A", "5A2D00", "0072B2", "B34F00"


@dataclass(frozen=True)
class _Style:
    """A paragraph style; sizes and spaces in points."""

    name: str
    base: str = "Normal"
    size: float = 0
    bold: bool | None = None
    italic: bool | None = None
    color: str = ""
    font: str = ""
    before: float = 0
    after: float = 4
    indent: float = 0
    with_next: bool = False
    shade: str = ""
    line: str = ""  # colour of a line left of it
    height: float = 1.15  # of a line, in letters; of Normal, and so of all


STYLES = (
    _Style("Normal", "", 10.5, color=INK, font="Calibri", after=6),
    _Style("Heading 1", "Normal", 22, True, color=INK, font="Georgia", before=12, with_next=True),
    _Style("Heading 2", "Normal", 16, True, color=ACCENT, font="Georgia", before=24, after=6, with_next=True),
    _Style("Heading 3", "Normal", 13, True, color=INK, font="Georgia", before=16, with_next=True),
    _Style("Heading 4", "Normal", 11.5, True, False, color=INK, font="Georgia", before=12, after=2, with_next=True),
    _Style("Heading 5", "Normal", 11, True, color=INK, font="Georgia", before=10, after=2, with_next=True),
    _Style("Heading 6", "Normal", 10.5, True, False, color=INK, font="Georgia", before=10, after=2, with_next=True),
    _Style("Subtitle", "Normal", 12, False, False, color=SOFT, after=8),
    _Style("Caption", "Normal", 9.5, True, color=INK, before=8, after=3, with_next=True),
    _Style(
        "Quote", "Normal", 0, False, False, "", "Georgia", before=6, after=1, indent=10, with_next=True, line="BBBBBB"
    ),
    _Style("Citaatbron", "Normal", 9, color=SOFT, after=8, indent=10, line="BBBBBB"),
    _Style("Merk", "Normal", bold=True, color=WARN, after=0, shade="FDF0DC"),
    _Style("Waarschuwing", "Normal", color=WARN, shade="FDF0DC", line=WARN),
    _Style("Uitleg", "Normal", color=SOFT, with_next=True),
    _Style("Noot", "Normal", 9, color=SOFT, before=3),
    _Style("Over", "Noot", 9, color=SOFT, before=3, with_next=True),
    _Style("Leeg", "Normal", italic=True, color=SOFT),
    _Style("Telling", "Normal", bold=True, with_next=True),
    _Style("Samenvatting", "Normal", bold=True, before=6, with_next=True),
    _Style("Vraag", "Normal", before=6, after=8, shade="F4F4F4", line="999999"),
    _Style("Grafiek", "Normal", after=6),
    _Style("Inhoud", "Normal", after=2),
    _Style("Tabelcel", "Normal", 9, before=1, after=1),
    _Style("Tabelkop", "Tabelcel", 9, True, before=1, after=1, with_next=True),
    _Style("Vindplaats", "List Bullet", 8, color=SOFT, after=0),
)
CLASSES = {
    "over": "Over", "merk": "Merk", "waarschuwing": "Waarschuwing", "uitleg": "Uitleg", "noot": "Noot", "leeg": "Leeg",
    "telling": "Telling", "samenvatting": "Samenvatting", "vraag": "Vraag", "bron": "Citaatbron",
    "bijschrift": "Caption", "onder-titel": "Subtitle",
}  # fmt: skip


def of_classes(classes: Sequence[str]) -> str:
    """The style that goes with a class of the page; "" when there is none."""
    return next((CLASSES[one] for one in classes if one in CLASSES), "")


def dress(document: Document, *, small: bool = False) -> None:
    """Give a new document our styles, and take out those that it does not need; ``small`` for a factsheet."""
    from docx.oxml.ns import qn

    for style in STYLES:
        _paragraph_style(document, _smaller(style) if small else style)
    _letter_styles(document)
    root = document.styles.element
    for style in root.findall(qn("w:style")):
        twin = style.find(qn("w:link"))
        if twin is not None:  # a second look of the same name, for letters, which ours does not have
            style.remove(twin)
        kind, name = style.get(qn("w:type")), style.get(qn("w:styleId"))
        if (kind == "table" and name != "TableNormal") or (kind == "character" and name.endswith("Char")):
            root.remove(style)
    _table_style(root)


def _smaller(style: _Style) -> _Style:
    """The same style in letters of 9 points, headings less large, and little room between."""
    size = round(max(style.size * SMALL, LEAST) * 2) / 2 if style.size else 0
    before, after = round(style.before * TIGHT), round(style.after * TIGHT)
    return replace(style, size=size, before=before, after=after, height=1.0)


def rgb(color: str):
    """A colour from its six digits."""
    from docx.shared import RGBColor

    return RGBColor.from_string(color)


def _paragraph_style(document: Document, wanted: _Style) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    known = {style.name for style in document.styles}
    new = wanted.name not in known
    style = document.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH) if new else document.styles[wanted.name]
    if wanted.base:
        style.base_style = document.styles[wanted.base]
    style.quick_style, style.hidden = True, False
    font, space = style.font, style.paragraph_format
    font.size = Pt(wanted.size) if wanted.size else None
    font.bold, font.italic = wanted.bold, wanted.italic
    if wanted.color:
        font.color.rgb = rgb(wanted.color)
    if wanted.font:
        _face(style, wanted.font)
    space.space_before, space.space_after = Pt(wanted.before), Pt(wanted.after)
    if wanted.indent:
        space.left_indent = Pt(wanted.indent)
    space.keep_with_next = wanted.with_next or None
    if wanted.name == "Normal":
        space.line_spacing = wanted.height
    _frame(style.element.get_or_add_pPr(), wanted)


def _face(style, name: str) -> None:
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{key}"), name)


def _frame(properties, wanted: _Style) -> None:
    """Shade and line; they stand before the spacing in the order that the format asks for."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    spacing = properties.find(qn("w:spacing"))
    if wanted.line:
        left = f'<w:left w:val="single" w:sz="18" w:space="6" w:color="{wanted.line}"/>'
        spacing.addprevious(parse_xml(f"<w:pBdr {nsdecls('w')}>{left}</w:pBdr>"))
    if wanted.shade:
        fill = f'w:val="clear" w:color="auto" w:fill="{wanted.shade}"'
        spacing.addprevious(parse_xml(f"<w:shd {nsdecls('w')} {fill}/>"))


def _letter_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_UNDERLINE
    from docx.shared import Pt

    for name, size, color, underline in (
        ("Pool A", 0, BLUE, WD_UNDERLINE.SINGLE),
        ("Pool B", 0, ORANGE, WD_UNDERLINE.DASH),
        ("Pool-letter", 8, INK, None),
        ("Spoor", 7.5, SOFT, None),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb, style.font.underline = rgb(color), underline
        if size:
            style.font.size, style.font.name = Pt(size), "Calibri"


def _table_style(root) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    def line(side: str, size: int, color: str) -> str:
        return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{color}"/>'

    borders = line("bottom", 4, "BBBBBB") + line("insideH", 4, "BBBBBB")
    head = f"<w:tcPr><w:tcBorders>{line('bottom', 8, '777777')}</w:tcBorders></w:tcPr>"
    for name, inside in (
        ("Rapporttabel", f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
                         f'<w:tblStylePr w:type="firstRow">{head}</w:tblStylePr>'),
        ("Polentabel", '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F4F4F4"/></w:tcPr>'),
    ):  # fmt: skip
        root.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
                f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>{inside}</w:style>'
            )
        )

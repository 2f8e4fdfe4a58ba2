"""The sheet of a Word report: its size, language, head and foot, and the marks before the items of lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.report.word_styles import WARN, rgb

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

WIDE, TALL = 21.0, 29.7  # cm: a sheet of A4
MARGINS, SMALL_MARGINS = (2.0, 2.2, 2.0), (1.5, 1.6, 1.3)  # cm: at the sides, above, below


def prepare(document: Document, language: str, *, small: bool = False) -> None:
    """An A4 sheet, the language for spelling and speech, and plain dots before the items of lists.

    ``small`` for a factsheet: margins that leave more room.
    """
    from docx.oxml.ns import qn
    from docx.shared import Cm

    sheet = document.sections[0]
    side, above, below = SMALL_MARGINS if small else MARGINS
    sheet.page_width, sheet.page_height = Cm(WIDE), Cm(TALL)
    sheet.left_margin = sheet.right_margin = Cm(side)
    sheet.top_margin, sheet.bottom_margin = Cm(above), Cm(below)
    if small:
        sheet.header_distance, sheet.footer_distance = Cm(0.8), Cm(0.6)
    full = f"{language}-{language.upper()}" if len(language) == 2 else language
    settings = document.settings.element
    for lang in [*document.styles.element.iter(qn("w:lang")), *settings.iter(qn("w:themeFontLang"))]:
        lang.attrib.clear()
        lang.set(qn("w:val"), full)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word says "compatibility mode" above the document
    _bullets(document)


def text_width(document: Document) -> int:
    """How wide the text on a sheet is, in EMU."""
    sheet = document.sections[0]
    return sheet.page_width - sheet.left_margin - sheet.right_margin


def head_and_foot(document: Document, marks: Sequence[str], title: str) -> None:
    """The marks at the head of every sheet, the title and the number of the sheet at its foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    sheet = document.sections[0]
    if marks:
        head = sheet.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = head.add_run(" · ".join(marks))
        run.bold = True
        run.font.color.rgb = rgb(WARN)
    foot = sheet.footer.paragraphs[0]
    foot.style = document.styles["Footer"]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run(f"{title}   ")
    _field(foot, "PAGE", "1")


class Numbering:
    """Marks before the items of lists; each numbered list begins at 1 again."""

    def __init__(self, document: Document):
        self.document = document

    def of(self, style: str) -> int | None:
        """The number of the list that a style is part of; None when it is none."""
        properties = self.document.styles[style].element.pPr
        return properties.numPr.numId.val if properties is not None and properties.numPr is not None else None

    def fresh(self, style: str) -> int | None:
        """The number of a new list of this style; None when the style is not numbered."""
        numbering, known = self.document.part.numbering_part.element, self.of(style)
        if known is None:
            return None
        kind = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == known)
        number = numbering.add_num(kind)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return number.numId


def numbered(paragraph: Paragraph, number: int) -> None:
    """Make a paragraph an item of a list that ``Numbering`` gave."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _bullets(document: Document) -> None:
    """A plain dot before every item, in any font; and the same dot where trails are listed."""
    from docx.oxml.ns import qn

    for level in document.part.numbering_part.element.iter(qn("w:lvl")):
        if level.find(qn("w:numFmt")).get(qn("w:val")) == "bullet":
            level.find(qn("w:lvlText")).set(qn("w:val"), "•")
            letters = level.find(qn("w:rPr"))
            if letters is not None:
                level.remove(letters)
    known = document.styles["List Bullet"].element.pPr.numPr.numId.val
    document.styles["Vindplaats"].element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = known


def _field(paragraph: Paragraph, code: str, shown: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(paragraph.add_run(shown)._r)
    paragraph._p.append(field)

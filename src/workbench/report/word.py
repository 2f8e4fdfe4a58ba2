"""A finished page as a Word document: real headings, lists, tables and quotes, in the words and order of the page.

``make`` walks over the page. Looks are in ``word_styles``, sheet and lists in ``word_sheet``, runs of text in
``word_runs``, tables in ``word_tables``, pictures in ``word_pictures`` and the file itself in ``word_package``. The
same page gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.report import word_package, word_pictures, word_runs, word_sheet, word_styles, word_tables
from workbench.report.paper import BLOCKS, HEADINGS, open_page

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

DEEPEST = 3  # lists within lists that have a style of their own
WIDEST, HIGHEST = 3.2, 8.6  # inches, of a picture: two fit beside each other


@dataclass(frozen=True)
class Place:
    """Where in the page we are: which style a plain paragraph gets there, how deep in lists."""

    style: str = "Normal"
    depth: int = 0
    ordered: bool = False


def make(html: str) -> bytes:
    """The Word document of a page; raises ReportFailed when the page is not one of ours."""
    from docx import Document

    paper = open_page(html)
    document = Document()
    word_styles.dress(document, small=paper.factsheet)
    word_sheet.prepare(document, paper.language, small=paper.factsheet)
    word_sheet.head_and_foot(document, paper.marks, paper.title)
    _Writer(document).inside(document, paper.body, Place())
    return word_package.packed(document, title=paper.title, language=paper.language)


class _Writer:
    """Puts the blocks of a page into a document, or into a cell of it."""

    def __init__(self, document: Document):
        self.document = document
        self.numbering = word_sheet.Numbering(document)
        self.pictures: Paragraph | None = None  # where the last picture stands

    def inside(self, target: Document | _Cell, tag: Tag, place: Place) -> None:
        """What stands in a tag; bare text between blocks becomes a paragraph."""
        loose: list[PageElement] = []
        for child in tag.children:
            if getattr(child, "name", None) in BLOCKS:
                self._loose(target, loose, place)
                self._block(target, child, place)
            else:
                loose.append(child)
        self._loose(target, loose, place)

    def _loose(self, target, nodes: list[PageElement], place: Place) -> Paragraph | None:
        if not any(word_runs.words(node) for node in nodes):
            nodes.clear()
            return None
        paragraph = word_tables.next_paragraph(target, place.style)
        word_runs.write(paragraph, nodes)
        nodes.clear()
        return paragraph

    def _block(self, target, tag: Tag, place: Place) -> None:
        name, classes = tag.name, tag.get("class", [])
        if name in HEADINGS:
            paragraph = word_tables.next_paragraph(target, f"Heading {name[1]}")
            with word_runs.bookmark(paragraph, tag.get("id")):
                word_runs.write(paragraph, tag.children)
        elif name in ("p", "pre", "dt", "dd"):
            style = word_styles.of_classes(classes) or place.style
            self._loose(target, list(tag.children), replace(place, style=style))
        elif name in ("ul", "ol"):
            self._list(target, tag, place)
        elif name == "table":
            word_tables.add(target, tag, lambda cell, source: self.inside(cell, source, Place(style="Tabelcel")))
        elif name == "img":
            self._picture(target, tag)
        elif name == "hr":
            word_tables.next_paragraph(target, "Normal")
        elif name == "blockquote":
            # in a cell the frame of the table says enough
            self.inside(target, tag, place if place.style == "Tabelcel" else replace(place, style="Quote"))
        elif "polen" in classes:
            word_tables.beside(target, tag.find_all(recursive=False), lambda cell, one: self._side(cell, one, place))
        else:
            self.inside(target, tag, replace(place, style=word_styles.of_classes(classes) or place.style))

    def _side(self, cell: _Cell, tag: Tag, place: Place) -> None:
        if tag.name in HEADINGS:
            self._block(cell, tag, place)
        else:
            self.inside(cell, tag, place)

    def _list(self, target, tag: Tag, place: Place) -> None:
        depth = min(place.depth + 1, DEEPEST)
        contents = tag.find_parent("nav") is not None
        special = "Inhoud" if contents else "Vindplaats" if "sporen" in tag.get("class", []) else ""
        ordered = tag.name == "ol"
        style = special or ("List Number" if ordered else "List Bullet") + (f" {depth}" if depth > 1 else "")
        number = self.numbering.fresh(style) if ordered and not special else self.numbering.of(style)
        for item in tag.find_all("li", recursive=False):
            self._item(target, item, Place(style, depth, ordered), number)

    def _item(self, target, item: Tag, place: Place, number: int | None) -> None:
        """The first words of an item carry its mark; further blocks stand below it without one."""
        first = True
        loose: list[PageElement] = []

        def put(nodes) -> None:
            nonlocal first
            style = place.style if first else f"List Continue{f' {place.depth}' if place.depth > 1 else ''}"
            written = self._loose(target, nodes, replace(place, style=style))
            if written is not None and first:
                first = False
                if number is not None:
                    word_sheet.numbered(written, number)

        for child in item.children:
            name = getattr(child, "name", None)
            if name not in BLOCKS:
                loose.append(child)
            elif name == "p":
                put(loose)
                put(list(child.children))
            else:
                put(loose)
                self._block(target, child, replace(place, style="List Continue"))
        put(loose)

    def _picture(self, target, tag: Tag) -> None:
        """A picture with what it shows as alternative text; one that cannot be drawn is told in those words."""
        from docx.shared import Inches

        alt = str(tag.get("alt", ""))
        try:
            picture = io.BytesIO(word_pictures.decoded(str(tag.get("src", ""))))
        except ValueError:
            word_runs.write(word_tables.next_paragraph(target, "Normal"), [f"[Afbeelding: {alt}]"] if alt else [])
            return
        before = tag.find_previous_sibling()
        if self.pictures is None or before is None or before.name != "img":
            self.pictures = word_tables.next_paragraph(target, "Grafiek")
        shape = self.pictures.add_run().add_picture(picture)
        shrink = min(Inches(WIDEST) / shape.width, Inches(HIGHEST) / shape.height)
        shape.width, shape.height = int(shape.width * shrink), int(shape.height * shrink)
        about = shape._inline.docPr
        about.set("descr", alt)
        about.set("name", f"Afbeelding {about.get('id')}")

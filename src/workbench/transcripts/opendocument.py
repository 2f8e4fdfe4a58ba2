"""OpenDocument text (.odt), with odfdo.

Deleted text of tracked changes, annotations, notes and text boxes are no part of what is read; a warning says so
where text was passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from workbench.transcripts import parts
from workbench.transcripts.model import Reading
from workbench.transcripts.word import WARN_BOXES, WARN_NOTES

_SKIPPED = {
    "text:tracked-changes",
    "office:annotation",
    "office:annotation-end",
    "text:note",
    "draw:frame",
    "draw:custom-shape",
    "text:table-of-content",
    "text:sequence-decls",
    "office:forms",
    "text:ruby-text",
    "draw:text-box",
}
_CHARACTERS = {"text:tab": "\t", "text:line-break": "\n"}
_DEPTH = 100


def read(data: bytes) -> Reading:
    """Turns of an .odt: speaker lines, a transcript table, or paragraphs."""
    from odfdo import Document

    body = Document(BytesIO(data)).body
    warnings = []
    if any(box.inner_text.strip() for box in body.get_elements("descendant::draw:text-box")):
        warnings.append(WARN_BOXES)
    if body.get_elements("descendant::text:note"):
        warnings.append(WARN_NOTES)
    return parts.read(list(_parts(body, _DEPTH)), warnings)


def _parts(container: Any, depth: int) -> Iterator[parts.Part]:
    """Paragraphs, headings, list items and tables, in order."""
    for child in container.children if depth else ():
        tag = child.tag
        if tag in ("text:p", "text:h"):
            yield _text(child)
        elif tag == "table:table":
            yield [list(_cells(row)) for row in child.get_elements("descendant::table:table-row")]
        elif tag not in _SKIPPED:
            yield from _parts(child, depth - 1)


def _cells(row: Any) -> Iterator[str]:
    for cell in row.children:
        if cell.tag in ("table:table-cell", "table:covered-table-cell"):
            paragraphs = cell.get_elements("descendant::text:p") + cell.get_elements("descendant::text:h")
            yield "\n".join(_text(paragraph) for paragraph in paragraphs)


def _text(element: Any, depth: int = _DEPTH) -> str:
    """The visible text of a paragraph."""
    pieces = [element.text or ""]
    for child in element.children:
        tag = child.tag
        if tag in _CHARACTERS:
            pieces.append(_CHARACTERS[tag])
        elif tag == "text:s":
            pieces.append(" ")
        elif tag not in _SKIPPED and depth:
            pieces.append(_text(child, depth - 1))
        pieces.append(child.tail or "")
    return "".join(pieces)

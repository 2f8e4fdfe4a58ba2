"""Word documents (.docx), with python-docx.

Inserted text counts, deleted text does not; comments, notes, headers, footers and text boxes are no part of what is
read, and a warning says so where text was passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from workbench.transcripts import parts
from workbench.transcripts.model import Reading

WARN_BOXES = "Tekstvakken in dit document zijn niet gelezen. Zet tekst die mee moet tellen in de lopende tekst."
WARN_NOTES = "Voetnoten en eindnoten in dit document zijn niet gelezen."

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {
    f"{_W}{name}"
    for name in (
        "del",
        "moveFrom",
        "pPr",
        "instrText",
        "delText",
        "txbxContent",
        "sectPr",
        "rt",
        "pict",
        "object",
    )
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}ptab": "\t",
}
_CONTENTS = re.compile(r"(?:TOC|Inhopg)\d", re.I)


def read(data: bytes) -> Reading:
    """Turns of a .docx: Teams and Amberscript exports, speaker lines, transcript tables, or paragraphs."""
    from docx import Document

    body = Document(BytesIO(data)).element.body
    warnings = []
    if any(_has_text(box) for box in body.iter(f"{_W}txbxContent")):
        warnings.append(WARN_BOXES)
    if next(body.iter(f"{_W}footnoteReference", f"{_W}endnoteReference"), None) is not None:
        warnings.append(WARN_NOTES)
    return parts.read(list(_parts(body)), warnings)


def _has_text(element: Any) -> bool:
    return any((node.text or "").strip() for node in element.iter(f"{_W}t"))


def _parts(container: Any) -> Iterator[parts.Part]:
    """Paragraphs and tables in order, also those inside content controls and inserted stretches."""
    for child in container:
        if child.tag == f"{_W}p":
            if not _is_contents(child):
                yield _text(child)
        elif child.tag == f"{_W}tbl":
            yield [[_cell(cell) for cell in row.iter(f"{_W}tc")] for row in _rows(child)]
        elif child.tag in (
            f"{_W}sdt",
            f"{_W}sdtContent",
            f"{_W}ins",
            f"{_W}moveTo",
            f"{_W}customXml",
            f"{_W}smartTag",
        ):
            yield from _parts(child)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{_W}tr":
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _rows(child)


def _cell(cell: Any) -> str:
    return "\n".join(_text(paragraph) for paragraph in cell.iter(f"{_W}p"))


def _is_contents(paragraph: Any) -> bool:
    """A line of a table of contents repeats a heading."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and bool(_CONTENTS.match(style.get(f"{_W}val") or ""))


def _text(element: Any) -> str:
    """The visible text under an element; no recursion, for files can nest deeply."""
    pieces: list[str] = []
    waiting = list(reversed(element))
    while waiting:
        node = waiting.pop()
        if node.tag in _SKIPPED or not isinstance(node.tag, str):
            continue
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag in _CHARACTERS:
            pieces.append(_CHARACTERS[node.tag])
        elif not _is_hidden(node):
            waiting.extend(reversed(node))
    return "".join(pieces)


def _is_hidden(node: Any) -> bool:
    """Hidden text, and a page number field."""
    if node.tag == f"{_W}fldSimple":
        return "PAGE" in (node.get(f"{_W}instr") or "")
    if node.tag != f"{_W}r":
        return False
    vanish = node.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val") not in ("0", "false", "off")

"""What can be read in a finished file, by a reader or by a program: the words, table by table or line by line.

For the last look at what goes out. Every function takes the bytes of one file and gives a ``Content``.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree
from zipfile import ZipFile

if TYPE_CHECKING:
    import pandas as pd
    from pypdf import PageObject

_MAKERS = ("creator", "lastModifiedBy", "Manager", "Company")
_SHOWN = ("descr", "title")  # what a screen reader says of a picture in an office file
_DIGEST = re.compile(r"[0-9a-f]{64}")
#: where office files keep an address or a folder besides their words: links, fields, the place of a workbook
_TARGETS = ("Target", "url", "instr")
_ADDRESS = re.compile(r"\w+:|[/\\~]")


@dataclass(frozen=True)
class Content:
    """``lines``: running text and what stands in properties. ``tables``: with the first row as headings.

    ``odd``: things that do not belong in a file to share, in Dutch.
    """

    lines: tuple[str, ...] = ()
    tables: tuple[pd.DataFrame, ...] = ()
    odd: tuple[str, ...] = ()


def text(content: bytes) -> Content:
    """Plain text."""
    return Content(tuple(content.decode("utf-8-sig").splitlines()))


def checksums(content: bytes) -> Content:
    """A list of checksums: the paths in it. A checksum says nothing and could look like a number of somebody."""
    return Content(tuple(re.sub(rf"^{_DIGEST.pattern}  ", "", line) for line in text(content).lines))


def structured(content: bytes) -> Content:
    """A JSON: every key, string and number, as a program reads it (``\\u0064`` is a letter), checksums left out."""
    return Content(tuple(one for one in _said(json.loads(content.decode("utf-8-sig"))) if not _DIGEST.fullmatch(one)))


def _said(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from _said(one)
    elif isinstance(value, list):
        for one in value:
            yield from _said(one)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def comma_separated(content: bytes) -> Content:
    """A csv with semicolons."""
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    return Content(tables=(_table(rows),))


def workbook(content: bytes) -> Content:
    """An xlsx: its sheets, names of sheets and properties; a formula is odd."""
    lines, tables, odd = [], [], []
    with ZipFile(BytesIO(content)) as package:
        parts = {name: ElementTree.fromstring(package.read(name)) for name in package.namelist() if _xml(name)}
    shared = [_joined(one, "t") for one in _all(parts.get("xl/sharedStrings.xml"), "si")]
    for name, part in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            tables.append(_table([[_cell(one, shared) for one in _all(row, "c")] for row in _all(part, "row")]))
            odd += ["een formule"] if any(True for _ in _all(part, "f")) else []
        elif name == "xl/workbook.xml":
            lines += [str(sheet.get("name")) for sheet in _all(part, "sheet")]
        elif name.startswith("docProps/"):
            lines += [text for text in part.itertext() if text.strip()]
            odd += _makers(part)
        lines += _addresses(part)
    return Content(tuple(lines), tuple(tables), tuple(odd))


def document(content: bytes) -> Content:
    """A docx: paragraphs of every part (also notes and comments), descriptions of pictures, properties, links."""
    lines, odd = [], []
    with ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            if not _xml(name):
                continue
            part = ElementTree.fromstring(package.read(name))
            odd += _makers(part) if name.startswith("docProps/") else []
            odd += ["een opmerking"] if name.startswith("word/comments") and _local(part) == "comments" else []
            if name.startswith("docProps/"):
                lines += [text for text in part.itertext() if text.strip()]
            lines += [_joined(one, "t") for one in _all(part, "p")]
            lines += [value for one in part.iter() for key in _SHOWN if (value := one.get(key))]
            lines += [_joined(one, "instrText") for one in _all(part, "p")]
            lines += _addresses(part)
    return Content(tuple(line for line in lines if line.strip()), odd=tuple(dict.fromkeys(odd)))


def pdf(content: bytes) -> Content:
    """A PDF: the text of its pages, without the hyphens of its line ends, and its properties."""
    import pypdf

    reader = pypdf.PdfReader(BytesIO(content))
    about = reader.metadata or {}
    odd = ["een naam van een maker"] if str(about.get("/Author") or "").strip() else []
    odd += ["een bijlage"] if reader.attachments else []
    lines = [str(about[key]) for key in ("/Title", "/Subject", "/Keywords", "/Creator") if about.get(key)]
    lines += [uri for page in reader.pages for uri in _links(page)]
    pages = [re.sub(r"[-\u2010\u00ad]\n(?=[a-z])", "", page.extract_text()) for page in reader.pages]
    return Content((*lines, *(line for page in pages for line in page.splitlines() if line.strip())), odd=tuple(odd))


def _links(page: PageObject) -> Iterator[str]:
    for one in page.get("/Annots") or ():
        action = one.get_object().get("/A")
        address = action.get_object().get("/URI") or action.get_object().get("/F") if action else None
        if address:
            yield unquote(str(address.get_object()))


READERS = {
    ".txt": text,
    ".json": structured,
    ".sha256": checksums,
    ".csv": comma_separated,
    ".xlsx": workbook,
    ".docx": document,
    ".pdf": pdf,
}


def _table(rows: list[list[str]]) -> pd.DataFrame:
    import pandas as pd

    width = max((len(row) for row in rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    return pd.DataFrame(rows[1:], columns=rows[0] if rows else [], dtype="str")


def _xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _local(element: ElementTree.Element) -> str:
    return _name(element.tag)


def _name(qualified: str) -> str:
    return qualified.rpartition("}")[2]


def _all(element: ElementTree.Element | None, name: str) -> Iterator[ElementTree.Element]:
    return iter(()) if element is None else (one for one in element.iter() if _local(one) == name)


def _joined(element: ElementTree.Element, name: str) -> str:
    return "".join(one.text or "" for one in _all(element, name))


def _cell(cell: ElementTree.Element, shared: list[str]) -> str:
    value = _joined(cell, "v") or _joined(cell, "t")
    return shared[int(value)] if cell.get("t") == "s" and value else value


def _addresses(part: ElementTree.Element) -> list[str]:
    """What a part points at outside its own file."""
    values = (value for one in part.iter() for key, value in one.attrib.items() if _name(key) in _TARGETS)
    return [unquote(value) for value in values if _ADDRESS.match(value)]


def _makers(part: ElementTree.Element) -> list[str]:
    named = any(_local(one) in _MAKERS and (one.text or "").strip() for one in part.iter())
    return ["een naam van een maker"] if named else []

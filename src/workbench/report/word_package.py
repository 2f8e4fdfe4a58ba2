"""The file around a Word document: it tells title and language, nobody and no time, in always the same bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from docx.document import Document

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip file can hold
_UNWANTED = ("/thumbnail", "/extended-properties", "/stylesWithEffects", "/customXml")


def packed(document: Document, *, title: str, language: str) -> bytes:
    """The document as a file."""
    core = document.core_properties
    for child in list(core._element):
        core._element.remove(child)
    core.title, core.language = title[:255], language
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, one in relations.items() if one.reltype.endswith(_UNWANTED)]:
            relations.pop(key)
    first = io.BytesIO()
    document.save(first)
    return _timeless(first)


def _timeless(stream: io.BytesIO) -> bytes:
    whole = io.BytesIO()
    with ZipFile(stream) as given, ZipFile(whole, "w", ZIP_DEFLATED) as kept:
        for name in given.namelist():
            entry = ZipInfo(name, LONG_AGO)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            entry.create_system = 3
            kept.writestr(entry, given.read(name))
    return whole.getvalue()

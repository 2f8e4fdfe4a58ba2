"""RTF, as f4, easytranscript, WordPad and Word write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workbench.transcripts import encoding, parts
from workbench.transcripts.model import Reading
from workbench.transcripts.sniff import damaged

# a deleted stretch of tracked changes, and hidden text: turned into something that striprtf passes over
_PASSED_OVER = re.compile(r"\\(deleted|v)(?![a-z0-9])")


def read(data: bytes) -> Reading:
    """Turns of an RTF file; headers, footers, notes and comments are no text."""
    from striprtf.striprtf import rtf_to_text

    source = data.decode("cp1252", errors="replace").lstrip("ï»¿").lstrip()
    text = rtf_to_text(_PASSED_OVER.sub(r"\\*\\\1", source), errors="ignore")
    if not text.strip() and len(source) > 200 and not source.rstrip("\0 \r\n").endswith("}"):
        raise damaged()
    text, repaired = encoding.repair(_surrogates(text))
    reading = parts.read(list(_parts(text.split("\n"))))
    more = (encoding.WARN_REPAIRED,) if repaired else ()
    return Reading(reading.turns, reading.kind, (*more, *reading.warnings))


def _surrogates(text: str) -> str:
    """RTF writes a character beyond the first 65,536 as two halves."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _parts(lines: Iterable[str]) -> Iterator[parts.Part]:
    """Paragraphs and tables; striprtf writes a table row as "tijd|spreker|tekst|"."""
    rows: list[list[str]] = []
    for line in lines:
        if line.endswith("|"):
            rows.append(line[:-1].split("|"))
            continue
        if rows:
            yield rows
            rows = []
        yield line
    if rows:
        yield rows

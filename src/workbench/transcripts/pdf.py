"""PDF with a text layer, with pypdf: repeated headers and page numbers out, wrapped lines joined again."""

from __future__ import annotations

import itertools
import logging
import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from workbench.errors import UnreadableSource
from workbench.transcripts import blocks, decide, encoding, labels, marks, plain
from workbench.transcripts.model import Reading
from workbench.transcripts.sniff import damaged

_EDGE = 3
_MAX_PAGES = 3000
_DIGITS = re.compile(r"\d+")
_LONE_NUMBER = re.compile(r"[-–|\s]*\d{1,4}[-–|\s]*")
_GAP = re.compile(r"\S\s{6,}\S")


def read(data: bytes) -> Reading:
    """Turns of a PDF: a conversation or paragraphs.

    Raises UnreadableSource for a PDF that asks for a password, is only pictures of pages, or is damaged.
    """
    pages = list(_pages(data))
    empty = sum(1 for page in pages if not any(line.strip() for line in page))
    if not pages or sum(len(line.strip()) for page in pages for line in page) < 10 * max(1, len(pages) // 4):
        raise UnreadableSource(
            "deze pdf heeft geen tekst, alleen beelden van bladzijden",
            remedy="Laat er tekstherkenning (OCR) op los, of gebruik het oorspronkelijke Word-bestand.",
        )
    lines = _joined_pages(_without_edges(pages))
    reading = _read_lines(lines)
    have, count = ("bladzijde heeft", "telt") if empty == 1 else ("bladzijden hebben", "tellen")
    more = (f"{empty} {have} geen tekst (mogelijk een afbeelding) en {count} niet mee.",) if empty else ()
    return Reading(reading.turns, reading.kind, (*more, *reading.warnings))


def _pages(data: bytes) -> list[list[str]]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PdfReadError, WrongPasswordError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise WrongPasswordError
        return [_lines(page) for page in reader.pages[:_MAX_PAGES]]
    except (WrongPasswordError, FileNotDecryptedError, DependencyError):
        raise UnreadableSource(
            "deze pdf is beveiligd", remedy="Open hem, haal de beveiliging eraf en bewaar hem opnieuw."
        ) from None
    except PdfReadError:
        raise damaged() from None


def _lines(page: Any) -> list[str]:
    """The lines of a page with blank lines where there is room between paragraphs."""
    try:
        text = page.extract_text(extraction_mode="layout")
        lines = text.split("\n")
        filled = [line for line in lines if line.strip()]
        if sum(1 for line in filled if _GAP.search(line)) > 0.3 * len(filled):
            # columns beside each other: the order in the file is then the better one
            raise ValueError("columns")
    except Exception:
        lines = page.extract_text().split("\n")
    lines = encoding.clean("\n".join(lines)).split("\n")
    lines = [line.strip() for line in lines]
    filled = [line for line in lines if line]
    gaps = sum(1 for above, line in itertools.pairwise(lines) if line and not above)
    # room after every line is wide spacing, not the end of a paragraph
    return lines if gaps < 0.7 * len(filled) else filled


def _without_edges(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Pages without the first and last lines that come back on most pages, and without page numbers."""
    filled = [[number for number, line in enumerate(page) if line.strip()] for page in pages]
    count: Counter[tuple[int, str]] = Counter()
    for page, places in zip(pages, filled, strict=True):
        count.update({(edge, _shape(page[number])) for edge, number in _edges(places)})
    texts = sum(1 for places in filled if places)
    kept = []
    for page, places in zip(pages, filled, strict=True):
        drop = set()
        for edge, number in _edges(places):
            line, shape = page[number], _shape(page[number])
            often = count[edge, shape] >= max(2, 0.6 * texts) and not labels.is_known(line)
            if often or _LONE_NUMBER.fullmatch(line):
                drop.add(number)
        kept.append([line for number, line in enumerate(page) if number not in drop])
    return kept


def _edges(places: Sequence[int]) -> list[tuple[int, int]]:
    """(which line from the top or, negative, from the bottom; line number) of the outermost lines of a page."""
    top = [(edge, number) for edge, number in enumerate(places[:_EDGE], start=1)]
    bottom = [(-edge, number) for edge, number in enumerate(reversed(places[-_EDGE:]), start=1)]
    return top + bottom


def _shape(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()).casefold())


def _joined_pages(pages: Sequence[Sequence[str]]) -> list[str]:
    """All lines; a page that ends in mid-paragraph goes on without a blank line."""
    lines: list[str] = []
    for page in pages:
        page = list(page)
        while page and not page[0].strip():
            page.pop(0)
        while page and not page[-1].strip():
            page.pop()
        lines += page
    return lines


def _read_lines(lines: list[str]) -> Reading:
    """Reflow, with a new paragraph at every speaker label of the file."""
    lines = [line for line in lines if not blocks.is_page_line(line)]
    found = [marks.find(line) if line.strip() else None for line in lines]
    header = decide.header_lines(lines)
    kept = decide.speakers([None if n in header else mark for n, mark in enumerate(found)], lines)
    breaks = {number for number, mark in enumerate(kept) if mark is not None} | header
    breaks |= {number for number, line in enumerate(lines) if marks.clock_line(line) or marks.timed_line(line)}
    breaks |= {n + 1 for n in breaks if (kept[n] is not None and kept[n].alone) or marks.clock_line(lines[n])}
    return plain.read_lines(blocks.reflow(lines, breaks), paragraphs=True)

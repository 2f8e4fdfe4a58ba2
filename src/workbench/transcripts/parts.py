"""What office formats have in common: paragraphs and tables in order become turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.transcripts import encoding, grid, interject, plain
from workbench.transcripts.model import Reading, Turn
from workbench.transcripts.sniff import sniff_text

# A part is a paragraph (its text, with line breaks in it) or a table (rows of cell texts).
Part = str | list[list[str]]


def read(parts: Sequence[Part], warnings: Sequence[str] = ()) -> Reading:
    """Turns of an office document: from its transcript tables if it has them, else from all its lines."""
    parts = [_clean(part) for part in parts]
    reading = _from_tables(parts)
    if reading is None:
        lines = [line for part in parts for line in _lines(part)]
        text = "\n".join(lines)
        if sniff_text(text, "") in ("vtt", "srt"):
            from workbench.transcripts import subtitles

            reading = subtitles.read(text)
        else:
            reading = plain.read_lines(lines, paragraphs=True)
    return replace(reading, warnings=(*warnings, *reading.warnings))


def _clean(part: Part) -> Part:
    if isinstance(part, str):
        return encoding.clean(part)
    return [[encoding.clean(cell) for cell in row] for row in part]


def _lines(part: Part) -> list[str]:
    return part.split("\n") if isinstance(part, str) else grid.as_lines(part)


def _from_tables(parts: Sequence[Part]) -> Reading | None:
    """The turns in transcript tables; text outside them is the researcher's heading. None without such a table."""
    turns: list[Turn] = []
    place: dict[str, int] | None = None
    speaker = None
    found = False
    for part in parts:
        if isinstance(part, str) or not part:
            turns += [Turn(line, role="interviewer") for line in _lines(part) if line.strip()]
            continue
        header = next((columns for row in part[:3] if (columns := grid.columns(row))), None)
        # a table that goes on over the page has no header of its own, but the same number of columns
        goes_on = place if place and len(part[0]) > max(place.values()) else None
        if columns := header or goes_on or grid.guess(part):
            body = part if header is None else part[_header_row(part) + 1 :]
            rows = grid.turns(body, columns, speaker)
            place, found = columns, found or bool(rows)
            speaker = rows[-1].speaker if rows else speaker
            turns += rows
        else:
            turns += [Turn(line, role="interviewer") for line in _lines(part)]
    return Reading(interject.settle(turns)) if found else None


def _header_row(rows: Sequence[Sequence[str]]) -> int:
    return next(number for number, row in enumerate(rows) if grid.columns(row))

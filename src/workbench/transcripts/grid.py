"""Transcripts in rows and columns: tables in Word and OpenDocument, and the tab-separated files of Whisper."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from workbench.transcripts import interject, labels, speech, timing
from workbench.transcripts.model import Reading, Turn
from workbench.transcripts.rules import rules
from workbench.transcripts.sniff import damaged

_LONG_CELL = 200


def read(text: str) -> Reading:
    """Turns of a .tsv: start, end and text, with or without a header and a speaker column.

    Whisper writes milliseconds, other tools seconds; which of the two is seen from how much is said in them.
    """
    lines = (line for line in text.split("\n") if line.strip())
    rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    header = columns(rows[0]) if rows else None
    body = rows[1:] if header else rows
    header = header or {"time": 0, "end": 1, "text": 2}
    found = turns(body, header)
    times = [time for turn in found for time in (turn.t_start, turn.t_end)]
    if not found:
        raise damaged()
    if timing.in_milliseconds(times, sum(len(turn.text) for turn in found)):
        found = [
            Turn(t.text, t.speaker, *(None if s is None else s / 1000 for s in (t.t_start, t.t_end))) for t in found
        ]
    if not any(turn.speaker for turn in found):
        found = speech.label_cues(found)
    return Reading(interject.settle(found))


def columns(row: Sequence[str]) -> dict[str, int] | None:
    """Which column is what, when the row is the header of a transcript table; None when it is not."""
    names = rules("fields")["columns"]
    found: dict[str, int] = {}
    for number, cell in enumerate(row):
        plain = labels.key(cell)
        kind = next((kind for kind, words in names.items() if plain in words), None)
        if kind and kind not in found:
            found[kind] = number
    return found if "text" in found and ("speaker" in found or "time" in found) else None


def guess(rows: Sequence[Sequence[str]]) -> dict[str, int] | None:
    """Columns of a transcript table without a header: short labels that come back, beside the longest text."""
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 4 or not 2 <= width <= 5:
        return None
    cells = [[row[number].strip() if number < len(row) else "" for row in rows] for number in range(width)]
    size = [sum(map(len, column)) for column in cells]
    text = size.index(max(size))
    for number, column in enumerate(cells):
        filled = [cell for cell in column if cell]
        known = sum(1 for cell in filled if len(cell) < 60 and labels.classify(cell) in ("known", "letter", "titled"))
        if number != text and filled and known >= 0.8 * len(filled) and len(set(filled)) <= 0.5 * len(filled) + 1:
            found = {"speaker": number, "text": text}
            clock = next((n for n, c in enumerate(cells) if n not in found.values() and _is_time(c)), None)
            return found if clock is None else found | {"time": clock}
    return None


def _is_time(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return bool(filled) and sum(1 for cell in filled if _time(cell) is not None) >= 0.8 * len(filled)


def _time(cell: str) -> float | None:
    cell = cell.strip(" []()#")
    if both := timing.RANGE.fullmatch(cell):
        return timing.seconds(both[1])
    if mark := timing.F4_MARK.fullmatch(f"#{cell}#"):
        return timing.f4_seconds(mark)
    return timing.number(cell)


def turns(rows: Sequence[Sequence[str]], place: dict[str, int], speaker: str | None = None) -> list[Turn]:
    """Turns of the rows of a transcript table; an empty speaker cell goes on with the one above.

    A repeated header row is passed over; so are columns that are no speech.
    """
    found = []
    for row in rows:
        if columns(row):
            continue
        cell = {kind: row[number].strip() for kind, number in place.items() if number < len(row)}
        speaker = cell.get("speaker", "").rstrip(" :") or speaker
        if text := cell.get("text"):
            found.append(Turn(text, speaker, _time(cell.get("time", "")), _time(cell.get("end", ""))))
    return found


def as_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """A table that is no transcript, as paragraphs: a row of short cells is one, a long cell one of its own."""
    lines: list[str] = []
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row if cell.strip()]
        if any(len(cell) > _LONG_CELL for cell in cells):
            lines += cells
        elif cells:
            lines.append("; ".join(cells))
    return lines

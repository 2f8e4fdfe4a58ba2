"""Plain text, and the lines that the readers of Word, OpenDocument, RTF and PDF take from a file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.transcripts import blocks, marks, speech
from workbench.transcripts.model import Reading, Turn
from workbench.transcripts.rules import rules

_TITLE_LINES = 6


def read(text: str) -> Reading:
    """Turns of a plain text: speaker turns when it is a conversation, else its paragraphs."""
    return read_lines(text.split("\n"))


def read_lines(lines: Sequence[str], *, paragraphs: bool = False) -> Reading:
    """Turns of lines; an empty line parts paragraphs. ``paragraphs``: every line is a paragraph already."""
    lines = [line for line in lines if not blocks.is_page_line(line)]
    if talk := speech.split(lines):
        return Reading(talk[0], "interview", tuple(talk[1]))
    if not paragraphs and blocks.is_wrapped(lines):
        lines = blocks.reflow(lines)
    texts = [marks.strip_emphasis(blocks.strip_marks(line)) for line in lines if line.strip()]
    return Reading([Turn(text, role="author") for text in texts if text.strip()], kind_of(texts))


def kind_of(paragraphs: Sequence[str]) -> str:
    """verslag (a conversation retold) or document, from the first lines and from how the text speaks."""
    signs = rules("kinds")["verslag"]
    titles = [re.compile(entry["pattern"], re.I) for entry in signs["title"]]
    if any(title.search(line[:200]) for line in paragraphs[:_TITLE_LINES] if len(line) < 200 for title in titles):
        return "verslag"
    retold = [re.compile(entry["pattern"], re.I) for entry in signs["retold"]]
    long = [text for text in paragraphs if len(text) > 80]
    telling = sum(1 for text in long if any(sign.search(text) for sign in retold))
    return "verslag" if telling >= 2 and telling >= signs["retold_share"] * len(long) else "document"

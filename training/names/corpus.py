"""Marked sentences as texts with places of names.

A passage is a JSON line ``{"passage", "form", "known"}`` and the lines of its sentences after it; marks stand in the text
as ``{KIND#letter:words}``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"\{([A-Z-]+)(?:#(\w+))?:([^{}]*)\}")


@dataclass(frozen=True)
class Mark:
    """An identifier: its place in the text, its kind and which person it is ("" when not told)."""

    start: int
    end: int
    kind: str
    who: str


@dataclass(frozen=True)
class Sentence:
    id: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Passage:
    """Sentences that belong together; ``known`` are names as the region file has them."""

    id: str
    form: str
    known: tuple[str, ...]
    sentences: tuple[Sentence, ...]

    def joined(self, between: str = "\n") -> tuple[str, list[Mark]]:
        """The text of all sentences, and the marks in it."""
        text, marks = "", []
        for sentence in self.sentences:
            text += between if text else ""
            marks += [Mark(m.start + len(text), m.end + len(text), m.kind, m.who) for m in sentence.marks]
            text += sentence.text
        return text, marks


def unmark(text: str) -> tuple[str, tuple[Mark, ...]]:
    """The bare text and the marks in it."""
    out, marks, at = "", [], 0
    for match in MARK.finditer(text):
        out += text[at : match.start()]
        marks.append(Mark(len(out), len(out) + len(match[3]), match[1], match[2] or ""))
        out += match[3]
        at = match.end()
    return out + text[at:], tuple(marks)


def read(path: Path) -> list[Passage]:
    """All passages of a file; raises ValueError on a line that does not fit."""
    found: list[Passage] = []
    head, sentences = {}, []
    for line in [*path.read_text(encoding="utf-8").splitlines(), '{"passage": ""}']:
        row = json.loads(line)
        if "passage" in row:
            if head:
                found.append(Passage(head["passage"], head["form"], tuple(head.get("known", ())), tuple(sentences)))
            head, sentences = row, []
        else:
            sentences.append(Sentence(row["id"], *unmark(row["text"])))
    return found

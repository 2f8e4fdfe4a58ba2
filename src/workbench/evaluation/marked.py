"""Measure the gate in: passages in which a person marked every identifier, and what the gate makes of them.

A passage is a JSON line ``{"passage", "form", "known"}`` and the lines of its sentences after it
(``{"id", "text"}``); marks stand in the text as ``{KIND#letter:words}``, the letter telling people of a passage apart.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import InvalidGold

_MARK = re.compile(r"\{([A-Z-]+)(?:#(\w+))?:([^{}]*)\}")


@dataclass(frozen=True)
class Mark:
    """An identifier: its place in the text (code points), its kind and which person it is ("" when not told)."""

    start: int
    end: int
    kind: str
    who: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence without its marks, and the marks."""

    id: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Passage:
    """Sentences that belong together; ``form`` is how they came about, ``known`` are names of the region file."""

    id: str
    form: str
    known: tuple[str, ...]
    sentences: tuple[Sentence, ...]

    def joined(self, between: str = "\n") -> tuple[str, list[Mark]]:
        """The text of all sentences, and the marks in it."""
        text, marks = "", []
        for sentence in self.sentences:
            text += between if text else ""
            marks += [Mark(one.start + len(text), one.end + len(text), one.kind, one.who) for one in sentence.marks]
            text += sentence.text
        return text, marks

    def sentence_at(self, place: int, between: str = "\n") -> str:
        """The id of the sentence at a place of the joined text."""
        at = 0
        for sentence in self.sentences:
            at += len(sentence.text) + len(between)
            if place < at:
                return sentence.id
        return self.sentences[-1].id


def unmark(text: str) -> tuple[str, tuple[Mark, ...]]:
    """The bare text and the marks in it."""
    out, marks, at = "", [], 0
    for match in _MARK.finditer(text):
        out += text[at : match.start()]
        marks.append(Mark(len(out), len(out) + len(match[3]), match[1], match[2] or ""))
        out += match[3]
        at = match.end()
    return out + text[at:], tuple(marks)


def read(path: Path) -> list[Passage]:
    """All passages of a file or of the .jsonl files of a folder; raises InvalidGold on a line that does not fit."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    return [passage for file in files for passage in _read(file)]


def _read(path: Path) -> Iterable[Passage]:
    head, sentences = {}, []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), '{"passage": ""}'], start=1):
        try:
            row = json.loads(line)
            if "passage" not in row:
                sentences.append(Sentence(row["id"], *unmark(row["text"])))
                continue
        except (ValueError, KeyError, TypeError):
            raise InvalidGold("deze regel past niet", where=f"{path.name}, regel {number}") from None
        if head:
            yield Passage(head["passage"], head["form"], tuple(head.get("known", ())), tuple(sentences))
        head, sentences = row, []


@dataclass(frozen=True)
class Figures:
    """Counts of identifiers: marked, found of those, replaced stretches, and replaced stretches that are none."""

    marked: int
    found: int
    replaced: int
    wrong: int

    @property
    def recall(self) -> float:
        return self.found / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        return 1 - self.wrong / self.replaced if self.replaced else 1.0


@dataclass(frozen=True)
class Outcome:
    """Figures by (form, kind), "" standing for all, and the ids of sentences with a miss or a false alarm."""

    figures: dict[tuple[str, str], Figures]
    missed: tuple[tuple[str, int, int], ...]
    wrong: tuple[tuple[str, int, int], ...]


Gate = Callable[[str, tuple[str, ...]], list[tuple[int, int, str]]]


def measure(passages: Iterable[Passage], gate: Gate) -> Outcome:
    """What a gate finds: it gets a text and the known names, and gives (start, end, kind) of what it replaces.

    A mark is found when every letter and digit of it is replaced, by whatever kind: nothing of it is left to read. A
    replaced stretch is wrong when it touches no mark. ``missed`` and ``wrong`` are (sentence id, start, end) with
    places in the joined text of the passage.
    """
    counts: dict[tuple[str, str], Counter] = {}
    missed, wrong = [], []
    for passage in passages:
        text, marks = passage.joined()
        replaced = gate(text, passage.known)
        covered = {at for start, end, _ in replaced for at in range(start, end)}
        for mark in marks:
            hit = all(at in covered for at in range(mark.start, mark.end) if text[at].isalnum())
            for key in _keys(passage.form, mark.kind):
                counts.setdefault(key, Counter()).update(marked=1, found=int(hit))
            if not hit:
                missed.append((passage.sentence_at(mark.start), mark.start, mark.end))
        for start, end, kind in replaced:
            false = not any(start < mark.end and mark.start < end for mark in marks)
            for key in _keys(passage.form, kind):
                counts.setdefault(key, Counter()).update(replaced=1, wrong=int(false))
            if false:
                wrong.append((passage.sentence_at(start), start, end))
    figures = {key: Figures(one["marked"], one["found"], one["replaced"], one["wrong"]) for key, one in counts.items()}
    return Outcome(figures, tuple(missed), tuple(wrong))


def _keys(form: str, kind: str) -> list[tuple[str, str]]:
    return [(form, kind), ("", kind), (form, ""), ("", "")]

"""Which possible labels of a file are speakers: decided on the whole file, never on one line.

Labels of a conversation come back, take turns, are short and look like names or codes; what they are followed by
is talk. A colon in ordinary text ("Het gaat om drie dingen: ...") has none of that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from workbench.transcripts import labels
from workbench.transcripts.marks import Mark
from workbench.transcripts.rules import rules

_HEADER_LINES = 40
_KEY_VALUE = re.compile(r"\s*[-•*]?\s*([^:\n]{2,50}?)\s*:(?:\s|$)(.*)")
_SENTENCE_END = re.compile(r"[.?!…][\"'”’)]*\s*$")
_TALK_SHARE = 0.25
_COVERED = 0.3
_WEAK = ("full_name", "name", "code", "letter")


def header_lines(lines: Sequence[str]) -> set[int]:
    """Line numbers of the block of data at the head of a file ("Datum: ...", "Respondent: ...").

    A run of "key: value" lines is such a block when it has two keys that are data of a file, one of which can be
    no speaker; a known speaker label in it is data too, until its value reads as a sentence.
    """
    found: set[int] = set()
    run: list[int] = []
    own_keys = all_keys = 0
    metadata = set(rules("labels")["metadata"])
    for number, line in enumerate([*lines[:_HEADER_LINES], "."]):
        match = _KEY_VALUE.fullmatch(line)
        plain = labels.key(match[1]) if match else ""
        is_data = plain in metadata and not _SENTENCE_END.search(match[2]) if match else False
        if is_data:
            run.append(number)
            all_keys += 1
            own_keys += not labels.is_known(plain)
        elif line.strip():
            if own_keys and all_keys >= 2:
                found.update(run)
            run, own_keys, all_keys = [], 0, 0
    return found


def speakers(marks: Sequence[Mark | None], lines: Sequence[str]) -> list[Mark | None]:
    """The marks that are speaker labels, None for every other line; all None when the file is no conversation."""
    found = _accepted([None if mark is None or mark.bare else mark for mark in marks], lines)
    if not found:
        # in a file of labels with a colon or time, a lone name on a line is a label only if it is one elsewhere
        found = _accepted([None if mark and mark.bare and not mark.lone else mark for mark in marks], lines)
    return [mark if mark is not None and mark.key in found else None for mark in marks]


class _Signs:
    """What a file shows of each possible label, by its plain form."""

    def __init__(self, marks: Sequence[Mark | None], lines: Sequence[str]):
        present = [mark for mark in marks if mark is not None]
        said = list(zip(marks, _said(marks, lines), strict=True))
        talk, reply = (re.compile(rules("labels")[name], re.I) for name in ("talk", "reply"))
        self.counts = Counter(mark.key for mark in present)
        self.times: dict[str, list[float]] = {}
        for mark in present:
            if mark.t_start is not None:
                self.times.setdefault(mark.key, []).append(mark.t_start)
        self.kinds = {mark.key: mark.kind for mark in present}
        self.lower = {mark.key for mark in present if mark.label.islower()}
        self.bare = {mark.key for mark in present if mark.bare}
        self.talks = Counter(mark.key for mark, text in said if mark and talk.search(text))
        self.replies = {mark.key for mark, text in said if mark and reply.match(text)}

    def share(self, key: str) -> float:
        """The share of a label's turns that have a word of talk."""
        return self.talks[key] / self.counts[key]

    def total(self, keys: set[str]) -> int:
        return sum(self.counts[key] for key in keys)


def _accepted(marks: Sequence[Mark | None], lines: Sequence[str]) -> set[str]:
    """The plain forms of the labels that are speakers."""
    signs = _Signs(marks, lines)
    strong = {key for key, kind in signs.kinds.items() if kind in ("known", "titled")}
    strong |= _letters(signs, strong)
    strong |= _timed_names(signs, strong)
    strong -= {key for key in strong & signs.bare if signs.counts[key] == 1}
    if signs.total(strong) == 1:
        # one question and its answer: only when the whole file is that
        talking = {key for key in signs.kinds if signs.talks[key] and signs.kinds[key] in _WEAK}
        short = signs.total(talking | strong) >= max(2, 0.6 * sum(1 for line in lines if line.strip()))
        return strong | talking if short else set()
    return strong | (_names_beside(signs, strong) if strong else _names_alone(signs, marks, lines))


def _letters(signs: _Signs, strong: set[str]) -> set[str]:
    """Single letters (I, R, V, A, B, R1) that together form a set of speakers."""
    letters = {key for key, kind in signs.kinds.items() if kind == "letter"}
    sets = rules("labels")["letter_sets"]
    asks = letters & set(sets["asks"])
    numbered = {key for key in letters if re.fullmatch(sets["numbered"], key)}
    enough = len(letters) >= 2 or signs.total(letters) >= 2 or strong
    return letters if enough and (asks or numbered or strong) else set()


def _timed_names(signs: _Signs, strong: set[str]) -> set[str]:
    """Names that stand beside a time ("Anna Jansen   0:03"): one comes back, or all are full names in order."""
    named = {key for key in signs.times if signs.kinds[key] in _WEAK}
    times = [time for key in named for time in signs.times[key]]
    back = any(len(signs.times[key]) > 1 for key in named)
    full = all(signs.kinds[key] == "full_name" for key in named)
    return named if strong or (len(times) >= 2 and (back or full)) else set()


def _names_beside(signs: _Signs, strong: set[str]) -> set[str]:
    """Names and codes in a file that has known labels as well.

    A name that would be missed gives its words to the speaker before it, so one that stands there once counts too
    when it is a full name or what follows reads as a reply (not in a debate, where nobody goes without a title).
    """
    weak = {key for key, kind in signs.kinds.items() if kind in _WEAK} - strong - signs.bare
    if strong & signs.lower:
        weak |= {key for key, kind in signs.kinds.items() if kind == "lower"}
    titled = any(signs.kinds[key] == "titled" for key in strong)
    found = set()
    for key in weak:
        needed = _TALK_SHARE if signs.kinds[key] in ("code", "letter") else 0.5
        if signs.counts[key] >= 2 and (signs.kinds[key] == "full_name" or signs.share(key) >= needed):
            found.add(key)
        once = signs.talks[key] if signs.kinds[key] == "full_name" else key in signs.replies and not titled
        if signs.counts[key] == 1 and once:
            found.add(key)
    return found


def _names_alone(signs: _Signs, marks: Sequence[Mark | None], lines: Sequence[str]) -> set[str]:
    """Names and codes in a file without a known label: they come back, take turns, and what follows is talk."""
    weak = {key for key, kind in signs.kinds.items() if kind in _WEAK}
    repeated = {key for key in weak if signs.counts[key] >= (3 if key in signs.bare else 2)}
    repeated = {key for key in repeated if signs.share(key) >= _TALK_SHARE or signs.kinds[key] == "full_name"}
    total = signs.total(repeated)
    talks = sum(signs.talks[key] for key in repeated)
    if len(repeated) < 2 or total < 4 or talks < _TALK_SHARE * total:
        return set()
    first = next(number for number, mark in enumerate(marks) if mark is not None and mark.key in repeated)
    if total < _COVERED * _paragraphs(lines[first:]):
        return set()
    return repeated | {key for key in weak - repeated - signs.bare if signs.talks[key]}


def _said(marks: Sequence[Mark | None], lines: Sequence[str]) -> list[str]:
    """For each mark the start of what follows it: the rest of its line and up to two lines without a mark."""
    said = []
    for number, mark in enumerate(marks):
        parts = [] if mark is None else [mark.text[:400]]
        for below in range(number + 1, min(number + 3, len(lines))):
            if mark is None or marks[below] is not None:
                break
            parts.append(lines[below][:400])
        said.append(" ".join(parts))
    return said


def _paragraphs(lines: Sequence[str]) -> int:
    """How many paragraphs: runs of lines between blank lines, or all lines when blank lines are few."""
    filled = sum(1 for line in lines if line.strip())
    starts = sum(1 for before, line in zip(["", *lines], lines, strict=False) if line.strip() and not before.strip())
    return starts if starts > 0.2 * filled else filled

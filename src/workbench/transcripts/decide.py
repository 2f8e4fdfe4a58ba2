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
    open_marks = [None if mark is None or mark.bare else mark for mark in marks]
    with_colon = _accepted(open_marks, lines)
    if with_colon:
        # in a file of labels with a colon or time, a lone name on a line is a label only if it is one elsewhere
        return [mark if mark is not None and mark.key in with_colon else None for mark in marks]
    bare = _accepted(marks, lines)
    return [mark if mark is not None and mark.key in bare else None for mark in marks]


def _accepted(marks: Sequence[Mark | None], lines: Sequence[str]) -> set[str]:
    """The plain forms of the labels that are speakers."""
    present = [mark for mark in marks if mark is not None]
    counts = Counter(mark.key for mark in present)
    timed = Counter(mark.key for mark in present if mark.t_start is not None)
    kinds = {mark.key: mark.kind for mark in present}
    strong = {key for key, kind in kinds.items() if kind in ("known", "titled")}
    strong |= _letters(kinds, counts, strong)
    strong |= _timed_names(kinds, timed)
    strong -= {mark.key for mark in present if mark.bare and counts[mark.key] == 1}
    if sum(counts[key] for key in strong) < 2:
        strong = set()
    return strong | _names(marks, lines, kinds, counts, strong)


def _letters(kinds: dict[str, str], counts: Counter, strong: set[str]) -> set[str]:
    """Single letters (I, R, V, A, B, R1) that together form a set of speakers."""
    letters = {key for key, kind in kinds.items() if kind == "letter"}
    sets = rules("labels")["letter_sets"]
    asks = letters & set(sets["asks"])
    numbered = {key for key in letters if re.fullmatch(sets["numbered"], key)}
    enough = len(letters) >= 2 or sum(counts[key] for key in letters) >= 2 or strong
    return letters if enough and (asks or numbered or strong) else set()


def _timed_names(kinds: dict[str, str], timed: Counter) -> set[str]:
    """Names that stand beside a time ("Anna Jansen   0:03"), when one of them comes back."""
    named = {key for key in timed if kinds[key] in ("full_name", "name", "code", "letter")}
    return named if sum(timed[key] for key in named) >= 2 and any(timed[key] > 1 for key in named) else set()


def _names(
    marks: Sequence[Mark | None],
    lines: Sequence[str],
    kinds: dict[str, str],
    counts: Counter,
    strong: set[str],
) -> set[str]:
    """Names and codes without a title or time: they must come back, and be followed by talk."""
    talk = re.compile(rules("labels")["talk"], re.I)
    spoken = Counter(
        m.key for m, text in zip(marks, _said(marks, lines), strict=True) if m and talk.search(text)
    )
    weak = {key for key, kind in kinds.items() if kind in ("full_name", "name", "code", "letter")} - strong
    alone = {mark.key for mark in marks if mark is not None and mark.bare and mark.key in weak}
    repeated = {key for key in weak if counts[key] >= 2 and (key not in alone or counts[key] >= 3)}
    repeated = {
        key for key in repeated if spoken[key] >= _TALK_SHARE * counts[key] or kinds[key] == "full_name"
    }
    if strong:
        # in a file with known labels a chance word may come back as well: ask more of a single word
        keep = {key for key in repeated if kinds[key] != "name" or spoken[key] >= 0.5 * counts[key]}
        once = {key for key in weak - repeated - alone if kinds[key] == "full_name" and counts[key] == 1}
        return keep | {key for key in once if spoken[key]}
    total = sum(counts[key] for key in repeated)
    if len(repeated) < 2 or total < 4 or sum(spoken[key] for key in repeated) < _TALK_SHARE * total:
        return set()
    first = next(number for number, mark in enumerate(marks) if mark is not None and mark.key in repeated)
    if total < _COVERED * _paragraphs(lines[first:]):
        return set()
    return repeated | {key for key in weak - repeated - alone if spoken[key]}


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
    starts = sum(
        1 for before, line in zip(["", *lines], lines, strict=False) if line.strip() and not before.strip()
    )
    return starts if starts > 0.2 * filled else filled

"""Lines of a text become speaker turns, when the file as a whole is a conversation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from workbench.transcripts import decide, interject, labels, marks
from workbench.transcripts.marks import Mark
from workbench.transcripts.model import Turn
from workbench.transcripts.rules import rules
from workbench.transcripts.timing import CLOCK, F4_MARK, f4_seconds, seconds

WARN_ONLY_QUESTIONS = (
    "Alleen de interviewer heeft een label; alinea's zonder label zijn gelezen als antwoord van de respondent."
)
_INLINE_STAMP = re.compile(rf"\[\s*({CLOCK})\s*\]|[\(<]\s*(\d{{1,2}}:\d\d:\d\d(?:[.,]\d{{1,3}})?)\s*[\)>]")
_MAX_INLINE_LABELS = 60


def split(lines: Sequence[str], *, only_labels: bool = False) -> tuple[list[Turn], list[str]] | None:
    """Speaker turns of the lines (an empty line parts paragraphs) with warnings; None when nobody speaks.

    ``only_labels``: a text of which only the times show that it is speech counts as no conversation.
    """
    lines = [marks.strip_emphasis(line) for line in lines]
    found, clocks = _find(lines)
    header = decide.header_lines(lines)
    found = [None if number in header else mark for number, mark in enumerate(found)]
    kept = decide.speakers(found, lines)
    if not any(kept):
        timed = None if only_labels else _timed_only(lines, clocks)
        return None if timed is None else (timed, [])
    spelled = list(dict.fromkeys(mark.label for mark in kept if mark is not None))
    if all(labels.is_interviewer(label) for label in spelled):
        return _questions_only(lines, kept, clocks)
    return interject.settle(_chain_f4(_turns(lines, kept, clocks, _inline(spelled)), lines)), []


def _find(lines: Sequence[str]) -> tuple[list[Mark | None], dict[int, tuple[float, float | None]]]:
    """The possible label of every line, and the lines that hold only a time; the two are brought together."""
    found = [marks.find(line) if line.strip() else None for line in lines]
    clocks = {n: time for n, line in enumerate(lines) if (time := marks.clock_line(line)) is not None}
    if len(clocks) < 2:
        return found, {}
    for number in clocks:
        found[number] = None
    filled = [number for number, line in enumerate(lines) if line.strip()]
    place = {number: index for index, number in enumerate(filled)}
    for step in (-1, 1):
        beside = {}
        for number in clocks:
            index = place[number] + step
            if 0 <= index < len(filled) and (mark := found[filled[index]]) is not None and mark.alone:
                beside[filled[index]] = replace(mark, t_start=clocks[number][0], t_end=clocks[number][1], bare=False)
        kinds = {mark.key for mark in beside.values()}
        if len(beside) >= 0.6 * len(clocks) and len(kinds) <= 0.5 * len(beside) + 1:
            for number, mark in beside.items():
                found[number] = mark
            break
    return found, clocks


def _inline(spelled: Sequence[str]) -> re.Pattern | None:
    """A pattern for the file's own labels inside a paragraph, after the end of a sentence."""
    if not spelled or len(spelled) > _MAX_INLINE_LABELS:
        return None
    words = "|".join(re.escape(label) for label in sorted(spelled, key=lambda label: (-len(label), label)))
    return re.compile(rf"(?:(?<=[.?!…)\]\"”'’–-])|(?<=\s\s)|(?<=\t))\s*(?<!\w)({words})\s*:\s")


def _turns(
    lines: Sequence[str], kept: Sequence[Mark | None], clocks: dict, inline: re.Pattern | None
) -> Iterable[Turn]:
    """One turn a line, with the speaker who has the floor; what stands above the first label is the heading."""
    system = [re.compile(entry["pattern"], re.I) for entry in rules("labels")["system_lines"]]
    ends = _f4_at_end(lines)
    speaker, role, time = None, "interviewer", None
    for number, line in enumerate(lines):
        mark = kept[number]
        if number in clocks:
            time = clocks[number] if mark is None else time
            continue
        if mark is not None:
            speaker, role, text = mark.label, None, mark.text
            time = (mark.t_start, mark.t_end) if mark.t_start is not None else time
        else:
            text = line
            if not text.strip() or (len(text) < 140 and any(p.fullmatch(text.strip()) for p in system)):
                continue
            if _is_note(text):
                speaker, role = None, "author"
        turn = Turn(text, speaker, *(time or (None, None)), role=role)
        pieces = [turn] if inline is None or role else _split_inline(turn, inline)
        for piece in pieces:
            yield from _split_times(piece, ends)
        if turn.text.strip():
            time = None
        speaker = pieces[-1].speaker


def _is_note(line: str) -> bool:
    head, colon, _ = line[:60].partition(":")
    return bool(colon) and labels.key(head) in rules("labels")["notes"]


def _split_inline(turn: Turn, inline: re.Pattern) -> list[Turn]:
    """Two or more speakers in one paragraph: "Hoe dan? R1: Nou ja ..."."""
    parts = inline.split(turn.text)
    others = [Turn(text, label) for label, text in zip(parts[1::2], parts[2::2], strict=True)]
    return [replace(turn, text=parts[0]), *others]


def _f4_at_end(lines: Sequence[str]) -> bool:
    """Whether the marks of f4 close a paragraph (the usual way) or open it."""
    marked = [line.strip() for line in lines if "#" in line and F4_MARK.search(line)]
    return 2 * sum(1 for line in marked if line.endswith("#")) >= len(marked)


def _chain_f4(turns: Iterable[Turn], lines: Sequence[str]) -> Iterable[Turn]:
    """In an f4 file a paragraph begins where the mark of the one before it stands."""
    chained = _f4_at_end(lines) and any("#" in line and F4_MARK.search(line) for line in lines)
    last = 0.0
    for turn in turns:
        if chained and turn.t_end is not None:
            turn, last = replace(turn, t_start=last if turn.t_start is None else turn.t_start), turn.t_end
        yield turn


def _split_times(turn: Turn, f4_ends: bool) -> Iterable[Turn]:
    """Cut a turn at the times inside it, and take those out of the text."""
    text = turn.text
    if "#" in text and F4_MARK.search(text):
        begin, last = turn.t_start, 0
        for match in F4_MARK.finditer(text):
            end = f4_seconds(match)
            piece = text[last : match.start()]
            yield replace(turn, text=piece, t_start=begin, t_end=end if f4_ends else None)
            begin, last = (None if f4_ends else end), match.end()
        yield replace(turn, text=text[last:], t_start=begin, t_end=None)
        return
    if ":" not in text or not _INLINE_STAMP.search(text):
        yield turn
        return
    begin, last = turn.t_start, 0
    for match in _INLINE_STAMP.finditer(text):
        yield replace(turn, text=text[last : match.start()], t_start=begin, t_end=None)
        begin, last = seconds(match[1] or match[2]), match.end()
    yield replace(turn, text=text[last:], t_start=begin, t_end=turn.t_end)


def _timed_only(lines: Sequence[str], clocks: dict) -> list[Turn] | None:
    """Cues without a speaker: lines that open with a time, or lines of text below a line with only a time."""
    timed = {n: time for n, line in enumerate(lines) if n not in clocks and (time := marks.timed_line(line))}
    filled = sum(1 for line in lines if line.strip())
    if len(clocks) + len(timed) < 2 or (len(timed) < 0.4 * filled and len(clocks) < 0.25 * filled):
        return None
    turns: list[Turn] = []
    time: tuple[float, float | None] | None = None
    first = min([*clocks, *timed])
    for number, line in enumerate(lines):
        if number in clocks:
            time = clocks[number]
        elif line.strip():
            start_end, text = (timed[number][:2], timed[number][2]) if number in timed else (time, line)
            role = "interviewer" if number < first else None
            turns.append(Turn(text, None, *(start_end or (None, None)), role=role))
            time = None
    return turns


def _questions_only(
    lines: Sequence[str], kept: Sequence[Mark | None], clocks: dict
) -> tuple[list[Turn], list[str]] | None:
    """Only questions bear a label: lines without one are the answers."""
    answers = sum(1 for number, line in enumerate(lines) if line.strip() and kept[number] is None)
    if answers < 1:
        return None
    begun, turns = False, []
    for number, line in enumerate(lines):
        mark = kept[number]
        begun = begun or mark is not None
        if mark is not None:
            turns.append(Turn(mark.text, mark.label, mark.t_start, mark.t_end))
        elif line.strip() and number not in clocks:
            turns.append(Turn(line, None, role=None if begun else "interviewer"))
    for number, turn in enumerate(turns):
        # a label on a line of its own: the question is the line below it
        if not turn.text.strip() and number + 1 < len(turns) and turns[number + 1].speaker is None:
            turns[number + 1] = replace(turns[number + 1], speaker=turn.speaker)
    return interject.settle(turns), [WARN_ONLY_QUESTIONS]


def label_cues(cues: Sequence[Turn]) -> list[Turn]:
    """Cues whose speaker stands in the text ("Anna Jansen: ..."), with the label taken out when all cues show it.

    A cue without a label goes on with the speaker before it, as do the further lines of a cue.
    """
    lines, owner = [], []
    for number, cue in enumerate(cues):
        for line in cue.text.split("\n"):
            lines.append(marks.strip_emphasis(line))
            owner.append(number)
    found = [marks.find(line) if line.strip() else None for line in lines]
    kept = decide.speakers([None if mark is None or mark.bare else mark for mark in found], lines)
    if not any(kept):
        return list(cues)
    labelled: list[Turn] = []
    speaker = None
    for line, mark, number in zip(lines, kept, owner, strict=True):
        speaker = mark.label if mark is not None else speaker
        labelled.append(replace(cues[number], text=line if mark is None else mark.text, speaker=speaker))
    return labelled

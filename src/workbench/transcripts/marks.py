"""One line of a transcript: does it open with something that could be a speaker label or a time?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.transcripts import labels
from workbench.transcripts.timing import CLOCK, RANGE, seconds

_STAMP = rf"[\[(<{{]?\s*(?:{CLOCK})\s*[\])>}}]?"
_LABEL = r"[^\W_][\w .,'’‘“”\"„()&/+\-]{0,59}?|[\"“„'‘][\w .,'’‘“”\"„()&/+\-]{1,59}?"
_ITEM = r"\s*(?:[-–•]\s+|\d{1,4}[.)]?\s+)?"
_SPOKEN = re.compile(
    rf"{_ITEM}(?:(?P<before>{_STAMP})\s*[-–|]?\s*)?"
    rf"(?P<label>{_LABEL})"
    rf"(?:\s*[\s,\-–|(\[](?P<between>{_STAMP})\s*)?"
    rf"\s*(?P<separator>:|\t)\s*"
    rf"(?:(?P<after>[\[(<]\s*{CLOCK}\s*[\])>])\s*)?"
    rf"(?P<text>.*)",
    re.S,
)
_ALONE = re.compile(
    rf"\s*(?:(?P<before>{_STAMP})\s*[-–|]?\s*)?(?P<label>{_LABEL})(?:\s*[\s,\-–|(\[]\s*(?P<between>{_STAMP}))?\s*"
)
_CLOCK_LINE = re.compile(rf"\s*[\[(<]?\s*(?P<from>{CLOCK})(?:\s*(?:-->|–|—|-)\s*(?P<to>{CLOCK}))?\s*[\])>]?\s*")
_TIMED_LINE = re.compile(
    rf"\s*(?P<stamp>[\[(<]\s*{CLOCK}(?:\s*(?:-->|–|-)\s*{CLOCK})?\s*[\])>]|\d{{1,2}}:\d\d:\d\d)\s+(?P<text>\S.*)"
)
_EMPHASIS = re.compile(r"(?<![^\s(:>])[*_]{1,3}(?=\S)|(?<=\S)[*]{1,3}(?=[\s:.,?!)<]|$)|(?<=\S)_{1,3}(?=[\s:.,?!)<]|$)")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_MAX_HEAD = 140


@dataclass(frozen=True)
class Mark:
    """A possible speaker label at the start of a line.

    ``alone``: no text follows it on the line; ``bare``: no colon, tab or time either, so only the rest of the file
    can tell that it is a label.
    """

    label: str
    kind: str
    text: str = ""
    t_start: float | None = None
    t_end: float | None = None
    alone: bool = False
    bare: bool = False

    @property
    def key(self) -> str:
        return labels.key(self.label)

    @property
    def lone(self) -> bool:
        """Whether the label may stand on a line with nothing else; "Wethouder" would rather be a heading."""
        return labels.stands_alone(self.label)


def strip_emphasis(line: str) -> str:
    """A line without the asterisks and underscores of Markdown, and with ``<br>`` as a space."""
    if "<" in line:
        line = _BREAK.sub(" ", line)
    if "*" in line or "_" in line:
        line = _EMPHASIS.sub("", line)
    return line


def _time(stamp: str | None) -> float | None:
    return None if stamp is None else seconds(stamp.strip(" \t[](){}<>"))


def find(line: str) -> Mark | None:
    """The possible label that opens a line, with the rest of the line and its time; None when there is none."""
    head = line[:_MAX_HEAD]
    if (match := _SPOKEN.match(head)) and (kind := labels.classify(match["label"])):
        text = line[match.start("text") :]
        glued = match["separator"] == ":" and text[:1] and not head[match.end("separator")].isspace()
        if not glued or (kind in ("known", "letter") and not text[:1].isdigit() and not text.startswith("//")):
            stamps = [_time(match[name]) for name in ("before", "between", "after") if match[name]]
            time = next((stamp for stamp in stamps if stamp is not None), None)
            return Mark(match["label"].strip(), kind, text, time, alone=not text)
    match = _ALONE.fullmatch(line) if len(line) <= _MAX_HEAD else None
    if not match or match["label"].rstrip().endswith((",", ";")):
        return None
    if kind := labels.classify(match["label"]):
        stamps = [_time(match[name]) for name in ("before", "between") if match[name]]
        time = next((s for s in stamps if s is not None), None)
        return Mark(match["label"].strip(), kind, "", time, alone=True, bare=time is None)
    return None


def clock_line(line: str) -> tuple[float, float | None] | None:
    """The time of a line that holds a time or a range and nothing else."""
    match = _CLOCK_LINE.fullmatch(line) if len(line) < 60 else None
    start = seconds(match["from"]) if match else None
    if match is None or start is None:
        return None
    # "18:11" alone may be anything; with seconds, brackets or a range it is a mark
    plain = match["to"] is None and line.strip()[0] not in "[(<" and line.count(":") < 2
    return None if plain else (start, seconds(match["to"]) if match["to"] else None)


def timed_line(line: str) -> tuple[float, float | None, str] | None:
    """Time and text of a line that opens with a bracketed time or with hh:mm:ss."""
    match = _TIMED_LINE.match(line)
    if not match:
        return None
    stamp = match["stamp"].strip(" []()<>")
    if both := RANGE.fullmatch(stamp):
        start, end = seconds(both[1]), seconds(both[2])
    else:
        start, end = seconds(stamp), None
    return None if start is None else (start, end, match["text"])

"""What every reader returns, and how turns become one canonical text with utterances."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Turn:
    """A piece of a file as a reader found it: one cue, one paragraph or one speaker turn.

    ``speaker`` is the label as it stands in the file, None for a piece without one. Times are seconds.
    ``role`` (interviewer, respondent, author) is set only where the place in the file decides it, not the label:
    the heading above a conversation is the researcher's and is never evidence.
    """

    text: str
    speaker: str | None = None
    t_start: float | None = None
    t_end: float | None = None
    role: str | None = None


@dataclass(frozen=True)
class Reading:
    """What the reader of one format family hands on: the turns in order, and what the file shows itself to be.

    ``kind`` is interview, verslag or document; ``warnings`` are Dutch sentences without a word of the file.
    """

    turns: list[Turn]
    kind: str = "interview"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Transcript:
    """One source, read.

    ``text`` is the canonical text (LF, no BOM, NFC): the texts of the utterances, joined by one newline, without
    speaker labels and time marks. ``utterances`` is the utterances table (workbench.tables.UTTERANCES) of this
    source: one row a turn (cues of one speaker in a row are joined) or a paragraph of a document. ``times`` has one
    row per cue that bears a time: start (offset in text), t_start, t_end. ``kind`` is interview, verslag or
    document as far as the file shows; ``format`` names the reader; ``warnings`` are Dutch sentences without a word
    of the transcript.
    """

    text: str
    utterances: pd.DataFrame
    times: pd.DataFrame
    kind: str
    format: str
    path: Path
    warnings: tuple[str, ...] = field(default=())

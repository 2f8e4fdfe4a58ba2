"""From turns to a Transcript: the canonical text, the utterances table and the map from offset to time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import tables
from workbench.transcripts import labels
from workbench.transcripts.encoding import tidy
from workbench.transcripts.model import Transcript, Turn

if TYPE_CHECKING:
    import pandas as pd

# Cues without a speaker are cut into utterances: at a silence, or at the end of a sentence once there is enough.
_SILENCE = 1.5
_ENOUGH = 300
_TOO_MUCH = 1500
_SENTENCE_END = (".", "?", "!", "…", '."', '?"', ".”", "?”")


@dataclass
class _Utterance:
    """Cues that belong together, while they are gathered; ``times`` are (offset in the utterance, start, end)."""

    speaker: str | None
    role: str | None
    parts: list[str] = field(default_factory=list)
    length: int = 0
    times: list[tuple[int, float | None, float | None]] = field(default_factory=list)

    def add(self, turn: Turn) -> None:
        offset = self.length + 1 if self.parts else 0
        self.parts.append(turn.text)
        self.length = offset + len(turn.text)
        if turn.t_start is not None or turn.t_end is not None:
            self.times.append((offset, turn.t_start, turn.t_end))

    def takes(self, turn: Turn) -> bool:
        """Whether the next turn goes on with this utterance."""
        if turn.speaker != self.speaker or turn.role != self.role:
            return False
        if self.speaker is not None:
            return True
        if turn.t_start is None or not self.times or turn.role is not None:
            return False
        silence = turn.t_start - (self.times[-1][2] or turn.t_start)
        enough = self.length >= _ENOUGH and self.parts[-1].endswith(_SENTENCE_END)
        return silence < _SILENCE and not enough and self.length < _TOO_MUCH

    @property
    def text(self) -> str:
        return " ".join(self.parts)


def from_turns(
    turns: Iterable[Turn],
    *,
    kind: str,
    format: str,
    path: str | Path,
    source_id: str | None = None,
    warnings: Sequence[str] = (),
) -> Transcript:
    """Build a Transcript from turns in the order of the file.

    Empty turns are dropped; turns of one speaker in a row become one utterance, joined by a space. In an
    interview the roles are guessed from the labels (see ``labels.roles``), with a warning when nobody can be seen
    to ask; in a verslag or document every utterance has the role author and no speaker. ``speaker_id``,
    ``organisation_type`` and ``perspective`` stay missing. ``utterance_id`` is ``<source_id>#0001`` and on;
    ``source_id`` is the file name without its extension when not given.
    """
    path = Path(path)
    source_id = tidy(source_id or path.stem) or "bron"
    authored = kind != "interview"
    turns = [_sound(turn, text, authored) for turn in turns if (text := tidy(turn.text))]
    spelling = labels.unify(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
    turns = [turn if spelling.get(turn.speaker) == turn.speaker else _respelt(turn, spelling) for turn in turns]
    roles = labels.roles(dict.fromkeys(spelling.values()))
    unlabelled = any(turn.speaker is None and turn.role in (None, "respondent") for turn in turns)
    more = labels.role_warnings(roles, unlabelled) if kind == "interview" else []
    rows, times, text = _rows(_gather(turns), roles, source_id)
    return Transcript(
        text=text,
        utterances=tables.frame(tables.UTTERANCES, rows),
        times=_times_frame(times),
        kind=kind,
        format=format,
        path=path,
        warnings=tuple(dict.fromkeys([*warnings, *more])),
    )


def _sound(turn: Turn, text: str, authored: bool) -> Turn:
    """The turn with a usable label, and no end before its start; a document has an author and no speakers."""
    end = turn.t_end
    if end is not None and turn.t_start is not None and end < turn.t_start:
        end = None
    if authored:
        return Turn(text, None, turn.t_start, end, "author")
    return Turn(text, (tidy(turn.speaker) or None) if turn.speaker else None, turn.t_start, end, turn.role)


def _respelt(turn: Turn, spelling: dict[str, str]) -> Turn:
    return turn if turn.speaker is None else replace(turn, speaker=spelling[turn.speaker])


def _gather(turns: Iterable[Turn]) -> list[_Utterance]:
    gathered: list[_Utterance] = []
    for turn in turns:
        if not gathered or not gathered[-1].takes(turn):
            gathered.append(_Utterance(turn.speaker, turn.role))
        gathered[-1].add(turn)
    return gathered


def _rows(gathered: list[_Utterance], roles: dict[str, str], source_id: str) -> tuple[list[dict], list[tuple], str]:
    rows, times, texts, start = [], [], [], 0
    for number, utterance in enumerate(gathered, start=1):
        text = utterance.text
        starts = [begin for _, begin, _ in utterance.times if begin is not None]
        ends = [end for _, _, end in utterance.times if end is not None]
        rows.append(
            {
                "source_id": source_id,
                "utterance_id": f"{source_id}#{number:04d}",
                "start": start,
                "end": start + len(text),
                "speaker": utterance.speaker,
                "speaker_role": utterance.role or roles.get(utterance.speaker, "respondent"),
                "t_start": min(starts) if starts else None,
                "t_end": max(ends) if ends else None,
            }
        )
        times += [(start + offset, begin, end) for offset, begin, end in utterance.times]
        texts.append(text)
        start += len(text) + 1
    return rows, times, "\n".join(texts)


def _times_frame(rows: Sequence[tuple]) -> pd.DataFrame:
    """Columns start (offset in the text), t_start, t_end (seconds); one row per cue that bears a time."""
    import pandas as pd

    data = pd.DataFrame(list(rows), columns=["start", "t_start", "t_end"])
    return data.astype({"start": "Int64", "t_start": "Float64", "t_end": "Float64"})


def rebuild(transcript: Transcript, texts: Sequence[str], speakers: Sequence[str | None]) -> Transcript:
    """The same transcript with other texts and speaker labels, one of each per utterance, in order.

    Roles, ids and times stay; all offsets are computed anew. An offset in ``times`` is moved with the text around
    it: exactly before the first and after the last change in its utterance, in proportion between them, and never
    out of its utterance. Line ends in a text become spaces. Raises ValueError when the numbers differ.
    """
    old = transcript.utterances
    if not len(texts) == len(speakers) == len(old):
        raise ValueError(f"{len(old)} utterances, but {len(texts)} texts and {len(speakers)} speakers")
    texts = [" ".join(text.splitlines()) if len(text.splitlines()) > 1 else text.rstrip("\n") for text in texts]
    starts, position = [], 0
    for text in texts:
        starts.append(position)
        position += len(text) + 1
    utterances = old.assign(start=starts, end=[s + len(t) for s, t in zip(starts, texts, strict=True)])
    utterances["speaker"] = list(speakers)
    return replace(
        transcript,
        text="\n".join(texts),
        utterances=tables.frame(tables.UTTERANCES, utterances),
        times=_times_frame(_moved(transcript, texts, starts)),
    )


def _moved(transcript: Transcript, texts: Sequence[str], starts: Sequence[int]) -> list[tuple]:
    import bisect

    begins = transcript.utterances["start"].tolist()
    ends = transcript.utterances["end"].tolist()
    kept: dict[int, tuple[int, int]] = {}
    rows = []
    for start, t_start, t_end in transcript.times.itertuples(index=False):
        number = max(bisect.bisect_right(begins, start) - 1, 0)
        before = transcript.text[begins[number] : ends[number]]
        if number not in kept:
            kept[number] = _common(before, texts[number])
        place = _shift(start - begins[number], len(before), len(texts[number]), *kept[number])
        rows.append((starts[number] + place, t_start, t_end))
    return rows


def _common(old: str, new: str) -> tuple[int, int]:
    """How many characters two texts share at their start and, of what is left, at their end."""
    head = _same(old, new)
    return head, _same(old[head:][::-1], new[head:][::-1])


def _same(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shift(place: int, old: int, new: int, head: int, tail: int) -> int:
    if place <= head:
        return min(place, new)
    if place >= old - tail:
        return max(0, min(new, new - (old - place)))
    middle, room = old - tail - head, new - tail - head
    return head + (place - head) * room // middle

"""Transcripts in json: Whisper, WhisperX, Amberscript and others that list segments with text or words.

The field names are data (``data/fields.yaml``). The layout of Amberscript follows a description, not a real export.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from workbench.errors import UnreadableSource
from workbench.transcripts import interject, labels, speech, timing
from workbench.transcripts.model import Reading, Turn
from workbench.transcripts.rules import rules
from workbench.transcripts.sniff import damaged

_DEPTH = 5


def read(text: str) -> Reading:
    """Turns of a json transcript: one per segment, cut where the words of a segment have another speaker."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise damaged() from None
    segments = _segments(data, _DEPTH)
    names = _people(data)
    if segments is None:
        if isinstance(data, dict) and isinstance(whole := _field(data, "text"), str) and whole.strip():
            return Reading([Turn(whole)])
        raise UnreadableSource(
            "dit json-bestand heeft geen segmenten met tekst",
            remedy="Exporteer het transcript als json van Whisper of Amberscript, of als .docx of .txt.",
        )
    turns = [turn for segment in segments for turn in _turns(segment, names)]
    times = [time for turn in turns for time in (turn.t_start, turn.t_end)]
    if timing.in_milliseconds(times, sum(len(turn.text) for turn in turns)):
        turns = [Turn(t.text, t.speaker, *(s and s / 1000 for s in (t.t_start, t.t_end))) for t in turns]
    if not any(turn.speaker for turn in turns):
        turns = speech.label_cues(turns)
    return Reading(interject.settle(turns))


def _field(entry: dict, name: str) -> object:
    """The first of the known fields of that meaning that is present and not empty."""
    plain = {str(key).casefold(): value for key, value in entry.items()}
    return next((plain[field] for field in rules("fields")["json"][name] if plain.get(field) not in (None, "")), None)


def _has_text(entry: object) -> bool:
    return isinstance(entry, dict) and (
        isinstance(_field(entry, "text"), str) or isinstance(_field(entry, "words"), list)
    )


def _segments(data: object, depth: int) -> list[dict] | None:
    """The first list of entries with text or words, known field names first."""
    if isinstance(data, list):
        entries = [entry for entry in data if isinstance(entry, dict)]
        return entries if entries and sum(map(_has_text, entries)) >= 0.5 * len(entries) else None
    if not isinstance(data, dict) or depth == 0:
        return None
    known = {str(key).casefold(): value for key, value in data.items()}
    first = [known[name] for name in rules("fields")["json"]["lists"] if name in known]
    people = rules("fields")["json"]["people"]
    rest = [value for name, value in known.items() if name not in people and isinstance(value, (dict, list))]
    for value in [*first, *rest]:
        if (found := _segments(value, depth - 1)) is not None:
            return found
    return None


def _people(data: object) -> dict[str, str]:
    """Names by speaker id, where the file lists its speakers."""
    listed = _field(data, "people") if isinstance(data, dict) else None
    names = {}
    for person in listed if isinstance(listed, list) else ():
        if isinstance(person, dict):
            ident, name = _field(person, "person_id"), _field(person, "person_name")
            if isinstance(ident, (str, int)) and isinstance(name, str):
                names[str(ident)] = name
    return names


def _speaker(entry: dict, names: dict[str, str]) -> str | None:
    value = _field(entry, "speaker")
    if isinstance(value, dict):
        value = _field(value, "person_name") or _field(value, "person_id")
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    label = names.get(str(value), str(value)).strip()
    return f"Spreker {label}" if label.isdigit() else label or None


def _turns(segment: dict, names: dict[str, str]) -> Iterator[Turn]:
    speaker = _speaker(segment, names)
    start, end = timing.number(_field(segment, "start")), timing.number(_field(segment, "end"))
    words = _field(segment, "words")
    words = [word for word in words if isinstance(word, dict)] if isinstance(words, list) else []
    voices = [_speaker(word, names) for word in words]
    text = _field(segment, "text")
    named = {labels.key(voice) for voice in voices if voice}
    if isinstance(text, str) and len(named) < 2:
        label = speaker or next((voice for voice in voices if voice), None)
        yield Turn(text, label, start, end)
        return
    run: list[dict] = []
    current = speaker if not named else next(voice for voice in voices if voice)
    for word, voice in zip(words, voices, strict=True):
        if run and voice and voice != current:
            yield _of_words(run, current, start, end)
            run = []
        current = voice or current
        run.append(word)
    if run:
        yield _of_words(run, current, start, end)


def _of_words(words: list[dict], speaker: str | None, start: float | None, end: float | None) -> Turn:
    """One turn of words; a piece of punctuation sticks to the word before it."""
    text = ""
    for word in words:
        piece = _field(word, "text")
        piece = piece.strip() if isinstance(piece, str) else ""
        text += piece if not text or (piece and all(char in ".,;:?!…" for char in piece)) else f" {piece}"
    first, last = timing.number(_field(words[0], "start")), timing.number(_field(words[-1], "end"))
    return Turn(text, speaker, start if first is None else first, end if last is None else last)

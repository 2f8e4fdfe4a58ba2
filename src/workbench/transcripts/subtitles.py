"""Subtitles: .vtt of Teams, Zoom and noScribe, and .srt."""

from __future__ import annotations

import html
import re

from workbench.errors import UnreadableSource
from workbench.transcripts import interject, speech
from workbench.transcripts.model import Reading, Turn
from workbench.transcripts.sniff import damaged
from workbench.transcripts.timing import CLOCK, seconds

_VOICE = re.compile(r"<v(?:\.[^\s>]*)*[ \t]+([^>]*)>", re.I)
_TAG = re.compile(r"</?(?:v|c|i|b|u|s|ruby|rt|lang|font)(?:[.\s][^>]*)?>|<\d+:[\d:.]+>", re.I)
_OVERRIDE = re.compile(r"\{\\[^}]*\}")
_COMMA_TIME = re.compile(rf"^([ \t]*{CLOCK}[ \t]*-->[ \t]*{CLOCK})", re.M)
_SHORT_TIME = re.compile(r"(?<![\d:.,])(\d{1,3}:\d{1,2}(?::\d{1,2})?)(?![\d:.,])")


def read(text: str) -> Reading:
    """Turns of a .vtt or .srt: one per cue, or several when a cue has more voices.

    The speaker is the voice tag, else a label at the start of a cue ("Anna Jansen: ..."), decided on all cues.
    Notes, styles and cue ids are no speech.
    """
    start = text.lstrip()
    cues = _vtt(start) if start.startswith("WEBVTT") else _srt(start)
    if not cues:
        raise UnreadableSource(
            "er staan geen ondertitels in dit bestand",
            remedy="Maak de export opnieuw of bewaar de tekst als .txt.",
        )
    turns = [piece for cue in cues for piece in _voices(cue)]
    if not any(turn.speaker for turn in turns):
        turns = speech.label_cues(turns)
    return Reading(interject.settle(turns))


def _vtt(text: str) -> list[Turn]:
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    text = _COMMA_TIME.sub(lambda match: _SHORT_TIME.sub(r"\1.000", match[1].replace(",", ".")), text)
    try:
        captions = list(webvtt.from_string(text))
        return [Turn(cue.raw_text, None, seconds(cue.start), seconds(cue.end)) for cue in captions]
    except (MalformedFileError, MalformedCaptionError):
        raise damaged() from None


def _srt(text: str) -> list[Turn]:
    from pysubs2 import SSAFile

    events = SSAFile.from_string(text, format_="srt", keep_html_tags=True).events
    return [
        Turn(_OVERRIDE.sub("", event.text).replace("\\N", "\n"), None, event.start / 1000, event.end / 1000)
        for event in events
    ]


def _voices(cue: Turn) -> list[Turn]:
    """The cue, cut at its voice tags; entities and other tags become plain text."""
    parts = _VOICE.split(cue.text)
    pieces = [(None, parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
    turns = []
    for speaker, text in pieces:
        text = html.unescape(_TAG.sub("", text))
        if text.strip():
            label = html.unescape(speaker).strip() if speaker else None
            turns.append(Turn(text, label or None, cue.t_start, cue.t_end))
    return turns

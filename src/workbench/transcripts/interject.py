"""Interjections that noScribe writes inside another's turn: ``tekst //S02: ja.// tekst``.

The words between the slashes are the other person's: they become a turn of their own, after the sentence they
fell in, and are never left in the evidence of the person who was speaking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from workbench.transcripts.model import Turn

_INTERJECTION = re.compile(r"//\s*([^\W_][^:/\n]{0,40}?)\s*:\s*((?:(?!//).)*)(?://|$)")
_NAMELESS = re.compile(r"(?<![:\w])//(?!\s*[^\W_][^:/\n]{0,40}?:)((?:(?!//).){0,200})//")
_PAUSE = re.compile(r"\(\s*\d+\s*(?:seconds?|minutes?|seconden|minuten)\s+(?:pause|pauze)\s*\)", re.I)
_SENTENCE_END = re.compile(r"[.?!…][\"'”’)\]]*\s*$")


def _divide(turn: Turn) -> tuple[Turn, list[Turn]]:
    """The turn without what others said in it, and their turns."""
    if "//" not in turn.text:
        return turn, []
    others = [replace(turn, text=text, speaker=label) for label, text in _INTERJECTION.findall(turn.text)]
    own = _NAMELESS.sub(" ", _INTERJECTION.sub(" ", turn.text))
    return replace(turn, text=own), others


def settle(turns: Iterable[Turn]) -> list[Turn]:
    """Turns with pauses taken out and every interjection moved to the end of the sentence it fell in."""
    settled: list[Turn] = []
    waiting: list[Turn] = []
    for turn in turns:
        if "(" in turn.text and _PAUSE.search(turn.text):
            turn = replace(turn, text=_PAUSE.sub(" ", turn.text))
        own, others = _divide(turn)
        if waiting and settled and own.speaker != settled[-1].speaker:
            settled += waiting
            waiting = []
        settled.append(own)
        waiting += others
        if waiting and _SENTENCE_END.search(own.text):
            settled += waiting
            waiting = []
    return settled + waiting

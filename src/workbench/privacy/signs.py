"""Signs that look alike made the same, so that a name or a number cannot hide behind how it is typed.

Pure functions over text: ``visible`` takes away what nobody sees, ``evened`` keeps every place where it is.
"""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# not the dash between years or parts of a sentence (U+2013): the patterns say where that may stand
_DASHES = "\u2010\u2011\u2012\u2212\ufe58\ufe63\uff0d"
_ODD = re.compile(f"[{_BLANKS}{_DASHES}]")
_BLANK = re.compile(f"[{_BLANKS}]")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)_(?=\d)")
# "2023_AB" in the name of a file is no postcode
_GLUE = re.compile(r"(?<!\d)_|_(?!\w)")


def visible(text: str) -> str:
    """The text composed (NFC), without soft hyphens, signs of no width and signs of direction."""
    return unicodedata.normalize("NFC", text if text.isascii() else _UNSEEN.sub("", text))


def evened(text: str) -> str:
    """The text, of the same length, with plain hyphens and blanks for all kinds of them; line ends and tabs stay."""
    return text if text.isascii() else _ODD.sub(lambda sign: " " if _BLANK.match(sign[0]) else "-", text)


def unglued(text: str) -> str:
    """The text, of the same length, with a hyphen for an underscore between digits and a blank for most others."""
    return _GLUE.sub(" ", _BETWEEN_DIGITS.sub("-", text)) if "_" in text else text

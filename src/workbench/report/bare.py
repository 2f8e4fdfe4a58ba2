"""Words without marks and capitals: by these is told whether two texts say the same."""

from __future__ import annotations

import re

from workbench.privacy.disclosure import clean

_WORD = re.compile(r"[^\W_]+")


def bare(words: str) -> str:
    """Letters and figures only, in small letters, with one blank between words."""
    return " ".join(_WORD.findall(words.casefold()))


def joined(words: str) -> str:
    """The same without blanks: lines of a PDF are broken and joined in other places than those of a page."""
    return bare(words).replace(" ", "")


def as_shown(words: str) -> str:
    """Bare words of a passage as readers see it (``[naam]``), between blanks: ``in`` then finds whole words only."""
    return f" {bare(clean(words))} "

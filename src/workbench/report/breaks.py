"""Where a long word of a label may break at the end of a line: soft hyphens, by the Dutch patterns of hyphenation.

Not every browser knows Dutch; without these a narrow screen breaks a long word anywhere. Only for labels: the words of
a passage stay as they were said. An address or the name of a file stays whole: who copies it must not get hyphens.
"""

from __future__ import annotations

import re
from functools import cache

from workbench.report.markup import Html, text

SOFT_HYPHEN = "\u00ad"
LONG = 12  # letters of a word; a shorter one fits in any column
_LONG_WORD = re.compile(rf"(?<!\w)[^\W\d_]{{{LONG},}}(?!\w)")
_ADDRESS = re.compile(r"@|://|\w\.\w")


def breakable(value: object) -> Html:
    """A label as harmless HTML with soft hyphens in its long words; what is HTML already stays what it is."""
    if isinstance(value, Html):
        return value
    return text(re.sub(r"\S+", lambda found: _with_breaks(found[0]), str(value)))


def _with_breaks(words: str) -> str:
    if _ADDRESS.search(words):
        return words
    return _LONG_WORD.sub(lambda word: _dictionary().inserted(word[0], SOFT_HYPHEN), words)


@cache
def _dictionary():
    from pyphen import Pyphen

    return Pyphen(lang="nl_NL", left=4, right=4)

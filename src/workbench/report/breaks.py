"""Where a long word of a label may break at the end of a line: soft hyphens, by the Dutch patterns of hyphenation.

Not every browser knows Dutch; without these a narrow screen breaks a long word anywhere. Only for labels: the words of
a passage stay as they were said.
"""

from __future__ import annotations

import re
from functools import cache

from workbench.report.markup import Html, text

SOFT_HYPHEN = "\u00ad"
LONG = 12  # letters of a word; a shorter one fits in any column
_LONG_WORD = re.compile(rf"[^\W\d_]{{{LONG},}}")


def breakable(value: object) -> Html:
    """A label as harmless HTML with soft hyphens in its long words; what is HTML already stays what it is."""
    if isinstance(value, Html):
        return value
    return text(_LONG_WORD.sub(lambda word: _dictionary().inserted(word[0], SOFT_HYPHEN), str(value)))


@cache
def _dictionary():
    from pyphen import Pyphen

    return Pyphen(lang="nl_NL", left=4, right=4)

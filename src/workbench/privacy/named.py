"""Whether somebody who is known stands in a text, however they are spelled there: for the gate out.

``called`` gives what a person may be called by, from a name as ``region.yaml`` has it; ``names_one`` looks for it. The
gate in looks for whole forms ("T. Quandelst") so that each person keeps one number; here one part of a name is enough.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from workbench.privacy.known import Form, Known, begins_sentence
from workbench.privacy.lexicon import fold, is_word
from workbench.privacy.names import letters_of, tidy, unaccent, words
from workbench.privacy.signs import evened, visible

#: a shorter name is a word more often than a name
SHORT = 2
#: so long is a name that is also looked for without its blanks, hyphens and quotes
JOINED = 6
_NAMES_TOO = ("Ben", "Al")
_JOINTS = re.compile(r"[\s'-]+")
# "Q u a n d e l s t", "Q.u.a.n.d.e.l.s.t."
_SPELLED = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[ .,·_-]{1,2}[^\W\d_](?![^\W\d_])){2,}")
_NO_LETTER = re.compile(r"[\W\d_]+")
# "Quan- delst": a line end fell in the word
_BROKEN = re.compile(r"(?<=[^\W\d_])-\s+(?=[^\W\d_])")


def called(name: str) -> set[str]:
    """What somebody may be called by: the whole name, and each of its words and the halves of a double one.

    A word in small letters in a name with capitals ("moeder van Tim") says what somebody is, unless it is the last.
    """
    whole = tidy(name)
    tokens = re.findall(r"[^\s(),;]+", whole)
    mixed = any(token[0].isupper() for token in tokens)
    named = tokens[-1:] + [token for token in tokens[:-1] if not (mixed and token.islower() and is_word(fold(token)))]
    pieces = {piece for token in named for piece in (token, *token.split("-"))}
    found = {piece for piece in pieces if len(piece) >= SHORT and "." not in piece and not _particle(piece)}
    return found | {whole} if len(tokens) > 1 else found


def _particle(word: str) -> bool:
    """Whether a word of a name is "van" and the like."""
    return word.lower() in words()["particles"] and word not in _NAMES_TOO


def names_one(text: str, names: Iterable[str], kept: Iterable[str] = ()) -> bool:
    """Whether one of the given names stands in a text: whole words, in any case, with any accents, quotes, hyphens and
    signs that nobody sees, in the genitive, spelled out, or broken off at a line end.

    A name that is ``kept`` (a place) is a person after a title alone. A name of two letters counts with its capital.
    """
    names = tuple(names)
    if not names:
        return False
    known, plain = _sought(names)
    kept = frozenset(fold(tidy(name)) for name in kept)
    text = unaccent(evened(unicodedata.normalize("NFKC", visible(text))))
    whole = _BROKEN.sub("", text)
    for reading in dict.fromkeys((text, whole)):
        if any(_is_person(reading, start, end, kept) for start, end, _ in known.find(reading)):
            return True
    runs = (_NO_LETTER.sub("", run[0]).casefold() for run in _SPELLED.finditer(text))
    return any(run == name or (len(name) > 3 and name in run) for run in runs for name in plain)


@lru_cache(maxsize=8)
def _sought(names: tuple[str, ...]) -> tuple[Known, tuple[str, ...]]:
    """All spellings of the names, the longest first, and their bare letters."""
    spelled = dict.fromkeys(filter(None, map(tidy, names)))
    joined = (_JOINTS.sub("", name) for name in spelled)
    spelled |= dict.fromkeys(name for name in joined if len(name) >= JOINED)
    ordered = sorted(spelled, key=lambda name: (-len(name), name))
    bare = (_NO_LETTER.sub("", unaccent(name)).casefold() for name in ordered)
    plain = tuple(dict.fromkeys(name for name in bare if len(name) > SHORT))
    return Known([Form(letters_of(name), name, 0) for name in ordered], re.I), plain


def _is_person(text: str, start: int, end: int, kept: frozenset[str]) -> bool:
    name = text[start:end]
    if fold(name) in kept:
        return _after_title().search(text, max(0, start - 40), start) is not None
    if sum(map(str.isalpha, name)) > SHORT:
        return True
    if text[end : end + 1] == "-" or (len(name) > 1 and name.isupper()):  # "co-ouder", "BO"
        return False
    return not is_word(fold(name)) or (name[0].isupper() and not begins_sentence(text, start))


@cache
def _after_title() -> re.Pattern[str]:
    titles, particles = ("|".join(map(re.escape, words()[key])) for key in ("titles", "particles"))
    return re.compile(rf"(?i:(?<!\w)(?:{titles})\s+(?:(?:{particles})\s+){{0,3}}$)")

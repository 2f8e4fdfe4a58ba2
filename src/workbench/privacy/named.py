"""Whether somebody who is known stands in a text, however they are spelled there: for the gate out.

``called`` gives what a person may be called by, from a name as ``region.yaml`` has it; ``names_one`` looks for it. The
gate in looks for whole forms ("T. Quandelst") so that each person keeps one number; here one part of a name is enough.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from workbench.privacy.known import begins_sentence
from workbench.privacy.lexicon import fold, is_word
from workbench.privacy.names import tidy, unaccent, words
from workbench.privacy.signs import evened, visible
from workbench.privacy.spellings import SHORT, SPELLED, Spellings, letters, spellings

_NAMES_TOO = ("Ben", "Al")
# "Quan- delst": a line end fell in the word
_BROKEN = re.compile(r"(?<=[^\W\d_])-\s+(?=[^\W\d_])")
# "TQuandelst", "planQuandelst": a capital begins a word of its own
_GLUED = re.compile(r"(?<![^\W\d_])[A-Z]{1,3}(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])")
_PIECE = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[\s'-]{1,3}")


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
    signs that nobody sees, in the genitive, spelled out, in pieces or broken off at a line end, with an initial glued
    on, or as the initials of the whole name ("T.Q.").

    A name that is ``kept`` (a place) is a person after a title alone. A name of two letters counts with its capital.
    """
    names = tuple(names)
    if not names:
        return False
    sought = spellings(names)
    kept = frozenset(fold(tidy(name)) for name in kept)
    text = unaccent(evened(unicodedata.normalize("NFKC", visible(text))))
    for reading in dict.fromkeys((text, _BROKEN.sub("", text))):
        if any(_is_person(reading, start, end, kept) for start, end, _ in sought.known.find(reading)):
            return True
    apart = _GLUED.sub(r"\g<0> ", text)
    if apart != text and any(
        end - start > SHORT and _is_person(apart, start, end, kept) for start, end, _ in sought.known.find(apart)
    ):
        return True
    runs = [letters(run[0]) for run in SPELLED.finditer(text)]
    if any(run == name or (len(name) > 3 and name in run) for run in runs for name in sought.plain):
        return True
    return _in_pieces(text, sought, kept) or sought.initials.search(text) is not None


def _in_pieces(text: str, sought: Spellings, kept: frozenset[str]) -> bool:
    """ "Quan delst": whether words that follow each other are a name when put together.

    Not where all of them are words and none has a capital that it owes to a name ("ver meer" of Vermeer).
    """
    pieces = [piece.span() for piece in _PIECE.finditer(text)]
    for at, (start, end) in enumerate(pieces):
        run, odd = text[start:end].casefold(), _begins_name(text, start) or not is_word(fold(text[start:end]))
        after = at + 1
        while run in sought.heads and after < len(pieces) and _GAP.fullmatch(text, end, pieces[after][0]):
            start, end = pieces[after]
            run += text[start:end].casefold()
            odd = odd or not is_word(fold(text[start:end]))
            if odd and any(one in sought.whole and one not in kept for one in (run, run.removesuffix("s"))):
                return True
            after += 1
    return False


def _begins_name(text: str, start: int) -> bool:
    return text[start].isupper() and not begins_sentence(text, start)


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

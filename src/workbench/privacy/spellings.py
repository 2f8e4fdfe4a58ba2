"""In how many ways a name that is known may be written in what goes out, made ready to look for (see ``named``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from workbench.privacy.known import Form, Known
from workbench.privacy.lexicon import fold, given_names, is_word, surnames
from workbench.privacy.names import letters_of, split_name, tidy, unaccent, words

#: a shorter name is a word more often than a name
SHORT = 2
#: so long is a name that is also looked for without its blanks, hyphens and quotes, and with one more inside
JOINED = 6
#: so long is an initial with a name glued to it
GLUED = 4
# "Q u a n d e l s t", "Q.u.a.n.d.e.l.s.t."
SPELLED = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[ .,·_-]{1,2}[^\W\d_](?![^\W\d_])){2,}")
_JOINTS = re.compile(r"[\s'-]+")
_NO_LETTER = re.compile(r"[\W\d_]+")
_INITIAL = re.compile(r"[A-Z](?=\.)")


@dataclass(frozen=True)
class Spellings:
    """All spellings of some names, to be found in an ``unaccent``ed text.

    ``known``: as they stand, joined, and with an initial glued on; ``plain``: their bare letters, ``whole`` the long
    ones of these and ``heads`` all beginnings of a long one; ``initials``: those of a whole name, in capitals.
    """

    known: Known
    plain: tuple[str, ...]
    whole: frozenset[str]
    heads: frozenset[str]
    initials: re.Pattern[str]


@lru_cache(maxsize=8)
def spellings(names: tuple[str, ...]) -> Spellings:
    """All spellings of the names, the longest first."""
    spelled = dict.fromkeys(filter(None, map(tidy, names)))
    short = [one for name in spelled for one in _shortened(name)]
    joined = (_JOINTS.sub("", name) for name in spelled)
    spelled |= dict.fromkeys(name for name in joined if len(name) >= JOINED)
    plain = tuple(dict.fromkeys(bare for name in _longest_first(spelled) if len(bare := letters(name)) > SHORT))
    spelled |= dict.fromkeys(glued for one in short for glued in _glued(*one) if _no_other_word(glued))
    whole = frozenset(bare for bare in plain if len(bare) >= JOINED)
    return Spellings(
        Known([Form(letters_of(name), name, 0) for name in _longest_first(spelled)], re.I),
        plain,
        whole,
        frozenset(bare[:end] for bare in whole for end in range(1, len(bare))),
        _initials(short),
    )


def letters(name: str) -> str:
    """The bare letters of a name, small and without accents."""
    return _NO_LETTER.sub("", unaccent(name)).casefold()


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


def _shortened(name: str) -> Iterator[tuple[str, str, str, str]]:
    """Given name, initials of all given names, particle and surname of a whole name; nothing of a part of one."""
    given, particle, surname = split_name(name)
    for firsts in ([part for one in given for part in one.split("-") if part], _INITIAL.findall(name)):
        if firsts and letters(surname) and not (firsts[0].islower() and is_word(fold(firsts[0]))):
            yield firsts[0], "".join(one[0] for one in firsts), particle, surname


def _glued(first: str, initials: str, particle: str, surname: str) -> Iterator[str]:
    """ "TQuandelst", "TessaQ": an initial without a blank or point beside a name."""
    last = _JOINTS.sub("", surname)
    short = "".join(part[0] for part in particle.split())
    for heads in dict.fromkeys((first[0], initials)):
        for tail in dict.fromkeys((last, _JOINTS.sub("", particle) + last, short + last)):
            yield heads + tail
    yield first + last[0]
    yield first + short + last[0]


def _no_other_word(glued: str) -> bool:
    """Whether letters glued together are long enough and no word or name by themselves ("brood" of B. Rood)."""
    low = fold(glued)
    return len(glued) >= GLUED and not is_word(low) and low not in given_names() and low not in surnames()


def _initials(short: Iterable[tuple[str, str, str, str]]) -> re.Pattern[str]:
    """ "T.Q.", "T.v.d.M.": exact, in capitals with points; the usual abbreviations are none."""
    found = set()
    for first, initials, particle, surname in short:
        small = [part[0] for part in particle.split()]
        last = [part[0].upper() for part in surname.split("-") if part]
        for heads in (first[0].upper(), initials.upper()):
            for between in ([], small, [part.upper() for part in small]):
                found |= {(*heads, *between, *tail) for tail in (last, last[:1])}
    usual = {tuple(letters(one).upper()) for one in words()["not_initials"]}
    exact = (r"\.\s?".join(re.escape(unaccent(one)) for one in initials) for initials in sorted(found - usual))
    return re.compile(rf"(?<![\w.])(?:{'|'.join(exact) or '(?!)'})\.(?!\s?\w\.)")

"""Words that may be a person's name, and what can be seen of each: the features of ``recognise``.

A candidate is a word with a capital or, in text without capitals (speech recognition), a word that stands in a list
of names or in no dictionary. Every feature is a short string; what it weighs is learned (``data/names_model.json``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workbench.privacy.lexicon import fold, given_names, is_word, places, surnames, things
from workbench.privacy.names import words

# a placeholder; initials; a word with its inner apostrophes and hyphens; a number; anything else, one by one
_TOKEN = re.compile(
    r"\[[A-Z][A-Z-]*-\d+\]|['’][tnTN](?!\w)|(?:[A-ZÀ-Þ](?:hr?)?\.)+(?:-[A-Z]\.)?(?![^\W\d_])|[^\W\d_](?:\w|[-‐‑](?=\w)|['’`´ʼ](?!s\b)(?=\w))*|\d[\d.,]*|['’]s\b|\S"
)
_ENDS = frozenset(".?!…")
_OPENS = frozenset("\"'“”‘’„(«[")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ](?:hr?)?\.)+(?:-[A-Z]\.)?|[A-ZÀ-Þ]")
#: a text is without capitals when fewer than one sign in this many is one
FEW, HARDLY_ANY = 70, 200
#: what the gate put in place of an identifier, of whatever kind
PLACEHOLDER = re.compile(r"\[[A-Z][A-Z-]*-\d+\]")
_STARTS = re.compile(r"(?m)^\W*([^\W\d_])")


@dataclass(slots=True)
class Token:
    """A piece of text: its place (code points), as written, folded, and whether a line begins here."""

    start: int
    end: int
    text: str
    low: str
    line: bool


def tokens(text: str) -> list[Token]:
    """The text cut into words, numbers and marks."""
    found, last = [], 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        line = not found or "\n" in text[last:start]
        found.append(Token(start, match.end(), match.group(), fold(match.group()), line))
        last = match.end()
    return found


def without_capitals(text: str) -> bool:
    """Whether a text has (nearly) no capitals, or few and none at the start of its lines (speech recognition)."""
    text = PLACEHOLDER.sub("", text)
    capitals = sum(map(str.isupper, text))
    if capitals * HARDLY_ANY < len(text):
        return True
    starts = _STARTS.findall(text)
    return capitals * FEW < len(text) and sum(map(str.isupper, starts)) * 4 < len(starts)


@cache
def _sets() -> dict[str, frozenset[str]]:
    lists = words()
    return {
        "title": frozenset(fold(word).split()[-1].rstrip(".") for word in lists["titles"]),
        "office": frozenset(fold(word) for word in (*lists["offices"], *lists["posts"])),
        "function": frozenset(fold(word).split()[-1] for word in lists["functions"]),
        "kin": frozenset(fold(word) for word in lists["kin"]),
        "particle": frozenset(fold(word) for word in lists["particles"]),
    }


def is_particle(token: Token) -> bool:
    """Whether a token is a part of surnames that is no name alone ("van", "de", "El")."""
    return token.low in _sets()["particle"]


def _is_name_too(token: Token) -> bool:
    """ "Ben" is a given name as well as a part of surnames."""
    return token.text[0].isupper() and token.low in given_names() and not token.line


def is_initials(token: Token) -> bool:
    return _INITIALS.fullmatch(token.text) is not None


def listed(low: str) -> str:
    """Which list a folded word stands in: g(iven), s(urname), b(oth), p(ossessive), h(alves), q (one half) or "-"."""
    given, last = low in given_names(), low in surnames()
    if given or last:
        return "b" if given and last else "g" if given else "s"
    if low.endswith("s") and low[:-1] in given_names():
        return "p"
    if "-" in low:
        halves = [half for half in low.split("-") if half and half not in _sets()["particle"]]
        known = sum(half in given_names() or half in surnames() for half in halves)
        if known:
            return "h" if known == len(halves) else "q"
    return "-"


def named_things(found: list[Token]) -> frozenset[int]:
    """Places of tokens that are (part of) the name of an organisation, method, law or place of several words."""
    known, inside = things(), set()
    for at, token in enumerate(found):
        for rest in known.get(token.low, ()) if token.text[0].isupper() or token.text[0] == "'" else ():
            if tuple(one.low for one in found[at + 1 : at + 1 + len(rest)]) == rest:
                inside |= set(range(at, at + 1 + len(rest)))
    return frozenset(inside)


def candidates(found: list[Token], small: bool) -> list[int]:
    """Places of the tokens that may be a name."""
    return [at for at in range(len(found)) if _may_be(found, at, small)]


def _may_be(found: list[Token], at: int, small: bool) -> bool:
    token = found[at]
    first = token.text[0]
    if (
        not first.isalpha()
        or "'" in token.low[:1]
        or is_initials(token)
        or (is_particle(token) and not _is_name_too(token))
    ):
        return False
    if first.isupper():
        return True
    if len(token.text) < 2:
        return False
    kind = listed(token.low)
    if small:
        behind = (
            at > 1 and is_particle(found[at - 1]) and (is_particle(found[at - 2]) or listed(found[at - 2].low) in "gb")
        )
        return kind != "-" or not is_word(token.low) or behind
    return kind in "gb" and not is_word(token.low)


def features(found: list[Token], at: int, small: bool, inside: frozenset[int] = frozenset()) -> list[str]:
    """What can be seen of the candidate at a place; ``inside`` are the tokens of ``named_things``."""
    token = found[at]
    low = token.low
    kind = listed(low)
    known = "d" if is_word(low) else "u"
    where = "t" if at in inside else "m" if low in places() else known
    shape = _shape(token.text)
    begin = _begin(found, at)
    before, after = _kind(found, at - 1), _kind(found, at + 1)
    one, two = _low(found, at - 1), _low(found, at - 2)
    next_one, next_two = _low(found, at + 1), _low(found, at + 2)
    back, on = at - 1, at + 1
    while back >= 0 and is_particle(found[back]):
        back -= 1
    while on < len(found) and is_particle(found[on]):
        on += 1
    base = f"{kind}{where}{'l' if small else ''}"
    out = [
        f"c={base}",
        f"c={base}{shape}{begin}",
        f"w={low}",
        f"e3={low[-3:]}",
        f"e4={low[-4:]}",
        f"e5={low[-5:]}",
        f"b3={low[:3]}",
        f"b4={low[:4]}",
        f"n={min(len(low), 12)}",
        f"-1={one}",
        f"-1={one}|{base}",
        f"-2={two}|{one}",
        f"+1={next_one}",
        f"+1={next_one}|{base}",
        f"+2={next_one}|{next_two}",
        f"-k={before}|{base}",
        f"+k={after}|{base}",
        f"+kk={after}|{_kind(found, at + 2)}|{base}",
        f"-kk={_kind(found, at - 2)}|{before}|{base}",
        f"k={before}|{after}|{begin}",
        f"k={before}|{after}|{base}",
    ]
    if back < at - 1:
        out += [f"-p={_kind(found, back)}|{base}|{one}", f"-pw={_low(found, back)}|{one}"]
    if on > at + 1:
        out += [f"+p={_kind(found, on)}|{base}|{next_one}"]
    if "-" in low:
        out.append(f"h={low.rpartition('-')[2]}")
    return out


def _low(found: list[Token], at: int) -> str:
    return found[at].low if 0 <= at < len(found) else "^"


def _shape(text: str) -> str:
    if text.islower():
        return "x"
    if text.isupper():
        return "X" if len(text) > 1 else "I"
    if any(char.isdigit() for char in text):
        return "9"
    return "Xx" if text[0].isupper() and text[1:].islower() else "xX"


def _begin(found: list[Token], at: int) -> str:
    """Where in its sentence a token stands: at the start of a line or sentence, after a colon or opening, or inside."""
    if found[at].line:
        return "L"
    mark = found[at - 1].text
    if mark in _ENDS:
        return "m" if after_title(found, at) else "S"
    if mark in _OPENS:
        return "Q" if at > 1 and found[at - 2].text not in _ENDS else "S"
    return "C" if mark == ":" else "D" if mark in "-–—•*" else "m"


def _kind(found: list[Token], at: int) -> str:
    """A coarse kind of a neighbour."""
    if not 0 <= at < len(found):
        return "^"
    token = found[at]
    first, low = token.text[0], token.low
    if first == "[" and len(token.text) > 1:
        return "[]"
    if first.isdigit():
        return "9"
    if not first.isalpha():
        return token.text if token.text in ".,:;?!()-" else "'"
    sets = _sets()
    for name in ("title", "office", "function", "kin", "particle"):
        if low in sets[name]:
            return name
    if is_initials(token):
        return "I"
    if first.isupper():
        return f"C{listed(low)}{'d' if is_word(low) else 'u'}"
    kind = listed(low)
    return f"c{kind}" if kind in "gb" and not is_word(low) else "w"


def after_title(found: list[Token], at: int) -> bool:
    """Whether a form of address stands straight before ("mevrouw", "dr.")."""
    before = at - 2 if at > 1 and found[at - 1].text == "." else at - 1
    return before >= 0 and not found[at].line and found[before].low in _sets()["title"]


def begins_sentence(found: list[Token], at: int) -> bool:
    return _begin(found, at) in "LS"

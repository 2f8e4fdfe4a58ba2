"""What looks like a person's name and may be none: the name of a thing, a saying, a place, a plain word."""

from __future__ import annotations

from functools import cache

from workbench.privacy.lexicon import is_word, places
from workbench.privacy.mentions import Token, begins_sentence, is_particle, listed
from workbench.privacy.names import words


def names_a_thing(found: list[Token], first: int, last: int) -> bool:
    """Whether a person's name is that of a school, house, law, illness or method ("Johan Bloemveld College")."""
    ends = words()["things"]
    own = found[last].low
    if own in ends:
        thing = first < last and not is_particle(found[last - 1])
    else:
        thing = listed(own) == "-" and any(own.endswith(end) for end in ends)
    if thing:
        return True
    if found[first].low in _sayings() and any(
        _follows(found, first + 1, saying) for saying in _sayings()[found[first].low]
    ):
        return True
    after = found[last + 1] if last + 1 < len(found) and not found[last + 1].line else None
    if after is not None and after.start - found[last].end <= 1:
        head = after.low.lstrip("-").rpartition("-")[2]
        if (after.text[0].isupper() or after.text[0] == "-") and any(head.endswith(end) for end in ends):
            return True
        if after.text == "-" and last + 2 < len(found) and any(found[last + 2].low.endswith(end) for end in ends):
            return True
    before = " ".join(token.low for token in found[max(0, first - 2) : first])
    return not found[first].line and before.endswith(tuple(words()["named_after"]))


@cache
def _sayings() -> dict[str, list[list[str]]]:
    """Sayings with a name in them ("Jan en alleman"), by their first word."""
    found: dict[str, list[list[str]]] = {}
    for saying in words()["sayings"]:
        head, *rest = saying.split()
        found.setdefault(head, []).append(rest)
    return found


def _follows(found: list[Token], at: int, rest: list[str]) -> bool:
    return [token.low for token in found[at : at + len(rest)]] == rest


def is_plain(token: Token) -> bool:
    """Whether a word is in the dictionary and in no list of names: it is no name for standing beside one."""
    return is_word(token.low) and listed(token.low) == "-"


def may_be_plain(found: list[Token], at: int) -> bool:
    """Whether a word may owe its capital to something else than a name: a place, or a plain word at the start."""
    low = found[at].low
    return low in places() or (is_word(low) and (begins_sentence(found, at) or found[at].text.islower()))

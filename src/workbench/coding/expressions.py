"""The small language of cues: what a researcher writes in a rule file, as slots that a matcher can look up.

=============  =====================================================================================
``visie``      a token whose form, lemma or verb (separable particle joined) is this word
``a|b``        one of these words
``regio*``     a word that begins so; ``*tafel`` one that ends so (three more letters at least)
``=besloten``  this very form, not its lemma
``@partij``    one of the words of a list in ``lists.yaml``
``a b``        one after the other; ``a .. b`` with at most three tokens between, ``a ... b`` at most eight
``a & b``      both in one sentence, in any order, at most ten tokens apart
``^maar``      the first word of a sentence, fillers left aside
``de?``        may be there or not
=============  =====================================================================================

Cues in one rule are divided by ``;``.
"""

from __future__ import annotations

from typing import NamedTuple

from workbench.errors import InvalidCodebook

GAPS = {"..": 3, "...": 8}


class Slot(NamedTuple):
    """One place in a cue: the words that fit, and how many tokens may lie before it."""

    words: tuple[str, ...]
    gap: int = 0
    first: bool = False


class Cue(NamedTuple):
    """A cue: parts that must lie near each other; each part is a run of slots. ``anchors``: where to look first."""

    source: str
    parts: tuple[tuple[Slot, ...], ...]
    anchors: tuple[int, ...]


def parse(source: str, lists: dict[str, tuple[str, ...]], where: str = "") -> Cue:
    """Read one cue; raises InvalidCodebook when it cannot be read or names a list that is not there."""
    parts = tuple(_part(piece, lists, where) for piece in source.split("&"))
    return Cue(source, parts, tuple(_anchor(part, lists.get("functiewoord", ())) for part in parts))


def split(cues: str) -> tuple[str, ...]:
    """The cues of one rule, in the order in which they are written; a cue with ``word?`` becomes two."""
    found = [" ".join(piece.split()) for piece in cues.split(";") if piece.strip()]
    return tuple(dict.fromkeys(variant for cue in found for variant in _variants(cue.split())))


def _variants(tokens: list[str]) -> list[str]:
    at = next((i for i, token in enumerate(tokens) if len(token) > 1 and token.endswith("?")), None)
    if at is None:
        return [" ".join(tokens)]
    ways = tokens[:at] + tokens[at + 1 :], [*tokens[:at], tokens[at][:-1], *tokens[at + 1 :]]
    return [variant for way in ways for variant in _variants(way)]


def _part(piece: str, lists: dict[str, tuple[str, ...]], where: str) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    gap = 0
    for token in piece.split():
        if token in GAPS:
            gap = GAPS[token]
            continue
        first = token.startswith("^")
        words: list[str] = []
        for word in token.removeprefix("^").split("|"):
            words += lists.get(word[1:], ()) if word.startswith("@") else [word]
            if not word or (word.startswith("@") and word[1:] not in lists):
                raise InvalidCodebook(
                    f"het signaalwoord '{piece.strip()}' is niet te lezen",
                    where=where,
                    remedy="Kijk of er geen leeg stuk tussen streepjes staat en of de lijst na @ bestaat.",
                )
        slots.append(Slot(tuple(dict.fromkeys(words)), gap if slots else 0, first))
        gap = 0
    if not slots or gap:
        raise InvalidCodebook(
            f"een leeg signaalwoord of los teken in '{piece.strip()}'",
            where=where,
            remedy="Haal dubbele puntkomma's, losse & en losse puntjes weg.",
        )
    return tuple(slots)


def _anchor(part: tuple[Slot, ...], function_words: tuple[str, ...]) -> int:
    """The slot that is likely to be rarest: a content word, few alternatives, long words."""

    def commonness(at: int) -> tuple:
        words = part[at].words
        common = sum(word.lstrip("=") in function_words for word in words)
        return common > 0, len(words) > 3, -min(len(word) for word in words), at

    return min(range(len(part)), key=commonness)

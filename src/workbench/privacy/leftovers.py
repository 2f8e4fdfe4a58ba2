"""What still points at a person in words that go out, and those words as they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from workbench.privacy import identifiers
from workbench.privacy.address import addressed
from workbench.privacy.named import names_one
from workbench.privacy.recognise import mentions, model
from workbench.privacy.signs import evened, visible

#: how much surer (log odds) than in a transcript a word must look like a name to stop what goes out
SURER = 4.0

# What still points at a person after the names are gone. Bounds keep the work linear on any input.
_LEFTOVERS = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}\.\w"  # e-mail address
    r"|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"  # bank account (IBAN)
    r"|(?<![\d.,])(?:\+|00)?\d(?:[ .()/-]{0,2}\d){8,13}(?![\d])"  # phone number, citizen number and the like
    r"|\b[1-9]\d{3} ?[A-Z]{2}\b"  # postcode
    r"|\bhttps?://|\bwww\.",
)
_PLACEHOLDER = re.compile(r"\[([A-Z][A-Z -]{1,24}?)(?:-\d+)?\]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_SHOWN_AS = {"PERSOON": "naam"}


def clean(text: str) -> str:
    """A quote as it is shown: placeholders readable ([PERSOON-1] is [naam]), blanks plain, nothing unseen."""
    text = visible(text)
    text = _PLACEHOLDER.sub(lambda found: f"[{_SHOWN_AS.get(found[1], found[1].lower())}]", text)
    return " ".join(_CONTROL.sub(" ", text).split())


def leftover(text: str, names: Iterable[str] = ()) -> bool:
    """Whether a text still holds an address, a number or one of the given names (see ``names_one``)."""
    return _LEFTOVERS.search(evened(visible(text))) is not None or names_one(text, names)


def betrays(text: str, names: tuple[str, ...] = (), kept: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What kinds of identifiers stand in a piece of text, in Dutch and without a word of it.

    A word must look more surely like a name than in a transcript: there the price of a wrong guess is a placeholder.
    ``kept``: what only looks like a name, as the researcher said, in any order.
    """
    return _betrays(clean(text), tuple(names), tuple(kept))


@lru_cache(maxsize=20_000)
def _betrays(text: str, names: tuple[str, ...], kept: tuple[str, ...]) -> tuple[str, ...]:
    found = [f"iets van het soort {one.kind}" for one in identifiers.find(text, "\0")]
    if names_one(text, names, kept):
        found.append("een naam uit region.yaml")
    high = model()["plain"]["high"] + SURER
    text = _any_of(kept).sub(" ", text)
    if next(addressed(text), None) or any(one.score >= high for one in mentions(text, small=False)):
        found.append("iets dat op de naam van een persoon lijkt")
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=8)
def _any_of(kept: tuple[str, ...]) -> re.Pattern[str]:
    """What is kept, as whole words: gemeente Huizen is in "Huizense scholen", and not in "mevrouw Huizenga"."""
    longest_first = sorted(filter(str.strip, kept), key=lambda one: (-len(one), one))
    inside = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{inside})(?:se?)?(?!\w)")

"""Dutch sentences by count and spread; never a percentage of a handful of people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_WORDS = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
)  # fmt: skip


def number_word(number: int) -> str:
    """Number in words up to twelve, in digits above."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}".replace(",", ".")


def count(number: int, one: str, many: str) -> str:
    """``één gesprek``, ``vier gesprekken``."""
    return f"{number_word(number)} {one if number == 1 else many}"


def counts(parts: Sequence[tuple[int, str, str]]) -> list[str]:
    """``count`` for numbers in one sentence: all in words, or all in digits when one is too large for a word."""
    if all(number < len(_WORDS) for number, *_ in parts):
        return [count(*part) for part in parts]
    return [f"{thousands(number)} {one if number == 1 else many}" for number, one, many in parts]


def day(written: str) -> str:
    """``28 november 2026`` for a day or moment as it is stored; what cannot be read is given as it is."""
    try:
        at = dt.date.fromisoformat(written[:10])
    except ValueError:
        return written
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def listing(parts: Sequence[str], last: str = "en") -> str:
    """``a, b en c``."""
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def these_roles(labels: Sequence[str]) -> tuple[str, str]:
    """``deze rol`` or ``deze rollen``, and their names in quotes: a name may hold an "en" of its own."""
    return "deze rol" if len(labels) == 1 else "deze rollen", listing([f"‘{label.lower()}’" for label in labels])


def sentence(words: str) -> str:
    """First letter a capital, a full stop at the end."""
    words = words.strip()
    if words.startswith("één"):
        words = "Eén" + words[3:]
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else ".")


def partners(number: int) -> str:
    return count(number, "gesprekspartner", "gesprekspartners")


def share(number: int | None, total: int, k: int) -> str:
    """``4 van de 9 gesprekspartners``; None is a number under k, which is not told."""
    whole = f"{total} gesprekspartners" if total != 1 else "1 gesprekspartner"
    if number is None:
        return f"minder dan {number_word(k)} van de {whole}"
    if number == 0:
        return "geen van de gesprekspartners"
    if number == total:
        return "de enige gesprekspartner" if total == 1 else f"alle {whole}"
    return f"{number} van de {whole}"


def mentioned(number: int | None, total: int, k: int, spread: Sequence[str] = ()) -> str:
    """``Genoemd door 4 van de 9 gesprekspartners, uit onderwijs en gemeente.``"""
    if number == 0:
        return "Geen gesprekspartner noemt dit."
    return f"Genoemd door {share(number, total, k)}{whence(spread)}."


def whence(spread: Sequence[str]) -> str:
    """``, uit gemeente en onderwijs & kinderopvang``; perspectives taken together are joined by an ampersand."""
    return f", uit {listing(list(spread))}" if spread else ""


def plain(label: str) -> str:
    """A label inside a sentence: ``lokaal belang tegenover regionaal belang``, first letter small."""
    label = label.replace(" ↔ ", " tegenover ")
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def thousands(number: int) -> str:
    """``1.300``."""
    return f"{number:,}".replace(",", ".")


def cell(value: int | None) -> str:
    """A number in a table: nought is a dash, a hidden number says only that it is there."""
    return "genoemd" if value is None else "–" if value == 0 else str(value)

"""What a fact names: amounts of money, dates and organisations, with what they come to.

Amounts are in euro. Dates follow ISO 8601: ``2026-03-01``, ``2026-03`` for a month, ``2026`` for a year, and
``--03-01`` or ``--03`` (ISO 8601:2000) where the text names no year; a year is never guessed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench import lists
from workbench.coding.rules import DATA

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from workbench.coding.matcher import Passage

NUMBER = r"\d{1,3}(?:[.\u00a0 ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"

LONGEST = 60  # letters of a number that is spelled out


@lru_cache(maxsize=1)
def _known() -> dict:
    return lists.load(DATA / "mentions.yaml")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern, re.Pattern]:
    def either(words) -> str:
        return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))

    known = _known()
    units = [word for word, value in known["telwoorden"].items() if 0 < value < 10]
    tens = [word for word, value in known["telwoorden"].items() if 20 <= value < 100]
    spelled = rf"(?:(?:{either(units)})(?:en|ën)(?:{either(tens)})|{either(known['telwoorden'])})"
    money = re.compile(
        rf"(?P<sign>€|\beur)?\s?\b(?P<number>{NUMBER}|{spelled})(?:\s?(?P<power>{either(known['machten'])})\b)?"
        rf"(?:\s?(?P<coin>{either(known['munten'])})\b)?",
        re.IGNORECASE,
    )
    day, month = r"(?P<day>[0-3]?\d)", either(known["maanden"])
    date = re.compile(
        rf"\b(?:{day}\s)?(?P<month>{month})\b\.?(?:\s(?P<year>(?:19|20)\d\d))?\b"
        rf"|\b(?P<d>[0-3]?\d)[-/](?P<m>[01]?\d)[-/](?P<y>(?:19|20)\d\d)\b|\b(?P<only>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    )
    return money, date


def amounts(text: str) -> list[dict]:
    """``tekst`` and ``euro`` of every amount of money: a number with a coin, or with € before it."""
    found, known = [], _known()
    for match in _patterns()[0].finditer(text):
        if not (match["sign"] or match["coin"]):
            continue
        value = _number(match["number"].lower())
        power = known["machten"].get((match["power"] or "").lower(), 1)
        coin = 1 if match["sign"] else known["munten"].get(match["coin"].lower(), 1)
        euro = round(value * power * coin, 2)
        found.append({"tekst": match.group().strip(), "euro": int(euro) if euro == int(euro) else euro})
    return found


def _number(text: str) -> float:
    if text[0].isdecimal():  # "²" is a digit, and no number
        bare = re.sub(r"[\u00a0 ]", "", text)
        # a point before three digits parts thousands; before one or two it is a decimal mark
        bare = re.sub(r"\.(?=\d{3}(\D|$))", "", bare)
        return float(bare.replace(",", "."))
    words = _known()["telwoorden"]
    if text in words or len(text) > LONGEST:
        return words.get(text, 0.0)
    for join in ("en", "ën"):
        for at in range(len(text)):
            unit, ten = text[:at], text[at + len(join) :]
            if text[at : at + len(join)] == join and unit in words and ten in words:
                return words[unit] + words[ten]
    for power, value in (("duizend", 1000), ("honderd", 100)):
        many, found, rest = text.partition(power)
        if found and power not in rest:
            # "honderdeneen", and no number at all: "honderden"
            more = _number(rest.removeprefix("en") or "nul") if rest else 0
            times = _number(many) if many else 1
            return times * value + more if times and (more or not rest) else 0.0
    return 0.0


def number(word: str) -> float:
    """What a number comes to, in figures or spelled out ("vierenveertig"); 0 for any other word, and for "een"."""
    plain = word.lower().rstrip(".,")
    if plain in ("een", "één") or not re.fullmatch(rf"{NUMBER}|[^\W\d_]+", plain):
        return 0.0
    return _number(plain)


def numbers(text: str) -> set[float]:
    """The numbers in a text, in figures or spelled out, without years and without the day of a date."""
    text = _patterns()[1].sub(" ", text)
    found = re.findall(rf"{NUMBER}|[^\W\d_]+", text)
    return {value for word in found if (value := number(word))}


def dates(text: str) -> list[dict]:
    """``tekst`` and ``iso`` of every date, month or year; "mei" and "maart" alone need a day or a year."""
    found, months = [], _known()["maanden"]
    for match in _patterns()[1].finditer(text):
        if match["only"]:
            iso = match["only"]
        elif match["d"]:
            iso = f"{match['y']}-{int(match['m']):02d}-{int(match['d']):02d}"
        else:
            year = match["year"] or "-"
            iso = f"{year}-{months[match['month'].lower().rstrip('.')]:02d}"
            iso += f"-{int(match['day']):02d}" if match["day"] else ""
            short = len(match["month"]) <= 4 and not (match["day"] or match["year"])
            if short and match["month"].lower() != "juni" and match["month"].lower() != "juli":
                continue
        found.append({"tekst": match.group().strip(), "iso": iso})
    return found


def organisations(doc: Doc, passage: Passage) -> list[dict]:
    """``tekst`` and ``soort`` of the organisations in a sentence, each once: names by the pipeline (ORG), and words for
    a kind of organisation, also as the last part of a compound."""
    found: dict[str, str] = {}
    for span in doc.ents:
        if span.label_ == "ORG" and passage.first <= span.start < passage.last:
            found.setdefault(span.text, _kind(span.root.lemma_.lower()) or "naam")
    for at in range(passage.first, passage.last):
        kind = _kind(doc[at].lemma_.lower())
        if kind and not any(doc[at].text in name for name in found):
            found[doc[at].text] = kind
    return [{"tekst": name, "soort": kind} for name, kind in found.items()]


@lru_cache(maxsize=20_000)
def _kind(lemma: str) -> str:
    for kind, words in _known()["organisaties"].items():
        for word in words:
            if lemma == word or (len(word) > 4 and lemma.endswith(word) and len(lemma) > len(word) + 2):
                return kind
    return ""


def of(doc: Doc, passage: Passage) -> dict[str, list[dict]]:
    """What a sentence names, for the column detail: bedragen, data, organisaties; a key that is empty is left out."""
    text = doc.text[passage.start : passage.end]
    found = {"bedragen": amounts(text), "data": dates(text), "organisaties": organisations(doc, passage)}
    return {name: values for name, values in found.items() if values}

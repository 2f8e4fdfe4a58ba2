"""Check digits and the like: tests that tell an identifier from a number that only looks like one."""

from __future__ import annotations

import re
from functools import cache

ONES = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
TEENS = ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def bsn(text: str) -> bool:
    """Eleven-test of the burgerservicenummer (weights 9..2 and -1; the sum is a multiple of 11); 8 digits get a 0."""
    digits = [int(char) for char in text if char.isdigit()]
    if len(digits) == 8:
        digits = [0, *digits]
    if len(digits) != 9 or not any(digits):
        return False
    return sum(weight * digit for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)) % 11 == 0


def iban(text: str) -> bool:
    """ISO 13616: move the first four characters to the end, letters to numbers, remainder 1 modulo 97."""
    plain = re.sub(r"[ –-]", "", text).upper()
    if not 15 <= len(plain) <= 34 or not plain.isalnum() or not plain.isascii() or len(_digits(plain)) < 8:
        return False
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1


def ten_digits(text: str) -> bool:
    """A Dutch national number has ten digits once +31 or 0031 is written as 0."""
    digits = _digits(text)
    for prefix in ("0031", "31"):
        if digits.startswith(prefix):
            digits = "0" + digits.removeprefix(prefix).removeprefix("0")
            break
    return len(digits) == 10


def belgian_phone(text: str) -> bool:
    """A Belgian number has nine or ten digits once +32 is written as 0."""
    digits = re.sub(r"^(?:0032|32)0?", "0", _digits(text))
    return len(digits) in (9, 10)


def national_number(text: str) -> bool:
    """Belgian rijksregisternummer: the last two are 97 less the rest modulo 97 (from 2000 on with a 2 before it)."""
    digits = _digits(text)
    body, check = digits[:9], digits[9:]
    return len(digits) == 11 and any(97 - int(first + body) % 97 == int(check) for first in ("", "2"))


def long_number(text: str) -> bool:
    """At least four digits that are no year or span of years: shorter ones are counts and rooms."""
    return len(_digits(text)) >= 4 and not re.fullmatch(r"(?:19|20)\d\d(?: ?[-/] ?(?:19|20)?\d\d)?", text)


def code_number(text: str) -> bool:
    """At least five digits that are no span of years and no date."""
    plain = re.fullmatch(r"(?:19|20)\d\d ?[-/] ?(?:19|20)?\d\d|\d{1,2}[-./]\d{1,2}[-./](?:\d\d)?\d\d", text)
    return len(_digits(text)) >= 5 and not plain


def has_digit(text: str) -> bool:
    return bool(_digits(text))


def spoken_phone(text: str) -> bool:
    """Ten spoken digits of which the first is nought ("nul zes twaalf ...")."""
    digits = digits_of(text)
    return len(digits) == 10 and digits[0] == "0"


def spoken_bsn(text: str) -> bool:
    """Nine spoken digits that pass the eleven-test."""
    digits = digits_of(text)
    return len(digits) == 9 and bsn(digits)


def digits_of(text: str) -> str:
    """The digits that number words stand for, one after the other ("twaalf vierendertig" is 1234)."""
    plain = text.lower().replace("é", "e").replace("ë", "e")
    return "".join(_values().get(word, word if word.isdigit() else "") for word in re.findall(r"[a-z]+|\d+", plain))


@cache
def _values() -> dict[str, str]:
    found = {word: str(at) for at, word in enumerate([*ONES, *TEENS])}
    for ten, word in enumerate(TENS, start=2):
        found[word] = f"{ten}0"
        found |= {f"{one}en{word}": f"{ten}{at}" for at, one in enumerate(ONES) if at}
    return found | {"honderd": "00"}


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


CHECKS = {
    check.__name__: check
    for check in (
        bsn, iban, ten_digits, belgian_phone, national_number, long_number, code_number, has_digit,
        spoken_phone, spoken_bsn,
    )
}  # fmt: skip

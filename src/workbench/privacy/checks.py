"""Check digits: tests that tell an identifier from a number that only looks like one."""

from __future__ import annotations


def bsn(text: str) -> bool:
    """Eleven-test of the burgerservicenummer (weights 9..2 and -1; the sum is a multiple of 11)."""
    digits = [int(char) for char in text if char.isdigit()]
    if len(digits) != 9 or not any(digits):
        return False
    return sum(weight * digit for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)) % 11 == 0


def iban(text: str) -> bool:
    """ISO 13616: move the first four characters to the end, letters to numbers, remainder 1 modulo 97."""
    plain = text.replace(" ", "").upper()
    if not 15 <= len(plain) <= 34 or not plain.isalnum() or not plain.isascii():
        return False
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1


def ten_digits(text: str) -> bool:
    """A Dutch national number has ten digits once +31 or 0031 is written as 0."""
    digits = "".join(char for char in text if char.isdigit())
    for prefix in ("0031", "31"):
        if digits.startswith(prefix):
            digits = "0" + digits.removeprefix(prefix).removeprefix("0")
            break
    return len(digits) == 10


CHECKS = {"bsn": bsn, "iban": iban, "ten_digits": ten_digits}

"""What is wrong in a file that a researcher wrote, in one Dutch sentence that does not echo what stood there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_WANTED = {
    "string": "tekst (zet aanhalingstekens om een getal)",
    "bool": "true of false",
    "int": "een heel getal, zonder punt",
    "float": "een getal",
    "date": "een datum zoals 2026-03-12",
    "tuple": "een lijst (met streepjes of tussen [ ])",
    "dict": "een lijst van 'label: id'",
    "model": "een groepje van 'veld: waarde'",
}


def explain(error: ValidationError) -> str:
    """Name the first wrong field and what is allowed there, without echoing what stood there."""
    first = error.errors(include_input=False, include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or "het bestand"
    if first["type"] == "extra_forbidden":
        return f"het veld '{field}' is onbekend"
    if first["type"] == "literal_error":
        return f"'{field}' moet een van deze zijn: {re.sub(' or ', ' of ', first['ctx']['expected'])}"
    if first["type"] == "value_error":
        return str(first["ctx"]["error"])
    if first["type"] == "missing":
        return f"het veld '{field}' ontbreekt"
    if first["type"] in ("string_too_long", "string_too_short", "too_long"):
        return _length(field, first)
    if first["type"].startswith(("greater", "less")):
        [(side, limit)] = [(key, value) for key, value in first["ctx"].items() if key in ("ge", "le")]
        return f"'{field}' moet {'minstens' if side == 'ge' else 'hoogstens'} {limit:g} zijn"
    wanted = next((words for part, words in _WANTED.items() if part in first["type"]), "een andere waarde")
    return f"'{field}' moet {wanted} zijn"


def _length(field: str, error: ErrorDetails) -> str:
    """What is wrong with the length of a text or a list."""
    if error["type"] == "string_too_short":
        return f"'{field}' is leeg"
    unit = "tekens" if error["type"] == "string_too_long" else "regels"
    return f"'{field}' mag hoogstens {error['ctx']['max_length']} {unit} hebben"

"""Read and check a codebook file. An error says file, line, key and what to do."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import lists
from workbench.errors import InvalidCodebook

if TYPE_CHECKING:
    from workbench.codebook.model import Codebook

BUILT_IN = Path(__file__).parent / "data" / "regieneming.yaml"
OWN_NAME = "codeboek.yaml"
REMEDY = "Verbeter het codeboek; het meegeleverde codeboek laat zien hoe het hoort."
SHOWN = 5


def load(path: str | Path | None = None) -> Codebook:
    """The codebook in a file, or the built-in one.

    ``path`` may be a file, or a project folder: then its ``codeboek.yaml`` if it has one, else the built-in codebook.
    The same content is parsed once a process. Raises InvalidCodebook.
    """
    file = BUILT_IN if path is None else Path(path)
    if file.is_dir():
        file = file / OWN_NAME if (file / OWN_NAME).exists() else BUILT_IN
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidCodebook("dit bestand is geen UTF-8", where=file.name, remedy="Bewaar het als UTF-8.") from None
    except OSError:
        raise InvalidCodebook(
            "dit codeboek is er niet of kan niet gelezen worden",
            where=file.name,
            remedy="Kijk of het pad klopt.",
        ) from None
    return _parse(text, file.name)


@lru_cache(maxsize=8)
def _parse(text: str, where: str) -> Codebook:
    from pydantic import ValidationError

    from workbench.codebook.model import Codebook

    data = _plain(text, where)
    problems: list[tuple[tuple, str]] = []
    try:
        codebook = Codebook.model_validate(data)
    except ValidationError as error:
        problems = [(item["loc"], _explain(item)) for item in error.errors(include_url=False, include_input=False)]
    else:
        problems = _contradictions(codebook)
        if not problems:
            return codebook
    raise InvalidCodebook(_say(problems, text), where=where, remedy=REMEDY)


def _plain(text: str, where: str) -> dict:
    from ruamel.yaml import YAML
    from ruamel.yaml.constructor import DuplicateKeyError
    from ruamel.yaml.error import YAMLError

    try:
        ours = text == BUILT_IN.read_text(encoding="utf-8")
        data = lists.load(BUILT_IN) if ours else YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"regel {mark.line + 1}: " if mark else ""
        what = "een sleutel staat er twee keer" if isinstance(error, DuplicateKeyError) else "dit is geen geldige YAML"
        remedy = "Let op inspringing, dubbele punten en aanhalingstekens."
        raise InvalidCodebook(f"{line}{what}", where=where, remedy=remedy) from None
    if not isinstance(data, dict):
        raise InvalidCodebook("het codeboek hoort te beginnen met 'titel: ...'", where=where, remedy=REMEDY)
    return data


def _contradictions(codebook: Codebook) -> list[tuple[tuple, str]]:
    """What each entry alone cannot show: ids that occur twice, themes of a group that is not there."""
    lists = {
        "groepen": codebook.groups,
        "themas": codebook.themes,
        "dilemmas": codebook.dilemmas,
        "rollen": codebook.roles,
        "vlaggen": codebook.flags,
        "organisatietypen": codebook.organisation_types,
    }
    problems: list[tuple[tuple, str]] = []
    seen: set[str] = set()
    for name, entries in lists.items():
        own: set[str] = set()
        # groups and organisation types have names of their own; all codes share one
        taken = own if name in ("groepen", "organisatietypen") else seen
        for at, entry in enumerate(entries):
            if entry.id in taken:
                problems.append(((name, at, "id"), f"{entry.id} komt twee keer voor"))
            taken.add(entry.id)
    groups = {group.id for group in codebook.groups}
    for at, theme in enumerate(codebook.themes):
        if theme.group not in groups:
            problems.append((("themas", at, "groep"), f"groep {theme.group} staat niet bij groepen"))
    numbers = Counter(rule.number for rule in codebook.rules)
    problems += [
        (("regels", at, "nummer"), f"regel {rule.number} komt twee keer voor")
        for at, rule in enumerate(codebook.rules)
        if numbers[rule.number] > 1
    ]
    return problems


def _explain(item: dict) -> str:
    kind, context = item["type"], item.get("ctx", {})
    known = {
        "missing": "ontbreekt",
        "extra_forbidden": "deze sleutel is onbekend",
        "string_too_short": "is leeg",
        "string_type": "moet tekst zijn",
        "string_pattern_mismatch": "mag alleen letters, cijfers, - en _ hebben en begint met een letter",
        "tuple_type": "moet een lijst zijn",
        "literal_error": f"moet een van deze zijn: {str(context.get('expected', '')).replace(' or ', ' of ')}",
    }
    return known.get(kind, "heeft een waarde van het verkeerde soort")


def _say(problems: list[tuple[tuple, str]], text: str) -> str:
    """Path, key and message of each problem, with its line; the first five."""
    from ruamel.yaml import YAML

    root = YAML(typ="safe", pure=True).compose(text)
    lines = []
    for loc, message in problems[:SHOWN]:
        key = ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)
        lines.append(f"regel {_line(root, loc)}: {key}: {message}")
    if len(problems) > SHOWN:
        lines.append(f"en nog {len(problems) - SHOWN}")
    return "; ".join(lines)


def _line(node, loc: tuple) -> int:
    """The line of the deepest node on the way that is in the file."""
    line = node.start_mark.line
    for part in loc:
        value = getattr(node, "value", None)
        if isinstance(part, int) and isinstance(value, list) and part < len(value):
            node = value[part]
        else:
            pairs = value if isinstance(value, list) else []
            node = next((pair[1] for pair in pairs if isinstance(pair, tuple) and pair[0].value == part), None)
            if node is None:
                break
        line = node.start_mark.line
    return line + 1

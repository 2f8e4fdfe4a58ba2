"""Rules as data: the YAML files of ``coding/data``, read and checked.

A rule has an id, a code, cues (see ``expressions``), a weight, an example that must match and one that must not. A
project may lay files of the same names in its folder ``regels``: a rule with an id of ours takes its place, others are
added, and so are the words of ``lists.yaml`` (for ``@name`` in cues).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from workbench import lists
from workbench.coding.expressions import split
from workbench.errors import InvalidCodebook

ROOM = Path(__file__).parent
DATA = ROOM / "data"
#: the folder of a project with rules of its own
OWN = "regels"
#: file -> group of its rules
FILES = {
    "masks.yaml": "mask",
    "themes.yaml": "theme",
    "poles.yaml": "pole",
    "poles_everyday.yaml": "pole",
    "pairs.yaml": "pair",
    "tension.yaml": "tension",
    "roles.yaml": "role",
    "role_status.yaml": "role_status",
    "facts.yaml": "fact",
    "status.yaml": "status",
}
WEIGHTS = {"strong": 0.85, "middle": 0.6, "weak": 0.3}
Cues = Annotated[tuple[str, ...], BeforeValidator(lambda value: split(value) if isinstance(value, str) else value)]
Words = Annotated[
    tuple[str, ...], BeforeValidator(lambda value: tuple(value.split()) if isinstance(value, str) else value)
]


class Rule(BaseModel):
    """One rule. ``code`` is a code of the codebook, or what the group calls it (a status, a form of tension).

    ``context``: at least one of these cues must stand in the same sentence; ``unless``: none of these may.
    ``noun``: a role that stands there as a noun. ``side`` is the pole (a or b);
    ``codes`` is what a mask covers (codes or groups; empty: everything).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$")
    group: str
    code: str = ""
    weight: Literal["strong", "middle", "weak"] = "middle"
    match: Cues = Field(min_length=1)
    context: Cues = ()
    unless: Cues = ()
    side: Literal["", "a", "b"] = ""
    place: Literal["", "between", "open", "anywhere", "after"] = ""
    noun: bool = False
    form: Literal["", "expliciet", "impliciet", "of-vraag"] = ""
    codes: Words = ()
    example: str = Field(min_length=3)
    no_example: str = Field(min_length=3)

    @property
    def score(self) -> float:
        return WEIGHTS[self.weight]

    def __hash__(self) -> int:
        return hash(self.id)

    def __eq__(self, other) -> bool:
        return isinstance(other, Rule) and self.id == other.id


class RuleBook(BaseModel):
    """All rules in the order of the files, and the word lists they use."""

    model_config = ConfigDict(frozen=True)

    rules: tuple[Rule, ...]
    lists: dict[str, tuple[str, ...]]


@lru_cache(maxsize=4)
def load(own: Path | None = None) -> RuleBook:
    """The built-in rules, with those of the folder ``own``; raises InvalidCodebook with file and rule when one is not
    right."""
    lists, rules = _lists(DATA), _unique([rule for name, group in FILES.items() for rule in _rules(name, group)])
    if own is None:
        return RuleBook(rules=tuple(rules.values()), lists=lists)
    unknown = sorted(path.name for path in own.glob("*.y*ml") if path.name not in {*FILES, "lists.yaml"})
    if unknown:
        allowed = ", ".join(sorted(FILES))
        raise InvalidCodebook(
            "dit bestand hoort hier niet", where=f"{OWN}/{unknown[0]}", remedy=f"Kies uit: {allowed}."
        )
    for name, extra in _lists(own).items():
        lists[name] = tuple(dict.fromkeys((*lists.get(name, ()), *extra)))
    added = [rule for name, group in FILES.items() if (own / name).is_file() for rule in _rules(name, group, own)]
    return RuleBook(rules=tuple({**rules, **_unique(added)}.values()), lists=lists)


def _lists(folder: Path) -> dict[str, tuple[str, ...]]:
    if not (folder / "lists.yaml").is_file():
        return {}
    return {name: tuple(str(words).split()) for name, words in _read("lists.yaml", folder).items()}


def _unique(rules: list[Rule]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in found:
            raise InvalidCodebook("dit id komt twee keer voor", where=rule.id, remedy="Geef elke regel een eigen id.")
        found[rule.id] = rule
    return found


@lru_cache(maxsize=64)
def words(name: str) -> frozenset[str]:
    """One word list of ``lists.yaml``."""
    return frozenset(load().lists[name])


def _rules(name: str, group: str, folder: Path | None = None) -> list[Rule]:
    found = []
    for data in _read(name, folder):
        try:
            found.append(Rule(group=group, **data))
        except (ValidationError, TypeError) as error:
            keys = [str(item["loc"][0]) for item in error.errors()] if isinstance(error, ValidationError) else []
            where = f"{name}, regel {data.get('id', '?') if isinstance(data, dict) else '?'}"
            raise InvalidCodebook(
                f"deze velden kloppen niet: {', '.join(dict.fromkeys(keys)) or 'de hele regel'}",
                where=where,
                remedy="Vergelijk de regel met een andere in hetzelfde bestand.",
            ) from None
    return found


def _read(name: str, folder: Path | None = None):
    return lists.load((folder or DATA) / name) or []

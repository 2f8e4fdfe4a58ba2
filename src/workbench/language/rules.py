"""The rules of this room: word lists in YAML, read once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from workbench.errors import InvalidCodebook

FOLDER = Path(__file__).parent / "data"


@cache
def rules(name: str) -> dict:
    """The content of ``data/<name>.yaml``. Do not change what you get. Raises InvalidCodebook when damaged."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    path = FOLDER / f"{name}.yaml"
    try:
        return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except (OSError, YAMLError):
        raise InvalidCodebook(
            "deze lijst met taalregels is beschadigd",
            where=path.name,
            remedy="Installeer het pakket opnieuw.",
        ) from None


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written as running text, in order."""
    return tuple(text.split())


def phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """Word groups that are written with commas between them, each split into words."""
    return tuple(tuple(part.split()) for part in text.split(",") if part.strip())

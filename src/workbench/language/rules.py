"""The rules of this room: word lists in YAML, read once a process."""

from __future__ import annotations

from pathlib import Path

from workbench import lists

FOLDER = Path(__file__).parent / "data"


def rules(name: str) -> dict:
    """The content of ``data/<name>.yaml``. Do not change what you get. Raises InvalidCodebook when damaged."""
    return lists.load(FOLDER / f"{name}.yaml")


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written as running text, in order."""
    return tuple(text.split())


def phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """Word groups that are written with commas between them, each split into words."""
    return tuple(tuple(part.split()) for part in text.split(",") if part.strip())

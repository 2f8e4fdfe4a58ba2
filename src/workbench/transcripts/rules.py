"""Load the word lists and rules of this room: YAML files in ``data/``, read once."""

from __future__ import annotations

from pathlib import Path

from workbench import lists

FOLDER = Path(__file__).parent / "data"


def rules(name: str) -> dict:
    """The content of ``data/<name>.yaml``."""
    return lists.load(FOLDER / f"{name}.yaml")

"""Load the word lists and rules of this room: YAML files in ``data/``, read once."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def rules(name: str) -> dict:
    """The content of ``data/<name>.yaml``."""
    from ruamel.yaml import YAML

    file = resources.files("workbench.transcripts").joinpath("data", f"{name}.yaml")
    return YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))

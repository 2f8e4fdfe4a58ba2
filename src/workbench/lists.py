"""Rules and word lists that come with the package: YAML files, read once a process.

PyYAML's C parser reads them some thirty times faster than ruamel.yaml, which is kept for files that researchers
write (YAML 1.2, errors with a line number). What differs between the two (``yes`` and ``on`` as truth values) does not
occur in our files; a test compares the two readings.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from workbench.errors import InvalidCodebook


@cache
def load(path: Path) -> Any:
    """The content of a YAML file of the package; do not change what you get. Raises InvalidCodebook when damaged."""
    import yaml

    try:
        return yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (regel {mark.line + 1})" if mark else ""
        raise InvalidCodebook(
            f"deze lijst van de werkbank is beschadigd{line}", where=path.name, remedy="Installeer de werkbank opnieuw."
        ) from None

"""Make environment.yml (for conda users) from pyproject.toml: ``./wb python tools/environment_yml.py [--check]``."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def environment(pyproject: str) -> str:
    """The text of environment.yml: Python and the packages conda-forge is known to have; pip takes the rest."""
    settings = tomllib.loads(pyproject)
    project = settings["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    ranges = {re.match(r"[A-Za-z0-9._-]+", line).group(): re.sub(r"^[A-Za-z0-9._-]+", "", line) for line in wanted}
    conda = [f"  - {name}{ranges[name]}" for name in settings["tool"]["workbench"]["environment"]["conda"]]
    return "\n".join(
        [
            "# Made from pyproject.toml by tools/environment_yml.py; change it there.",
            "# conda env create -f environment.yml && conda activate workbench && workbench demo",
            f"name: {project['name']}",
            "channels:",
            "  - conda-forge",
            "dependencies:",
            f"  - python{project['requires-python']}",
            "  - pip",
            *conda,
            "  - pip:",
            '      - -e ".[test]"',
            "",
        ]
    )


def main(arguments: list[str]) -> int:
    made = environment((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    path = ROOT / "environment.yml"
    if "--check" in arguments:
        return 0 if path.read_text(encoding="utf-8") == made else 1
    path.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

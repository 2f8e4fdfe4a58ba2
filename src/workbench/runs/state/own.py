"""What a project has of its own: codebook, rules, notebooks. What is there has to be readable, or nothing begins.

Without that a codebook that cannot be read would count as none, and every region would be coded with the built-in one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from workbench.errors import InvalidCodebook, ReportFailed
from workbench.project import why_not

CODEBOOK, RULES = "codeboek.yaml", "regels"


def own_codebook(root: Path) -> Path | None:
    """The project's own codebook, if the researcher laid one in the project; raises InvalidCodebook."""
    path = root / CODEBOOK
    if not os.path.lexists(path):
        return None
    _can_open([path])
    return path


def own_rules(root: Path) -> Path | None:
    """The folder with the project's own rules, if there is one; raises InvalidCodebook."""
    path = root / RULES
    if not os.path.lexists(path):
        return None
    try:
        names = sorted(os.listdir(path))
    except OSError as error:
        raise _cannot(path, error) from None
    _can_open(path / name for name in names if Path(name).match("*.y*ml"))
    return path


def readable_notebook(path: Path) -> Path:
    """The notebook, when it is there and can be read; raises ReportFailed."""
    try:
        path.open("rb").close()
    except OSError as error:
        there = os.path.lexists(path) or not isinstance(error, FileNotFoundError)
        raise ReportFailed(
            f"dit notebook kan niet gelezen worden ({why_not(error)})" if there else "dit notebook is er niet",
            where=f"notebooks/{path.name}",
            remedy=("Kijk naar de rechten, of zet het terug" if there else "Zet het terug")
            + ", of haal de map notebooks weg: dan doet dat van de werkbank zelf mee.",
        ) from None
    return path


def readable(root: Path, *notebooks: Path) -> None:
    """Look whether all that a project has of its own can be read; raises InvalidCodebook and ReportFailed."""
    own_codebook(root)
    own_rules(root)
    for path in notebooks:
        readable_notebook(path)


def _can_open(paths: Iterable[Path]) -> None:
    for path in paths:
        try:
            path.open("rb").close()
        except OSError as error:
            raise _cannot(path, error) from None


def _cannot(path: Path, error: OSError) -> InvalidCodebook:
    place = f"{RULES}/{path.name}" if path.parent.name == RULES else path.name
    return InvalidCodebook(
        f"kan niet gelezen worden ({why_not(error)})", where=place, remedy="Kijk naar de rechten, of haal het weg."
    )

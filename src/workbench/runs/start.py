"""``init``: a new project folder with the shape that every project has."""

from __future__ import annotations

import shutil
from pathlib import Path

from workbench.errors import FolderNotEmpty
from workbench.project import cannot_write, shipped_notebooks

TEMPLATE = Path(__file__).parent / "template"


def init(folder: str) -> Path:
    """Make a project with an empty ``data/raw``, a filled-in example of ``region.yaml`` and the notebooks.

    Raises FolderNotEmpty when something stands there already.
    """
    root = Path(folder).resolve()
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise FolderNotEmpty(
            "hier staat al iets",
            where=str(folder),
            remedy="Kies een nieuwe of lege map; er is niets veranderd.",
        )
    try:
        shutil.copytree(TEMPLATE, root, dirs_exist_ok=True)
        for part in ("data/raw", "data/processed"):
            (root / part).mkdir(parents=True, exist_ok=True)
        shutil.copytree(shipped_notebooks(), root / "notebooks", dirs_exist_ok=True)
    except OSError as error:
        raise cannot_write(root, error) from None
    return root

"""``evaluate``: the figures of the coding on gold labels, with the codebook of a project where one is given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.project import find_project
from workbench.runs.state.own import own_codebook

if TYPE_CHECKING:
    from workbench.evaluation.run import Report


def evaluate(gold: str, *, texts: str | None = None, project_dir: str | None = None) -> Report:
    """Raises InvalidGold, InvalidCodebook, PipelineMissing, and NoProject for a project that is not there."""
    from workbench.evaluation import run

    codebook = own_codebook(find_project(project_dir).root) if project_dir else None
    return run.evaluate(Path(gold), texts=Path(texts) if texts else None, codebook=codebook)

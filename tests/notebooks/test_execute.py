"""Every notebook runs from first to last cell on the example regions, as papermill runs it."""

import shutil
from pathlib import Path

import pytest

from workbench.engine.spawned import each
from workbench.project import open_project, shipped_notebooks
from workbench.runs.pages import kernel
from workbench.runs.pages.parameters import PARAMETERS_OF, validate
from workbench.runs.pages.reports import update_all

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(path.stem for path in shipped_notebooks().glob("*.ipynb"))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("notebooks")
    for name in ("dalderstad", "zuiderkwartier"):
        shutil.copytree(ROOT / "data" / "raw" / name, root / "data" / "raw" / name)
    project = open_project(root)
    assert update_all(project, [], every=True, through="code").errors == []
    return project


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_notebook_runs(name, project, tmp_path):
    parameters = {"project_dir": str(project.root)}
    if name in PARAMETERS_OF:
        fields = PARAMETERS_OF[name].model_fields
        given = {"region": "dalderstad"} if "region" in fields else {}
        parameters = validate(name, {**given, **parameters})
    page = tmp_path / "page.html"
    notebook = str(shipped_notebooks() / f"{name}.ipynb")
    job = kernel.Job(notebook, parameters, str(page), name, str(tmp_path), str(project.root))
    [(_, outcome)] = each(kernel.run, [job])
    assert outcome.ok, outcome.reason
    text = page.read_text(encoding="utf-8")
    assert "Dalderstad" in text and "Traceback" not in text and str(project.root) not in text


def test_all_notebooks_are_here():
    assert {"00_start", "10_verkennen", "30_rapport_regio", "35_factsheet", "40_vergelijking"} <= set(NOTEBOOKS)

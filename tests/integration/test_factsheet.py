"""The factsheet beside the report: a page with its own key, made again alone, and looked at before it goes out."""

import json
import shutil
import subprocess
import sys

import pytest

from workbench.project import open_project, shipped_notebooks
from workbench.runs.pages.parameters import validate
from workbench.runs.pages.release import FOLDER, pages_with
from workbench.runs.pages.render import Page, render
from workbench.runs.state.manifest import Manifest

NOTEBOOK = "35_factsheet"
PLANTED = "from IPython.display import HTML\nHTML('<h2>Cijfers</h2><p>bel 06-12345678</p>')"


@pytest.fixture
def invented(invented_project, tmp_path):
    shutil.copytree(invented_project, tmp_path / "project")
    return open_project(tmp_path / "project")


def make(project, version="regio"):
    folder = project.region("ooievaarsland")
    parameters = validate(NOTEBOOK, {"region": folder.name, "versie": version})
    [rendered] = render(project, [Page(folder, NOTEBOOK, parameters, "k", "Factsheet regio")])
    return rendered


def test_it_passes_the_gate_out_and_its_passages_are_written_down(invented):
    rendered = make(invented)
    assert rendered.outcome.ok, rendered.outcome.reason
    assert rendered.page.target.name == "factsheet-regio.html" and rendered.page.name == "factsheet-regio"
    record = json.loads((rendered.page.folder.processed / FOLDER / "factsheet-regio.json").read_text())["citaten"]
    assert record and all(entry["bron"] and "goedgekeurd" in entry["grond"] for entry in record)
    # R04 promised something that stands under the agreements: forgetting R04 must find this page
    assert pages_with(invented, "ooievaarsland", "R04") == [rendered.page.target]
    assert make(invented, "concept").page.target.name == "factsheet.html"


def test_what_is_planted_in_it_stops_it(invented, notebook):
    good = make(invented).page.target.read_bytes()
    notebook(invented.notebooks / f"{NOTEBOOK}.ipynb", PLANTED)
    rendered = make(invented)
    assert not rendered.outcome.ok and "mag niet naar buiten" in rendered.outcome.reason
    assert rendered.page.target.read_bytes() == good
    told = str(rendered.error())
    assert "de factsheet is niet gemaakt" in told and "De factsheet van" in told and "06-12345678" not in told


def report(project, *arguments):
    command = [
        sys.executable,
        "-m",
        "workbench",
        "report",
        "hier",
        *arguments,
        "--json",
        "--project",
        str(project.root),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return {page["bestand"].rpartition("/")[2]: page["uitkomst"] for page in json.loads(done.stdout)["rapporten"]}


def test_report_makes_both_pages_and_changed_looks_at_each(project, region):
    own = project.root / "notebooks"
    own.mkdir()
    shutil.copy(shipped_notebooks() / "30_rapport_regio.ipynb", own)
    # a project whose own notebooks are older than the factsheet gets that of the workbench
    assert report(project) == {"rapport.html": "gelukt", "factsheet.html": "gelukt"}
    manifest = Manifest(region.processed)
    assert manifest.report("rapport")["key"] != manifest.report("factsheet")["key"]
    assert report(project, "--changed") == {"rapport.html": "actueel", "factsheet.html": "actueel"}
    changed = (shipped_notebooks() / f"{NOTEBOOK}.ipynb").read_text(encoding="utf-8")
    (own / f"{NOTEBOOK}.ipynb").write_text(changed.replace("Acht blokken", "De acht blokken"), encoding="utf-8")
    assert report(project, "--changed") == {"rapport.html": "actueel", "factsheet.html": "gelukt"}

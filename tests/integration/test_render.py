"""Making a page when things go wrong: the last good page stays, the manifest tells, nothing leaks or lingers."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from workbench.runs.pages import kernel
from workbench.runs.pages.parameters import validate
from workbench.runs.pages.render import Page, render
from workbench.runs.state.manifest import Manifest
from workbench.runs.status import status

SECRET = "geheimewoorden"
GOOD = "from IPython.display import HTML\nHTML('<p>inhoud van het rapport</p>')"


def page(project, region, key="k1"):
    parameters = validate("30_rapport_regio", {"region": region.name})
    return Page(region, "30_rapport_regio", parameters, key, "Rapport")


@pytest.fixture
def make(project, region, notebook):
    """Render a notebook with these cells as the report of the region."""

    def run(*cells, key="k1"):
        notebook(project.root / "notebooks" / "30_rapport_regio.ipynb", *cells)
        [rendered] = render(project, [page(project, region, key)])
        return rendered

    return run


def leftovers(region):
    return [path.name for path in region.processed.iterdir() if path.name.startswith(".werk")]


def test_a_good_run_writes_the_page_and_says_so(make, project, region):
    rendered = make(GOOD)
    assert rendered.outcome.ok
    html = rendered.page.target.read_text(encoding="utf-8")
    assert "inhoud van het rapport" in html and 'lang="nl"' in html
    assert str(project.root) not in html
    entry = Manifest(region.processed).report("rapport")
    assert entry["outcome"] == "ok" and entry["parameters"] == {"region": "hier", "versie": "concept", "k": 3}
    assert rendered.page.is_current() and not page(project, region, "k2").is_current()
    assert leftovers(region) == []


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (f"raise ValueError('{SECRET}')", "ValueError"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "rekenkern"),
        (
            "from workbench.errors import BadTable\nraise BadTable('de tabel is weg', where='codings')",
            "de tabel is weg",
        ),
    ],
    ids=["cell-fails", "kernel-dies", "user-error"],
)
def test_a_failed_run_leaves_the_last_good_page(make, region, cell, reason, capfd):
    first = make(GOOD)
    before = first.page.target.read_bytes()
    rendered = make(cell, key="k2")
    assert not rendered.outcome.ok and reason in rendered.outcome.reason
    assert first.page.target.read_bytes() == before
    entry = Manifest(region.processed).report("rapport")
    assert entry["outcome"] == "failed" and entry["last_good"]["key"] == "k1"
    assert "staat er nog" in str(rendered.error())
    assert leftovers(region) == []
    out, err = capfd.readouterr()
    everything = out + err + str(rendered.error()) + Manifest(region.processed).path.read_text()
    assert SECRET not in everything and "Traceback" not in everything


def test_a_cell_that_hangs_is_stopped(notebook, tmp_path):
    book = tmp_path / "hang.ipynb"
    notebook(book, "import time\ntime.sleep(600)")
    job = kernel.Job(str(book), {}, "", "x", str(tmp_path), str(tmp_path), cell_timeout_s=2)
    from workbench.engine.spawned import each

    [(_, outcome)] = each(kernel.run, [job])
    assert not outcome.ok and "langer dan 2 seconden" in outcome.reason


def test_a_killed_run_is_told_and_repaired(make, notebook, wait_until, project, region):
    first = make(GOOD)
    before = first.page.target.read_bytes()
    mark = project.root / "started"
    notebook(
        project.root / "notebooks" / "30_rapport_regio.ipynb",
        f"open({str(mark)!r}, 'w').close()\nimport time; time.sleep(600)",
    )
    code = (
        "from workbench.project import open_project\n"
        "from workbench.runs.pages.render import Page, render\n"
        "if __name__ == '__main__':\n"
        f"    project = open_project({str(project.root)!r})\n"
        "    folder = project.region('hier')\n"
        "    parameters = {'region': 'hier', 'project_dir': '.', 'versie': 'concept', 'k': 3}\n"
        "    list(render(project, [Page(folder, '30_rapport_regio', parameters, 'k2', 'x')]))\n"
    )
    script = project.root / "run.py"
    script.write_text(code)
    process = subprocess.Popen([sys.executable, str(script)])
    assert wait_until(mark.exists)
    family = [process.pid, *(child.pid for child in psutil.Process(process.pid).children(recursive=True))]
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert wait_until(lambda: not any(alive(pid) for pid in family))
    assert first.page.target.read_bytes() == before
    [entry] = status(project).as_json()["regios"]
    assert entry["rapporten"]["rapport"]["uitkomst"] == "afgebroken"
    again = make(GOOD, key="k3")
    assert again.outcome.ok and leftovers(region) == []


def alive(pid):
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE

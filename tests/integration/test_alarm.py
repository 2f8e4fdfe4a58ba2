"""The call for help when a run went wrong can be stopped as well, with all that it started; it hears what is known."""

import json
import os
import signal
import subprocess
import sys

import psutil
import pytest

from workbench import cli
from workbench.runs.history import alarm
from workbench.runs.history.kept import records
from workbench.runs.pages import formats, reports
from workbench.runs.state.manifest import Manifest
from workbench.runs.status import status

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and shells of Unix")
GOOD = "from IPython.display import HTML\nHTML('<p>inhoud</p>')"
#: a command with a child of its own, both of which wait; the file is there when it has begun
FAMILY = "{trap}sleep 600 & echo $! $$ > '{pids}.deel'; mv '{pids}.deel' '{pids}'; wait; wait"


def typed():
    """Tests may run in the background, where signals are ignored."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def reporting(project, region, pids, trap=""):
    """A report of a region as somebody started it by hand, that calls the family when it fails."""
    command = f"sh -c {alarm.shlex.quote(FAMILY.format(trap=trap, pids=pids))}"
    return subprocess.Popen(
        [sys.executable, "-m", "workbench", "report", region, "--project", str(project.root), "--on-failure", command],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=typed,
    )  # fmt: skip


def family(pids):
    return [int(word) for word in pids.read_text().split()]


def gone(pid):
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


@pytest.mark.parametrize("trap", ["", 'trap "" TERM INT; '], ids=["obeys", "stubborn"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)], ids=["term", "ctrl-c"])
def test_a_stop_during_the_call_ends_it_with_its_children_and_says_so(project, wait_until, number, code, trap):
    pids = project.root / "pids"
    process = reporting(project, "ginds", pids, trap)
    assert wait_until(pids.exists)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (code, "") and "Traceback" not in err
    assert len(err.splitlines()) == 2 and err.splitlines()[1] == "afgebroken"
    assert wait_until(lambda: all(map(gone, family(pids))), 20)


def test_a_second_stop_is_heard_when_the_first_one_led_to_the_call(project, region, notebook, wait_until):
    notebook(
        project.root / "notebooks" / "30_rapport_regio.ipynb", "open('begonnen', 'w')\nimport time; time.sleep(600)"
    )
    pids = project.root / "pids"
    process = reporting(project, "hier", pids)
    assert wait_until((project.root / "begonnen").exists)
    process.terminate()
    assert wait_until(pids.exists)
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode == 143 and wait_until(lambda: all(map(gone, family(pids))), 20)


def test_a_call_that_takes_too_long_is_ended_with_its_children(tmp_path, monkeypatch, wait_until):
    monkeypatch.setattr(alarm, "PATIENCE_S", 1)
    told = []
    alarm.call(["sh", "-c", FAMILY.format(trap="", pids=tmp_path / "pids")], {}, told.append)
    assert told == ["let op: de opdracht van --on-failure was na 1 seconden niet klaar"]
    assert wait_until(lambda: all(map(gone, family(tmp_path / "pids"))), 20)


def test_after_a_fault_of_the_workbench_what_is_known_is_told_and_heard(project, notebook, monkeypatch, capsys):
    monkeypatch.setenv("WORKBENCH_RULES_ONLY", "1")
    monkeypatch.delenv("WORKBENCH_DEBUG", raising=False)

    def render_pages(*arguments, **more):
        raise RuntimeError("een zin uit een gesprek")

    monkeypatch.setattr(reports, "render_pages", render_pages)
    for name in ("30_rapport_regio", "35_factsheet"):
        notebook(project.root / "notebooks" / f"{name}.ipynb", GOOD)
    heard = project.root / "gehoord.json"
    call = ["--on-failure", f"sh -c 'cat > \"{heard}\"'"]
    assert cli.main(["report", "hier", "--json", *call, "--project", str(project.root)]) == 1
    told = capsys.readouterr()
    record = json.loads(told.out)
    assert record == json.loads(heard.read_text()) == records(project.processed / "runs")[0]
    assert [(one["regio"], one["uitkomst"]) for one in record["regios"]] == [("hier", "afgebroken")]
    assert "een zin" not in told.out + told.err and "van het soort RuntimeError" in told.err


def test_a_fault_without_a_record_is_json_too(project, monkeypatch, capsys):
    monkeypatch.delenv("WORKBENCH_DEBUG", raising=False)
    monkeypatch.setattr(cli, "find_project", lambda path: 1 / 0)
    assert cli.main(["status", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["exit_code"] == 1 and "ZeroDivisionError" in told["fout"]


SLOW = """
import sys, time
from pathlib import Path
from workbench import cli
from workbench.runs.pages import formats

def slow(job, build=formats.build):
    # whichever page is finished first goes first
    if "factsheet" in job[0]:
        return build(job)
    Path(sys.argv[1], "begonnen").touch()
    time.sleep(600)

if __name__ == "__main__":
    formats.build = slow
    sys.exit(cli.main(["report", "hier", "--changed", "--formaat", "html,pdf", "--project", sys.argv[1]]))
"""


def test_a_stop_while_a_pdf_is_made_is_on_record_and_takes_the_older_one_along(project, region, notebook, wait_until):
    for name in ("30_rapport_regio", "35_factsheet"):
        notebook(project.root / "notebooks" / f"{name}.ipynb", GOOD)
    pdf = region.processed / "rapport.pdf"
    pdf.write_bytes(b"van een oudere pagina")
    entry = {"outcome": "ok", "page_sha256": "ouder", "key": "ouder", "ours": [formats.hash_file(pdf)]}
    Manifest(region.processed).set_stage(formats.ENTRY, **{pdf.name: entry})
    (project.root / "traag.py").write_text(SLOW)
    process = subprocess.Popen(
        [sys.executable, str(project.root / "traag.py"), str(project.root)], preexec_fn=typed,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "WORKBENCH_RULES_ONLY": "1"},
    )  # fmt: skip
    assert wait_until((project.root / "begonnen").exists)
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode == 143 and not pdf.exists()
    told = status(project)
    assert told.as_json()["regios"][0]["vormen"]["rapport.pdf"] == {"uitkomst": "afgebroken", "reden": "niet afgemaakt"}
    assert "  rapport.pdf: afgebroken (niet afgemaakt)" in told.as_text()

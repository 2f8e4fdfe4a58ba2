"""A command that is stopped, or that nobody listens to, leaves nothing half done."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from workbench.runs.state.manifest import Manifest
from workbench.runs.status import status

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and sockets of Unix")
COMMAND = [sys.executable, "-m", "workbench"]
GOOD = "from IPython.display import HTML\nHTML('<p>inhoud</p>')"


def start(project, *arguments, **more):
    return subprocess.Popen(
        [*COMMAND, *arguments, "--project", str(project.root)],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=_as_typed, **more,
    )  # fmt: skip


def _as_typed():
    """Tests may run in the background, where signals are ignored; a command that is typed hears them."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def alive(process):
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


@pytest.mark.parametrize(
    ("number", "code", "to_all"),
    [(signal.SIGTERM, 143, False), (signal.SIGINT, 130, True), (signal.SIGHUP, 129, True)],
    ids=["term", "ctrl-c", "closed-terminal"],
)
def test_a_stopped_report_says_so_and_leaves_nobody_behind(
    project, region, notebook, wait_until, tmp_path, number, code, to_all
):
    short = tmp_path / "t"
    short.mkdir()
    mark = project.root / "begonnen"
    notebook(
        project.root / "notebooks" / "30_rapport_regio.ipynb",
        f"open({str(mark)!r}, 'w').close()\nimport time; time.sleep(600)",
    )
    process = start(project, "report", "hier", env={**os.environ, "TMPDIR": str(short)})
    assert wait_until(mark.exists)
    family = psutil.Process(process.pid).children(recursive=True)
    (os.killpg if to_all else os.kill)(process.pid, number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert err.splitlines()[-1] == "afgebroken" and "Traceback" not in err
    assert Manifest(region.processed).report("rapport")["outcome"] == "killed"
    [entry] = status(project).as_json()["regios"]
    assert entry["rapporten"]["rapport"]["uitkomst"] == "afgebroken" and not entry["bezig"]
    assert wait_until(lambda: not any(alive(one) for one in family), 20)
    assert not list(region.processed.glob(".werk*")) and not list(short.glob("wb-*"))


def test_a_stop_while_the_tables_are_made_is_on_record_until_it_is_mended(project, region, wait_until):
    text = "R1: Niemand pakt het voortouw in deze regio, en dat duurt al jaren zo.\n"
    (region.raw / "lang.txt").write_text(text * 20_000)
    process = start(project, "code", "hier", env={**os.environ, "WORKBENCH_RULES_ONLY": "1"})
    assert wait_until(lambda: Manifest(region.processed).stage("work"))
    os.kill(process.pid, signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 143
    work = Manifest(region.processed).stage("work")
    assert work["outcome"] == "killed" and work["what"] == "lezen"
    told = status(project)
    assert told.as_json()["regios"][0]["werk"] == {"wat": "lezen", "uitkomst": "afgebroken"}
    assert "  lezen: afgebroken" in told.as_text()
    (region.raw / "lang.txt").write_text(text)
    again = start(project, "code", "hier", env={**os.environ, "WORKBENCH_RULES_ONLY": "1"})
    again.communicate(timeout=120)
    assert again.returncode == 0 and not Manifest(region.processed).stage("work")


def test_a_long_temporary_path_is_no_hindrance(project, notebook, tmp_path):
    long = tmp_path / ("een map met een lange naam " * 4)
    long.mkdir()
    notebook(project.root / "notebooks" / "30_rapport_regio.ipynb", GOOD)
    process = start(project, "report", "hier", env={**os.environ, "TMPDIR": str(long)})
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_do_not_end_the_work(project, region, notebook, closed):
    notebook(project.root / "notebooks" / "30_rapport_regio.ipynb", GOOD)
    command = f'exec "$0" -m workbench report hier --project "$1" {closed}'
    done = subprocess.run(["sh", "-c", command, sys.executable, str(project.root)], check=False)
    assert done.returncode == 0 and (region.processed / "rapport.html").is_file()


def test_a_reader_that_leaves_does_not_end_the_work(project, region):
    command = '"$0" -m workbench code hier --project "$1" 2>&1 | true'
    subprocess.run(["sh", "-c", command, sys.executable, str(project.root)], check=True)
    process = start(project, "code", "hier")
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0 and "nog actueel" in out, "the first command must have finished its work"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where a full disk can be had")
def test_an_outcome_that_cannot_be_written_is_a_failure(project):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "status", "--project", str(project.root)], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 28 and "kan niet geschreven worden" in done.stderr


def test_a_folder_that_may_not_be_written_in_is_told(project, region, as_nobody_special):
    region.processed.chmod(0o555)
    try:
        done = as_nobody_special("read", "hier", "--project", str(project.root))
    finally:
        region.processed.chmod(0o755)
    assert done.returncode == 28 and "kan niet schrijven" in done.stderr


def test_a_region_may_not_have_the_name_of_the_comparison(project):
    shutil.copytree(project.raw / "hier", project.raw / "_vergelijking")
    process = start(project, "read", "--all")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 11 and "Hernoem" in err


def test_a_page_that_cannot_be_put_in_place_is_a_failed_report(project, region, notebook):
    notebook(project.root / "notebooks" / "30_rapport_regio.ipynb", GOOD)
    (region.processed / "rapport.html").mkdir()
    process = start(project, "report", "hier")
    _, err = process.communicate(timeout=120)
    assert process.returncode == 21 and "rapport.html kan niet geschreven worden" in err


@pytest.mark.parametrize(
    ("content", "told"), [(None, "is er niet"), ('{"cells": 3', "is beschadigd"), ("{}", "is beschadigd")]
)
def test_a_missing_or_damaged_notebook_is_told(project, region, content, told):
    (project.root / "notebooks").mkdir()
    if content is not None:
        (project.root / "notebooks" / "30_rapport_regio.ipynb").write_text(content)
    process = start(project, "report", "hier")
    _, err = process.communicate(timeout=120)
    assert process.returncode == 21 and told in err

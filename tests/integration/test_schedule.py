"""What ``schedule`` prints, tried on the programs that will read it: systemd, a shell, a machine without network."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import workbench
from workbench.project import Project

ROOT = Path(__file__).resolve().parents[2]
GOOD = "from IPython.display import HTML\nHTML('<p>inhoud</p>')"


def schedule(project, *arguments):
    command = [sys.executable, "-m", "workbench", "schedule", "--project", str(project.root), *arguments]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.fixture
def odd(project, tmp_path, notebook) -> Project:
    """A project in a folder whose name a shell and systemd would stumble over."""
    root = tmp_path / "100% van 't $HOME & co"
    (root / "data").mkdir(parents=True)
    shutil.move(tmp_path / "data" / "raw", root / "data" / "raw")
    (root / "data" / "processed").mkdir()
    for name in ("30_rapport_regio", "35_factsheet"):
        notebook(root / "notebooks" / f"{name}.ipynb", GOOD)
    return Project(root)


def systemd_analyze():
    found = shutil.which("systemd-analyze")
    if not found:
        pytest.skip("NOT RUN: systemd-analyze is not on this machine (Debian: apt-get install systemd)")
    return found


def test_systemd_understands_the_units(odd, tmp_path):
    units = tmp_path / "units"
    asked = ["--days", "ma,vr", "--formaat", "html,pdf", "--on-failure", """meld '100% $x "y" \\z; q'"""]
    done = schedule(odd, "--print", "systemd", "--user", "daemon", *asked, "--to", str(units), "--json")
    written = json.loads(done.stdout)
    assert len(written) == 2, done.stderr
    checked = subprocess.run([systemd_analyze(), "verify", *written], capture_output=True, text=True)
    about_us = [line for line in checked.stderr.splitlines() if any(Path(path).name in line for path in written)]
    assert checked.returncode == 0 and about_us == [], checked.stderr


def test_systemd_finds_little_left_to_harden(odd, tmp_path):
    units = tmp_path / "units"
    written = json.loads(schedule(odd, "--print", "systemd", "--user", "daemon", "--to", str(units), "--json").stdout)
    found = subprocess.run(
        [systemd_analyze(), "security", "--offline=yes", "--threshold=20", written[0]], capture_output=True, text=True
    )
    assert found.returncode == 0, found.stdout[-3000:]  # exposure at most 2.0 of 10


def test_the_line_for_cron_makes_the_report(odd, tmp_path):
    shutil.rmtree(odd.processed, ignore_errors=True)  # a project in which nothing was made yet
    done = schedule(odd, "--print", "cron")
    line = done.stdout.splitlines()[-1]
    assert line.startswith("0 4 * * * ") and "\\%" in line and done.returncode == 0
    # cron gives what comes after the fifth field to sh, with its own percent signs taken back
    command = line.split(" ", 5)[5].replace("\\%", "%")
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "WORKBENCH_RULES_ONLY": "1"}
    cron = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, text=True, cwd="/")
    log = (odd.processed / "nacht.log").read_text()
    assert cron.returncode == 0 and cron.stdout + cron.stderr == "", log
    assert (odd.processed / "hier" / "rapport.html").is_file() and "hier: maakt het rapport" in log
    assert "\r" not in log and "\x1b" not in log


def test_a_bad_night_calls_the_command_of_the_crontab_and_comes_below_the_last_one(odd, tmp_path, notebook):
    notebook(odd.root / "notebooks" / "30_rapport_regio.ipynb", "raise ValueError")
    catch = "import sys; open(sys.argv[1], 'w').write(sys.stdin.read())"
    called = tmp_path / "100% mis.json"
    call = shlex.join([sys.executable, "-c", catch, str(called)])
    done = schedule(odd, "--print", "cron", "--on-failure", call)
    assert done.returncode == 0 and done.stderr == "" and not called.exists()
    command = done.stdout.splitlines()[-1].split(" ", 5)[5].replace("\\%", "%")
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "WORKBENCH_RULES_ONLY": "1"}
    codes = [subprocess.run(["sh", "-c", command], env=environment, cwd="/").returncode for _ in range(2)]
    log = (odd.processed / "nacht.log").read_text()
    assert codes == [21, 21] and log.count("rapport mislukt") == 2, log
    assert json.loads(called.read_text())["exit_code"] == 21


def test_a_slip_does_not_call_for_help_itself(odd, tmp_path):
    done = schedule(
        odd, "--print", "cron", "--time", "25:00", "--on-failure", f"touch {shlex.quote(str(tmp_path / 'x'))}"
    )
    assert done.returncode == 20 and not (tmp_path / "x").exists()


def test_who_is_not_there_and_what_a_service_does_not_see_is_told(odd):
    done = schedule(odd, "--print", "systemd", "--user", "niemand-hier", "--json")
    assert done.returncode == 0 and "'niemand-hier' is er niet" in done.stderr and json.loads(done.stdout)
    assert "useradd --system" in done.stdout and "OnFailure=" in done.stdout


def test_a_report_needs_no_network_at_all(odd):
    alone = ["unshare", "--net", "--"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("NOT RUN: this machine does not let us take the network away")
    command = [*alone, sys.executable, "-I", "-m", "workbench", "report", "--all", "--project", str(odd.root)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "WORKBENCH_RULES_ONLY": "1"})
    assert done.returncode == 0, done.stderr


def test_the_templates_are_part_of_the_package():
    there = {path.name for path in (Path(workbench.__file__).parent / "runs" / "deploy").iterdir()}
    assert there == {"workbench.service", "workbench.timer", "workbench.cron", "workbench.yml"}
    readme = (ROOT / "deploy" / "README.md").read_text()
    assert all(name in readme for name in there)


def test_slips_are_told(project):
    assert schedule(project).returncode == 2
    assert "kies uit" in schedule(project, "--print", "windows").stderr
    late = schedule(project, "--print", "cron", "--time", "25:00")
    assert late.returncode == 20 and "04:00" in late.stderr

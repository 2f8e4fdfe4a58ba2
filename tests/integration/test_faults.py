"""What a server meets by night: kills, full disks, vanished and damaged files, cells that hang, two schedulers at once.

Each test really does it, to real processes where one is killed, held up or out of space. What is proven here each time:
the last good report stays, the manifest and the history tell what happened, nothing is left behind, and the next run
mends it.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import psutil
import pytest

from workbench import cli
from workbench.errors import RegionBusy
from workbench.runs.history.kept import records
from workbench.runs.pages import render as rendering
from workbench.runs.pages.parameters import validate
from workbench.runs.state.manifest import Manifest, region_lock

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and limits of Unix")
GOOD = "from IPython.display import HTML\nHTML('<p>inhoud</p>')"
STUBBORN = "import signal, time\nfor n in (2, 15): signal.signal(n, signal.SIG_IGN)\n"
WAIT = """import time, pathlib
pathlib.Path('begonnen').touch()
while not pathlib.Path('verder').exists(): time.sleep(0.05)"""
HANG = "open('begonnen', 'w').close()\nimport time; time.sleep(600)"


def start(project, *arguments, **more):
    """A command as a scheduler starts it: in a session of its own, with a log instead of a terminal."""
    command = [sys.executable, "-m", "workbench", *arguments, "--project", str(project.root)]
    # the learned part of the coding is not what is tried here, and takes seconds to load
    environment = {**os.environ, "WORKBENCH_RULES_ONLY": "1", **more.pop("env", {})}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, start_new_session=True, env=environment, **pipes, **more)


def run(project, *arguments, **more):
    process = start(project, *arguments, **more)
    process.out, process.err = process.communicate(timeout=300)
    return process


@pytest.fixture
def here(project, capsys, monkeypatch):
    """A command in this process: for what goes wrong with files it need not be one of its own."""
    monkeypatch.setenv("WORKBENCH_RULES_ONLY", "1")

    def run_here(*arguments):
        code = cli.main([*arguments, "--project", str(project.root)])
        told = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, told.out, told.err)

    return run_here


@pytest.fixture
def book(project, notebook):
    """Make the report's notebook of these cells; the factsheet's is always good."""
    notebook(project.root / "notebooks" / "35_factsheet.ipynb", GOOD)
    return partial(notebook, project.root / "notebooks" / "30_rapport_regio.ipynb")


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    """Where a project with a good report is kept, to be copied."""
    return tmp_path_factory.mktemp("goed") / "processed"


@pytest.fixture
def good(project, region, book, reported):
    """A project with a good report (made once, then copied); gives the bytes of the page."""
    book(GOOD)
    if not reported.exists():
        done = run(project, "report", "hier")
        assert done.returncode == 0, done.err
        shutil.copytree(project.processed, reported)
    shutil.copytree(reported, project.processed, dirs_exist_ok=True)
    return page(region)


def page(region):
    return (region.processed / "rapport.html").read_bytes()


def outcomes(project):
    return [record["uitkomst"] for record in records(project.processed / "runs")]


def half_done(project):
    """What should never be there when nothing runs."""
    names = (path.name for path in project.processed.rglob(".*"))
    return [name for name in names if ".tmp" in name or name.startswith(".werk") or "houder" in name or "bezig" in name]


def family_of(process):
    return [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]


def gone(processes):
    return not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in processes)


def test_after_a_kill_of_everything_at_once_the_next_run_mends_and_the_history_tells(project, region, book, wait_until):
    book(HANG)
    process = start(project, "report", "--all")
    assert wait_until((project.root / "begonnen").exists)
    family = family_of(process)
    for one in family:
        with suppress(psutil.NoSuchProcess):
            one.kill()
    process.wait()
    assert wait_until(lambda: gone(family))
    works = list(region.processed.glob(".werk-*"))
    shorts = [Path((work / rendering.SHORT).read_text()) for work in works]
    assert shorts and all(short.is_dir() for short in shorts), "nobody was left to clean up"
    assert Manifest(region.processed).report("rapport")["outcome"] == "running" and outcomes(project) == ["bezig"]

    told = json.loads(run(project, "status", "--json").out)["regios"][0]
    assert told["rapporten"]["rapport"]["uitkomst"] == "afgebroken" and not told["bezig"]
    book(GOOD)
    assert run(project, "report", "--all").returncode == 0
    assert outcomes(project) == ["gelukt", "afgebroken"]
    assert half_done(project) == [] and not any(short.exists() for short in shorts)


def test_sigterm_ends_clean_says_what_became_of_each_region_and_calls_for_help(project, region, book, good, wait_until):
    book(HANG)
    call = project.root / "gehoord.json"
    help_command = f"{sys.executable} -c \"import sys; open(sys.argv[1], 'w').write(sys.stdin.read())\" '{call}'"
    process = start(project, "report", "hier", "--json", "--on-failure", help_command)
    assert wait_until((project.root / "begonnen").exists)
    family = family_of(process)
    os.kill(process.pid, signal.SIGTERM)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 143 and err == "afgebroken\n"
    assert wait_until(lambda: gone(family), 20) and half_done(project) == []
    assert page(region) == good and outcomes(project)[0] == "afgebroken"
    heard = json.loads(call.read_text())
    assert heard == json.loads(out) and heard["exit_code"] == 143
    assert [(one["regio"], one["uitkomst"]) for one in heard["regios"]] == [("hier", "afgebroken")]
    assert str(project.root) not in call.read_text()


@pytest.mark.parametrize("bytes_left", [100, 3000], ids=["not-even-a-manifest", "no-page"])
def test_a_full_disk_is_told_and_takes_nothing_away(project, region, book, good, bytes_left):
    import resource

    manifest = Manifest(region.processed).report("rapport")["last_good"]
    book(GOOD, "print('x' * 3000)")
    full = run(
        project, "report", "hier",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, bytes_left)),
    )  # fmt: skip
    assert full.returncode in (21, 28) and "Traceback" not in full.err, full.err
    assert "geschreven worden" in full.err or "kan niet schrijven" in full.err
    assert page(region) == good and half_done(project) == []
    assert Manifest(region.processed).report("rapport")["last_good"] == manifest
    assert run(project, "report", "hier").returncode == 0 and half_done(project) == []


def test_a_file_that_is_gone_the_next_time_takes_its_codings_along(project, region, book, here):
    book(GOOD)
    shutil.copy(region.raw / "gesprek.txt", region.raw / "tweede.txt")
    (region.raw / "tweede.txt").write_text("R1: De gemeenteraad beslist zelf over het budget van de regio.\n")
    assert json.loads(here("report", "hier", "--json").stdout)["regios"][0]["bronnen"] == 2
    before = page(region)
    (region.raw / "tweede.txt").unlink()
    again = json.loads(here("report", "hier", "--changed", "--json").stdout)
    assert again["regios"][0]["bronnen"] == 1 and again["verloop"][0]["uitkomst"] == "gelukt"

    (region.raw / "gesprek.txt").unlink()
    empty = here("report", "hier", "--changed")
    assert empty.returncode == 14 and page(region) == before
    assert records(project.processed / "runs")[0]["regios"][0]["reden"] == "er is geen bestand dat gebruikt kan worden"


def damaged_half(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def damaged_zeros(path):
    """What a power cut can leave: the length is right, what is in it is gone."""
    path.write_bytes(bytes(path.stat().st_size))


@pytest.mark.parametrize(
    ("what", "damage"),
    [
        ("*.parquet", damaged_half),
        ("*.parquet", damaged_zeros),
        ("cache/**/*", damaged_half),
        ("manifest.json", damaged_half),
        ("herkomst.json", damaged_zeros),
    ],
)
def test_damaged_files_are_made_again_or_named(project, region, good, here, what, damage):
    hit = [path for path in region.processed.glob(what) if path.is_file()]
    assert hit
    for path in hit:
        damage(path)
    again = here("report", "hier")
    assert "Traceback" not in again.stderr
    if again.returncode:
        assert again.returncode in (21, 26) and "--force" in again.stderr, again.stderr
        assert page(region) == good
        again = here("report", "hier", "--force")
    assert again.returncode == 0, again.stderr
    assert half_done(project) == []


def test_a_cell_that_hangs_and_will_not_hear_is_ended(project, region, book, good, wait_until):
    book(f"{STUBBORN}open('begonnen', 'w').write(str(__import__('os').getpid()))\ntime.sleep(600)")
    done = run(project, "report", "hier", env={"WORKBENCH_CELL_TIMEOUT": "3"})
    assert done.returncode == 21 and page(region) == good
    [line] = [line for line in done.err.splitlines() if line.startswith("workbench:")]
    assert "een cel duurde langer dan 3 seconden" in line and "staat er nog" in line
    kernel = int((project.root / "begonnen").read_text())
    assert wait_until(lambda: not psutil.pid_exists(kernel), 20) and half_done(project) == []


def test_a_run_that_takes_too_long_is_ended_in_one_line(project, region, book, good, wait_until):
    book(f"{STUBBORN}open('begonnen', 'w').write(str(__import__('os').getpid()))\ntime.sleep(600)")
    done = run(project, "report", "hier", "--run-timeout", "10")
    assert done.returncode == 32 and page(region) == good
    [line] = [line for line in done.err.splitlines() if line.startswith("workbench:")]
    assert "langer dan 10 seconden" in line and "staan er nog" in line
    assert records(project.processed / "runs")[0]["regios"][0]["uitkomst"] == "afgebroken"
    assert Manifest(region.processed).report("rapport")["outcome"] != "running" and half_done(project) == []
    if (mark := project.root / "begonnen").exists():
        assert wait_until(lambda: not psutil.pid_exists(int(mark.read_text())), 20)


def test_two_schedulers_at_once_wait_for_each_other_and_say_for_whom(project, region, book, wait_until):
    shutil.copytree(region.raw, project.raw / "daar")
    book(WAIT, GOOD)
    first = start(project, "report", "--all", "--changed")
    assert wait_until((project.root / "begonnen").exists)
    second = start(project, "report", "--all", "--changed")
    said = second.stderr.readline()
    while "wacht op" not in said:
        assert said, "the second has ended"
        said = second.stderr.readline()
    assert f"(proces {first.pid}, sinds 20" in said
    (project.root / "verder").touch()
    outs = [first.communicate(timeout=300), second.communicate(timeout=300)]
    assert (first.returncode, second.returncode) == (0, 0), outs
    assert outs[0][0].splitlines()[-1].startswith("Samen: 2 gelukt")
    assert outs[1][0].splitlines()[-1].startswith("Samen: 2 actueel"), "the second finds it all done"
    assert "\r" not in outs[0][1] and "\x1b" not in outs[0][1]
    assert outcomes(project) == ["gelukt", "gelukt"] and half_done(project) == []
    assert (project.processed / "runs" / "index.html").read_text().count("<tr>") == 3


def test_a_region_that_is_held_does_not_keep_the_others_waiting_for_ever(project, region, book, monkeypatch):
    shutil.copytree(region.raw, project.raw / "daar")
    book(GOOD)
    monkeypatch.setattr(rendering, "region_lock", partial(region_lock, wait_s=0.2))
    kind = "30_rapport_regio"
    pages = [
        rendering.Page(project.region(name), kind, validate(kind, {"region": name}), "k", "x")
        for name in ("daar", "hier")
    ]
    code = (
        "import sys; from workbench.project import open_project\n"
        "from workbench.runs.state.manifest import region_lock\n"
        f"with region_lock(open_project({str(project.root)!r}).region('daar')):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        held, made = rendering.render(project, pages)
        other.stdin.close()
    assert made.outcome.ok and made.page.target.is_file()
    assert isinstance(held.error(), RegionBusy) and f"proces {other.pid}" in str(held.error())


@pytest.mark.parametrize(
    ("command", "told"),
    [("false", "gaf zelf 1"), ("bestaat-niet-op-deze-computer", "is niet gevonden"), ("cat", "")],
)
def test_a_call_for_help_that_fails_is_one_line(project, command, told):
    done = run(project, "report", "daar", "--on-failure", command)
    assert done.returncode == 11 and len(done.err.splitlines()) == (2 if told else 1) and told in done.err
    assert "Traceback" not in done.err and done.out == ""


def test_nobody_is_called_when_all_is_well(project, region, book, here):
    book(GOOD)
    done = here("report", "hier", "--on-failure", "touch " + str(project.root / "geroepen"))
    assert done.returncode == 0 and not (project.root / "geroepen").exists()

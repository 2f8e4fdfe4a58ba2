"""One bad region never stops the others, whatever is wrong with it; what all regions need is told once.

The faults are real ones on disk, met by a process with the rights of its files.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from workbench import cli
from workbench.runs.history.kept import records
from workbench.runs.pages import making
from workbench.runs.state.manifest import Manifest, holder
from workbench.runs.status import status

pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights and links of Unix")
GOOD = "from IPython.display import HTML\nHTML('<p>inhoud</p>')"


@pytest.fixture
def two(project, notebook, monkeypatch):
    """A project with a region ``daar``, on which a fault will be put, and a good one after it."""
    monkeypatch.setenv("WORKBENCH_RULES_ONLY", "1")
    shutil.copytree(project.raw / "hier", project.raw / "daar")
    for name in ("30_rapport_regio", "35_factsheet"):
        notebook(project.root / "notebooks" / f"{name}.ipynb", GOOD)
    return project


@pytest.fixture
def run(two, as_nobody_special):
    return lambda *arguments: as_nobody_special(*arguments, "--project", str(two.root))


def raw_shut(project, shut):
    shut(project.raw / "daar")


def part_of_raw_shut(project, shut):
    """What is in it would be missing from the tables without a word."""
    (project.raw / "daar" / "map").mkdir()
    shut(project.raw / "daar" / "map")


def raw_without_search(project, shut):
    shut(project.raw / "daar")
    (project.raw / "daar").chmod(0o444)


def processed_shut(project, shut):
    project.region("daar").processed.mkdir(exist_ok=True)
    shut(project.region("daar").processed)


def manifest_a_folder(project, shut):
    (project.region("daar").processed / "manifest.json").mkdir(parents=True)


def cache_shut(project, shut):
    cache = project.region("daar").processed / "cache"
    cache.mkdir(parents=True)
    shut(cache)


def settings_that_are_none(project, shut):
    (project.raw / "daar" / "region.yaml").symlink_to("nergens.yaml")
    (project.raw / "daar" / "namen.yaml").mkdir()


NO_TABLES = (
    raw_shut, part_of_raw_shut, raw_without_search, processed_shut, manifest_a_folder, cache_shut,
    settings_that_are_none,
)  # fmt: skip


@pytest.mark.parametrize("fault", NO_TABLES)
def test_a_region_that_cannot_be_read_or_written_is_a_failed_region(two, run, shut, fault):
    fault(two, shut)
    done = run("code", "--all", "--json")
    told = json.loads(done.stdout)
    assert [(one["regio"], one["uitkomst"]) for one in told["regios"]] == [("daar", "mislukt"), ("hier", "gelukt")]
    assert done.returncode == told["exit_code"] in (12, 13, 28) and done.stderr == ""
    [error] = told["fouten"]
    assert "onverwachte fout" not in error["fout"] and str(two.root) not in error["fout"]
    stand = run("status", "--json")
    assert stand.returncode == 0 and [one["regio"] for one in json.loads(stand.stdout)["regios"]] == ["daar", "hier"]


def test_a_report_of_all_regions_goes_on_past_one_of_each_kind(two, run, shut):
    """And what a scheduler hears of it, as JSON and on the standard input of its own command, is the same."""
    strange = os.fsencode(two.raw) + b"/caf\xe9"
    shutil.copytree(os.fsencode(two.raw / "hier"), strange)
    shutil.copytree(two.raw / "hier", two.raw / "_vergelijking")
    shut(two.raw / "daar")
    heard = two.root / "gehoord.json"
    done = run("report", "--all", "--on-failure", f"sh -c 'cat > \"{heard}\"'")
    assert done.returncode == 11 and "Traceback" not in done.stderr
    table = done.stdout[done.stdout.index("REGIO") :].splitlines()[1:]
    assert [" ".join(line.split()[:2]) for line in table] == [
        "_vergelijking mislukt", "caf? mislukt", "daar mislukt", "hier gelukt", "Samen: 1",
    ]  # fmt: skip
    assert (two.region("hier").processed / "rapport.html").is_file()
    errors = [line for line in done.stderr.splitlines() if line.startswith("workbench:")]
    assert len(errors) == 3 and "data/raw/caf?: in deze naam staat een teken dat niet kan" in errors[1]
    assert "kan niet gelezen worden (geen recht). Kijk naar de rechten." in errors[2]
    [record] = records(two.processed / "runs")
    assert json.loads(heard.read_text()) == record and len(record["regios"]) == 4
    assert not (two.processed / "caf?").exists()
    shutil.rmtree(strange)


def test_a_page_that_cannot_be_read_is_made_again(two, run, shut):
    assert run("report", "--all").returncode == 0
    shut(two.region("daar").processed / "rapport.html")
    shut(two.region("hier").processed / "factsheet.html")
    done = run("report", "--all", "--changed", "--json")
    assert done.returncode == 0, done.stdout
    pages = {(one["regio"], Path(one["bestand"]).name): one["uitkomst"] for one in json.loads(done.stdout)["rapporten"]}
    assert pages == {
        ("daar", "rapport.html"): "gelukt", ("daar", "factsheet.html"): "actueel",
        ("hier", "rapport.html"): "actueel", ("hier", "factsheet.html"): "gelukt",
    }  # fmt: skip
    assert (two.region("daar").processed / "rapport.html").read_text()


def test_an_error_nobody_thought_of_is_of_its_region_and_tells_no_word(two, monkeypatch, capsys):
    real = making.update_apart

    def update(helper, project, folder, **how):
        if folder.name == "daar":
            raise ValueError("een zin uit een gesprek")
        return real(helper, project, folder, **how)

    monkeypatch.setattr(making, "update_apart", update)
    code = cli.main(["report", "--all", "--project", str(two.root)])
    told = capsys.readouterr()
    assert code == 1 and "zin uit" not in told.out + told.err
    assert "workbench: regio daar: onverwachte fout van het soort ValueError." in told.err
    entries = records(two.processed / "runs")[0]["regios"]
    assert [(one["uitkomst"], one["reden"]) for one in entries] == [
        ("mislukt", "onverwachte fout van het soort ValueError"), ("gelukt", ""),
    ]  # fmt: skip


def shut_codebook(project, shut):
    (project.root / "codeboek.yaml").write_text("naam: x\n")
    shut(project.root / "codeboek.yaml")


def codebook_a_folder(project, shut):
    (project.root / "codeboek.yaml").mkdir()


def codebook_to_nowhere(project, shut):
    (project.root / "codeboek.yaml").symlink_to("nergens.yaml")


def rules_a_file(project, shut):
    (project.root / "regels").write_text("")


def rules_shut(project, shut):
    (project.root / "regels").mkdir()
    shut(project.root / "regels")


def one_rule_to_nowhere(project, shut):
    (project.root / "regels").mkdir()
    (project.root / "regels" / "themes.yaml").symlink_to("nergens.yaml")


def notebook_shut(project, shut):
    shut(project.root / "notebooks" / "30_rapport_regio.ipynb")


def notebook_a_folder(project, shut):
    (project.root / "notebooks" / "35_factsheet.ipynb").unlink()
    (project.root / "notebooks" / "35_factsheet.ipynb").mkdir()


@pytest.mark.parametrize(
    ("fault", "code", "where"),
    [
        (shut_codebook, 24, "codeboek.yaml"),
        (codebook_a_folder, 24, "codeboek.yaml"),
        (codebook_to_nowhere, 24, "codeboek.yaml"),
        (rules_a_file, 24, "regels"),
        (rules_shut, 24, "regels"),
        (one_rule_to_nowhere, 24, "regels/themes.yaml"),
        (notebook_shut, 21, "notebooks/30_rapport_regio.ipynb"),
        (notebook_a_folder, 21, "notebooks/35_factsheet.ipynb"),
    ],
)
def test_what_all_regions_need_and_cannot_be_read_is_told_once(two, run, shut, fault, code, where):
    """And is never taken for something that is not there: the built-in codebook would take its place in silence."""
    fault(two, shut)
    heard = two.root / "gehoord.json"
    done = run("report", "--all", "--on-failure", f"sh -c 'cat > \"{heard}\"'")
    assert done.returncode == code and done.stdout == ""
    [line] = done.stderr.splitlines()
    assert line.startswith(f"workbench: {where}: ") and "kan niet gelezen worden (" in line and "haal" in line
    [record] = records(two.processed / "runs")
    assert record["uitkomst"] == "mislukt" and record["exit_code"] == code
    assert [one["regio"] for one in json.loads(heard.read_text())["regios"]] == ["daar", "hier"]


def test_raw_data_that_cannot_be_read_is_told(two, run, shut):
    shut(two.raw)
    for verb in (["report", "--all"], ["status"]):
        done = run(*verb)
        assert done.returncode == 10 and len(done.stderr.splitlines()) == 1
        assert "data/raw kan niet gelezen worden (geen recht)" in done.stderr


def test_a_region_that_is_gone_is_missed(two, run):
    assert run("code", "--all").returncode == 0
    shutil.move(two.raw / "daar", two.root / "losgekoppeld")
    done = run("code", "--all")
    assert done.returncode == 0 and "let op: daar: de map data/raw/daar is er niet meer" in done.stderr
    told = json.loads(run("report", "--all", "--json").stdout)
    assert len(told["let_op"]) == 1 and told["let_op"][0].startswith("daar: ")
    assert json.loads(run("report", "hier", "--json").stdout)["let_op"] == []


def test_a_folder_in_the_way_of_a_file_is_no_full_disk(two, run):
    (two.region("hier").processed / "utterances.parquet").mkdir()
    done = run("read", "hier")
    assert done.returncode == 28
    assert "er staat een map op de plaats van een bestand" in done.stderr and "schijf vol" not in done.stderr


@pytest.mark.parametrize("workers", ["0", "-1"])
def test_no_workers_is_a_mistake(two, run, workers):
    done = run("report", "--all", "--workers", workers)
    assert done.returncode == 20 and "--workers" in done.stderr and not (two.processed / "runs").exists()


def test_status_says_that_a_page_holds_again_once_that_is_found(two, run):
    book = two.root / "notebooks" / "30_rapport_regio.ipynb"
    assert run("report", "hier").returncode == 0
    good = book.read_bytes()
    made = Manifest(two.region("hier").processed).report("rapport")
    book.write_text("{}")
    assert run("report", "hier").returncode == 21
    assert "rapport: mislukt" in run("status").stdout
    book.write_bytes(good)
    assert run("report", "hier", "--changed").returncode == 0
    assert "rapport: gelukt;" in run("status").stdout
    again = Manifest(two.region("hier").processed).report("rapport")
    assert again["last_good"] == made["last_good"] and again["ended"] == made["ended"] and "reason" not in again


def test_a_kill_while_one_region_is_made_costs_that_region_and_no_other(two, wait_until):
    """As when memory runs out: the operating system ends the process that reads and codes, with no word."""
    shutil.copytree(two.raw / "hier", two.raw / "aan-het-begin")
    long = two.raw / "daar" / "lang.txt"
    long.write_text("R1: Niemand pakt het voortouw in deze regio, en dat duurt al jaren zo.\n" * 20_000)
    process = subprocess.Popen(
        [sys.executable, "-m", "workbench", "report", "--all", "--json", "--project", str(two.root)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    region = two.region("daar")
    assert wait_until(lambda: Manifest(region.processed).stage("work") and holder(region).process)
    working = holder(region).process
    assert working != process.pid
    os.kill(working, signal.SIGKILL)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 21 and err == ""
    told = json.loads(out)
    assert {one["regio"]: (one["uitkomst"], one["reden"]) for one in told["verloop"]} == {
        "aan-het-begin": ("gelukt", ""),
        "daar": ("mislukt", "het lezen of coderen is gestopt voor het klaar was (te weinig geheugen?)"),
        "hier": ("gelukt", ""),
    }
    assert (two.region("hier").processed / "rapport.html").is_file()
    [work] = [one["werk"] for one in status(two).as_json()["regios"] if one["regio"] == "daar"]
    assert work == {"wat": "lezen", "uitkomst": "afgebroken"}
    long.unlink()
    assert cli.main(["report", "--all", "--changed", "--project", str(two.root)]) == 0
    assert Manifest(region.processed).stage("work") == {}

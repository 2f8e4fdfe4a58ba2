"""The command line as a user meets it: real processes, exit codes, Dutch, no traceback."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from workbench import errors
from workbench.cli_parser import VERBS

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments, cwd=None, **environment):
    import os

    env = {key: value for key, value in os.environ.items() if key != "WORKBENCH_HOME"} | environment
    return subprocess.run(
        [sys.executable, "-m", "workbench", *map(str, arguments)],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
    )


def test_exit_codes_are_documented_and_unique():
    classes = [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, errors.UserError)]
    codes = {c.exit_code: c.__name__ for c in classes if c is not errors.UserError}
    assert len(codes) == len(classes) - 1
    table = dict(re.findall(r"^\| (\d+) \| (\w+) \|", (ROOT / "docs" / "exit-codes.md").read_text(), re.M))
    assert {int(code): name for code, name in table.items()} == codes


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb):
    done = run(verb, "--help")
    assert done.returncode == 0
    assert f"Voorbeeld: workbench {verb}" in done.stdout and "gebruik:" in done.stdout
    assert "--json" in done.stdout and "show this help" not in done.stdout


def test_help_does_not_load_heavy_libraries():
    code = "import sys, workbench.cli as c\ntry: c.main(['--help'])\nexcept SystemExit: pass\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert not {"pandas", "spacy", "numpy", "papermill", "pydantic"} & set(done.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rapport"], "kies uit"),
        (["report", "--al"], "niet begrepen: --al. Hulp: workbench report --help"),
        ([], "dit ontbreekt"),
        (["report", "-p"], "hier hoort een waarde"),
    ],
)
def test_a_slip_on_the_command_line_is_one_dutch_sentence(arguments, message):
    done = run(*arguments)
    assert done.returncode == 2 and message in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["report", "daar"], 11, "wel: hier"),
        (["report"], 20, "noem een regio"),
        (["report", "hier", "-p", "kleur=rood"], 20, "Toegestaan"),
        (["report", "hier", "--versie", "publiek"], 20, "versie"),
        (["report", "hier", "-p", "k=0"], 20, "k:"),
        (["code", "hier", "--project", "/nergens/nee"], 10, "workbench init"),
        (["compare", "hier"], 20, "minstens twee"),
        (["report", "hier", "--on-failure", "mail 'beheer"], 20, "aanhalingstekens"),
        (["report", "hier", "--cell-timeout", "lang"], 20, "aantal seconden"),
        (["report", "hier", "--run-timeout=-1"], 20, "aantal seconden"),
    ],
)
def test_a_users_mistake_has_its_own_exit_code_and_stops_before_anything_runs(project, arguments, code, message):
    done = run(*arguments, cwd=project.root)
    assert done.returncode == code, done.stderr
    assert message in done.stderr and "Traceback" not in done.stderr
    assert list((project.processed / "hier").iterdir()) == []
    as_json = run(*arguments, "--json", cwd=project.root)
    assert json.loads(as_json.stdout)["exit_code"] == code


def test_init_makes_a_project_that_works_and_never_writes_over_one(tmp_path):
    target = tmp_path / "nieuw"
    assert run("init", target).returncode == 0
    assert run("status", "--project", target).stdout.startswith("Nog geen regio")
    assert run("report", "--all", "--project", target).returncode == 10
    again = run("init", target)
    assert again.returncode == 27 and "hier staat al iets" in again.stderr


def test_doctor_says_which_pipeline_is_in_use(project):
    done = run("doctor", "--json", cwd=project.root)
    seen = {entry["naam"]: entry for entry in json.loads(done.stdout)["bevindingen"]}
    assert done.returncode == 0 and seen["taalpijplijn"]["goed"] and seen["codeboek"]["goed"]


@pytest.mark.skipif(sys.platform != "linux", reason="where a loader looks first")
def test_doctor_says_whether_a_pdf_can_be_made_and_how_to_get_what_is_missing(project, tmp_path):
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "libpango-1.0.so.0").write_bytes(b"")  # found first, and no library
    done = run("doctor", "--json", cwd=project.root, LD_LIBRARY_PATH=str(tmp_path / "lib"))
    found = json.loads(done.stdout)
    [pdf] = [entry for entry in found["bevindingen"] if entry["naam"] == "pdf"]
    assert not pdf["goed"] and "apt install libpango" in pdf["gezien"] and "brew install pango" in pdf["gezien"]
    assert done.returncode == 0 and found["goed"] and not pdf["nodig"], "everything else works without"
    asked = run("report", "hier", "--rules-only", "--formaat", "pdf", "--json", cwd=project.root,
                LD_LIBRARY_PATH=str(tmp_path / "lib"))  # fmt: skip
    [entry] = json.loads(asked.stdout)["verloop"]
    assert asked.returncode == 21 and entry["uitkomst"] == "mislukt" and "rapport.pdf" in entry["reden"]
    told = run("doctor", cwd=project.root, LD_LIBRARY_PATH=str(tmp_path / "lib")).stdout
    assert "mist  pdf" in told


def test_a_pipeline_that_is_not_there_is_named(project):
    done = run("code", "hier", cwd=project.root, WORKBENCH_PIPELINE="nl_bestaat_niet")
    assert done.returncode == 23 and "nl_bestaat_niet" in done.stderr


def test_a_page_to_share_needs_an_approved_source(project):
    done = run("report", "hier", "--versie", "regio", cwd=project.root)
    assert done.returncode == 25 and "status: goedgekeurd" in done.stderr
    assert not (project.processed / "hier" / "rapport-regio.html").exists()

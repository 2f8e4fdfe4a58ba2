"""A damaged list of publications, and a publish that is killed: what was handed over is not lost and not forgotten."""

import json
import os
import subprocess
import sys

import pytest

from workbench.project import PUBLISHED_FILE, read_json
from workbench.runs.publishing import given

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
#: publishes as the command does, and is killed for good just after or before one of the two renames
KILLED = """\
import os, signal, sys
from pathlib import Path
from workbench import cli

rename, when, which = Path.replace, sys.argv[1], sys.argv[2]

def replace(self, target):
    hit = Path(target).name == which and "publicatie" in f"{self}{target}"
    if hit and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    rename(self, target)
    if hit:
        os.kill(os.getpid(), signal.SIGKILL)

Path.replace = replace
cli.main(sys.argv[3:])
"""


@pytest.fixture
def killed(project):
    """Function: publish in a process of its own that dies at a rename to a place of that name."""

    def run(when, which, *arguments):
        command = [sys.executable, "-c", KILLED, when, which, *map(str, arguments), "--project", str(project.root)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == -9, done.stderr

    return run


@pytest.mark.parametrize(
    ("when", "which", "gone"), [("after", "oud", True), ("before", "oud", False), ("after", "uit", False)]
)
def test_a_kill_halfway_takes_no_publication_away(run, killed, files_in, project, tmp_path, when, which, gone):
    to = tmp_path / "uit"
    run("publish", "proef", "--to", to)
    before = files_in(to)
    other = tmp_path / ".publicatie-van-een-ander"
    other.mkdir()
    killed(when, which, "publish", "proef", "--to", to)
    assert to.exists() is not gone and len(list(tmp_path.glob(".publicatie-*"))) == 2
    (project.region("proef").raw / "region.yaml").rename(tmp_path / "region.yaml")
    run("publish", "proef", "--to", to, code=25)  # nothing is approved now, and still the last one comes back
    assert files_in(to) == before and list(tmp_path.glob(".publicatie-*")) == [other]
    (tmp_path / "region.yaml").rename(project.region("proef").raw / "region.yaml")
    run("publish", "proef", "--to", to)
    assert list(tmp_path.glob(".publicatie-*")) == [other]


def test_what_was_set_aside_stays_where_somebody_put_something_else(run, killed, tmp_path):
    to = tmp_path / "uit"
    run("publish", "proef", "--to", to)
    killed("after", "oud", "publish", "proef", "--to", to)
    to.mkdir()
    (to / "brief.txt").write_text("van mij")
    run("publish", "proef", "--to", to, code=27)
    [work] = tmp_path.glob(".publicatie-*")
    assert (work / "oud" / "vrijgave.json").is_file() and (to / "brief.txt").is_file()


def test_a_kill_leaves_the_last_zip_and_the_next_cleans_up(run, killed, tmp_path):
    to = tmp_path / "uit.zip"
    run("publish", "proef", "--to", to)
    before = to.read_bytes()
    killed("before", "uit.zip", "publish", "proef", "--to", to)
    assert to.read_bytes() == before and list(tmp_path.glob(".publicatie-*"))
    run("publish", "proef", "--to", to)
    assert not list(tmp_path.glob(".publicatie-*")) and to.stat().st_mode & 0o777 == 0o644


DAMAGES = ("", "geen json", '{"publicaties": 3}', '{"publicaties": [3, {}]}', '{"publicaties": [{"geteld": ["R01"]}]}')


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_list_is_told_to_who_forgets_somebody(run, project, damage):
    folder = project.region("proef")
    assert given.damaged(folder) == [] and "beschadigd" not in run("status")
    (folder.raw / PUBLISHED_FILE).write_text(damage)
    assert given.with_person(project, "proef", "R01") == [] and given.damaged(folder) == [PUBLISHED_FILE]
    assert f"let op: data/raw/proef/{PUBLISHED_FILE} is beschadigd" in run("status")
    told = run("forget", "proef", "R01", "--yes")
    assert f"data/raw/proef/{PUBLISHED_FILE} is beschadigd: kijk zelf na wat er gepubliceerd is" in told


def test_a_damaged_list_is_kept_when_a_new_one_is_begun(run, project, tmp_path):
    folder = project.region("proef")
    run("publish", "proef", "--to", tmp_path / "uit")
    path = folder.raw / PUBLISHED_FILE
    cut = path.read_bytes()[:500]
    for _ in range(2):
        path.write_bytes(cut)
        told = run("publish", "proef", "--to", tmp_path / "uit")
        assert "let op: de lijst van wat eerder is gepubliceerd, was beschadigd" in told
    assert len(read_json(path)["publicaties"]) == 1
    aside = sorted(folder.raw.glob("publicaties-beschadigd-*.json"))
    assert [one.read_bytes() for one in aside] == [cut, cut]
    assert any(f"data/raw/proef/{one.name}" in told for one in aside)
    assert "let op" not in run("publish", "proef", "--to", tmp_path / "uit")
    assert json.loads(run("code", "proef", "--json"))["regios"][0]["gedaan"] == [], "it is no source"
    told = run("forget", "proef", "R01", "--yes")
    assert all(f"{one.name} is beschadigd" in told for one in aside) and "'uit' is gepubliceerd op" in told

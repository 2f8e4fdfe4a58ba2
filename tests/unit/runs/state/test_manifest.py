"""The manifest tells how a run ended; the lock keeps two runs apart and is let go by whoever dies."""

import os
import subprocess
import sys

import pytest

from workbench.errors import RegionBusy
from workbench.project import RegionFolder
from workbench.runs.state.manifest import Manifest, holder, is_busy, region_lock


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "raw").mkdir()
    return RegionFolder("r", tmp_path / "raw", tmp_path / "processed")


def test_the_last_good_report_is_remembered_through_a_failure(folder):
    manifest = Manifest(folder.processed)
    manifest.begin_report("rapport", key="1", parameters={})
    manifest.end_report("rapport", "ok", file="rapport.html", file_sha256="x")
    manifest.begin_report("rapport", key="2", parameters={})
    manifest.end_report("rapport", "failed", reason="stuk")
    entry = Manifest(folder.processed).report("rapport")
    assert entry["outcome"] == "failed" and entry["last_good"]["key"] == "1"
    manifest.begin_report("rapport", key="3", parameters={})
    manifest.end_report("rapport", "ok", file="rapport.html", file_sha256="y")
    entry = Manifest(folder.processed).report("rapport")
    assert entry["last_good"]["key"] == "3" and "reason" not in entry


def test_a_run_that_never_ended_was_killed(folder):
    Manifest(folder.processed).begin_report("rapport", key="1", parameters={})
    manifest = Manifest(folder.processed)
    assert manifest.settle_killed() and not manifest.settle_killed()
    assert Manifest(folder.processed).report("rapport")["outcome"] == "killed"


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"read": 3, "reports": {"a": 5}}', '{"reports": 5}'])
def test_a_damaged_manifest_counts_as_none(folder, content):
    folder.processed.mkdir()
    (folder.processed / "manifest.json").write_text(content)
    manifest = Manifest(folder.processed)
    assert manifest.stage("read") == {} and manifest.report("a") == {} and not manifest.settle_killed()


def test_another_process_waits_and_then_hears_who_is_in_the_way(folder):
    code = (
        "import sys, time; from pathlib import Path\n"
        "from workbench.project import RegionFolder; from workbench.runs.state.manifest import region_lock\n"
        f"with region_lock(RegionFolder('r', Path({str(folder.raw)!r}), Path({str(folder.processed)!r}))):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    other = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout.readline() == "held\n"
    assert is_busy(folder)
    told = []
    with pytest.raises(RegionBusy) as busy, region_lock(folder, wait_s=0.2, on_wait=told.append):
        pass
    [seen] = told
    assert seen.process == other.pid and seen.since[:4].isdigit()
    assert f"(proces {other.pid}, sinds {seen.since[:10]}" in str(busy.value) and "regio r" in str(busy.value)
    other.kill()
    other.wait()
    with region_lock(folder, wait_s=30, on_wait=told.append):
        assert told == [seen], "a lock of a dead process is free at once"
        assert holder(folder).process == os.getpid()
    assert not is_busy(folder) and holder(folder).process == 0
    assert [path.name for path in folder.processed.iterdir()] == [".lock"]


@pytest.mark.parametrize("content", ["", "{", '{"proces": "x", "sinds": 3}'])
def test_a_damaged_note_of_the_holder_is_no_hindrance(folder, content):
    folder.processed.mkdir()
    (folder.processed / ".lock-houder.json").write_text(content)
    assert "niet bekend" in str(holder(folder))

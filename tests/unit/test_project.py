"""Where things live, and writing whole or not at all."""

import os

import pytest

from workbench.errors import NoProject, UnknownRegion
from workbench.project import atomic_write, open_project, read_json, write_json


def test_a_project_is_found_from_a_folder_inside_it(tmp_path):
    (tmp_path / "data" / "raw" / "b").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "a").mkdir()
    (tmp_path / "notebooks").mkdir()
    project = open_project(tmp_path / "notebooks")
    assert project.root == tmp_path.resolve()
    assert project.regions() == ["a", "b"]


def test_no_project_says_how_to_make_one(tmp_path):
    with pytest.raises(NoProject, match="workbench init"):
        open_project(tmp_path)


def test_an_unknown_region_is_answered_with_those_that_are_there(tmp_path):
    (tmp_path / "data" / "raw" / "a").mkdir(parents=True)
    with pytest.raises(UnknownRegion, match="wel: a"):
        open_project(tmp_path).region("b")
    with pytest.raises(UnknownRegion):
        open_project(tmp_path).region("../raw")


def test_notes_hidden_files_and_lock_files_are_no_sources(tmp_path):
    folder = tmp_path / "data" / "raw" / "a"
    (folder / "sub").mkdir(parents=True)
    for name in ("1.txt", "region.yaml", ".DS_Store", "~$1.docx", "LEESMIJ.md", "sub/2.txt", ".git"):
        (folder / name).write_text("x")
    names = [path.name for path in open_project(tmp_path).region("a").source_files()]
    assert names == ["1.txt", "2.txt"]


def test_a_write_that_fails_halfway_leaves_the_old_file_and_no_rubbish(tmp_path):
    path = tmp_path / "a.json"
    write_json(path, {"x": 1})
    with pytest.raises(RuntimeError), atomic_write(path) as temporary:
        temporary.write_text("half")
        raise RuntimeError
    assert read_json(path) == {"x": 1}
    assert os.listdir(tmp_path) == ["a.json"]

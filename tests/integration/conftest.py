"""Small real projects: a region with one interview, and notebooks that behave or misbehave on demand."""

import os
import shutil
import subprocess
import sys

import nbformat
import pytest

from workbench.project import Project, RegionFolder

PARAMETERS = 'project_dir = "."\nregion = ""\nversie = "concept"\nk = 3'


@pytest.fixture
def notebook():
    """Write a notebook with a parameters cell and the given code cells."""
    return _write


def _write(path, *cells):
    book = nbformat.v4.new_notebook()
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    first = nbformat.v4.new_code_cell(PARAMETERS)
    first.metadata["tags"] = ["parameters"]
    book.cells = [first, *(nbformat.v4.new_code_cell(cell) for cell in cells)]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(book, path)


@pytest.fixture
def project(tmp_path) -> Project:
    folder = tmp_path / "data" / "raw" / "hier"
    folder.mkdir(parents=True)
    (tmp_path / "data" / "processed" / "hier").mkdir(parents=True)
    (folder / "gesprek.txt").write_text(
        "I: Hoe gaat het met de samenwerking?\n\n"
        "R1: Niemand pakt het voortouw in de regio, en de wachtlijst is te lang.\n\n"
        "I: En hoe komt dat?\n\n"
        "R1: We willen samen inkopen maar onze eigen raad beslist over het budget.\n",
        encoding="utf-8",
    )
    return Project(tmp_path)


@pytest.fixture
def region(project) -> RegionFolder:
    return project.region("hier")


@pytest.fixture
def as_nobody_special():
    """Run the workbench with the rights of the files: root may do anything, so root gives that up first."""
    give_up = []
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root without setpriv cannot be refused anything")
        give_up = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]

    def run(*arguments):
        command = [*give_up, sys.executable, "-m", "workbench", *arguments]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    return run


@pytest.fixture
def shut():
    """Take all rights from files and folders; they come back at the end, or nobody could throw them away."""
    shut_off = []

    def shut_one(path):
        shut_off.append((path, path.stat().st_mode))
        path.chmod(0)

    yield shut_one
    for path, mode in reversed(shut_off):
        if path.exists():
            path.chmod(mode)

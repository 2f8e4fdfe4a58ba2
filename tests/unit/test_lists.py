"""Our YAML files mean the same to the fast parser and to the strict one."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

import workbench
from workbench import lists
from workbench.errors import InvalidCodebook

FILES = sorted(Path(workbench.__file__).parent.rglob("data/*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_both_parsers_agree(path):
    assert lists.load(path) == YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def test_a_damaged_list_is_named(tmp_path):
    (tmp_path / "a.yaml").write_text("a: [")
    with pytest.raises(InvalidCodebook, match="a.yaml"):
        lists.load(tmp_path / "a.yaml")

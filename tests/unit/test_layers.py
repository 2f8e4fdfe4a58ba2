"""Imports only go down the list of stages, and a module is not too long to read."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "workbench"
LAYERS = [
    {"errors"},
    {"project", "lists"},
    {"tables", "region"},
    {"codebook", "engine"},
    {"transcripts"},
    {"language"},
    {"privacy"},
    {"coding"},
    {"evaluation"},
    {"analysis"},
    {"privacy.disclosure"},
    {"privacy.outgoing"},
    {"report"},
    {"runs.state"},
    {"runs.tables"},
    {"runs.history"},
    {"runs.pages"},
    {"runs.publishing"},
    {"runs"},
    {"cli_nl", "cli_streams"},
    {"cli_parser"},
    {"cli"},
    {"__main__"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or path.parent != PACKAGE)


def room(dotted):
    parts = dotted.split(".")[1:]
    two = ".".join(parts[:2])
    return two if two in LEVEL else parts[0] if parts else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_down(path, imported):
    own = room("workbench." + path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", "."))
    for name in imported(path):
        if name.startswith("workbench.") and room(name) in LEVEL and room(name) != own:
            assert LEVEL[room(name)] < LEVEL[own], f"{own} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_has_a_docstring_and_is_not_too_long(path):
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "say what is in it"
    assert len(text.splitlines()) <= 300


def test_importing_the_package_is_cheap():
    import subprocess
    import sys

    code = "import sys, workbench, workbench.errors, workbench.project; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.split()
    assert not {"pandas", "numpy", "spacy", "pydantic", "ruamel"} & set(loaded)

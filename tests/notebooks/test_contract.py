"""Notebooks hold no logic: short cells that call the package, no outputs; and each of them runs."""

import ast
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LONGEST_CELL = 8
ALLOWED = {"workbench", "IPython.display"}
PARAMETERS = {
    "00_start": {},
    "10_verkennen": {"region": "ooievaarsland"},
    "30_rapport_regio": {"region": "ooievaarsland", "versie": "regio"},
    "35_factsheet": {"region": "ooievaarsland", "versie": "regio"},
    "40_vergelijking": {},
}

each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code_cells(path):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def test_the_notebooks_are_there():
    assert set(PARAMETERS) <= {path.stem for path in NOTEBOOKS}


@each
def test_a_notebook_is_valid_and_has_no_outputs(path):
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    assert (book.nbformat, book.nbformat_minor) == (4, 5)
    assert book.metadata.kernelspec.name == "python3" and book.metadata.lang == "nl"
    for cell in code_cells(path):
        assert not cell.outputs and cell.execution_count is None


@each
def test_a_notebook_has_one_cell_of_parameters_with_plain_values(path):
    tagged = [cell for cell in code_cells(path) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    for line in ast.parse(tagged[0].source).body:
        assert isinstance(line, ast.Assign)
        ast.literal_eval(line.value)


@each
def test_cells_are_short_and_hold_no_logic(path):
    forbidden = (
        ast.FunctionDef,
        ast.ClassDef,
        ast.Lambda,
        ast.For,
        ast.While,
        ast.If,
        ast.Try,
        ast.With,
        ast.comprehension,
    )
    for cell in code_cells(path):
        assert len(cell.source.splitlines()) <= LONGEST_CELL
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, forbidden), cell.source
            if isinstance(node, ast.ImportFrom):
                assert node.module in ALLOWED or node.module.startswith("workbench.")
            if isinstance(node, ast.Import):
                assert all(name.name.split(".")[0] in ALLOWED for name in node.names)


@each
def test_a_notebook_runs_from_its_own_folder(path, invented_project, tmp_path):
    import papermill

    executed = papermill.execute_notebook(
        str(path), str(tmp_path / "uit.ipynb"), parameters=PARAMETERS.get(path.stem, {}), kernel_name="python3",
        cwd=str(invented_project / "notebooks"), progress_bar=False, execution_timeout=180,
    )  # fmt: skip
    shown = [
        output for cell in executed.cells for output in cell.get("outputs", []) if "text/html" in output.get("data", {})
    ]
    assert shown
    assert not [
        output for cell in executed.cells for output in cell.get("outputs", []) if output.output_type == "stream"
    ]

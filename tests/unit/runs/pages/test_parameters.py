"""Parameters are checked before anything runs, and the refusal says what is allowed."""

import pytest

from workbench.errors import InvalidParameter
from workbench.project import shipped_notebooks
from workbench.runs.pages.parameters import PARAMETERS_OF, parse_assignments, validate

REPORT = "30_rapport_regio"


def test_all_parameters_come_back_with_their_defaults():
    assert validate(REPORT, {"region": "x"}) == {"project_dir": ".", "region": "x", "versie": "concept", "k": 3}


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"region": "x", "kleur": 1},
        {"region": "x", "k": 0},
        {"region": "x", "versie": "regio", "k": 2},
        {"region": "x", "k": "veel"},
        {"region": 3},
        {"region": "x", "versie": "klaar"},
    ],
)
def test_what_is_wrong_is_refused_with_the_list_of_what_is_allowed(values):
    with pytest.raises(InvalidParameter) as caught:
        validate(REPORT, values)
    for name in PARAMETERS_OF[REPORT].model_fields:
        assert f"  {name}:" in str(caught.value)


def test_an_unknown_notebook_is_refused():
    with pytest.raises(InvalidParameter, match=REPORT):
        validate("99_iets", {})


def test_words_of_the_command_line_keep_their_form():
    assert parse_assignments(REPORT, ["region=0123", "k=4", "versie=regio"]) == {
        "region": "0123",
        "k": 4,
        "versie": "regio",
    }
    assert parse_assignments("40_vergelijking", ["regios=a,b"]) == {"regios": ["a", "b"]}
    with pytest.raises(InvalidParameter, match="naam=waarde"):
        parse_assignments(REPORT, ["k4"])


@pytest.mark.parametrize("name", PARAMETERS_OF)
def test_the_notebooks_have_just_these_parameters(name):
    from papermill import inspect_notebook

    found = inspect_notebook(str(shipped_notebooks() / f"{name}.ipynb"))
    assert set(found) == set(PARAMETERS_OF[name].model_fields)

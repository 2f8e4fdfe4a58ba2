"""``code --explain`` tells of the very codings that lie in the table, and names what is wrong with a place."""

import pytest

from workbench import tables
from workbench.errors import InvalidParameter, NothingToDo
from workbench.runs.explain import explain
from workbench.runs.tables.update import update


def test_the_explanation_is_that_of_the_table(project, region):
    with pytest.raises(NothingToDo, match="code --all"):
        explain(project, "gesprek:1")
    update(project, region)
    codings = tables.read(tables.CODINGS, region.table("codings"))
    assert len(codings)
    for row in codings.itertuples():
        found = explain(project, f"{row.source_id}:{row.start}").rows
        told = found[found["uitkomst"].isin(["gevonden", "voorstel"])]
        assert (row.code, row.score, row.rule) in set(
            told[["code", "score", "regel"]].itertuples(index=False, name=None)
        )
    for place, says in (
        ("gesprek", "geen plek"),
        ("niemand:3", "bron is er niet"),
        (f"{row.source_id}:99999", "uiting"),
    ):
        with pytest.raises(InvalidParameter, match=says):
            explain(project, place)

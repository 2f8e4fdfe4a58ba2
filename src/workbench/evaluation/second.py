"""A second coder beside the first: the labels of one laid out as if they were the codings of a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import InvalidGold
from workbench.evaluation import compare
from workbench.evaluation.placed import pole_places
from workbench.tables import CODINGS, frame

if TYPE_CHECKING:
    import pandas as pd

    from workbench.codebook import Codebook
    from workbench.evaluation.gold import Label, Scenario
    from workbench.evaluation.run import Judged


def agree(first: list[Scenario], second: list[Scenario], book: Codebook) -> Judged:
    """The labels of a second coder judged by those of the first, on the scenarios that both coded.

    An optional label of the second coder counts as given where the first gave it at all, and as not given where not:
    it says that both are right. Raises InvalidGold when the sentences differ.
    """
    from workbench.evaluation.run import Judged

    own = {scenario.id: scenario for scenario in first}

    def coded(other: Scenario) -> tuple[compare.Laid, pd.DataFrame]:
        scenario = own.get(other.id)
        if scenario is None or [one.text for one in scenario.sentences] != [one.text for one in other.sentences]:
            raise InvalidGold(
                "de tweede codeur heeft andere zinnen", where=other.id, remedy="Laat beiden dezelfde tekst coderen."
            )
        laid = compare.Laid(scenario)
        return laid, _codings(laid, other, book)

    return Judged.of(map(coded, second), book)


def _codings(laid: compare.Laid, other: Scenario, book: Codebook) -> pd.DataFrame:
    rows = []
    for number, (mine, theirs) in enumerate(zip(laid.scenario.sentences, other.sentences, strict=True)):
        known = {label.code for label in mine.labels}
        for at, label in enumerate(theirs.labels):
            if label.optional and label.code not in known:
                continue
            rows.append(_row(laid, other, number, at, label, book))
    return frame(CODINGS, rows)


def _row(laid: compare.Laid, other: Scenario, number: int, at: int, label: Label, book: Codebook) -> dict:
    first = compare.extent(other.sentences, number, label)[0] if label.form else number
    (a, a_end), (b, b_end) = pole_places(laid, number, label) if label.form else ((None, None), (None, None))
    return {
        "coding_id": f"{laid.scenario.id}-{number}-{at}", "source_id": laid.scenario.id, "utterance_id": "0",
        "start": laid.places[first][0], "end": laid.places[number][1], "kind": book.kind(label.code),
        "code": label.code, "status": label.status, "detail": "{}", "score": 1.0, "certain": True,
        "coder": "person:tweede", "rule": "", "codebook": book.version, "quote_sha256": "0",
        "pole_a_start": a, "pole_a_end": a_end, "pole_b_start": b, "pole_b_end": b_end,
    }  # fmt: skip

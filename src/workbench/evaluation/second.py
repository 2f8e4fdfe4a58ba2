"""A second coder beside the first: the labels of one laid out as if they were the codings of a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import InvalidGold
from workbench.evaluation import compare
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
    import pandas as pd

    from workbench.evaluation.run import Judged

    own = {scenario.id: scenario for scenario in first}
    parts, sentences, misled, near = [], {}, 0, 0
    for other in second:
        scenario = own.get(other.id)
        if scenario is None or [one.text for one in scenario.sentences] != [one.text for one in other.sentences]:
            raise InvalidGold(
                "de tweede codeur heeft andere zinnen", where=other.id, remedy="Laat beiden dezelfde tekst coderen."
            )
        laid = compare.Laid(scenario)
        codings = _codings(laid, other, book)
        parts.append(compare.outcomes(laid, codings, book))
        caught, all_near = compare.misled(laid, codings)
        misled, near = misled + caught, near + all_near
        sentences[scenario.id] = sum(sentence.who != "I" for sentence in scenario.sentences)
    return Judged(pd.concat(parts, ignore_index=True), sentences, (misled, near))


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
    return {
        "coding_id": f"{laid.scenario.id}-{number}-{at}", "source_id": laid.scenario.id, "utterance_id": "0",
        "start": laid.places[first][0], "end": laid.places[number][1], "kind": book.kind(label.code),
        "code": label.code, "status": label.status, "detail": "{}", "score": 1.0, "certain": True,
        "coder": "person:tweede", "rule": "", "codebook": book.version, "quote_sha256": "0",
    }  # fmt: skip

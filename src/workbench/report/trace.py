"""From a number or a quote back to the passages it rests on; for the researcher only.

A place is ``SOURCE:START``: the name of the source and the first character of the passage in its text. In a version
for the region every function here gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.privacy import disclosure
from workbench.report.markup import Html, element, items
from workbench.report.view import View

if TYPE_CHECKING:
    import pandas as pd

MOST = 60


def of_row(view: View, row) -> str:
    """``01-gesprek:771, regel T04-inkoop, zekerheid 0,85``, or ``model, T17``; "" in a version for the region."""
    if view.policy.shared:
        return ""
    place = f"{_safe(view, str(row['source_id']))}:{int(row['start'])}"
    coder = str(row["coder"])
    who = "mens" if coder.startswith("person:") else f"regel {row['rule']}"
    if coder.startswith("machine:model"):
        who = f"model, {row['code']}"
    return f"{place}, {who}, zekerheid {_score(row['score'])}"


def small(trail: str) -> Html | None:
    """The place under one quote."""
    return element("small", trail, class_="spoor") if trail else None


def behind(view: View, kind: str, code: str) -> Html | None:
    """A closed block with every passage behind the number of a code, with the id of who said it."""
    if view.policy.shared:
        return None
    rows = view.evidence
    rows = rows[(rows["kind"] == kind) & (rows["code"] == code)]
    lines = list(passages(view, rows))
    if not lines:
        return None
    more = [f"… en nog {len(lines) - MOST}; zie codings.parquet."] if len(lines) > MOST else []
    label = "Vindplaats van 1 passage" if len(lines) == 1 else f"Vindplaatsen van {len(lines)} passages"
    inside = items([*lines[:MOST], *more], class_="sporen")
    return element("details", element("summary", label), inside, class_="herkomst")


def passages(view: View, rows: pd.DataFrame) -> Iterable[str]:
    """One line per coding in reading order: who, where, by which rule and how sure."""
    for _, group in rows.groupby("coding_id", sort=False):
        who = [_safe(view, voice) for voice in sorted(group["voice"].dropna().unique())]
        yield f"{', '.join(who) or 'document'}: {of_row(view, group.iloc[0])}"


def _safe(view: View, value: str) -> str:
    return "[niet getoond]" if disclosure.leftover(value, view.names) else disclosure.clean(value)


def _score(value: float) -> str:
    return f"{float(value):.2f}".replace(".", ",")

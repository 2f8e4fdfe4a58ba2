"""``code --explain SOURCE:START``: what fired in one passage of a region's text, what was held back, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench import tables
from workbench.errors import InvalidParameter, NothingToDo, UserError
from workbench.runs.state.own import own_codebook, own_rules
from workbench.runs.tables.code import tools

if TYPE_CHECKING:
    import pandas as pd

    from workbench.project import Project

WHERE = "--explain"
REMEDY = "Geef BRON:PLEK, zoals in de kolommen source_id en start van codings; bijvoorbeeld gesprek-1:120."


@dataclass(frozen=True)
class Explained:
    """``passage``: the sentence at that place; ``rows`` as ``coding.explain`` gives them."""

    source: str
    passage: str
    rows: pd.DataFrame

    def as_json(self) -> dict:
        return {"bron": self.source, "passage": self.passage, "regels": json.loads(self.rows.to_json(orient="records"))}

    def as_text(self) -> str:
        lines = [f"{self.source}: {self.passage}", ""]
        if self.rows.empty:
            lines.append("Hier is niets gevonden, en geen regel werd tegengehouden.")
        for row in self.rows.itertuples():
            why = f"; {row.waarom}" if row.waarom else ""
            lines.append(
                f"  {row.uitkomst:14}{row.soort:18}{row.code:18}{row.score:5.2f}  {row.regel}: {row.woorden}{why}"
            )
        return "\n".join(lines)


def explain(project: Project, place: str) -> Explained:
    """Explain the passage at ``place`` (source_id:start). Raises InvalidParameter for a place that is not there, and
    NothingToDo when no region has been read yet."""
    from workbench.coding import explain_source

    source, _, start = place.rpartition(":")
    if not source or not start.isdigit():
        raise InvalidParameter("dit is geen plek in een bron", where=WHERE, remedy=REMEDY)
    own, rows = _source(project, source)
    offset = int(start)
    here = rows[(rows["start"] <= offset) & (offset < rows["end"])]
    if here.empty:
        raise InvalidParameter("op die plek staat geen uiting", where=WHERE, remedy=REMEDY)
    if here.iloc[0]["speaker_role"] == "interviewer":
        raise InvalidParameter("hier spreekt de interviewer, en die telt nooit als bewijs", where=WHERE, remedy=REMEDY)
    _, coder = tools(own_codebook(project.root), own_rules(project.root))
    passage, table = explain_source(own["text"], rows, offset, coder=coder)
    return Explained(source, passage, table)


def _source(project: Project, source: str) -> tuple[pd.Series, pd.DataFrame]:
    read = False
    for name in project.regions():
        folder = project.region(name)
        try:
            sources = tables.read(tables.SOURCES, folder.table("sources"))
        except UserError:
            continue
        read = True
        own = sources[sources["source_id"] == source]
        if len(own):
            utterances = tables.read(tables.UTTERANCES, folder.table("utterances"))
            return own.iloc[0], utterances[utterances["source_id"] == source]
    if not read:
        raise NothingToDo("er is nog geen regio gelezen", where=WHERE, remedy="Draai eerst: workbench code --all.")
    raise InvalidParameter("deze bron is er niet", where=WHERE, remedy=REMEDY)

"""Pieces of the comparison: regions by name and a few at a time, and who carries which role in each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.analysis.names import Code, name_of
from workbench.report import tables, wording
from workbench.report.markup import Html, element, items, join, paragraph, section, text
from workbench.report.role_state import EMPTY, NOT_FOUND, state, weak_spots
from workbench.report.view import View

MOST_COLUMNS = 4
STATES = ("vervuld", "kwetsbaar", "gewenst", "ontbreekt", "onbekend")
MARKS = (
    "● met een getal: zoveel mensen noemen het. ◐: genoemd, maar het aantal is te klein om te tonen. ○: niet genoemd."
)


def short_name(view: View) -> str:
    """The name of a region for a narrow column: without 'Regio' and without what stands in brackets."""
    plain = re.sub(r"\s*\([^)]*\)", "", view.data.title).strip()
    return re.sub(r"^regio\s+", "", plain, flags=re.IGNORECASE) or view.data.title


def chunks(views: Sequence[View]) -> list[Sequence[View]]:
    """Regions a few at a time, so that a table fits a page."""
    return [views[at : at + MOST_COLUMNS] for at in range(0, len(views), MOST_COLUMNS)]


def roles(views: Sequence[View]) -> Html:
    """4. What stands out first, then how each role stands in each region, then per role who carries it."""
    codes = list(views[0].codes.roles.values())
    note = (
        "De rollen zijn voorlopig. ‘Niet gevonden’ kan een lege rol zijn, of er is niet naar gevraagd. "
        "Staan er twee, dan zeggen mensen verschillende dingen."
    )
    overview = []
    for some in chunks(views):
        head = ["Rol", *map(short_name, some)]
        rows = [(code.label, *(_states(view, code) for view in some)) for code in codes]
        overview.append(tables.table("Hoe het met elke rol staat", head, rows))
    carriers = [_carriers(views, code) for code in codes]
    who = join([paragraph(MARKS, class_="noot"), *carriers])
    if len(views) > MOST_COLUMNS:
        who = tables.data_behind("Bekijk de tabellen", who, on_paper="De tabellen")
    return section(
        "rollen",
        "4. Rollen per regio",
        _findings(views, codes),
        *overview,
        paragraph(note, class_="noot"),
        join([element("h3", "Wie de rol heeft"), who]) if any(carriers) else None,
    )


def _findings(views: Sequence[View], codes: Sequence[Code]) -> Html | None:
    """Per role in which regions it is empty, called fragile, or carried by one."""
    lines = []
    for code in codes:
        without, unknown, fragile, alone = [], [], [], []
        for view in views:
            weak, single = weak_spots(view, code.id)
            now = state(view, code.id)
            signs = ((now is EMPTY, without), (now is NOT_FOUND, unknown), (weak, fragile), (single, alone))
            for there, names in signs:
                if there:
                    names.append(short_name(view))
        told = [
            f"in {wording.listing(names)} {what}"
            for names, what in (
                (without, "noemt niemand wie dit nu doet"),
                (unknown, "vond de software niet wie dit doet"),
                (fragile, "noemt iemand deze rol kwetsbaar"),
                (alone, "is er maar één drager genoemd"),
            )
            if names
        ]
        if told:
            lines.append(Html(f"{element('b', code.label)}: {text('; '.join(told))}."))
    return join([element("h3", "Wat opvalt"), items(lines)]) if lines else None


def _states(view: View, code: Code) -> str:
    there = set(view.roles[view.roles["code"] == code.id]["state"])
    return " / ".join(name_of("rolstatus", state) for state in STATES if state in there) or "niet gevonden"


def _carriers(views: Sequence[View], code: Code) -> Html | None:
    """Kinds of carriers by region, each with how it stands and how many people say so; never the words for a person."""
    own = {view: view.carriers[view.carriers["code"] == code.id] for view in views}
    kinds = sorted({kind for rows in own.values() for kind in rows["carrier"]}, key=lambda kind: (kind == "", kind))
    if not kinds:
        return None
    shown = []
    for some in chunks(views):
        head = ["Wie", *map(short_name, some)]
        rows = [
            (wording.capital(name_of("drager", kind)), *(_cell(view, own[view], kind) for view in some))
            for kind in kinds
        ]
        shown.append(tables.table(code.label, head, rows))
    return join(shown)


def _cell(view: View, own, kind: str) -> Html:
    lines = []
    for row in own[own["carrier"] == kind].itertuples():
        # of a document nobody is counted, but it is said
        mark = tables.dot(view.number(int(row.voices))) if row.voices else text("in een document:")
        lines.append(f"{mark} {text(name_of('rolstatus', row.state))}")
    return Html("<br>".join(lines)) if lines else tables.dot(0)

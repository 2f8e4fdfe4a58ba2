"""Pieces of the comparison: regions by name and a few at a time, and who carries which role in each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.analysis.names import Code, name_of
from workbench.report import tables, wording
from workbench.report.markup import Html, element, items, join, paragraph, section, text
from workbench.report.role_state import BY_WHOM, EMPTY, MIXED, NOT_FOUND, PAPER, state, weak_spots
from workbench.report.view import View

MOST_COLUMNS = 4
STATES = ("vervuld", "kwetsbaar", "gewenst", "ontbreekt", "onbekend")
SAID_OF_REGIONS = {
    EMPTY: "noemt niemand wie dit nu doet",
    NOT_FOUND: "vond de software niet wie dit doet",
    PAPER: "spreekt alleen een document over deze rol",
    MIXED: "zegt de een dat dit gebeurt en de ander dat het ontbreekt",
    BY_WHOM: "is niet gezegd wie dit doet",
}
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
    who = join(carriers)
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
        signs = {view: (state(view, code.id), *weak_spots(view, code.id)) for view in views}
        found = [
            *((what, [view for view in views if signs[view][0] is one]) for one, what in SAID_OF_REGIONS.items()),
            ("noemt iemand deze rol kwetsbaar", [view for view in views if signs[view][1]]),
            ("is er maar één drager genoemd", [view for view in views if signs[view][2]]),
        ]
        told = [f"in {wording.listing([short_name(view) for view in there])} {what}" for what, there in found if there]
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
        number = view.number(int(row.voices))
        few = f"minder dan {wording.number_word(view.policy.k)} mensen"
        many = few if number is None else wording.count(number, "mens", "mensen")
        # of a document nobody is counted, but it is said
        lines.append(text(f"{name_of('rolstatus', row.state)} ({many if row.voices else 'in een document'})"))
    return Html("<br>".join(lines)) if lines else Html("niet genoemd")

"""5. Who takes the lead: role, who carries it, and whether it is filled, wanted, missing or fragile."""

from __future__ import annotations

from workbench.analysis import counts
from workbench.analysis.names import name_of
from workbench.privacy import disclosure
from workbench.report import tables, wording
from workbench.report.markup import Html, element, items, join, paragraph, section
from workbench.report.view import View

STATES = ("vervuld", "gewenst", "kwetsbaar", "ontbreekt", "onbekend")
OTHERS = "anderen, niet getoond"


def empty_roles(view: View) -> list[str]:
    """Labels of roles of which nobody says that someone fills them now."""
    found = counts.roles(view.evidence)
    filled = set(found[found["state"].isin(("vervuld", "kwetsbaar", "onbekend"))]["code"])
    return [code.label for code in view.codes.roles.values() if code.id not in filled]


def roles(view: View) -> Html:
    """The roles with their carriers; an empty role and a role that hangs on one person come first."""
    explained = paragraph(
        "Regie nemen is iets doen, geen functie: iemand begint, verbindt, maakt het mogelijk of houdt de koers vast. "
        "Elke organisatie kan dat doen, en meer tegelijk. Wij gebruiken daarvoor vier voorlopige kernrollen. "
        "Het is geen officieel model; u kunt er andere namen voor kiezen."
    )
    parts = [explained, _findings(view)]
    parts += [_role(view, code) for code in view.codes.roles.values()]
    return section("rollen", "5. Wie neemt regie", *parts)


def _findings(view: View) -> Html:
    found = counts.roles(view.evidence)
    lines = [
        f"{name}: niemand noemt wie deze rol nu vervult. Dat is een lege rol." for name in empty_roles(view)
    ]
    for code in view.codes.roles.values():
        own = found[found["code"] == code.id]
        if "kwetsbaar" in set(own["state"]):
            lines.append(
                f"{code.label}: volgens de gesprekken is deze rol kwetsbaar, bijvoorbeeld omdat zij aan één persoon hangt."
            )
        carriers = set(own[own["state"] == "vervuld"]["carrier"]) - {""}
        if len(carriers) == 1:
            lines.append(f"{code.label}: er is maar één drager genoemd. Wat gebeurt er als die wegvalt?")
    if not lines:
        lines.append("Alle kernrollen worden vervuld en geen ervan wordt kwetsbaar genoemd.")
    return join([element("h3", "Wat opvalt"), items(lines)])


def _role(view: View, code) -> Html:
    found = counts.roles(view.evidence)
    own = found[found["code"] == code.id]
    parts = [element("h3", code.label), paragraph(code.definition, class_="uitleg")]
    rows = _rows(view, own)
    if rows:
        head = ["Wie", "Stand", "Genoemd door"]
        parts.append(tables.table(f"Dragers van de rol {code.label.lower()}", head, rows))
    else:
        parts.append(paragraph("Niemand noemt deze rol. Ook dat is een uitkomst.", class_="leeg"))
    return join(parts)


def _rows(view: View, own) -> list[tuple[str, str, str]]:
    k, total = view.policy.k, view.total
    rows, hidden = [], {}
    for row in own.itertuples():
        known = row.carrier and not disclosure.leftover(row.carrier, view.names)
        carrier = disclosure.clean(row.carrier) if known else "wie, staat er niet bij"
        number = view.number(int(row.voices))
        # in a version for the region a carrier that one or two people point at may be one person
        if view.policy.shared and number is None and row.carrier:
            hidden.setdefault(row.state, []).append(row)
            continue
        told = wording.share(number, total, k) if row.voices else "alleen documenten"
        rows.append((carrier, name_of("rolstatus", row.state), told))
    for state in STATES:
        if state in hidden:
            rows.append((OTHERS, name_of("rolstatus", state), wording.share(None, total, k)))
    return rows

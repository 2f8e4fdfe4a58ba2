"""5. Who takes the lead: role, who carries it, and whether it is filled, wanted, missing or fragile."""

from __future__ import annotations

from workbench.analysis import counts
from workbench.analysis.names import name_of
from workbench.privacy import disclosure
from workbench.report import tables, wording
from workbench.report.markup import Html, element, items, join, paragraph, section, text
from workbench.report.view import View

PERSONS = {"bestuurder", "ambtenaar", "professional", "persoon"}


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
    found = counts.roles(view.evidence)
    there = [code for code in view.codes.roles.values() if code.id in set(found["code"])]
    absent = [code for code in view.codes.roles.values() if code not in there]
    parts = [explained, _findings(view), *(_role(view, code) for code in there)]
    if absent:
        lines = [Html(f"{element('b', code.label)}: {text(code.definition)}") for code in absent]
        lead = paragraph("Van deze rollen is in de teksten niets gevonden. Vraag ernaar in het gesprek.")
        parts.append(join([element("h3", "Niet gevonden"), lead, items(lines)]))
    return section("rollen", "5. Wie neemt regie", *parts)


def _findings(view: View) -> Html:
    found = counts.roles(view.evidence)
    if not len(found):
        told = "Wie de rollen vervult, is in de teksten niet gevonden. Dat kan aan de regio liggen of aan de software."
        return join([element("h3", "Wat opvalt"), paragraph(told)])
    lines = [f"{name}: niemand noemt wie deze rol nu vervult. Zij lijkt leeg." for name in empty_roles(view)]
    for code in view.codes.roles.values():
        own = found[found["code"] == code.id]
        if "kwetsbaar" in set(own["state"]):
            lines.append(
                f"{code.label}: deze rol wordt kwetsbaar genoemd, bijvoorbeeld omdat zij aan één persoon hangt."
            )
        filled = own[own["state"] == "vervuld"]
        who = {word for words in filled["words"] for word in words}
        if len(who) == 1 and set(filled["carrier"]) <= PERSONS:
            lines.append(f"{code.label}: er is maar één drager genoemd. Wat gebeurt er als die wegvalt?")
    if not lines:
        lines.append("Alle kernrollen worden vervuld en geen ervan wordt kwetsbaar genoemd.")
    return join([element("h3", "Wat opvalt"), items(lines)])


def _role(view: View, code) -> Html:
    found = counts.roles(view.evidence)
    own = found[found["code"] == code.id]
    parts = [element("h3", code.label), paragraph(code.definition, class_="uitleg")]
    head = ["Wie", "Stand", "Genoemd door"]
    parts.append(tables.table(f"Dragers van de rol {code.label.lower()}", head, _rows(view, own)))
    return join(parts)


def _rows(view: View, own) -> list[tuple[str, str, str]]:
    rows = []
    for row in own.itertuples():
        carrier = _capital(name_of("drager", row.carrier))
        # the words may point at one person: only the researcher sees them
        words = [] if view.policy.shared or row.carrier in ("", "spreker") else [word for word in row.words if word]
        words = [disclosure.clean(word) for word in words if not disclosure.leftover(word, view.names)]
        told = wording.share(view.number(int(row.voices)), view.total, view.policy.k)
        said = f"{carrier} ({', '.join(dict.fromkeys(words))})" if words else carrier
        rows.append((said, name_of("rolstatus", row.state), told if row.voices else "alleen documenten"))
    return rows


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]

"""5. Who takes the lead: role, who carries it, and whether it is filled, wanted, missing or fragile."""

from __future__ import annotations

from workbench.analysis.names import function_words, name_of
from workbench.privacy import disclosure
from workbench.report import tables, trace, wording
from workbench.report.markup import Html, element, items, join, paragraph, section, text
from workbench.report.role_state import said, weak_spots
from workbench.report.sections.unsure import unsure
from workbench.report.view import View


def roles(view: View) -> Html:
    """The roles with their carriers; an empty role and a role that hangs on one person come first."""
    explained = paragraph(
        "Regie nemen is iets doen, geen functie: iemand begint, verbindt, maakt het mogelijk of houdt de koers vast. "
        "Elke organisatie kan dat doen, en meer tegelijk. Wij gebruiken daarvoor vier voorlopige kernrollen. "
        "Het is geen officieel model; u kunt er andere namen voor kiezen."
    )
    found = view.roles
    there = [code for code in view.codes.roles.values() if code.id in set(found["code"])]
    absent = [code for code in view.codes.roles.values() if code not in there]
    parts = [explained, _findings(view), *(_role(view, code) for code in there)]
    if absent:
        lines = [Html(f"{element('b', code.label)}: {text(code.definition)}") for code in absent]
        heading = "Rollen waar niets over gevonden is" if there else "De vier rollen"
        parts.append(join([element("h3", heading), items(lines)]))
    parts.append(unsure(view, ("role",), "mogelijke rollen"))
    return section("rollen", "5. Wie neemt regie", *parts)


def _findings(view: View) -> Html:
    found = view.roles
    if not len(found):
        told = (
            "De software vond in de teksten niet wie de rollen vervult. Misschien is dat niet gezegd, of met "
            "andere woorden. Leg de vier rollen hieronder voor in het gesprek: wie doet dit nu?"
        )
        return join([element("h3", "Wat opvalt"), paragraph(told)])
    lines = [wording.sentence(one) for one in said(view)]
    for code in view.codes.roles.values():
        fragile, alone = weak_spots(view, code.id)
        if fragile:
            lines.append(
                f"{code.label}: deze rol wordt kwetsbaar genoemd, bijvoorbeeld omdat zij aan één persoon hangt."
            )
        if alone:
            lines.append(f"{code.label}: er is maar één drager genoemd. Wat gebeurt er als die wegvalt?")
    if not lines:
        told = "Voor elke kernrol is gezegd wie die heeft, en geen ervan wordt kwetsbaar genoemd."
        lines.append(told)
    return join([element("h3", "Wat opvalt"), items(lines)])


def _role(view: View, code) -> Html:
    found = view.carriers
    own = found[found["code"] == code.id]
    parts = [element("h3", code.label), paragraph(code.definition, class_="uitleg")]
    head = ["Wie doet het", "Hoe staat het ervoor", "Genoemd door"]
    caption = f"Wie de rol van {code.label.lower()} heeft"
    parts.append(tables.table(caption, head, carriers(view, own), headed=True))
    return join([*parts, trace.behind(view, "role", code.id)])


def carriers(view: View, own) -> list[tuple[str, str, str]]:
    """Who carries a role, how that stands and how many say so; ``own`` are its rows of ``view.carriers``."""
    rows = []
    for row in own.itertuples():
        carrier = wording.capital(name_of("drager", row.carrier))
        # the words may point at one person: only the researcher sees them
        words = [] if view.policy.shared or row.carrier in ("", "spreker") else list(row.words)
        words = [word for word in words if word not in function_words() and not word.startswith("[")]
        words = [disclosure.clean(word) for word in words if not disclosure.leftover(word, view.names)]
        told = wording.share(view.number(int(row.voices)), view.total, view.policy.k)
        said = f"{carrier} ({', '.join(dict.fromkeys(words))})" if words else carrier
        rows.append((said, name_of("rolstatus", row.state), told if row.voices else "alleen in documenten"))
    return rows

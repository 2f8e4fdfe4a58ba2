"""Pieces of a factsheet: cells, quotes, roles in few words, and a dilemma with both its sides."""

from __future__ import annotations

from workbench.analysis.names import name_of
from workbench.report import wording
from workbench.report.markup import Html, element, paragraph, text
from workbench.report.role_state import state
from workbench.report.sections import dilemmas, roles
from workbench.report.view import Count, View

NOBODY, ABSENT = wording.capital(name_of("drager", "")), name_of("rolstatus", "ontbreekt")
# characteristics that share a line on a factsheet, by how their names begin
JOINED = ("Samenwerkingsverbanden ", "Jeugdregio is ook ")


def in_few_lines(rows: list[tuple[str, object]]) -> list[tuple[str, object]]:
    """Characteristics with those that belong together on one line."""
    found = [row for row in rows if not row[0].startswith(JOINED)]
    for lead in JOINED:
        parts = [f"{name.removeprefix(lead)}: {value}" for name, value in rows if name.startswith(lead)]
        if parts:
            name = Html(str(text(lead.strip())).replace("werkingsverb", "werkings&shy;verb"))  # too long for a phone
            found.append((name, "; ".join(parts)))
    return found


def cell(value: object, place: int) -> object:
    """A cell of besluiten or afspraken: what was said as a quote, who and when with a capital, the source as it is."""
    if place == 0:
        return element("blockquote", value)
    return value if isinstance(value, Html) else wording.capital(str(value))


def quoted(rows: list[tuple]) -> Html:
    return element("div", *(_in_own_words(what, source) for what, source in rows), class_="citaten")


def _in_own_words(what: str, source: object) -> Html:
    """A passage as a quote: the gate out then looks for it in the sources, and ``forget`` finds it again."""
    said = element("blockquote", paragraph("“", what.strip('"“”'), "”"))
    return element("figure", said, element("figcaption", source), class_="citaat")


def named(code) -> Html:
    return Html(f"{element('b', code.label)}<br>{element('small', code.definition)}")


def carriers(view: View, role: str) -> Html | str:
    found = view.carriers
    lines = []
    for who, how, many in roles.carriers(view, found[found["code"] == role]):
        said = f"{who}: {how}"
        if who == NOBODY:
            said = wording.capital(how) if how == ABSENT else f"{wording.capital(how)}, {wording.plain(who)}"
        lines.append(text(f"{said} ({many.removesuffix(' gesprekspartners')})"))
    return Html("<br>".join(lines)) if lines else "Niet gevonden"


def remark(view: View, code) -> Html:
    """What is to be noted of a role: a mark and what it means."""
    mark, told, attention = state(view, code.id)
    if not attention:
        return Html(f"{element('b', mark + '.', class_='rol')} {text(told)}")
    return Html(f"{element('b', mark, class_='rol let-op')} {text(told)}")


def dilemma(view: View, one: Count, groups: tuple[list[str], ...] | None) -> Html:
    code = view.codes.dilemmas.get(one.code)
    told = wording.mentioned(one.voices, view.total, view.policy.k, view.spread(one))
    if code is None:
        return element("div", element("h3", one.code), paragraph(told, class_="telling"), class_="dilemma")
    parts = [element("h3", code.label), paragraph(told, class_="telling")]
    if groups is None:
        return element("div", *parts, dilemmas.poles(code), class_="dilemma")
    a, both, b = groups
    stress = tuple(
        paragraph(element("b", "Nadruk bij:"), f" {wording.listing(side) or 'geen groep'}") for side in (a, b)
    )
    balanced = paragraph(f"Beide kanten even sterk bij: {wording.listing(both)}.", class_="noot") if both else None
    return element("div", *parts, dilemmas.poles(code, stress), balanced, class_="dilemma")

"""3. Themes: how many people, who, in their own words, and the perspectives side by side."""

from __future__ import annotations

from workbench.analysis import counts
from workbench.report import charts, tables, wording
from workbench.report.markup import Html, element, items, join, paragraph, section
from workbench.report.quotes import Picker, quotes
from workbench.report.view import Count, View

FULL_AT_LEAST = 5


def themes(view: View, picker: Picker) -> Html:
    """The chart, then every theme that enough people mention, then the rest by name."""
    found = view.counts("theme")
    if not found:
        return section("themas", "3. Thema’s", paragraph("Er zijn geen thema’s gevonden.", class_="leeg"))
    full = full_ones(found)
    rest = [one for one in found if one not in full]
    parts = [_lead(view, found), _chart(view, found), _side_by_side(view, found), _pairs(view)]
    for group, members in _by_group(view, full):
        if group:
            parts.append(element("h3", group))
        parts += [_theme(view, picker, one) for one in members]
    parts.append(_rest(view, found, rest))
    return section("themas", "3. Thema’s", *parts)


def full_ones(found: list[Count]) -> list[Count]:
    """Codes that get a block of their own: those with a number to tell, and at least a few."""
    told = [one for one in found if one.voices]
    spoken = [one for one in found if one.voices != 0]
    return told if len(told) >= FULL_AT_LEAST else spoken[:FULL_AT_LEAST]


def _lead(view: View, found: list[Count]) -> Html:
    spoken = sum(one.voices != 0 for one in found)
    return paragraph(
        f"In de gesprekken komen {wording.count(spoken, 'thema', 'thema’s')} terug. Wij tellen hoeveel mensen een "
        "thema noemen, niet hoe vaak: zo weegt een spreker die veel praat niet zwaarder dan een ander."
    )


def _chart(view: View, found: list[Count]) -> Html:
    k = view.policy.k
    rows = [(view.codes.label(one.code), one.voices) for one in found if one.voices]
    listed = [(view.codes.label(one.code), f"minder dan {k}" if one.voices is None else one.voices) for one in found]
    behind = tables.table("Gesprekspartners per thema", ["Thema", "Gesprekspartners"], listed, numbers=(1,))
    if not rows:
        return behind
    caption = f"Hoeveel van de {view.total} gesprekspartners elk thema noemen"
    return charts.bars(caption, rows, view.total, unit="aantal gesprekspartners per thema", behind=behind)


def _side_by_side(view: View, found: list[Count]) -> Html | None:
    if len(view.groups) < 2:
        return None
    rows = [(view.codes.label(one.code), *map(wording.cell, one.cells)) for one in found if one.voices != 0]
    head = ["Thema", *(f"{group.label} ({group.voices})" for group in view.groups)]
    note = "‘Genoemd’: wel genoemd, aantal te klein of te herleiden. Tussen haakjes: aantal gesprekspartners."
    return join(
        [
            element("h3", "De perspectieven naast elkaar"),
            tables.table("Wie noemt welk thema", head, rows, numbers=range(1, len(head)), note=note, compact=True),
        ]
    )


def _pairs(view: View) -> Html | None:
    """Themes that people mention in one breath."""
    found = counts.together(view.evidence)
    lines = []
    for row in found.itertuples():
        if number := view.number(int(row.voices)):
            told = wording.share(number, view.total, view.policy.k)
            lines.append(f"{view.codes.label(row.code_a)} met {view.codes.label(row.code_b)} ({told})")
    if not lines:
        return None
    lead = paragraph("Deze thema’s gaan vaak samen, in één antwoord van dezelfde spreker:")
    return join([element("h3", "Wat samen genoemd wordt"), lead, items(lines[:3])])


def _by_group(view: View, full: list[Count]) -> list[tuple[str, list[Count]]]:
    """Themes under the heading of their group in the codebook; groups in the order of their best theme."""
    groups: dict[str, list[Count]] = {}
    for one in full:
        code = view.codes.themes.get(one.code)
        groups.setdefault(code.group if code else "", []).append(one)
    return list(groups.items())


def _theme(view: View, picker: Picker, one: Count) -> Html:
    code = view.codes.themes.get(one.code)
    explained = code.definition if code else ""
    told = wording.mentioned(one.voices, view.total, view.policy.k, view.spread(one))
    parts = [element("h4", view.codes.label(one.code)), paragraph(told, class_="telling")]
    if explained:
        parts.append(paragraph(explained, class_="uitleg"))
    return join([*parts, quotes(picker.pick("theme", one.code, 2))])


def _rest(view: View, found: list[Count], rest: list[Count]) -> Html | None:
    few = [view.codes.label(one.code) for one in rest if one.voices is None or one.voices]
    papers = [view.codes.label(one.code) for one in rest if one.voices == 0]
    seen = {one.code for one in found}
    absent = [code.label for code in view.codes.themes.values() if code.id not in seen]
    lines = []
    if few:
        lines.append(
            f"Genoemd door minder dan {wording.number_word(view.policy.k)} gesprekspartners: {'; '.join(few)}."
        )
    if papers:
        lines.append(f"Alleen in documenten gevonden: {'; '.join(papers)}.")
    if absent:
        lines.append(f"Niet gevonden: {'; '.join(absent)}. Dat kan ook aan de software liggen.")
    return join([element("h3", "Minder of niet genoemd"), items(lines)]) if lines else None

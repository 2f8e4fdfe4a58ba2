"""3. Themes: how many people, who, in their own words, and the perspectives side by side."""

from __future__ import annotations

from workbench.analysis import counts
from workbench.report import charts, tables, trace, wording
from workbench.report.heatmap import heatmap
from workbench.report.markup import Html, element, items, join, paragraph, section
from workbench.report.quotes import Picker, quotes
from workbench.report.sections.unsure import unsure
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
    parts += [_rest(view, found, rest), unsure(view, ("theme",), "mogelijke thema’s")]
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
        "thema noemen, niet hoe vaak. Zo weegt iemand die veel praat niet zwaarder dan een ander."
    )


def _chart(view: View, found: list[Count]) -> Html:
    k = view.policy.k
    rows = [(view.codes.label(one.code), one.voices) for one in found if one.voices]
    told = [one for one in found if one.voices != 0]
    listed = [(view.codes.label(one.code), f"minder dan {k}" if one.voices is None else one.voices) for one in told]
    behind = tables.table(
        "Gesprekspartners per thema", ["Thema", "Gesprekspartners"], listed, numbers=(1,), compact=True
    )
    if not rows:
        return behind
    caption = f"Hoeveel van de {view.total} gesprekspartners elk thema noemen"
    return charts.bars(caption, rows, view.total, unit="aantal gesprekspartners per thema", behind=behind)


def _side_by_side(view: View, found: list[Count]) -> Html | None:
    """What differs between the groups, in words first, then every theme with a mark per group."""
    told = [one for one in found if one.voices != 0 and one.cells]
    if len(view.groups) < 2 or not told:
        return None
    rows = [(view.codes.label(one.code), *map(tables.dot, one.cells)) for one in told]
    groups = [(group.label, group.voices) for group in view.groups]
    head = ["Thema", *(f"{label} ({voices})" for label, voices in groups)]
    note = (
        "● met een getal: zoveel mensen noemen het. ◐: genoemd, maar het aantal is te klein of te herleiden. "
        "○: niet genoemd. Tussen haakjes: hoeveel mensen wij in die groep spraken."
    )
    hidden = sum(one.voices != 0 and not one.cells for one in found)
    gone = None
    if hidden:
        many = wording.count(hidden, "thema staat", "thema’s staan")
        why = f"{many} er niet bij, omdat te zien zou zijn hoeveel mensen het per groep zijn"
        gone = paragraph(wording.sentence(why), class_="noot")
    lines = contrasts(view, [one for one in told if one.voices])
    table = tables.table("Wie noemt welk thema", head, rows, compact=True, headed=True)
    behind = join([paragraph(note, class_="noot"), table])
    caption = (
        "Hoeveel mensen van elke groep een thema noemen: hoe donkerder, hoe groter het deel van die groep. "
        "Gestreept: genoemd, maar het aantal is te klein of te herleiden."
    )
    drawn = heatmap(caption, groups, [(view.codes.label(one.code), one.cells) for one in told], behind=behind)
    return join([element("h3", "De perspectieven naast elkaar"), items(lines), drawn, gone])


def contrasts(view: View, found: list[Count]) -> list[str]:
    """``Alleen de groep gemeente noemt: ...``, ``De groep onderwijs noemt niet: ...``, ``Alle groepen noemen: ...``."""
    alone: dict[str, list[str]] = {}
    without: dict[str, list[str]] = {}
    shared = []
    for one in found:
        if not one.cells or one.voices == 0:
            continue
        name = f"‘{view.codes.label(one.code)}’"
        there = [group.label for group, value in zip(view.groups, one.cells, strict=True) if value != 0]
        gone = [group.label for group, value in zip(view.groups, one.cells, strict=True) if value == 0]
        if not gone:
            shared.append(name)
        elif len(there) == 1:
            alone.setdefault(there[0], []).append(name)
        elif len(gone) == 1:
            without.setdefault(gone[0], []).append(name)
    order = [group.label for group in view.groups]
    lines = [f"Alleen de groep {label} noemt: {wording.listing(alone[label])}." for label in order if label in alone]
    lines += [f"De groep {label} noemt niet: {wording.listing(without[label])}." for label in order if label in without]
    return lines + ([f"Alle groepen noemen: {wording.listing(shared)}."] if shared else [])


def _pairs(view: View) -> Html | None:
    """Themes that people mention in one breath."""
    lines = []
    for row in counts.together(view.evidence).itertuples():
        if number := view.number(int(row.voices)):
            told = wording.share(number, view.total, view.policy.k)
            pair = f"‘{view.codes.label(row.code_a)}’ met ‘{view.codes.label(row.code_b)}’"
            lines.append(f"{pair}: {told}")
    if not lines:
        return None
    lead = paragraph("Deze thema’s noemen mensen vaak in één antwoord:")
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
        parts.append(paragraph(f"Dit gaat over: {wording.plain(explained)}", class_="uitleg"))
    shown = quotes(picker.pick("theme", one.code, one.quotes(2)))
    return join([*parts, shown, trace.behind(view, "theme", one.code)])


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
        lines.append(
            f"Niet gevonden: {'; '.join(absent)}. Misschien is er niet naar gevraagd, of miste de software het."
        )
    return join([element("h3", "Minder of niet genoemd"), items(lines)]) if lines else None

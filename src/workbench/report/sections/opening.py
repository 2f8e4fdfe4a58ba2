"""How the report begins: title, what it is worth, five findings, the region and who was spoken to."""

from __future__ import annotations

from workbench.analysis import compare, counts
from workbench.analysis.names import name_of, source_kind
from workbench.privacy.disclosure import Policy
from workbench.report import charts, tables, wording
from workbench.report.markup import Html, element, items, join, paragraph, section
from workbench.report.sections.roles import empty_roles
from workbench.report.view import View

BANNER = {"concept": "Concept, niet delen. Dit is een werkversie voor de onderzoeker.", "regio": ""}


def cover(view: View) -> Html:
    """Marks, title and one paragraph on what this is."""
    region = view.data.region
    banner = banners(view.policy, region.fictief)
    title = element("h1", view.data.title)
    under = paragraph("Quickscan regieneming: wie neemt het voortouw in de samenwerking?", class_="onder-titel")
    told = "" if view.policy.shared else _k_note(view)
    version = {"data-versie": view.policy.version, "data-fictief": "ja" if region.fictief else "nee"}
    extra = " ".join(f'{key}="{value}"' for key, value in version.items())
    inside = join([*banner, title, under, paragraph(_what_this_is(view)), _pipeline_warning(view), told])
    return Html(f"<header {extra}>\n{inside}\n</header>")


def banners(policy: Policy, fictitious: bool) -> list[Html]:
    """What everyone must see first: that it may not be shared, that it is invented."""
    marks = [BANNER[policy.version]]
    if fictitious:
        marks.append("Verzonnen voorbeeld. De mensen, plaatsen en uitspraken bestaan niet.")
    return [element("div", mark, class_="merk") for mark in marks if mark]


def _what_this_is(view: View) -> str:
    kinds = view.data.sources["kind"].value_counts()
    found = [
        wording.count(int(kinds[kind]), source_kind(kind, 1), source_kind(kind, 2))
        for kind in ("interview", "verslag", "document")
        if kind in kinds
    ]
    if not found:
        return "Er zijn nog geen bronnen die in deze versie mogen meetellen."
    return (
        f"Dit rapport laat zien waar mensen in deze regio over spreken als het over samenwerken en regie gaat. "
        f"Het steunt op {wording.listing(found)}. De software las de teksten als eerste; "
        "lees de uitkomsten als begin van een gesprek, niet als oordeel."
    )


def _pipeline_warning(view: View) -> Html | None:
    warning = (view.data.provenance.get("pijplijn") or {}).get("warning")
    if not warning:
        return None
    lead = element("strong", "Let op: de taalsoftware werkte beperkt.")
    return element("div", paragraph(lead, " ", str(warning)), class_="waarschuwing", role="note")


def _k_note(view: View) -> Html | None:
    if view.policy.k < 2:
        return None
    few = wording.number_word(view.policy.k)
    return paragraph(
        f"Aantallen onder de {few} staan er niet in, zodat niemand te herkennen is. "
        "Als onderzoeker kunt u in een concept een kleinere k kiezen.",
        class_="noot",
    )


def summary(view: View) -> Html:
    """Five findings, each with a number of people where that may be told."""
    inside = [element("h2", "In het kort", id="kort"), items(_findings(view))]
    return element("section", join(inside), class_="kort", aria_labelledby="kort")


def _findings(view: View) -> list[str]:
    k, total = view.policy.k, view.total
    spoken = wording.partners(total) if total >= k else f"minder dan {wording.number_word(k)} gesprekspartners"
    sides = len(view.groups)
    seen = f" uit {wording.number_word(sides)} groepen" if sides > 1 else ""
    found = [f"Wij spraken {spoken}{seen}."]
    themes = [one for one in view.counts("theme") if one.voices]
    if themes:
        first = themes[0]
        where = view.spread(first)
        spread = wording.whence(where)
        found.append(f"Het meest genoemd: {_label(view, first)}, door {wording.share(first.voices, total, k)}{spread}.")
    dilemmas = [one for one in view.counts("dilemma") if one.voices or one.voices is None]
    if dilemmas:
        first = dilemmas[0]
        where = wording.share(first.voices, total, k)
        found.append(f"Het dilemma dat het meest terugkomt: {_label(view, first)} ({where}).")
    empty = empty_roles(view)
    if empty and len(empty) < len(view.codes.roles):
        names = wording.listing([name.lower() for name in empty])
        found.append(f"Niemand noemt wie nu deze rol vervult: {names}.")
    elif empty:
        found.append("Wie de kernrollen vervult, is in de teksten niet gevonden. Vraag het na in het gesprek.")
    elif view.codes.roles:
        found.append("Voor elke kernrol noemt iemand wie die vervult; zie hieronder hoe stevig dat is.")
    numbers = {kind: len(counts.facts(view.evidence, kind)) for kind in ("result", "agreement", "signal")}
    found.append(
        f"In de teksten staan {wording.count(numbers['result'], 'opbrengst', 'opbrengsten')}, "
        f"{wording.count(numbers['agreement'], 'afspraak', 'afspraken')} en "
        f"{wording.count(numbers['signal'], 'signaal', 'signalen')}."
    )
    return found


def _label(view: View, one) -> str:
    return f"‘{view.codes.label(one.code)}’"


def region(view: View) -> Html:
    """1. What kind of region this is, and what it resembles."""
    known = view.data.region.kenmerken
    rows = [(name, value) for name, value in _characteristics(known) if value is not None]
    looks = compare.situation(view.data.region)
    parts: list[Html] = []
    if view.data.region.toelichting:
        parts.append(paragraph(view.data.region.toelichting))
    parts.append(tables.table("Kenmerken van de regio", ["Kenmerk", "Waarde"], rows))
    if looks:
        labels = [view.codes.label(code) for code in looks["dilemmas"]]
        parts += [
            element("h3", f"Lijkt op: {looks['naam']}"),
            paragraph(
                f"In deze regio geldt: {looks['uitleg']}. Zulke regio’s werken vaak met een vorm die ‘{looks['naam']}’ "
                f"heet. Het is een vergelijking om over te praten, geen meting. "
                f"Dilemma’s die daar vaak bij horen: {wording.listing(labels)}."
            ),
            paragraph(element("b", "Vraag voor het gesprek"), looks["vraag"], class_="vraag"),
        ]
    else:
        parts.append(
            paragraph("Er is nog te weinig over de regio ingevuld om te zien waar zij op lijkt.", class_="leeg")
        )
    return section("regio", "1. De regio in het kort", *parts)


def _characteristics(known) -> list[tuple[str, object]]:
    yes = {True: "ja", False: "nee", None: None}
    share = known.aandeel_grootste_gemeente
    return [
        (
            "Gemeenten",
            f"{len(known.gemeenten)} ({wording.listing(list(known.gemeenten))})" if known.gemeenten else None,
        ),
        ("Inwoners", None if known.inwoners is None else f"{known.inwoners:,}".replace(",", ".")),
        (
            "Aandeel van de grootste gemeente",
            None if share is None else f"{round(share * 100)}% van de inwoners",
        ),
        ("Samenwerkingsverbanden basisonderwijs", known.samenwerkingsverbanden_po),
        ("Samenwerkingsverbanden voortgezet onderwijs", known.samenwerkingsverbanden_vo),
        ("Regiogrenzen vallen samen", yes[known.grenzen_vallen_samen]),
        ("Jeugdregio is ook arbeidsmarktregio", yes[known.jeugdregio_is_arbeidsmarktregio]),
        ("Jeugdregio is ook regio voor voortijdig schoolverlaten (RMC)", yes[known.jeugdregio_is_rmc_regio]),
        ("Jeugdregio is ook GGD-regio", yes[known.jeugdregio_is_ggd_regio]),
        ("Rechtsvorm", None if known.rechtsvorm is None else name_of("rechtsvorm", known.rechtsvorm)),
        ("Jaren samen", known.jaren_samen),
    ]


def partners(view: View) -> Html:
    """2. Who was spoken to: people per group of perspectives, no names."""
    k, total = view.policy.k, view.total
    if not total:
        return section("wie", "2. Wie spraken we", paragraph("Er is nog niemand gesproken.", class_="leeg"))
    if view.number(total) is None:
        told = f"Wij spraken minder dan {wording.number_word(k)} mensen. Daarom staat er niet bij wie."
        return section("wie", "2. Wie spraken we", paragraph(told))
    rows = [(_capital(group.label), group.voices) for group in view.groups]
    lead = wording.sentence(f"Wij spraken {wording.partners(total)}")
    together = [group for group in view.groups if len(group.perspectives) > 1]
    parts: list[Html] = [paragraph(lead)]
    behind = tables.table(
        "Gesprekspartners per perspectief", ["Perspectief", "Aantal"], [*rows, ("Samen", total)], numbers=(1,)
    )
    if len(rows) > 1:
        caption = "Aantal gesprekspartners per perspectief"
        parts.append(charts.bars(caption, rows, total, unit="aantal gesprekspartners per perspectief", behind=behind))
    else:
        parts.append(behind)
    if together:
        parts.append(
            paragraph(
                f"Perspectieven met minder dan {wording.number_word(k)} mensen zijn samengenomen: "
                f"{'; '.join(group.label for group in together)}. Zo is niemand te herkennen.",
                class_="noot",
            )
        )
    return section("wie", "2. Wie spraken we", *parts)


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]

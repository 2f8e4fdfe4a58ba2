"""1 and 2. What is known of the region, and who was spoken to."""

from __future__ import annotations

from workbench.analysis import compare
from workbench.analysis.names import name_of
from workbench.report import charts, tables, wording
from workbench.report.markup import Html, element, paragraph, section
from workbench.report.view import View


def region(view: View) -> Html:
    """1. What kind of region this is, and what it resembles."""
    known = view.data.region.kenmerken
    rows = [(name, value) for name, value in characteristics(known) if value is not None]
    looks = compare.situation(view.data.region)
    parts: list[Html] = []
    if view.data.region.toelichting:
        parts.append(paragraph(view.data.region.toelichting))
    if rows:
        parts.append(tables.table("Kenmerken van de regio", ["Kenmerk", "Waarde"], rows, compact=True, headed=True))
    else:
        told = "De kenmerken van deze regio zijn nog niet ingevuld."
        how = "" if view.policy.shared else " Dat kan in region.yaml, in de map van de regio."
        parts.append(paragraph(told + how, class_="leeg"))
    if looks:
        labels = [wording.plain(view.codes.label(code)) for code in looks["dilemmas"]]
        parts += [
            element("h3", f"Lijkt op: {looks['naam']}"),
            paragraph(
                f"Wij vergelijken regio’s met vier typen. Deze regio lijkt het meest op het type ‘{looks['naam']}’: "
                f"{looks['uitleg']}. Dilemma’s die bij dit type vaak spelen: {'; '.join(labels)}. "
                "De vier typen zijn een voorstel om over te praten, geen meting en geen oordeel."
            ),
            paragraph(element("b", "Vraag voor het gesprek"), " ", looks["vraag"], class_="vraag"),
        ]
    elif rows:
        parts.append(
            paragraph("Er is nog te weinig over de regio ingevuld om te zien waar zij op lijkt.", class_="leeg")
        )
    return section("regio", "1. De regio in het kort", *parts)


def characteristics(known) -> list[tuple[str, object]]:
    """Name and value of each characteristic of a region; None where it is not known."""
    yes = {True: "ja", False: "nee", None: None}
    share = known.aandeel_grootste_gemeente
    return [
        (
            "Gemeenten",
            f"{len(known.gemeenten)} ({wording.listing(list(known.gemeenten))})" if known.gemeenten else None,
        ),
        ("Inwoners", None if known.inwoners is None else wording.thousands(known.inwoners)),
        (
            "Aandeel van de grootste gemeente",
            None if share is None else f"{round(share * 100)}% van de inwoners",
        ),
        ("Samenwerkingsverbanden basisonderwijs", known.samenwerkingsverbanden_po),
        ("Samenwerkingsverbanden voortgezet onderwijs", known.samenwerkingsverbanden_vo),
        ("Regiogrenzen vallen samen", yes[known.grenzen_vallen_samen]),
        ("Jeugdregio is ook arbeidsmarktregio", yes[known.jeugdregio_is_arbeidsmarktregio]),
        ("Jeugdregio is ook regio voor voortijdig schoolverlaten (RMC)", yes[known.jeugdregio_is_rmc_regio]),
        ("Jeugdregio is ook regio van de gezondheidsdienst (GGD)", yes[known.jeugdregio_is_ggd_regio]),
        ("Rechtsvorm", None if known.rechtsvorm is None else name_of("rechtsvorm", known.rechtsvorm)),
        ("Jaren samen", known.jaren_samen),
    ]


def partners(view: View) -> Html:
    """2. Who was spoken to: people per group of perspectives, no names."""
    return section("wie", "2. Wie spraken we", *who(view))


def who(view: View) -> list[Html]:
    """The people per group: a sentence, a chart, and which groups were taken together."""
    k, total = view.policy.k, view.total
    if not total:
        return [paragraph("Er is nog niemand gesproken.", class_="leeg")]
    if view.number(total) is None:
        return [paragraph(f"Wij spraken minder dan {wording.number_word(k)} mensen. Daarom staat er niet bij wie.")]
    rows = [(wording.capital(group.label), group.voices) for group in view.groups]
    parts: list[Html] = [paragraph(wording.sentence(f"Wij spraken {wording.partners(total)}{_groups_of(view)}"))]
    if len(rows) > 1:
        columns = ["Groep", "Aantal"]
        behind = tables.table(
            "Gesprekspartners per groep", columns, [*rows, ("Samen", total)], numbers=(1,), compact=True
        )
        caption = "Aantal gesprekspartners per groep"
        parts.append(charts.bars(caption, rows, total, unit="aantal gesprekspartners per groep", behind=behind))
    together = [f"‘{group.label}’" for group in view.groups if len(group.perspectives) > 1]
    if together:
        parts.append(
            paragraph(
                f"Van sommige groepen spraken wij minder dan {wording.number_word(k)} mensen. Die zijn samengenomen, "
                f"zodat niemand te herkennen is: {wording.listing(together)}.",
                class_="noot",
            )
        )
    return parts


def _groups_of(view: View) -> str:
    """What is known of the groups people come from."""
    if len(view.groups) > 1:
        return f". Zij komen uit {wording.number_word(len(view.groups))} groepen"
    if view.groups and view.groups[0].perspectives == ("onbekend",):
        return ". Uit welke groep zij komen, is niet ingevuld"
    return ", te weinig per groep om de groepen apart te laten zien"

"""How the report begins: title, what it is worth, five findings, the region and who was spoken to."""

from __future__ import annotations

from workbench.analysis.names import source_kind
from workbench.privacy.disclosure import Policy
from workbench.report import wording
from workbench.report.fact_rows import facts_of, results
from workbench.report.markup import Html, element, items, join, paragraph, text
from workbench.report.outcome import BAD, GOOD, NEITHER
from workbench.report.role_state import NOT_FOUND, labels_in, said
from workbench.report.sections.facts import KINDS
from workbench.report.sections.themes import contrasts
from workbench.report.view import View

MOST_THEMES = 3
BANNER = {"concept": "Concept, niet delen. Dit is een werkversie voor de onderzoeker.", "regio": ""}


def cover(view: View) -> Html:
    """Marks, title and one paragraph on what this is."""
    region = view.data.region
    banner = banners(view.policy, region.fictief)
    title = element("h1", view.data.title)
    under = paragraph("Quickscan regieneming: wie neemt het voortouw in de samenwerking?", class_="onder-titel")
    told = "" if view.policy.shared else _k_note(view)
    fictitious = "ja" if region.fictief else "nee"
    # a page tells its k itself, also when everything beside it is lost (see runs.pages.kept_k)
    marks = {"data-versie": view.policy.version, "data-fictief": fictitious, "data-k": view.policy.k}
    extra = " ".join(f'{key}="{value}"' for key, value in marks.items())
    inside = join([*banner, title, under, paragraph(_what_this_is(view)), pipeline_warning(view), told])
    return Html(f"<header {extra}>\n{inside}\n</header>")


def banners(policy: Policy, fictitious: bool) -> list[Html]:
    """What everyone must see first: that it may not be shared, that it is invented."""
    marks = [BANNER[policy.version]]
    if fictitious:
        marks.append("Verzonnen voorbeeld. De mensen, plaatsen en uitspraken bestaan niet.")
    return [element("div", mark, class_="merk") for mark in marks if mark]


def sources_in_words(view: View) -> str:
    """``vijf interviews, één gespreksverslag en één document``; "" when no source counts."""
    kinds = view.data.sources["kind"].value_counts()
    found = [
        (int(kinds[kind]), source_kind(kind, 1), source_kind(kind, 2))
        for kind in ("interview", "verslag", "document")
        if kind in kinds
    ]
    return wording.listing(wording.counts(found))


def _what_this_is(view: View) -> str:
    found = sources_in_words(view)
    if not found:
        return "Er zijn nog geen bronnen die in deze versie mogen meetellen."
    return (
        f"Dit rapport laat zien waar mensen in deze regio over spreken als het over samenwerken en regie gaat. "
        f"Het steunt op {found}. Software las de teksten als eerste. "
        "Lees de uitkomsten als begin van een gesprek, niet als oordeel."
    )


def pipeline_warning(view: View) -> Html | None:
    """That the software worked with less than its full pipeline, if it did."""
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
        "Als onderzoeker kunt u in een concept een kleinere grens kiezen (k). Onder elk citaat en feit, en bij elk "
        "thema, elk dilemma en elke rol, staat waar het vandaan komt: de bron, de plaats van het eerste teken, de "
        "regel en hoe zeker die is (0 tot 1).",
        class_="noot",
    )


def summary(view: View) -> Html:
    """What matters first: what people spoke about, where groups differ, what pulls, who leads; numbers last."""
    found = [most_mentioned(view), *differences(view), _tension(view), _leading(view), _facts(view), spoken(view)]
    lines = items(line for line in found if line)
    inside = [element("h2", "In het kort", id="kort"), lines]
    return element("section", join(inside), class_="kort", aria_labelledby="kort")


def spoken(view: View) -> str:
    """How many people the findings rest on, and from how many groups."""
    k, total = view.policy.k, view.total
    if not total:
        return ""
    sides = len(view.groups)
    spoken, seen = wording.counts([(total, "gesprekspartner", "gesprekspartners"), (sides, "groep", "groepen")])
    spoken = spoken if total >= k else f"minder dan {wording.number_word(k)} gesprekspartners"
    seen = f" uit {seen}" if sides > 1 else ""
    return f"Dit steunt op {spoken}{seen}. Wie niet sprak, telt niet mee."


def most_mentioned(view: View) -> Html | str:
    """The themes that most people mention, with how many."""
    themes = [one for one in view.counts("theme") if one.voices][:MOST_THEMES]
    if not themes:
        return ""
    first = wording.share(themes[0].voices, view.total, view.policy.k)
    named = [f"‘{view.codes.label(themes[0].code)}’ ({first})"]
    named += [f"‘{view.codes.label(one.code)}’ ({one.voices})" for one in themes[1:]]
    return _led("Meest genoemd:", f"{wording.listing(named)}.")


def differences(view: View) -> list[Html]:
    """At most two lines on what only one group mentions or does not mention."""
    if len(view.groups) < 2:
        return []
    found = [one for one in view.counts("theme") if one.voices]
    lines = [line for line in contrasts(view, found) if not line.startswith("Alle ")]
    return [_led("Verschil:", line[:1].lower() + line[1:]) for line in lines[:2]]


def _tension(view: View) -> Html:
    found = [one for one in view.counts("dilemma") if one.voices != 0]
    if not found:
        return _led("Dilemma’s:", "geen gevonden waar de software zeker van is. Vraag ernaar in het gesprek.")
    names = wording.listing([f"‘{wording.plain(view.codes.label(one.code))}’" for one in found[:2]])
    told = wording.share(found[0].voices, view.total, view.policy.k)
    if len(found) == 1:
        return _led("Dilemma:", f"{names}, bij {told}.")
    which = f"{wording.count(len(found), 'dilemma', 'dilemma’s')}"
    if found[0].voices is None:
        return _led("Dilemma’s:", f"{which} gevonden, waaronder {names}, elk bij {told}.")
    return _led("Dilemma’s:", f"{which} gevonden; het vaakst {names} (het eerste bij {told}).")


def _leading(view: View) -> Html | str:
    if not view.codes.roles:
        return ""
    if len(labels_in(view, NOT_FOUND)) == len(view.codes.roles):
        return _led("Regie:", "wie welke rol heeft, is in de teksten niet gevonden. Vraag het na in het gesprek.")
    if told := said(view):
        return _led("Regie:", f"{'; '.join(told)}.")
    return _led("Regie:", "voor elke kernrol is gezegd wie die heeft. Hoofdstuk 5 laat zien hoe stevig dat is.")


def _facts(view: View) -> Html:
    came = results(view)
    told = [
        (len(came[GOOD]), "ding dat lukte of beter ging", "dingen die lukten of beter gingen"),
        (len(came[BAD]), "ding dat niet lukte of slechter werd", "dingen die niet lukten of slechter werden"),
        (len(came[NEITHER]), "andere uitkomst", "andere uitkomsten"),
    ]
    # an empty pile of results is told only when there are none at all
    told = [one for one in told if one[0]] or [(0, "opbrengst", "opbrengsten")]
    rest = [(kind, one, heading.lower()) for kind, heading, one, _ in KINDS if kind != "result"]
    told = wording.counts([*told, *((len(facts_of(view, kind).rows), one, many) for kind, one, many in rest)])
    return _led("Feiten:", f"hoofdstuk 6 noemt {wording.listing(told)}.")


def _led(lead: str, told: str) -> Html:
    return Html(f"{element('b', lead)} {text(told)}")

"""What fits on a factsheet: the best few facts, advice that follows from the findings, the account in a few lines."""

from __future__ import annotations

from workbench.report import alone, outcome, wording
from workbench.report.fact_rows import results
from workbench.report.markup import Html, element, text
from workbench.report.role_state import ALONE, BY_WHOM, EMPTY, FRAGILE, MIXED, NOT_FOUND, PAPER, labels_in
from workbench.report.sections import account as full
from workbench.report.sections import facts, opening
from workbench.report.view import View

LONGEST = 28  # words
PER_SOURCE = 2
GOOD = 1  # flaws at most


def best(rows: list[tuple], most: int) -> list[tuple]:
    """At most ``most`` rows of ``facts.rows_of`` in their order: those that say most by themselves, from different
    sources first. One that is too long for a factsheet is never taken.
    """
    fit = [place for place, row in enumerate(rows) if len(row[0].split()) <= LONGEST]
    order = sorted(fit, key=lambda place: (_flaws(rows[place]), place))
    good = [place for place in order if _flaws(rows[place]) <= GOOD]
    chosen: list[int] = []
    for places, per_source in ((good, 1), (good, PER_SOURCE), (order, most)):
        for place in places:
            same = sum(rows[one][-1] == rows[place][-1] for one in chosen)
            if len(chosen) < most and place not in chosen and same < per_source:
                chosen.append(place)
    return [rows[place] for place in sorted(chosen)]


def _flaws(row: tuple) -> int:
    """Those of the sentence; an open field weighs one."""
    return alone.flaws(row[0]) + (facts.OPEN_END in row[1:-1])


def advice(view: View) -> list[Html | str]:
    """Advice by fixed rules: what works first, then roles, dilemmas and agreements."""
    lines: list[Html | str] = []
    if fine := results(view)[outcome.GOOD]:
        many = wording.count(len(fine), "ding dat lukte of beter ging", "dingen die lukten of beter gingen")
        lines.append(_led("Begin met wat werkt.", f"De bronnen noemen {many}."))
    asked = (
        ("Vul lege rollen.", EMPTY),
        ("Vraag naar rollen die niet gevonden zijn.", NOT_FOUND),
        ("Maak duidelijk wie het doet.", BY_WHOM, MIXED, PAPER),
    )
    for lead, *states in asked:
        if labels := labels_in(view, *states):
            which, names = wording.these_roles(labels)
            lines.append(_led(lead, f"Ga na wie {which} nu heeft: {names}. Niemand? Spreek af wie het doet."))
    if weak := labels_in(view, ALONE, FRAGILE):
        which, names = wording.these_roles(weak)
        told = f"Leg vast wie overneemt als iemand weggaat, bij {which}: {names}."
        lines.append(_led("Spreid wat aan één persoon hangt.", told))
    if found := [one for one in view.counts("dilemma") if one.voices != 0]:
        name = wording.plain(view.codes.label(found[0].code))
        lines.append(_led("Kies samen.", f"Bespreek ‘{name}’: welke kant weegt wanneer zwaarder, en wie beslist dat?"))
    agreements = facts.rows_of(view, "agreement")
    if loose := sum(facts.OPEN_END in row[1:-1] for row in agreements):
        told = f"Bij {loose} van de {len(agreements)} afspraken is niet gezegd wie het doet of wanneer."
        lines.append(_led("Maak afspraken af.", told))
    return lines or ["Er is nog te weinig gevonden om iets te adviseren."]


def account(view: View) -> list[Html]:
    """n and data, method, what software did, what a person decided, limits, and with what it was made."""
    known = view.data.provenance
    sources = opening.sources_in_words(view)
    read = [f"Gelezen: {sources}."] if sources else ["Er is nog geen bron die mag meetellen."]
    read += [line for line in (opening.spoken(view), full.passed_over(view)) if line]
    method = ["Wij tellen mensen, niet uitspraken. Een document telt als bron, niet als mens."]
    if view.policy.k > 1:
        method.append(f"Een aantal onder de {wording.number_word(view.policy.k)} tonen wij niet.")
    made = [f"Gemaakt op {wording.day(str(known['gemaakt']))}."] if known.get("gemaakt") else []
    made += [f"Werkbank {known['workbench']}."] if known.get("workbench") else []
    made += [f"Codeboek {known.get('codeboek') or view.codes.version}."]
    return [
        _led("Gegevens.", " ".join(read)),
        _led("Methode.", " ".join(method)),
        _led(
            "De software",
            "verving namen, zocht naar thema’s, dilemma’s, rollen en feiten, telde, en koos wat hier staat.",
        ),
        _led("De mens.", full.human(view)),
        _led(
            "Grenzen.",
            "De software mist uitspraken en wijst er soms een verkeerd aan. Niet genoemd is iets anders dan niet "
            "belangrijk.",
        ),
        _led("Herkomst.", " ".join(made)),
    ]


def _led(lead: str, told: str) -> Html:
    return Html(f"{element('b', lead)} {text(told)}")

"""The factsheet of one region: eight blocks on at most two sheets of paper, for short cells in a notebook.

It says nothing that the report does not say: counts, labels and passages come from the same sections, fewer of them.
"""

from __future__ import annotations

from pathlib import Path

from workbench.analysis import compare, data
from workbench.privacy.disclosure import Policy
from workbench.project import open_project
from workbench.report import factsheet_parts, shortlist, tables, wording
from workbench.report.fact_rows import results
from workbench.report.markup import Html, element, items, join, paragraph, section
from workbench.report.outcome import BAD, GOOD, NEITHER, TITLES
from workbench.report.own_advice import own_advice
from workbench.report.sections import account, dilemmas, facts, opening, region
from workbench.report.view import View

MOST_RESULTS, MOST_FAILED, MOST_DECISIONS, MOST_AGREEMENTS = 4, 1, 2, 3
MOST_DILEMMAS, FEWEST_DILEMMAS = 4, 2
MOST_QUESTIONS, MOST_NAMED = 3, 6
MOST_ADVICE = 5  # lines of the software
DATED = ("Wat", "Wie", "Wanneer", "Bron")


class FactsheetReport:
    """Blocks of a region under a policy; each is HTML that a notebook shows. They may be asked for in any order."""

    def __init__(self, region_data: data.RegionData, policy: Policy):
        self.view = View(region_data, policy)

    def cover(self) -> Html:
        """Marks, title, and how to read this."""
        view = self.view
        fictitious = view.data.region.fictief
        told = (
            "De regio in het kort: wie wij spraken, wat de samenwerking bracht, wie regie neemt en waar het schuurt. "
            "Software las de teksten als eerste. Lees dit als begin van een gesprek, niet als oordeel."
        )
        parts = [
            *opening.banners(view.policy, fictitious),
            element("h1", view.data.title),
            paragraph("Factsheet quickscan regieneming", class_="onder-titel"),
            paragraph(told),
            opening.pipeline_warning(view),
        ]
        marks = {
            "class_": "factsheet",
            "data_versie": view.policy.version,
            "data_fictief": "ja" if fictitious else "nee",
            "data_k": view.policy.k,
        }
        return element("header", join(parts), **marks)

    def region(self) -> Html:
        """1. Characteristics, and what the region resembles."""
        known = self.view.data.region
        rows = [row for row in region.characteristics(known.kenmerken) if row[1] is not None]
        if len(places := known.kenmerken.gemeenten) > MOST_NAMED:
            some = [*places[: MOST_NAMED - 1], f"{len(places) - MOST_NAMED + 1} andere"]
            rows[0] = (rows[0][0], f"{len(places)} ({wording.listing(some)})")
        rows = factsheet_parts.in_few_lines(rows)
        looks = compare.situation(known)
        parts = [tables.table("Kenmerken van de regio", ["Kenmerk", "Waarde"], rows, compact=True, headed=True)]
        if not rows:
            parts = [paragraph("De kenmerken van deze regio zijn nog niet ingevuld.", class_="leeg")]
        if looks:
            lead = element("b", f"Lijkt op het type ‘{looks['naam']}’:")
            parts.append(paragraph(lead, f" {looks['uitleg']}. Een vergelijking om over te praten, geen oordeel."))
        return section("regio", "1. De regio in het kort", *parts)

    def partners(self) -> Html:
        """2. People per group, what they spoke about most, and where groups differ."""
        lines = [line for line in (opening.most_mentioned(self.view), *opening.differences(self.view)[:1]) if line]
        return section("wie", "2. Wie spraken we", *region.who(self.view), items(lines))

    def results(self) -> Html:
        """3. What the co-operation brought, in the words of the sources."""
        found = {one: [facts.cells(row, "result") for row in rows] for one, rows in results(self.view).items()}
        failed = shortlist.best(found[BAD], MOST_FAILED)
        fine = shortlist.best(found[GOOD], MOST_RESULTS - len(failed))
        other = shortlist.best(found[NEITHER], MOST_RESULTS - len(failed) - len(fine))
        chosen = {GOOD: fine, NEITHER: other, BAD: failed}
        if not any(chosen.values()):
            told = "Er is geen opbrengst om hier te tonen. Vraag ernaar: wat gaat er nu beter dan enkele jaren geleden?"
            return section("opbrengsten", "3. Wat bracht de samenwerking", paragraph(told, class_="leeg"))
        shown = [
            part
            for one in TITLES
            if chosen[one]
            for part in (element("h3", TITLES[one]), factsheet_parts.quoted(chosen[one]))
        ]
        more = sum(map(len, found.values())) - sum(map(len, chosen.values()))
        note = paragraph(f"Het rapport noemt er nog {wording.number_word(more)}.", class_="noot") if more else None
        return section("opbrengsten", "3. Wat bracht de samenwerking", *shown, note)

    def roles(self) -> Html:
        """4. Role by carrier; an empty role and one that hangs on one person are findings."""
        view = self.view
        head = ["Rol", "Wie doet het", "Wat opvalt"]
        rows = [
            (factsheet_parts.named(code), factsheet_parts.carriers(view, code.id), factsheet_parts.remark(view, code))
            for code in view.codes.roles.values()
        ]
        note = (
            "Tussen haakjes: hoeveel gesprekspartners dit zeggen. De rollen zijn voorlopig, geen officieel model. "
            "Een lege rol kan ook betekenen dat er niet naar gevraagd is."
        )
        table = tables.table("Wie welke rol heeft", head, rows, note=note, headed=True)
        return section("rollen", "4. Wie neemt regie", table)

    def dilemmas(self) -> Html:
        """5. Both sides beside each other, and which groups stress which."""
        view = self.view
        found = [one for one in view.counts("dilemma") if one.voices != 0]
        if not found:
            return section("dilemmas", "5. Dilemma’s", dilemmas.nothing(view)[0])
        told = sum(one.voices is not None for one in found)
        shown = found[: min(max(told, FEWEST_DILEMMAS), MOST_DILEMMAS)]
        rest = [f"‘{wording.plain(view.codes.label(one.code))}’" for one in found if one not in shown]
        if len(rest) > MOST_NAMED:
            rest[MOST_NAMED:] = [f"{wording.number_word(len(rest) - MOST_NAMED)} andere"]
        also = paragraph(element("b", "Ook genoemd:"), f" {wording.listing(rest)}.", class_="noot") if rest else None
        groups = {one.code: dilemmas.stressing(view, one.code) for one in shown}
        blocks = element(
            "div", *(factsheet_parts.dilemma(view, one, groups[one.code]) for one in shown), class_="dilemmas"
        )
        hidden = "Staat er niet bij welke groep waar de nadruk legt? Dan zou te zien zijn wie het zei."
        note = paragraph(hidden, class_="noot") if None in groups.values() else None
        return section("dilemmas", "5. Dilemma’s", blocks, note, also)

    def agreements(self) -> Html:
        """6. Decisions and agreements with who, what and when."""
        return section(
            "besluiten",
            "6. Besluiten en afspraken",
            *self._dated("decision", "Besluiten", "besluit", MOST_DECISIONS),
            *self._dated("agreement", "Afspraken", "afspraak", MOST_AGREEMENTS),
        )

    def _dated(self, kind: str, heading: str, one: str, most: int) -> list[Html | None]:
        rows = facts.rows_of(self.view, kind)
        chosen = shortlist.best(rows, most)
        if not chosen:
            return [element("h3", heading), paragraph(f"Er is geen {one} om hier te tonen.", class_="leeg")]
        known = [any(row[place] != facts.OPEN_END for row in chosen) for place in range(len(DATED))]
        head = [name for name, there in zip(DATED, known, strict=True) if there]
        shown = [
            [
                factsheet_parts.cell(value, place)
                for place, (value, there) in enumerate(zip(row, known, strict=True))
                if there
            ]
            for row in chosen
        ]
        table = tables.table(heading, head, shown, headed=True)
        of = f" ({len(chosen)} van de {len(rows)} uit het rapport)" if len(chosen) < len(rows) else ""
        return [element("h3", heading + of), table]

    def advice(self) -> Html:
        """7. Advice of the researcher, advice that follows from the blocks above, and questions for the conversation.

        Raises InvalidRegionFile when the researcher's advice names somebody.
        """
        own = own_advice(self.view)
        # to stay on two sheets: the researcher's sentences take the place of lines of the software
        many = len(self.view.data.region.advies)
        lead = "Voorzet van de software, met vaste regels uit de blokken hierboven. Onderzoeker en regio beslissen."
        # what to do about an empty role stands under the advice already
        asked = account.asked(self.view, most_roles=0)[: MOST_QUESTIONS - (many + 1) // 2]
        return section(
            "advies",
            "7. Advies en gespreksvragen",
            own,
            element("h3", "Advies van de software" if own else "Advies"),
            paragraph(lead, class_="noot"),
            items(shortlist.advice(self.view)[: MOST_ADVICE - many]),
            element("h3", "Vragen voor het gesprek"),
            items(asked) or paragraph("Nog geen vragen.", class_="leeg"),
        )

    def account(self) -> Html:
        """8. How many, from what, how, what software did and what a person decided, and what it cannot say."""
        return section("verantwoording", "8. Verantwoording", items(shortlist.account(self.view)))

    def sections(self) -> list[Html]:
        """Every block in the order of the factsheet."""
        order = ("cover", "region", "partners", "results", "roles", "dilemmas", "agreements", "advice", "account")
        return [getattr(self, name)() for name in order]


def open_factsheet(project_dir: str | Path, region: str, *, versie: str = "concept", k: int = 3) -> FactsheetReport:
    """The factsheet of a region in a project; the project is looked for in ``project_dir`` and above it.

    Raises NoProject, UnknownRegion, NothingToDo, BadTable and InvalidParameter.
    """
    return FactsheetReport(data.load(open_project(project_dir), region), Policy(k=k, version=versie))

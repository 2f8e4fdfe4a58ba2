"""Regions side by side: what kind of regions they are, which themes and dilemmas weigh where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from workbench.analysis import compare, counts, data
from workbench.analysis.names import name_of
from workbench.errors import InvalidParameter
from workbench.privacy.disclosure import Policy
from workbench.project import open_project
from workbench.report import charts, tables, wording
from workbench.report.markup import Html, element, items, join, paragraph, section, text
from workbench.report.sections.opening import banners
from workbench.report.view import View

MOST_PANELS = 12
MOST_COLUMNS = 4
UNKNOWN = "niet bekend"
MOST_DIFFERENCES = 4
CLEAR_GAP = 0.25  # of all people in a region
MARKS = (
    "● met een getal: zoveel mensen noemen het. ◐: genoemd, maar het aantal is te klein om te tonen. ○: niet genoemd."
)


class ComparisonReport:
    """Sections of the comparison, each as HTML that a notebook shows. Regions are in the order given."""

    def __init__(self, regions: Sequence[data.RegionData], policy: Policy):
        self.views = [View(one, policy) for one in regions]
        self.policy = policy
        self.codes = self.views[0].codes

    def cover(self) -> Html:
        names = [view.data.title for view in self.views]
        fictitious = all(view.data.region.fictief for view in self.views)
        number = wording.count(len(names), "regio", "regio’s")
        parts = [
            *banners(self.policy, fictitious),
            element("h1", "Regio’s naast elkaar"),
            paragraph(wording.listing(names), class_="onder-titel"),
            paragraph(
                f"Dit overzicht zet {number} naast elkaar. Het vergelijkt waar mensen over spreken, niet hoe goed een "
                "regio het doet. De aantallen gesprekken zijn klein: zie een verschil als een vraag, niet als een feit."
            ),
        ]
        mark = "ja" if fictitious else "nee"
        return Html(f'<header data-versie="{self.policy.version}" data-fictief="{mark}">\n{join(parts)}\n</header>')

    def characteristics(self) -> Html:
        """1. Characteristics per region and what it resembles."""
        sizes, ties = [], []
        for view in self.views:
            known = view.data.region.kenmerken
            looks = compare.situation(view.data.region)
            share = known.aandeel_grootste_gemeente
            people = UNKNOWN if known.inwoners is None else f"{known.inwoners:,}".replace(",", ".")
            largest = UNKNOWN if share is None else f"{round(share * 100)}%"
            legal = name_of("rechtsvorm", known.rechtsvorm) if known.rechtsvorm else UNKNOWN
            same = {True: "ja", False: "nee", None: UNKNOWN}[known.grenzen_vallen_samen]
            name = view.data.title
            sizes.append((name, len(known.gemeenten) or UNKNOWN, people, largest, self._total(view)))
            ties.append((name, same, legal, looks["naam"] if looks else "nog niet te zeggen"))
        first = ["Regio", "Gemeenten", "Inwoners", "Grootste gemeente", "Gesproken"]
        second = ["Regio", "Grenzen gelijk", "Rechtsvorm", "Lijkt op"]
        note = "‘Lijkt op’ is een vergelijking om over te praten, geen score."
        return section(
            "kenmerken",
            "1. Kenmerken",
            tables.table("Omvang, en hoeveel mensen wij spraken", first, sizes),
            tables.table("Grenzen en vorm", second, ties, note=note),
        )

    def _total(self, view: View) -> str:
        number = view.number(view.total)
        return f"minder dan {self.policy.k}" if number is None else str(number)

    def themes(self) -> Html:
        """2. Themes: in a small panel per theme the share of the people of each region."""
        return section("themas", "2. Thema’s per regio", *self._weights("theme"))

    def dilemmas(self) -> Html:
        """3. Dilemmas: how many people of each region speak of them."""
        if not self._numbers("dilemma"):
            told = "In geen van de regio’s is een dilemma gevonden waar de software zeker van is. Vraag ernaar."
            return section("dilemmas", "3. Dilemma’s per regio", paragraph(told))
        shown = self._tables("dilemma", "Gesprekspartners per dilemma en regio")
        return section("dilemmas", "3. Dilemma’s per regio", shown, paragraph(MARKS, class_="noot"))

    def _differences(self, numbers: dict[str, dict[str, int | None]]) -> Html | None:
        """The themes on which regions differ most, in words; only numbers that may be told are compared."""
        lines = []
        for code in list(numbers)[:MOST_DIFFERENCES]:
            shares = [(per, view) for view in self.views if (per := numbers[code][view.data.name]) is not None]
            if self._gap(numbers[code]) < CLEAR_GAP or len(shares) < 2:
                continue
            shares.sort(key=lambda one: -one[0] / (one[1].total or 1))
            told = [
                f"{short_name(view)} {number or 'niemand'} van de {view.total}"
                for number, view in (shares[0], shares[-1])
            ]
            lines.append(Html(f"{element('b', self.codes.label(code))}: {text(told[0])}, {text(told[1])}"))
        if not lines:
            return paragraph("Geen thema verschilt duidelijk tussen de regio’s.")
        return join([element("h3", "De grootste verschillen"), items(lines)])

    def _gap(self, per: dict[str, int | None]) -> float:
        """Largest minus smallest share of people among the regions whose number may be told."""
        shares = [number / (view.total or 1) for view in self.views if (number := per[view.data.name]) is not None]
        return round(max(shares) - min(shares), 9) if len(shares) > 1 else 0.0

    def roles(self) -> Html:
        """4. Roles: what is said of each role in each region."""
        note = "De rollen zijn voorlopig. ‘Niet genoemd’ kan een lege rol zijn, of er is niet naar gevraagd."
        shown = []
        for views in self._chunks():
            rows = [(code.label, *(_states(view, code.id) for view in views)) for code in self.codes.roles.values()]
            head = ["Rol", *(short_name(view) for view in views)]
            shown.append(tables.table("Wat er over elke rol gezegd is", head, rows, headed=True))
        return section("rollen", "4. Rollen per regio", *shown, paragraph(note, class_="noot"))

    def account(self) -> Html:
        """5. How to read this."""
        lines = [
            "Wij tellen mensen, niet uitspraken. Software las de teksten, met dezelfde regels voor elke regio.",
            "De regio’s zijn met opzet niet gerangschikt. Een verschil is een vraag voor het gesprek.",
            "De regio’s zijn niet op dezelfde manier bevraagd. Niet genoemd is iets anders dan niet belangrijk.",
            f"Een aantal onder de {wording.number_word(self.policy.k)} tonen wij niet.",
        ]
        versions = [("Versie van dit overzicht", self.policy.version), ("Kleinste aantal (k)", self.policy.k)]
        versions += [
            (f"Bronnen van {view.data.title}", f"{len(view.data.sources)}, codeboek {view.codes.version}")
            for view in self.views
        ]
        made = tables.table("Waarmee dit gemaakt is", ["Onderdeel", "Waarde"], versions)
        return section("verantwoording", "5. Verantwoording", items(lines), made)

    def sections(self) -> list[Html]:
        """Every section in the order of the page."""
        return [
            getattr(self, name)() for name in ("cover", "characteristics", "themes", "dilemmas", "roles", "account")
        ]

    def _numbers(self, kind: str) -> dict[str, dict[str, int | None]]:
        """Code -> region name -> number of people (None when it may not be told); codes best known first."""
        found = {view.data.name: {one.code: one.voices for one in view.counts(kind)} for view in self.views}
        order = list(self.codes.themes if kind == "theme" else self.codes.dilemmas)
        codes = [code for code in order if any(per[code] != 0 for per in found.values() if code in per)]
        totals = {view.data.name: view.total or 1 for view in self.views}

        def weight(code: str) -> float:
            return sum((per.get(code) or 0) / totals[name] for name, per in found.items())

        codes.sort(key=lambda code: (-round(weight(code), 9), order.index(code)))
        return {code: {name: per.get(code, 0) for name, per in found.items()} for code in codes}

    def _chunks(self) -> list[list[View]]:
        """Regions a few at a time, so that a table fits a page."""
        return [self.views[at : at + MOST_COLUMNS] for at in range(0, len(self.views), MOST_COLUMNS)]

    def _tables(self, kind: str, caption: str) -> Html:
        numbers = self._numbers(kind)
        shown = []
        for views in self._chunks():
            head = ["Thema" if kind == "theme" else "Dilemma"]
            head += [f"{short_name(view)} ({self._total(view)})" for view in views]
            rows = [
                (self.codes.label(code), *(tables.dot(per[view.data.name]) for view in views))
                for code, per in numbers.items()
            ]
            shown.append(tables.table(caption, head, rows, compact=True, headed=kind == "dilemma"))
        return join(shown)

    def _weights(self, kind: str) -> list[Html]:
        numbers = self._numbers(kind)
        behind = self._tables(kind, "Gesprekspartners per thema en regio")
        panels = []
        told = {code: per for code, per in numbers.items() if any(per.values())}
        place = {code: at for at, code in enumerate(told)}
        told = dict(sorted(told.items(), key=lambda one: (-self._gap(one[1]), place[one[0]])))
        for code, per in list(told.items())[:MOST_PANELS]:
            dots = [charts.Dot(short_name(view), per[view.data.name], view.total) for view in self.views]
            panels.append((self.codes.label(code), dots))
        # a share says how many people there are; with too few people there is none to show
        if not panels or any(view.number(view.total) is None for view in self.views):
            return [behind, paragraph(MARKS, class_="noot")]
        lead = (
            "Elke stip is het deel van de gesprekspartners in die regio dat het thema noemt: hoe verder naar rechts, "
            "hoe meer. Een open ruit betekent: genoemd, maar het aantal is te klein om te tonen. "
            "De thema’s waar de regio’s het meest verschillen, staan bovenaan."
        )
        caption = "Welk deel van de gesprekspartners noemt een thema"
        if len(told) > MOST_PANELS:
            caption += f" (de {wording.number_word(MOST_PANELS)} grootste verschillen)"
        shown = join([behind, paragraph(MARKS, class_="noot")])
        found = self._differences(told)
        heading = element("h3", "De thema’s naast elkaar")
        return [found, heading, paragraph(lead), charts.panels(caption, panels, behind=shown)]


def short_name(view: View) -> str:
    """The name of a region for a narrow column: without 'Regio' and without what stands in brackets."""
    plain = re.sub(r"\s*\([^)]*\)", "", view.data.title).strip()
    return re.sub(r"^regio\s+", "", plain, flags=re.IGNORECASE) or view.data.title


def _states(view: View, role: str) -> str:
    found = counts.roles(view.evidence)
    own = sorted(found[found["code"] == role]["state"].unique())
    return wording.listing([name_of("rolstatus", state) for state in own]) or "niet genoemd"


def open_comparison(
    project_dir: str | Path, regios: Sequence[str] = (), *, versie: str = "concept", k: int = 3
) -> ComparisonReport:
    """The comparison of regions in a project; no names means all regions that were coded.

    Raises NoProject, UnknownRegion, NothingToDo, BadTable and InvalidParameter.
    """
    project = open_project(project_dir)
    coded = [name for name in project.regions() if project.region(name).table("codings").exists()]
    names = list(regios) or coded
    if not names:
        raise InvalidParameter(
            "er is nog geen regio gecodeerd", where="regios", remedy="Draai eerst: workbench code --all"
        )
    return ComparisonReport([data.load(project, name) for name in names], Policy(k=k, version=versie))

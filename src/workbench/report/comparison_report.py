"""Regions side by side: what kind of regions they are, which themes and dilemmas weigh where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.analysis import compare, data
from workbench.analysis.names import name_of
from workbench.errors import InvalidParameter
from workbench.privacy.disclosure import Policy
from workbench.project import open_project
from workbench.report import tables, wording
from workbench.report.dot_plots import Dot, panels, strips
from workbench.report.markup import Html, element, items, join, paragraph, section, text
from workbench.report.sections import compared
from workbench.report.sections.compared import MARKS, chunks, short_name
from workbench.report.sections.opening import banners
from workbench.report.view import View

MOST_DRAWN = 12  # themes or dilemmas in one chart
FEWEST = 2  # regions, to compare
MOST_IN_PANEL = 6  # regions; more of them share one line
UNKNOWN = "niet bekend"
MOST_DIFFERENCES = 4
CLEAR_GAP = 0.25  # of all people in a region


class ComparisonReport:
    """Sections of the comparison, each as HTML that a notebook shows. Regions are in the order given."""

    def __init__(self, regions: Sequence[data.RegionData], policy: Policy):
        self.views = [View(one, policy) for one in regions]
        # a share says how many people there are; of too few people there is none to show
        self.drawn = [view for view in self.views if view.total and view.number(view.total) is not None]
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
        marks = f'data-versie="{self.policy.version}" data-fictief="{"ja" if fictitious else "nee"}"'
        return Html(f'<header {marks} data-k="{self.policy.k}">\n{join(parts)}\n</header>')

    def characteristics(self) -> Html:
        """1. Characteristics per region and what it resembles."""
        sizes, ties = [], []
        for view in self.views:
            known = view.data.region.kenmerken
            looks = compare.situation(view.data.region)
            share = known.aandeel_grootste_gemeente
            people = UNKNOWN if known.inwoners is None else wording.thousands(known.inwoners)
            largest = UNKNOWN if share is None else f"{round(share * 100)}%"
            legal = name_of("rechtsvorm", known.rechtsvorm) if known.rechtsvorm else UNKNOWN
            same = {True: "ja", False: "nee", None: UNKNOWN}[known.grenzen_vallen_samen]
            years = UNKNOWN if known.jaren_samen is None else known.jaren_samen
            name = view.data.title
            sizes.append((name, len(known.gemeenten) or UNKNOWN, people, largest, self._total(view)))
            ties.append((name, same, legal, years, looks["naam"] if looks else "nog niet te zeggen"))
        first = ["Regio", "Gemeenten", "Inwoners", "Grootste gemeente", "Gesproken"]
        second = ["Regio", "Grenzen gelijk", "Rechtsvorm", "Jaren samen", "Lijkt op"]
        note = "‘Lijkt op’ is een vergelijking om over te praten, geen score."
        return section(
            "kenmerken",
            "1. Kenmerken",
            tables.table("Omvang, en hoeveel mensen wij spraken", first, sizes),
            tables.table("Grenzen en vorm", second, ties, note=note),
            self._types(),
        )

    def _types(self) -> Html | None:
        """Per type of region what it means, which regions resemble it, and what to ask them."""
        alike: dict[str, list[str]] = {}
        about = {}
        for view in self.views:
            if looks := compare.situation(view.data.region):
                alike.setdefault(looks["naam"], []).append(short_name(view))
                about[looks["naam"]] = looks
        lines = [
            Html(
                f"{element('b', wording.capital(name))} ({text(wording.listing(alike[name]))}): "
                f"{text(about[name]['uitleg'])}. {text(about[name]['vraag'])}"
            )
            for name in sorted(alike)
        ]
        return join([element("h3", "Waar de regio’s op lijken"), items(lines)]) if lines else None

    def _total(self, view: View) -> str:
        number = view.number(view.total)
        return f"minder dan {self.policy.k}" if number is None else str(number)

    def themes(self) -> Html:
        """2. Themes: in a small panel per theme the share of the people of each region."""
        return section("themas", "2. Thema’s per regio", *self._weights("theme"))

    def dilemmas(self) -> Html:
        """3. Dilemmas: in a small panel per dilemma the share of the people of each region who speak of it."""
        if not self._numbers("dilemma"):
            told = "In geen van de regio’s is een dilemma gevonden waar de software zeker van is. Vraag ernaar."
            return section("dilemmas", "3. Dilemma’s per regio", paragraph(told))
        return section("dilemmas", "3. Dilemma’s per regio", *self._weights("dilemma"))

    def _differences(self, numbers: dict[str, dict[str, int | None]]) -> Html | None:
        """What regions differ on most, in words; only numbers that may be told are compared."""
        lines = []
        for code in list(numbers)[:MOST_DIFFERENCES]:
            if self._gap(numbers[code]) < CLEAR_GAP:
                continue
            per = [(numbers[code][view.data.name], view) for view in self.drawn]
            seen = sorted((one for one in per if one[0] is not None), key=lambda one: -one[0] / one[1].total)
            shown = seen if len(self.drawn) <= MOST_IN_PANEL else [seen[0], seen[-1]]
            told = [f"{short_name(view)} ({number or 'niemand'} van de {view.total})" for number, view in shown]
            if len(self.drawn) <= MOST_IN_PANEL:
                few = f"minder dan {wording.number_word(self.policy.k)}"
                told += [f"{short_name(view)} ({few})" for number, view in per if number is None]
            lines.append(Html(f"{element('b', self.codes.label(code))}: {text(', '.join(told))}"))
        if not lines:
            return paragraph("Nergens is het verschil tussen de regio’s duidelijk.")
        return join([element("h3", "De grootste verschillen"), items(lines)])

    def _gap(self, per: dict[str, int | None]) -> float:
        """Largest minus smallest share of people among the regions whose number may be told."""
        shares = [number / view.total for view in self.drawn if (number := per[view.data.name]) is not None]
        return round(max(shares) - min(shares), 9) if len(shares) >= FEWEST else 0.0

    def roles(self) -> Html:
        """4. Roles: how each stands in each region and who carries it; a role without a carrier comes first."""
        return compared.roles(self.views)

    def account(self) -> Html:
        """5. How to read this."""
        lines = [
            "Wij tellen mensen, niet uitspraken. Software las de teksten, met dezelfde regels voor elke regio.",
            "De regio’s zijn met opzet niet gerangschikt. Een verschil is een vraag voor het gesprek.",
            "Misschien is niet in elke regio hetzelfde gevraagd. Niet genoemd is iets anders dan niet belangrijk.",
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

    def _tables(self, kind: str, caption: str) -> Html:
        numbers = self._numbers(kind)
        shown = []
        for views in chunks(self.views):
            head = ["Thema" if kind == "theme" else "Dilemma"]
            head += [f"{short_name(view)} ({self._total(view)})" for view in views]
            rows = [
                (self.codes.label(code), *(tables.dot(per[view.data.name]) for view in views))
                for code, per in numbers.items()
            ]
            shown.append(tables.table(caption, head, rows, compact=True))
        return join(shown)

    def _weights(self, kind: str) -> list[Html | None]:
        """The greatest differences in words, the dots, and the table behind them."""
        numbers = self._numbers(kind)
        one, many = ("thema", "thema’s") if kind == "theme" else ("dilemma", "dilemma’s")
        behind = join([self._tables(kind, f"Gesprekspartners per {one} en regio"), paragraph(MARKS, class_="noot")])
        told = {code: per for code, per in numbers.items() if any(per.values())}
        place = {code: at for at, code in enumerate(told)}
        told = dict(sorted(told.items(), key=lambda one: (-self._gap(one[1]), place[one[0]])))
        if not told or len(self.drawn) < FEWEST:
            return [behind]
        rows = [
            (self.codes.label(code), [Dot(short_name(view), per[view.data.name], view.total) for view in self.drawn])
            for code, per in list(told.items())[:MOST_DRAWN]
        ]
        caption = f"Welk deel van de gesprekspartners noemt een {one}"
        if len(told) > MOST_DRAWN:
            caption += f" (de {wording.number_word(MOST_DRAWN)} grootste verschillen)"
        draw = panels if len(self.drawn) <= MOST_IN_PANEL else strips
        heading = element("h3", f"De {many} naast elkaar")
        drawn = draw(caption, rows, what=one, behind=behind)
        return [self._differences(told), heading, paragraph(self._how_to_read(one, many)), drawn]

    def _how_to_read(self, one: str, many: str) -> str:
        lines = [
            f"Elke stip is het deel van de gesprekspartners in die regio dat het {one} noemt: hoe verder naar rechts, "
            "hoe meer."
        ]
        if len(self.drawn) <= MOST_IN_PANEL:
            lines.append("Een open ruit betekent: genoemd, maar het aantal is te klein om te tonen.")
        lines.append(f"De {many} waar de regio’s het meest verschillen, staan bovenaan.")
        if small := [short_name(view) for view in self.views if view not in self.drawn]:
            few = wording.number_word(self.policy.k)
            lines.append(f"Niet getekend, omdat wij er minder dan {few} mensen spraken: {wording.listing(small)}.")
        return " ".join(lines)


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

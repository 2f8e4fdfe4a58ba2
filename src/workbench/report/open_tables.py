"""The tables of a region that go out with its report, each with what its columns mean.

Every number, label and passage comes from a ``View``, so the gate out has had its say. Cells are text: a number of
people that may not be told says so in words.
"""

from __future__ import annotations

from html import unescape

from workbench.analysis import counts
from workbench.analysis.names import name_of
from workbench.report import wording
from workbench.report.doubt import POLES
from workbench.report.open_table import Column, OpenTable
from workbench.report.outcome import TITLES, outcome
from workbench.report.sections import facts as facts_section
from workbench.report.view import Count, View

FEW = "genoemd, aantal te klein of te herleiden"
UNTOLD = "niet getoond"
ABSENT = "niet gevonden"
PAPERS = "alleen in documenten"
TALKS = "gesprekken"
FACT_KINDS = ("result", "decision", "agreement")
CARRIERS = ("bestuurder", "ambtenaar", "professional", "ongenoemd", "")
STATES = ("vervuld", "gewenst", "ontbreekt", "kwetsbaar", "onbekend")


def tables_of(view: View) -> list[OpenTable]:
    """Themes, dilemmas, roles and facts of a region."""
    return [themes(view), dilemmas(view), roles(view), facts(view)]


def _region() -> Column:
    return Column("Regio", "De naam van de regio.")


def _code(view: View) -> Column:
    return Column("Code", "De code in het codeboek.", "code", f"een code uit codeboek {view.codes.version}".strip())


def _counted(view: View, what: str) -> list[Column]:
    """Columns that tell how many people speak of something: all together, then per group of perspectives."""
    few, total = f"minder dan {view.policy.k}", view.number(view.total)
    of_all = f"mensen, van de {total} die wij spraken" if total else "mensen"
    columns = [
        Column("Gevonden in", f"Waar {what} is gevonden.", allowed=f"{TALKS}; {PAPERS}; {ABSENT}"),
        Column(
            "Gesprekspartners",
            f"Hoeveel mensen {what} noemen. Wie iets vaker zegt, telt één keer.",
            of_all,
            f"0; {few}; een getal vanaf {view.policy.k}",
        ),
    ]
    return columns + [
        Column(
            f"{wording.capital(group.label)} ({group.voices})",
            f"Hoeveel mensen uit deze groep {what} noemen. Tussen haakjes: hoeveel wij er in deze groep spraken.",
            f"mensen, van de {group.voices} in deze groep",
            f"een getal; ‘{FEW}’; ‘{UNTOLD}’ als te zien zou zijn hoeveel mensen het per groep zijn",
        )
        for group in _groups(view)
    ]


def _groups(view: View) -> list:
    return view.groups if len(view.groups) > 1 else []


def _numbers(view: View, one: Count | None) -> list[str]:
    """Cells for the columns of ``_counted``; None is a code that was not found."""
    if one is None:
        return [ABSENT, "0", *("0" for _ in _groups(view))]
    cells = one.cells or [UNTOLD] * len(view.groups)
    shown = [FEW if value is None else str(value) for value in cells] if _groups(view) else []
    return [PAPERS if one.voices == 0 else TALKS, people(view, one.voices), *shown]


def people(view: View, number: int | None) -> str:
    """A number of people, or that it is too small to tell."""
    return f"minder dan {view.policy.k}" if number is None else str(number)


def _with_absent(view: View, kind: str) -> list[tuple[str, Count | None]]:
    """Every code of the codebook: those found in the order of the report, then the others in that of the codebook."""
    found = {one.code: one for one in view.counts(kind)}
    codes = view.codes.themes if kind == "theme" else view.codes.dilemmas
    return [*found.items(), *((code, None) for code in codes if code not in found)]


def themes(view: View) -> OpenTable:
    """Every theme with how many people speak of it, by perspective."""
    columns = [
        _region(),
        _code(view),
        Column("Thema", "De naam van het thema in het codeboek."),
        Column("Groep in het codeboek", "De groep waar het codeboek het thema bij zet."),
        *_counted(view, "het thema"),
    ]
    rows = []
    for code, one in _with_absent(view, "theme"):
        known = view.codes.themes.get(code)
        group = known.group if known else ""
        rows.append((view.data.title, code, view.codes.label(code), group, *_numbers(view, one)))
    return OpenTable.of("themas", "Thema's", columns, rows)


def dilemmas(view: View) -> OpenTable:
    """Every dilemma with its poles, how many people speak of it by perspective, and which pole they stress."""
    pole = f"een getal; ‘{UNTOLD}’ als het te klein of te herleiden is"
    sides = [
        ("Nadruk op kant A", "kant A"),
        ("Beide kanten even sterk", "beide kanten"),
        ("Nadruk op kant B", "kant B"),
    ]
    columns = [
        _region(),
        _code(view),
        Column("Dilemma", "De naam van het dilemma in het codeboek."),
        Column("Kant A", "De ene kant van het dilemma."),
        Column("Kant B", "De andere kant van het dilemma."),
        *_counted(view, "het dilemma"),
        *(Column(name, f"Hoeveel mensen nadruk leggen op {side}.", "mensen", pole) for name, side in sides),
    ]
    poles = counts.poles(view.evidence)
    rows = []
    for code, one in _with_absent(view, "dilemma"):
        known = view.codes.dilemmas.get(code)
        stressed = poles[poles["code"] == code]["pole"]
        line = view.line([int((stressed == side).sum()) for side in POLES]) or [None] * len(POLES)
        told = [UNTOLD if value is None else str(value) for value in line]
        sides_of = known.pole_names if known else ("", "")
        rows.append((view.data.title, code, view.codes.label(code), *sides_of, *_numbers(view, one), *told))
    return OpenTable.of("dilemmas", "Dilemma's", columns, rows)


def roles(view: View) -> OpenTable:
    """Role, kind of carrier and state, with how many people say so; a role of which nothing is said has one row."""
    columns = [
        _region(),
        _code(view),
        Column("Rol", "De naam van de voorlopige kernrol."),
        Column(
            "Wie doet het",
            "Het soort persoon of organisatie dat de rol heeft; nooit een naam.",
            allowed="; ".join(wording.capital(name_of("drager", kind)) for kind in CARRIERS),
        ),
        Column(
            "Hoe staat het ervoor",
            "Wat er over de rol gezegd wordt.",
            allowed="; ".join([*(name_of("rolstatus", state) for state in STATES), ABSENT]),
        ),
        Column(
            "Genoemd door",
            "Hoeveel mensen dit zeggen.",
            "mensen",
            f"{people(view, None)}; een getal vanaf {view.policy.k}; {PAPERS}; 0",
        ),
    ]
    found, rows = view.carriers, []
    for code in view.codes.roles.values():
        own = [
            (
                wording.capital(name_of("drager", row.carrier)),
                name_of("rolstatus", row.state),
                people(view, view.number(int(row.voices))) if row.voices else PAPERS,
            )
            for row in found[found["code"] == code.id].itertuples()
        ]
        rows += [(view.data.title, code.id, code.label, *line) for line in own or [("", ABSENT, "0")]]
    return OpenTable.of("rollen", "Rollen", columns, rows)


def facts(view: View) -> OpenTable:
    """Results, decisions and agreements as the report shows them."""
    dated = f"alleen bij een besluit of afspraak; ‘{facts_section.OPEN_END}’ waar het ontbreekt"
    columns = [
        _region(),
        Column("Soort", "Wat voor feit het is.", allowed="; ".join(name_of("soort_feit", kind) for kind in FACT_KINDS)),
        Column(
            "Uitkomst", "Wat ervan kwam, naar de woorden van de zin.", allowed="; ".join(TITLES.values()) + "; leeg"
        ),
        Column("Wat", "De zin uit een goedgekeurde bron, zonder namen."),
        Column("Wie", "Wie iets besloot of gaat doen.", allowed=dated),
        Column("Wanneer", "Wanneer dat was of klaar is.", allowed=dated),
        Column("Bron", "Het soort bron en uit welke groep, elk als dat kan; bij een document de titel."),
    ]
    rows = []
    for kind in FACT_KINDS:
        for what, *middle, where in facts_section.rows_of(view, kind):
            source = "; ".join(unescape(part) for part in where.split("<br>"))
            came = TITLES[outcome(what)] if kind == "result" else ""
            rows.append((view.data.title, name_of("soort_feit", kind), came, what, *(middle or ("", "")), source))
    return OpenTable.of("feiten", "Feiten", columns, rows)

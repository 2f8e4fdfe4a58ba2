"""4. Dilemmas: both poles beside each other, who stresses which, quotes and a question for the conversation."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from workbench import lists
from workbench.analysis import compare
from workbench.report import tables, trace, wording
from workbench.report.doubt import POLES, Doubt
from workbench.report.markup import Html, element, items, join, paragraph, section, text
from workbench.report.quotes import Picker, quotes
from workbench.report.sections.themes import full_ones
from workbench.report.sections.unsure import unsure
from workbench.report.two_sided import TwoSided, two_sided, worth_drawing
from workbench.report.view import Count, View

KINDS = ("dilemma", "tension")
HIDDEN = "niet getoond"


@cache
def question(code: str) -> str:
    """The question for the conversation that goes with a dilemma; "" when there is none."""
    return lists.load(Path(__file__).parents[1] / "questions.yaml").get(code, "")


def dilemmas(view: View, picker: Picker) -> Html:
    """The two-sided chart, then each dilemma with its poles, then the rest by name."""
    found = [one for one in view.counts("dilemma") if one.voices != 0]
    explained = paragraph(
        "Een dilemma is iets waarbij mensen twee dingen willen of moeten, en waar meer van het ene ten koste gaat van "
        "het andere. Beide kanten hebben hun waarde. Het gaat dus niet om wie gelijk heeft."
    )
    if not found:
        return section(
            "dilemmas",
            "4. Dilemma’s",
            explained,
            *nothing(view),
            unsure(view, KINDS, "mogelijke dilemma’s en spanning"),
        )
    full = full_ones(found)
    stress = {one.code: _stress(view, one.code) for one in found}
    parts = [explained, *_chart(view, found, stress)]
    parts += [_dilemma(view, picker, one, stress[one.code]) for one in full]
    rest = [one for one in found if one not in full]
    if rest:
        few = wording.number_word(view.policy.k)
        parts.append(element("h3", "Minder vaak genoemd"))
        parts.append(paragraph(f"Deze dilemma’s noemen minder dan {few} van de {view.total} gesprekspartners."))
        parts += _less_often(view, picker, rest)
    parts.append(unsure(view, KINDS, "mogelijke dilemma’s en spanning"))
    return section("dilemmas", "4. Dilemma’s", *parts)


def nothing(view: View) -> list[Html]:
    """What it means that none was found, and what to ask instead."""
    looks = compare.situation(view.data.region)
    told = paragraph(
        "De software vond geen dilemma waar zij zeker van is. Dat wil niet zeggen dat de regio geen dilemma’s heeft: "
        "mensen noemen de twee kanten zelden in één adem. Vraag ernaar in het gesprek."
    )
    codes = [code for code in (looks["dilemmas"] if looks else []) if question(code)]
    if not codes:
        return [told, _ask("Welke keuze schuurt in deze regio, en wie voelt dat het meest?")]
    lead = paragraph("In regio’s die op deze lijken, spelen vaak deze vragen. Zij komen niet uit de gesprekken.")
    return [told, lead, *(_ask(question(code)) for code in codes)]


def _ask(ask: str) -> Html:
    return paragraph(element("b", "Vraag voor het gesprek"), " ", ask, class_="vraag")


def _stress(view: View, code: str) -> dict[str, int]:
    found = view.poles
    values = found[found["code"] == code]["pole"].value_counts()
    return {pole: int(values.get(pole, 0)) for pole in POLES}


def _shown(view: View, numbers: dict[str, int]) -> list[int | None]:
    return view.line([numbers[pole] for pole in POLES])


def _chart(view: View, found: list[Count], stress: dict[str, dict[str, int]]) -> list[Html]:
    """Both sides of every dilemma of which may be told which side somebody stresses.

    No coding says that somebody stresses a side: the side that a passage ends with counts (``counts.stressed_pole``).
    Of a person with more passages the side that most of them end with.
    """
    told, listed = [], []
    for one in found:
        shown = _shown(view, stress[one.code])
        listed.append((view.codes.label(one.code), *(map(_cell, shown) if shown else [HIDDEN] * len(POLES))))
        if any(number != 0 for number in shown):
            code = view.codes.dilemmas.get(one.code)
            left, right = code.pole_names if code else ("kant A", "kant B")
            told.append(TwoSided(view.codes.label(one.code), left, right, *shown))
    if not told:
        return []
    lead = paragraph(
        "Nadruk is hier: de kant waar iemand mee eindigt. Wie zegt ‘wij willen samen inkopen, maar onze raad beslist’, "
        "legt nadruk op de eigen raad. Dat is een vuistregel van de software. Lees het terug in de citaten."
    )
    heading = element("h3", "Welke kant nadruk krijgt")
    if not worth_drawing(told):
        return [heading, lead, paragraph(_few(told))]
    head = ["Dilemma", "Nadruk op de linkerkant (A)", "Beide", "Nadruk op de rechterkant (B)"]
    note = f"‘{wording.capital(HIDDEN)}’: het aantal is te klein of te herleiden."
    behind = tables.table("Gesprekspartners per kant", head, listed, numbers=(1, 2, 3), note=note, compact=True)
    caption = "Hoeveel gesprekspartners nadruk leggen op welke kant"
    if left_out := len(found) - len(told):
        many = wording.count(left_out, "dilemma staat er niet bij, omdat", "dilemma’s staan er niet bij, omdat")
        caption += f" ({many} te zien zou zijn wie het zei)"
    return [heading, lead, two_sided(caption, told, behind=behind)]


def _few(told: list[TwoSided]) -> str:
    """The numbers of the one dilemma of which they may be told, too few for a chart or a table."""
    where = "Welke groep welke kant benadrukt, staat bij elk dilemma."
    for row in told:
        if any(row.numbers):
            sides = (f"A ({row.left.lower()})", "beide kanten", f"B ({row.right.lower()})")
            listed = [
                f"{'een aantal dat wij niet tonen' if number is None else number} op {side}"
                for number, side in zip(row.numbers, sides, strict=True)
                if number != 0
            ]
            only = f"Alleen bij ‘{wording.plain(row.name)}’ mogen wij tonen hoeveel mensen nadruk leggen op een kant:"
            others = "Bij de andere is het aantal te klein of te herleiden."
            return f"{only} {wording.listing(listed)}. {others} {where}"
    return f"Bij geen enkel dilemma mogen wij tonen hoeveel mensen nadruk leggen op een kant. {where}"


def _cell(value: int | None) -> str:
    return HIDDEN if value is None else str(value)


def _dilemma(view: View, picker: Picker, one: Count, numbers: dict[str, int]) -> Html:
    code = view.codes.dilemmas.get(one.code)
    told = wording.mentioned(one.voices, view.total, view.policy.k, view.spread(one))
    parts = [element("h3", view.codes.label(one.code)), paragraph(told, class_="telling")]
    if code:
        parts += [paragraph(code.definition, class_="uitleg"), poles(code)]
    about = wording.plain(view.codes.label(one.code))
    parts += [_who(view, one.code, code), quotes(picker.pick("dilemma", one.code, one.quotes(3)), about)]
    if ask := question(one.code):
        parts.append(_ask(ask))
    return join([*parts, trace.behind(view, "dilemma", one.code)])


def _less_often(view: View, picker: Picker, rest: list[Count]) -> list[Html]:
    """With a quote or passages to look up; those without either share a list with their questions."""
    parts, bare = [], []
    for one in rest:
        label, ask = view.codes.label(one.code), question(one.code)
        found, trail = picker.pick("dilemma", one.code, 1), trace.behind(view, "dilemma", one.code)
        if found or trail:
            shown = [element("h4", label), quotes(found, wording.plain(label)), _ask(ask) if ask else None, trail]
            parts.append(join(shown))
        else:
            bare.append(Html(f"{element('b', label)}{text(f': {ask}' if ask else '')}"))
    if bare:
        some = wording.count(len(bare), "dilemma staat", "dilemma’s staan")
        why = "wat erover is gezegd, is te kort, te lang of te goed te herkennen"
        told = wording.sentence(f"{some} hier zonder citaat, want {why}")
        lead = paragraph(f"{told} De vraag voor het gesprek staat erbij.")
        parts += [element("h4", "Zonder citaat"), lead, items(bare)]
    return parts


def poles(code, more: tuple[object, object] = (None, None)) -> Html:
    """Both sides of a dilemma beside each other; ``more`` stands under either."""
    sides = zip("ab", code.pole_names, (code.pole_a, code.pole_b), more, strict=True)
    return element(
        "div",
        *(
            element("div", element("h4", f"{side.upper()}. {name}"), paragraph(meaning), under, class_=f"pool {side}")
            for side, name, meaning, under in sides
        ),
        class_="polen",
    )


def _who(view: View, code: str, about) -> Html | None:
    """Which group stresses which side."""
    groups = stressing(view, code)
    if groups is None:
        return None
    left, right = about.pole_names if about else ("A", "B")
    sides = (f"A ({wording.plain(left)})", "beide kanten", f"B ({wording.plain(right)})")
    told = [
        f"Nadruk op {side}: {wording.listing(labels)}." for side, labels in zip(sides, groups, strict=True) if labels
    ]
    return paragraph(" ".join(told))


def stressing(view: View, code: str) -> tuple[list[str], ...] | None:
    """Groups that stress A, both sides, and B; None when there is but one group or it may not be told."""
    doubt = Doubt(view, "dilemma", code)
    if not doubt.names_groups:
        return None
    lines = list(zip(view.groups, doubt.numbers, strict=True))
    return tuple([group.label for group, numbers in lines if numbers[place]] for place in range(len(POLES)))

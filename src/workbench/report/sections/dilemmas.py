"""4. Dilemmas: both poles beside each other, who stresses which, quotes and a question for the conversation."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from workbench import lists
from workbench.analysis import counts
from workbench.report import charts, tables, wording
from workbench.report.markup import Html, element, join, paragraph, section
from workbench.report.quotes import Picker, quotes
from workbench.report.sections.themes import full_ones
from workbench.report.view import Count, View

POLES = ("a", "beide", "b")


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
            paragraph("Er zijn geen dilemma’s gevonden.", class_="leeg"),
        )
    full = full_ones(found)
    stress = {one.code: _stress(view, one.code) for one in found}
    parts = [explained, _chart(view, found, stress)]
    parts += [_dilemma(view, picker, one, stress[one.code]) for one in full]
    rest = [one for one in found if one not in full]
    if rest:
        few = wording.number_word(view.policy.k)
        parts.append(element("h3", "Minder vaak genoemd"))
        parts.append(paragraph(f"Deze dilemma’s noemen minder dan {few} van de {view.total} gesprekspartners."))
        parts += [_in_short(view, picker, one) for one in rest]
    return section("dilemmas", "4. Dilemma’s", *parts)


def _stress(view: View, code: str) -> dict[str, int]:
    found = counts.poles(view.evidence)
    values = found[found["code"] == code]["pole"].value_counts()
    return {pole: int(values.get(pole, 0)) for pole in POLES}


def _shown(view: View, numbers: dict[str, int]) -> list[int | None]:
    return view.line([numbers[pole] for pole in POLES])


def _chart(view: View, found: list[Count], stress: dict[str, dict[str, int]]) -> Html:
    told, listed = [], []
    for one in found:
        a, both, b = _shown(view, stress[one.code])
        code = view.codes.dilemmas.get(one.code)
        left, right = code.pole_names if code else ("pool A", "pool B")
        listed.append((view.codes.label(one.code), wording.cell(a), wording.cell(both), wording.cell(b)))
        if None not in (a, both, b):
            told.append(charts.TwoSided(view.codes.label(one.code), left, right, a, both, b))
    head = ["Dilemma", "Nadruk op de linkerkant (A)", "Beide", "Nadruk op de rechterkant (B)"]
    note = "‘Genoemd’: wel genoemd, maar het aantal is te klein of te herleiden."
    behind = tables.table("Gesprekspartners per kant", head, listed, numbers=(1, 2, 3), note=note, compact=True)
    if not told:
        return behind
    left_out = len(found) - len(told)
    caption = "Hoeveel gesprekspartners nadruk leggen op welke kant"
    if left_out:
        caption += f" ({wording.count(left_out, 'dilemma', 'dilemma’s')} met te kleine aantallen niet getekend)"
    return charts.two_sided(caption, told, behind=behind)


def _dilemma(view: View, picker: Picker, one: Count, numbers: dict[str, int]) -> Html:
    code = view.codes.dilemmas.get(one.code)
    told = wording.mentioned(one.voices, view.total, view.policy.k, view.spread(one))
    parts = [element("h3", view.codes.label(one.code)), paragraph(told, class_="telling")]
    if code:
        parts += [paragraph(code.definition, class_="uitleg"), _poles(code)]
    parts += [_who(view, one.code, code), quotes(picker.pick("dilemma", one.code, 3))]
    ask = question(one.code)
    if ask:
        parts.append(paragraph(element("b", "Vraag voor het gesprek"), ask, class_="vraag"))
    return join(parts)


def _in_short(view: View, picker: Picker, one: Count) -> Html:
    parts = [element("h4", view.codes.label(one.code)), quotes(picker.pick("dilemma", one.code, 1))]
    ask = question(one.code)
    return join([*parts, paragraph(element("b", "Vraag voor het gesprek"), ask, class_="vraag") if ask else None])


def _poles(code) -> Html:
    names = code.pole_names
    pairs = zip("ab", names, (code.pole_a, code.pole_b), strict=True)
    return element(
        "div",
        *(
            element("div", element("h4", f"{side.upper()}. {name}"), paragraph(meaning), class_=f"pool {side}")
            for side, name, meaning in pairs
        ),
        class_="polen",
    )


def _who(view: View, code: str, about) -> Html | None:
    """Which group stresses which side."""
    found = counts.poles(view.evidence)
    found = found[found["code"] == code]
    left, right = about.pole_names if about else ("A", "B")
    lines: dict[str, list[int | None]] = {}
    for group in view.groups:
        own = found[found["perspective"].isin(group.perspectives)]
        numbers = [int((own["pole"] == pole).sum()) for pole in POLES]
        if any(numbers):
            lines[group.label] = view.line(numbers)
    if len(view.groups) < 2 or not lines:
        return None
    return paragraph(_who_in_words(lines, (f"A ({left})", "beide kanten", f"B ({right})")))


def _who_in_words(lines: dict[str, list[int | None]], sides: tuple[str, str, str]) -> str:
    """``Nadruk op A (...): gemeente. Nadruk op B (...): onderwijs (3) en inwoners.``"""
    told = []
    for place, side in enumerate(sides):
        groups = [
            f"{label} ({line[place]})" if line[place] else label for label, line in lines.items() if line[place] != 0
        ]
        if groups:
            told.append(f"Nadruk op {side}: {wording.listing(groups)}.")
    return " ".join(told)

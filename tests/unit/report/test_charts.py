"""Charts: the finding in the alt text, nothing drawn that may not be told, readable in grey, the same bytes twice."""

import base64
import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.privacy.disclosure import Policy
from workbench.report import charts, dot_plots, heatmap
from workbench.report.markup import Html, text
from workbench.report.sections import dilemmas
from workbench.report.two_sided import TwoSided, two_sided
from workbench.report.view import View

BEHIND = Html("<p>tabel</p>")
GROUPS = [("gemeente", 4), ("onderwijs", 3)]
MANY = [(f"regionale organisatie {number}", 3) for number in range(6)]


def alt(figure: str) -> str:
    return re.search(r'alt="([^"]*)"', figure)[1]


def picture(figure: str) -> str:
    return base64.b64decode(re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', figure)[1]).decode()


def light(color: str) -> float:
    """Relative luminance, 0 to 1."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in parts]
    return sum(value * weight for value, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def ratio(one: str, other: str) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def every_chart() -> list[str]:
    dots = [dot_plots.Dot("Dalderstad", 3, 9), dot_plots.Dot("Vierstromen", None, 9), dot_plots.Dot("Hier", 9, 9)]
    return [
        charts.bars("t", [("regie", 4), ("geld", 2)], 9, unit="aantal mensen", behind=BEHIND),
        two_sided("t", [TwoSided("n", "A", "B", 3, 1, None), TwoSided("m", "C", "D", 0, 0, 2)], behind=BEHIND),
        dot_plots.panels("t", [("Regie", dots)], what="thema", behind=BEHIND),
        dot_plots.strips("t", [("Regie", dots)], what="thema", behind=BEHIND),
        heatmap.heatmap("t", GROUPS, [("Regie", [4, None]), ("Geld", [0, 3])], behind=BEHIND),
    ]


def test_every_chart_has_a_caption_what_it_shows_and_a_table_and_is_the_same_twice():
    first = every_chart()
    assert first == every_chart()
    for figure in first:
        assert "<figcaption>t</figcaption>" in figure and "<details>" in figure and BEHIND in figure
        assert re.match(r"(\w+diagram|Tweezijdig staafdiagram|Warmtekaart)[,:] ", alt(figure))


def test_another_process_gives_the_same_bytes():
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import hashlib, test_charts; "
        "print(hashlib.sha256(''.join(test_charts.every_chart()).encode()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256("".join(every_chart()).encode()).hexdigest()


@pytest.mark.parametrize("figure", range(5))
def test_a_drawing_holds_no_text_date_or_tool(figure):
    drawn = picture(every_chart()[figure])
    assert not re.search(r"<text|<metadata|<dc:|matplotlib\.org|\d{4}-\d\d-\d\d|<script|href=\"http", drawn)


def test_the_alt_text_tells_the_finding():
    bars, sides, panels, strips, heat = map(alt, every_chart())
    assert "Meest: regie (4). Minst: geld (2)." in bars
    unsorted = charts.bars("t", [("zorg", 3), ("school", 5), ("rest", 4)], 12, unit="aantal", behind=BEHIND)
    assert "Meest: school (5). Minst: zorg (3)." in alt(unsorted)
    assert "Van de 2 dilemma’s krijgt bij 1 elke kant nadruk, bij 0 alleen kant A en bij 1 alleen kant B." in sides
    assert "n: 3 op A, iemand op B, 1 op beide" in sides
    for told in (panels, strips):
        assert "Grootste verschil: Regie, Hier 9 van 9 en Dalderstad 3 van 9." in told and charts.IN_TABLE in told
    assert "Donkerst: Regie (gemeente, 4 van 4)." in heat and "In één vak noemt niemand" in heat
    assert "Van 1 van de 4 vakken tonen wij het aantal niet." in heat


def test_a_heat_map_is_read_in_grey():
    for step, color in enumerate(heatmap.STEPS):
        ink = heatmap.STEPS[0] if step >= heatmap.WHITE_FROM else charts.INK
        assert ratio(color, ink) >= 4.5
    shades = [light(color) for color in heatmap.STEPS]
    assert shades == sorted(shades, reverse=True) and len(set(shades)) == len(shades)


def test_names_that_do_not_fit_above_a_column_get_a_number():
    key, above = heatmap._headings(GROUPS)
    assert key == [] and above == [["gemeente (4)"], ["onderwijs (3)"]]
    key, above = heatmap._headings(MANY)
    assert [line.split()[0] for line in key] == list("123456") and above == [[one] for one in "123456"]
    assert key[0] == "1  regionale organisatie 0 (3)"


def test_many_regions_share_a_line_and_its_ends_are_told():
    dots = [dot_plots.Dot(f"Regio {number}", number % 5, 10) for number in range(29)]
    told = dot_plots._ends([*dots, dot_plots.Dot("Klein", None, 10)])
    assert told == [
        "meest: 5 regio’s, 4 van 10",
        "minst: 6 regio’s, niemand",
        "genoemd, aantal te klein om te tonen: één regio",
    ]
    alone = [dot_plots.Dot("Daar", 9, 10), *dots]
    assert dot_plots._ends(alone)[0] == "meest: Daar, 9 van 10"


def test_a_long_chart_goes_on_in_a_next_drawing_that_fits_a_sheet():
    rows = [
        (f"thema {number} met een lange naam die over twee regels loopt, {'x' * 30}", [1, 2]) for number in range(40)
    ]
    figure = heatmap.heatmap("t", GROUPS, rows, behind=BEHIND)
    heights = [int(found) for found in re.findall(r' height="(\d+)"', figure)]
    assert len(heights) > 2 and max(heights) <= charts.TALLEST * 96 and max(heights) < 2 * min(heights)
    told = re.findall(r'alt="([^"]*)"', figure)
    assert [one[-len(" Deel 1 van 4.") :] for one in told] == [
        f" Deel {number} van {len(told)}." for number in range(1, len(told) + 1)
    ]
    short = heatmap.heatmap("t", GROUPS, rows[:2], behind=BEHIND)
    assert short.count("<img") == 1 and "Deel" not in alt(short)


def test_what_may_not_be_told_changes_nothing_in_the_drawing(invented_region, monkeypatch):
    monkeypatch.setattr(dilemmas, "worth_drawing", bool)
    view = View(invented_region, Policy(3))
    found = [one for one in view.counts("dilemma") if one.voices][:1]
    charted = [
        dilemmas._chart(view, found, {found[0].code: dict(zip(dilemmas.POLES, numbers, strict=True))})
        for numbers in ((1, 0, 3), (3, 0, 1), (2, 0, 2))
    ]
    assert charted[0] and charted[0] == charted[1] == charted[2]
    assert "iemand op" in alt(str(charted[0][-1])) and not re.search(r"\d op ", alt(str(charted[0][-1])))
    # three people of whom one may stand alone at each side: not even the sides are told, nor where one has two of them
    for numbers in ((1, 1, 1), (1, 0, 2)):
        alone = {found[0].code: dict(zip(dilemmas.POLES, numbers, strict=True))}
        assert dilemmas._chart(view, found, alone) == []


def test_with_hardly_a_number_to_draw_there_is_a_sentence(invented_region):
    view = View(invented_region, Policy(3))
    found = [one for one in view.counts("dilemma") if one.voices][:1]

    def told(*numbers):
        heading, _, sentence = dilemmas._chart(
            view, found, {found[0].code: dict(zip(dilemmas.POLES, numbers, strict=True))}
        )
        assert heading and "<img" not in sentence
        return sentence

    assert "Bij geen enkel dilemma mogen wij tonen" in told(1, 0, 3)
    sides = re.search(r"op een kant: (.*?)\. ", told(3, 0, 3))[1]
    assert re.fullmatch(r"3 op A \(.+\) en 3 op B \(.+\)", sides)


def test_dilemmas_without_a_quote_share_a_list(invented_region):
    class NoQuotes:
        def pick(self, *_):
            return []

    found = [one for one in View(invented_region, Policy(3)).counts("dilemma") if one.voices]
    shared = "".join(dilemmas._less_often(View(invented_region, Policy(3, "regio")), NoQuotes(), found))
    assert (
        shared.count("<li>") == len(found) and shared.count("<h4>") == 1 and dilemmas.question(found[0].code) in shared
    )
    # who has the passages at hand gets them
    concept = "".join(dilemmas._less_often(View(invented_region, Policy(3)), NoQuotes(), found))
    assert concept.count("<h4>") == concept.count("<details") == len(found)


def test_a_diamond_in_the_middle_is_explained():
    def drawn(both):
        rows = [TwoSided("n", "A", "B", 3, both, 3), TwoSided("m", "C", "D", 3, 0, 3)]
        figure = two_sided("t", rows, behind=BEHIND)
        return int(re.search(r'height="(\d+)"', figure)[1])

    legend = drawn(None) - drawn(0)
    assert legend == round(2 * 0.3 * 96)  # a line for the diamond, and one for its place


def test_a_report_tells_how_it_knows_the_stress(regio):
    assert "Nadruk is hier: de kant waar iemand mee eindigt." in regio and "Dat is een vuistregel" in regio


def test_a_name_in_a_chart_is_harmless():
    figure = charts.bars("<b>t</b>", [('"><script>', 1), ("x", 2)], 3, unit="<i>", behind=text("<u>"))
    assert not re.search(r"<script|<b>|<i>|<u>", figure)

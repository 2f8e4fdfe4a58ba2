"""The factsheet in a real browser: two sheets of A4, also when a region has much to say, and readable on a phone.

What holds for every page (the rules of axe, keyboard, dark) is in test_pages.py.
"""

import copy
import io

import pytest
from pypdf import PdfReader

from workbench.privacy.disclosure import Policy
from workbench.report.factsheet_report import FactsheetReport

pytestmark = pytest.mark.browser
A4 = (595, 842)  # points


def _much(data: dict) -> dict:
    """A region with much of everything: many gemeenten, long titles, every characteristic, long passages."""
    data = copy.deepcopy(data)
    known = data["region"]["kenmerken"]
    known["gemeenten"] = [f"Lange-Plaatsnaam aan de {number}e Vaart" for number in range(1, 13)]
    known["jeugdregio_is_rmc_regio"] = False
    data["region"]["advies"] = [
        f"Spreek met alle gemeenten en scholen af wie punt {number} van het programma trekt, en leg het samen vast, "
        "zodat iedereen weet bij wie hij moet zijn."
        for number in range(1, 5)
    ]
    data["sources"]["d1-regiovisie"]["title"] = (
        "Uitvoeringsprogramma Samen rond Jeugd, Onderwijs en Opvang 2025-2029 (deel)"
    )
    long = "De gemeenten in deze regio hebben met de scholen en de aanbieders een nieuwe manier van werken gemaakt"
    turns = data["sources"]["d1-regiovisie"]["turns"]
    for kind in ("result", "decision", "agreement"):
        for number in ("een", "twee", "drie", "vier", "vijf"):
            codes = ["T04", {"fact": [kind, "de ambtelijke werkgroep van de gemeenten", "voor de zomervakantie"]}]
            turns.append({"who": "", "text": f"{long} met {number} {kind} erbij.", "codes": codes})
    people = {"g1-gemeenten": ("R01", "R02", "R03", "R04"), "g2-onderwijs": ("R05", "R06", "R07")}
    for source, who in people.items():
        for person in who:
            for code in ("D01", "D02", "D04", "D06"):
                text = f"Het ene willen wij {code} {person} en het andere moeten wij ook, dat trekt elke dag weer."
                codes = [{"dilemma": [code, "Het ene willen wij", "het andere moeten wij ook"]}]
                data["sources"][source]["turns"].append({"who": person, "text": text, "codes": codes})
    return data


@pytest.fixture(scope="module")
def pages(tmp_path_factory, invented_region, make_region, invented_data, as_page):
    folder = tmp_path_factory.mktemp("factsheets")
    much = make_region(_much(invented_data))
    made = {
        "concept": (invented_region, Policy(1)),
        "regio": (invented_region, Policy(3, "regio")),
        "veel": (much, Policy(3, "regio")),
        "veel-concept": (much, Policy(1)),
    }
    for name, (region, policy) in made.items():
        page = as_page(FactsheetReport(region, policy).sections(), f"Factsheet {name}")
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


NAMES = pytest.mark.parametrize("name", ["concept", "regio", "veel", "veel-concept"])


def opened(browser, path, width=1280, **options):
    page = browser.new_context(viewport={"width": width, "height": 900}, **options).new_page()
    page.goto(path.as_uri())
    return page


@NAMES
def test_it_is_at_most_two_sheets_of_a4(browser, pages, name):
    printed = PdfReader(io.BytesIO(opened(browser, pages[name]).pdf(prefer_css_page_size=True)))
    assert len(printed.pages) <= 2
    for sheet in printed.pages:
        assert tuple(round(float(side)) for side in sheet.mediabox[2:]) == A4
        assert ("niet delen" in sheet.extract_text()) is ("concept" in name)
    assert "8. Verantwoording" in printed.pages[-1].extract_text()


@NAMES
def test_nothing_is_wider_than_the_screen(browser, pages, at_every_width, name):
    assert len(list(at_every_width(opened(browser, pages[name])))) == 4


def test_both_poles_stand_beside_each_other_on_a_wide_screen(browser, pages):
    page = opened(browser, pages["regio"])
    tops = page.evaluate("[...document.querySelectorAll('.pool')].map(e => Math.round(e.getBoundingClientRect().top))")
    assert tops and tops[::2] == tops[1::2]


@NAMES
def test_every_dilemma_has_its_heading_and_both_meanings_beside_each_other_on_paper(browser, pages, name):
    page = opened(browser, pages[name])
    page.emulate_media(media="print")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.dilemma h3, .pool p')].map(e => e.getClientRects()[0].width)"
    )
    assert sizes and min(sizes) > 20
    tops = page.evaluate("[...document.querySelectorAll('.pool')].map(e => Math.round(e.getBoundingClientRect().top))")
    assert tops[::2] == tops[1::2]


def test_the_way_back_to_the_contents_shows_only_where_these_are_out_of_sight(browser, pages):
    page = opened(browser, pages["regio"], width=390)
    seen = """() => { const link = document.querySelector('.terug a'), box = link.getBoundingClientRect();
      return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === link; }"""
    assert not page.evaluate(seen)
    page.evaluate("window.scrollTo(0, document.querySelector('main').offsetTop + innerHeight)")
    assert page.evaluate(seen)

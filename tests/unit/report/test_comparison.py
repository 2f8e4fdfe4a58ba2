"""Regions side by side: differences that may be told, roles with their carriers, and what is missing as a finding."""

import copy
import re

import pytest

from workbench.privacy.disclosure import Policy
from workbench.report.comparison_report import ComparisonReport


def part(page: str, anchor: str) -> str:
    """The visible words of a section."""
    found = re.search(rf'<section aria-labelledby="{anchor}">(.*?)</section>', page, flags=re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def alts(page: str) -> list[str]:
    return re.findall(r'<img[^>]* alt="([^"]*)"', page)


def test_no_number_of_people_under_k(comparison):
    assert not re.search(r'class="cel"><span class="wel"><span[^>]*>●</span> [12]<', comparison)
    told = " ".join([*alts(comparison), re.sub(r"<[^>]+>", " ", comparison)])
    assert not re.search(r"\b[12] van (?:de )?\d", re.sub(r"Deel \d van \d", "", told))
    assert "◐" in comparison


def test_what_regions_are_like_and_what_to_ask(comparison):
    told = part(comparison, "kenmerken")
    assert "231.400" in told and "61%" in told and "Jaren samen" in told
    assert "Knooppunt ( Ooievaarsland )" in told or "Knooppunt (Ooievaarsland)" in told
    assert "Gedeelde regie" in told and "Wie komt in actie als niemand hoeft?" in told


def test_differences_are_told_in_words_and_in_the_picture(comparison):
    themes = part(comparison, "themas")
    found = re.findall(r"(\w+) \((\d+|niemand) van de (\d+)\), (\w+) \((\d+|niemand) van de (\d+)\)", themes)
    assert found and all(first[0] != first[3] for first in found)
    most = [0 if value == "niemand" else int(value) for value in (found[0][1], found[0][4])]
    assert most[0] / int(found[0][2]) > most[1] / int(found[0][5])
    assert f"Grootste verschil: {re.search('verschillen (.+?) : ', themes)[1]}" in alts(comparison)[0]


def test_a_missing_role_is_a_finding_and_carriers_stand_per_region(comparison):
    told = part(comparison, "rollen")
    assert re.search(r"Aanjager : in (?:.+ en )?Tegenwaard vond de software niet wie dit doet", told)
    assert "Een ambtenaar of adviseur" in told and "niet genoemd" in told
    assert re.search(r"Aanjager Wie Ooievaarsland Tegenwaard", told)
    for words in ("beleidsadviseur", "programmamanager"):
        assert words not in comparison


@pytest.fixture
def small_region(invented_data, make_region):
    """A third region in which two people were spoken to."""
    data = copy.deepcopy(invented_data)
    data["region"]["naam"] = "Regio Piepklein"
    turns = [turn for turn in data["sources"]["g1-gemeenten"]["turns"] if turn["who"] in ("R01", "R02")]
    data["sources"] = {"g1-gemeenten": {**data["sources"]["g1-gemeenten"], "turns": turns}}
    return make_region(data, "piepklein")


def test_a_region_with_too_few_people_is_named_and_not_drawn(small_region, invented_region, other_region, as_page):
    regions = [invented_region, small_region, other_region]
    page = as_page(ComparisonReport(regions, Policy(3, "regio")).sections())
    assert "minder dan drie mensen spraken: Piepklein" in page and alts(page)
    assert not any("Piepklein" in one for one in alts(page))
    told = " ".join([*alts(page), re.sub(r"<[^>]+>", " ", page)])
    assert not re.search(r"\d van (?:de )?2\b", re.sub(r"Deel \d van \d", "", told))


def test_two_small_regions_get_a_table_and_no_picture(small_region, as_page):
    page = as_page(ComparisonReport([small_region, small_region], Policy(3, "regio")).sections())
    assert alts(page) == [] and "<table" in page


def test_many_regions_are_drawn_on_one_line_and_their_roles_stay_closed(invented_region, other_region, as_page):
    page = as_page(ComparisonReport([invented_region, other_region] * 4, Policy(3, "regio")).sections())
    assert "Er zijn 8 regio’s." in alts(page)[0] and "Bekijk de tabellen" in page


def test_the_order_of_themes_does_not_depend_on_the_order_of_regions(invented_region, other_region):
    forward = ComparisonReport([invented_region, other_region], Policy())
    backward = ComparisonReport([other_region, invented_region], Policy())
    assert list(forward._numbers("theme")) == list(backward._numbers("theme"))

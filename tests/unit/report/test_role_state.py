"""How a role stands: every state, and that report, factsheet and comparison say the same of it."""

import copy
import re

import pytest

from workbench.privacy.disclosure import Policy
from workbench.report import role_state
from workbench.report.comparison_report import ComparisonReport
from workbench.report.factsheet_report import FactsheetReport
from workbench.report.region_report import RegionReport
from workbench.report.role_state import SAID, State, state, weak_spots
from workbench.report.sections.compared import SAID_OF_REGIONS
from workbench.report.view import View

SHARED, CONCEPT = Policy(3, "regio"), Policy(1, "concept")
DOCUMENT = ""
# what was said of the role of K1: who says it (DOCUMENT: a document), the carrier, the state and the kind of carrier
CASES = {
    "NOT_FOUND": [],
    "EMPTY": [("R01", "", "ontbreekt", ""), ("R02", "gemeente", "gewenst", "organisatie")],
    "ALONE": [("R01", "programmamanager", "vervuld", "ambtenaar"), ("R02", "Programmamanager", "vervuld", "ambtenaar")],
    "FRAGILE": [("R01", "programmamanager", "kwetsbaar", "ambtenaar"), ("R02", "school", "vervuld", "organisatie")],
    "PAPER": [(DOCUMENT, "stuurgroep", "vervuld", "organisatie")],
    "MIXED": [("R01", "stuurgroep", "vervuld", "organisatie"), ("R02", "", "ontbreekt", "")],
    "BY_WHOM": [("R01", "", "vervuld", ""), ("R02", "iemand", "vervuld", "persoon")],
    "PARTLY": [("R01", "stuurgroep", "vervuld", "organisatie"), ("R02", "", "vervuld", "")],
    "UNTOLD": [("R01", "stichting De Linde", "vervuld", "organisatie"), ("R02", "wij", "vervuld", "")],
    "HELD": [("R01", "wethouder", "vervuld", "bestuurder"), ("R02", "programmamanager", "vervuld", "ambtenaar")],
}


@pytest.fixture(scope="module")
def region(invented_data, make_region):
    """Function: what was said of K1, in a region where nothing else was said of any role -> that region."""

    def make(said):
        data = copy.deepcopy(invented_data)
        for source in data["sources"].values():
            for turn in source["turns"]:
                turn["codes"] = [one for one in turn["codes"] if not (isinstance(one, dict) and "role" in one)]
        for who, *carried in said:
            turn = {"who": who, "text": "Zo gaat het bij ons in de regio met de leiding.", "codes": []}
            turn["codes"].append({"role": ["K1", *carried]})
            data["sources"]["d1-regiovisie" if who == DOCUMENT else "g1-gemeenten"]["turns"].append(turn)
        return make_region(data)

    return make


@pytest.fixture(scope="module", params=CASES)
def case(request, region):
    """The state that is to come out, and the region."""
    return getattr(role_state, request.param), region(CASES[request.param])


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", str(html)).split())


def test_there_is_a_case_for_every_state():
    assert {name for name, value in vars(role_state).items() if isinstance(value, State)} == set(CASES)


def test_a_role_stands_as_it_was_told(case):
    expected, region = case
    assert state(View(region, SHARED), "K1") is expected
    # of the other roles nothing is said: that is no empty role
    assert state(View(region, SHARED), "K2") is role_state.NOT_FOUND


def test_only_what_may_not_be_told_differs_for_the_researcher(case):
    expected, region = case
    concept = state(View(region, CONCEPT), "K1")
    assert concept is (role_state.HELD if expected is role_state.UNTOLD else expected)


def test_the_factsheet_says_it_with_its_mark(case):
    expected, region = case
    rows = str(FactsheetReport(region, SHARED).roles()).split("</tr>")
    row = next(row for row in rows if "<b>Aanjager</b>" in row)
    (marked,) = re.findall(r'<b class="rol( let-op)?">(.*?)\.?</b> (.*?)</span>', row)
    assert marked == (" let-op" if expected.attention else "", expected.mark, expected.told)


def test_report_and_comparison_say_the_same(case, region):
    expected, one = case
    report = words(RegionReport(one, SHARED).roles()).split("Wat opvalt")[1]
    compared = words(ComparisonReport([one, region(CASES["HELD"])], SHARED).roles())
    # the first row that is told of Aanjager, before the tables
    compared = compared.split("Wat opvalt")[1].split("Hoe het met elke rol staat")[0]
    for other, clause in SAID.items():
        told = re.search(rf"{clause.format('deze rol(?:len)?')}: [^.]*aanjager", report, re.IGNORECASE)
        if expected is role_state.NOT_FOUND:  # of no role anything was found, so the report says it of all at once
            assert told is None and "vond in de teksten niet wie de rollen vervult" in report
        else:
            assert bool(told) is (other is expected), other.mark
        found = re.search(rf"Aanjager : [^.]*{SAID_OF_REGIONS[other]}", compared)
        assert bool(found) is (other is expected), other.mark
    for weak, told, there in (
        (role_state.FRAGILE, "kwetsbaar genoemd", "noemt iemand deze rol kwetsbaar"),
        (role_state.ALONE, "er is maar één drager genoemd", "is er maar één drager genoemd"),
    ):
        assert (told in report) is (weak is expected)
        assert (there in compared) is (weak is expected)


@pytest.mark.parametrize(
    ("said", "fragile", "alone"),
    [
        # one person, told by many; two persons; an organisation is no person; nobody named
        ([("R01", "wethouder", "vervuld", "bestuurder"), ("R02", "Wethouder", "vervuld", "bestuurder")], False, True),
        ([("R01", "wethouder", "vervuld", "bestuurder"), ("R02", "adviseur", "vervuld", "ambtenaar")], False, False),
        ([("R01", "regiobureau", "vervuld", "organisatie")], False, False),
        ([("R01", "", "vervuld", "")], False, False),
        # who is wished for does not fill it
        ([("R01", "wethouder", "gewenst", "bestuurder")], False, False),
        ([("R01", "wethouder", "kwetsbaar", "bestuurder")], True, False),
    ],
)
def test_weak_spots(region, said, fragile, alone):
    assert weak_spots(View(region(said), SHARED), "K1") == (fragile, alone)


def test_a_definition_of_the_role_is_not_the_role(region):
    view = View(region([("R01", "aanjager", "definitie", "persoon")]), SHARED)
    assert state(view, "K1") is role_state.NOT_FOUND


def test_what_was_not_found_is_not_called_empty(region):
    found, empty = (words(FactsheetReport(region(CASES[one]), SHARED).roles()) for one in ("NOT_FOUND", "EMPTY"))
    assert "Lege rol" not in found.split("Tussen haakjes")[0]
    assert empty.count("Lege rol") == 1 and empty.count("De software vond niet wie dit doet") == 3

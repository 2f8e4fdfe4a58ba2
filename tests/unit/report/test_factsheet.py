"""The factsheet: eight blocks, both poles with who stresses which, empty roles as findings, nobody exposed."""

import copy
import re

import pytest

from workbench.errors import InvalidRegionFile
from workbench.privacy.disclosure import Policy
from workbench.privacy.outgoing import look
from workbench.report import shortlist
from workbench.report.factsheet_report import FactsheetReport
from workbench.report.role_state import empty_roles
from workbench.report.sections import facts
from workbench.report.view import View

BLOCKS = (
    "1. De regio in het kort",
    "2. Wie spraken we",
    "3. Wat bracht de samenwerking",
    "4. Wie neemt regie",
    "5. Dilemma’s",
    "6. Besluiten en afspraken",
    "7. Advies en gespreksvragen",
    "8. Verantwoording",
)


def block(page: str, number: int) -> str:
    """The visible words of one block."""
    parts = re.findall(r"<section[^>]*>(.*?)</section>", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", parts[number - 1]).split())


@pytest.fixture(scope="module")
def shared(factsheet):
    return factsheet


@pytest.fixture
def made(as_page):
    """Function: region, policy -> its page."""
    return lambda region, policy=None: as_page(
        FactsheetReport(region, policy or Policy(3, "regio")).sections(), "Factsheet"
    )


@pytest.fixture
def changed(invented_data, make_region, made):
    """Function: change the short form of the region -> its page."""

    def change(action, policy=None):
        data = copy.deepcopy(invented_data)
        action(data)
        return made(make_region(data), policy)

    return change


def test_it_has_the_eight_blocks_in_order(shared):
    assert re.findall(r"<h2[^>]* id=[^>]*>(\d\..*?)</h2>", shared) == list(BLOCKS)
    assert "geheime_code" not in shared and "Verzonnen voorbeeld" in shared


def test_characteristics_that_belong_together_share_a_line(shared):
    told = block(shared, 1).replace("\xad", "")
    assert "basisonderwijs: 2; voortgezet onderwijs: 1" in told and "231.400" in told and "Lijkt op het type" in told
    assert told.count("Jeugdregio is ook") == 1


def test_people_are_told_per_group_without_names(shared, invented_data):
    assert "Wij spraken" in block(shared, 2) and "Meest genoemd:" in block(shared, 2)
    for person in invented_data["region"]["gesprekspartners"]:
        assert not any(name in shared for name in person.get("namen", ()))


def test_results_are_quotes_with_their_source_and_pass_the_gate_out(shared, invented_region):
    texts = " ".join(invented_region.sources["text"])
    found = look(shared, names=invented_region.names(), allowed=lambda words: words in texts)
    assert found.problems == ()
    kinds = {"elke maandag": "gemeente", "één nummer": "onderwijs"}
    for words, label in kinds.items():
        assert any(words in quote and label in under for quote, under in found.quotes), words


def test_what_was_agreed_is_a_quote_too_so_that_forgetting_finds_it(shared, invented_region):
    quotes = [words for words, _ in look(shared).quotes]
    assert any("voor 1 maart rond" in words for words in quotes)
    told = block(shared, 6)
    assert "De scholen" in told and "Elke maand" in told and "Voor 1 maart" in told
    assert "in september besloten" in told


def test_every_role_has_a_row_and_what_is_to_be_noted(shared, invented_region):
    told = block(shared, 4)
    view = View(invented_region, Policy(3, "regio"))
    assert all(code.label in told for code in view.codes.roles.values())
    assert told.count("Lege rol") + told.count("De software vond niet wie") == len(empty_roles(view)) > 0
    assert "Koersbewaker en borger" in empty_roles(view)
    # K1 is filled by one person and K2 is called fragile
    assert "Hangt aan één persoon" in told and "Kwetsbaar" in told
    assert "minder dan drie van de 11" in told and not re.search(r"\([12] van de", told)


def test_a_role_of_which_nobody_says_who_fills_it_is_not_called_filled(changed):
    def nobody(data):
        for turn in data["sources"]["g3-jeugdhulp"]["turns"]:
            for entry in turn["codes"]:
                if isinstance(entry, dict) and "role" in entry:
                    entry["role"] = ["K3", "", "vervuld", ""]

    told = block(changed(nobody), 4)
    assert "Onduidelijk wie" in told and "Wordt vervuld, niet gezegd wie" in told


def test_both_poles_stand_beside_each_other_with_who_stresses_which(invented_region, made):
    page = made(invented_region, Policy(1, "concept"))
    pairs = re.findall(r'<div class="pool a">(.*?)</div><div class="pool b">(.*?)</div>', page)
    assert len(pairs) == 4
    assert any("Nadruk bij:" in a and "Nadruk bij:" in b for a, b in pairs)
    assert "Genoemd door 3 van de 11 gesprekspartners, uit" in block(page, 5)


def test_where_groups_would_tell_who_it_was_they_are_not_named(shared, invented_region):
    # one person of each of three groups: to name the groups would be to name the people
    assert View(invented_region, Policy(3, "regio")).counts("dilemma")[0].cells == ()
    told = block(shared, 5)
    assert "Genoemd door 3 van de 11 gesprekspartners." in told
    first = told.split("Genoemd door 3 van")[1].split("Genoemd door")[0]
    assert "Nadruk bij" not in first and "te zien zijn wie het zei" in told


def test_advice_follows_from_the_findings_and_is_a_first_proposal(shared, changed):
    told = block(shared, 7)
    assert (
        "Voorzet van de software" in told
        and "Vraag naar rollen die niet gevonden zijn" in told
        and "koersbewaker" in told
    )
    assert "Spreid wat aan één persoon hangt" in told and told.count("?") >= 3

    def no_roles_and_facts(data):
        for source in data["sources"].values():
            for turn in source["turns"]:
                turn["codes"] = [one for one in turn["codes"] if isinstance(one, str)]

    bare = block(changed(no_roles_and_facts), 7)
    assert "Begin met wat werkt" not in bare and "Kies samen" not in bare and "Vraag naar rollen" in bare


def test_the_account_says_how_many_what_software_did_and_what_a_person_decided(shared):
    told = block(shared, 8)
    for words in ("elf gesprekspartners", "niet goedgekeurd", "De software", "De mens.", "Grenzen.", "2 maart 2026"):
        assert words in told, words


@pytest.mark.parametrize("version", ["concept", "regio"])
def test_a_region_of_which_nothing_is_known_gets_a_factsheet(version, made):
    from workbench import tables as stored
    from workbench.analysis.data import RegionData
    from workbench.region import Region

    bare = RegionData(
        "leeg", Region(naam="leeg"),
        *(stored.frame(table) for table in (stored.SOURCES, stored.UTTERANCES, stored.CODINGS)),
    )  # fmt: skip
    page = made(bare, Policy(3, version))
    assert all(title in page for title in BLOCKS) and "nog niemand gesproken" in page


def test_the_same_region_gives_the_same_page(invented_region, shared, made):
    assert made(invented_region) == shared


def test_a_draft_and_the_words_of_the_only_parent_are_for_the_researcher_alone(invented_region, shared, made):
    assert "zes keer verteld" not in shared and "nog niet goedgekeurd, maar" not in shared
    assert "Concept, niet delen" in made(invented_region, Policy(3)) and "Concept, niet delen" not in shared


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        (
            [("Dat loopt nu op veertien scholen.", "a"), ("Het aantal is gedaald van tien naar drie.", "a")],
            1,
        ),
        (
            [
                ("[naam] komt morgen bij ons langs op school.", "a"),
                ("De wachtlijst is met tien weken korter.", "a"),
            ],
            1,
        ),
        ([("Hoeveel kostte dat ook alweer voor de regio?", "a"), ("Er is nu één nummer voor alle scholen.", "a")], 1),
        ([("Wij zien elkaar nu elke maandag aan tafel.", "a"), ("woord " * 40, "b")], 0),
    ],
)
def test_the_passage_that_says_most_by_itself_is_chosen(rows, kept):
    assert shortlist.best(rows, 1) == [rows[kept]]


def test_passages_come_from_different_sources_first():
    same = [(f"De gemeenten hebben nu samen {number} contracten gesloten.", "a") for number in range(10, 14)]
    other = ("De scholen bellen nu allemaal één en hetzelfde nummer.", "b")
    assert shortlist.best([*same, other], 2) == [same[0], other]
    assert len(shortlist.best(same, 3)) == 3


def test_facts_give_who_and_when_for_a_decision(invented_region):
    view = View(invented_region, Policy(3, "regio"))
    dated = facts.rows_of(view, "decision")
    assert ("Het college", "september") in {(wording_of(row[1]), row[2]) for row in dated}
    assert all(len(row) == 2 for row in facts.rows_of(view, "result"))


def wording_of(words: str) -> str:
    return words[:1].upper() + words[1:]


def test_advice_of_the_researcher_is_shown_as_theirs_beside_that_of_the_software(changed):
    own = ["Begin met de wijkteams <snel>.", "Neem het besluit samen met Gemeente A."]
    page = changed(lambda data: data["region"].update(advies=own))
    told = block(page, 7)
    assert told.index("Advies van de onderzoeker") < told.index("wijkteams") < told.index("Advies van de software")
    assert "Begin met de wijkteams &lt;snel&gt;." in page and "Voorzet van de software" in told
    assert look(page).problems == ()


def test_without_own_advice_nothing_of_it_is_shown(shared):
    assert "onderzoeker Advies" not in block(shared, 7) and "Advies van de" not in block(shared, 7)


@pytest.mark.parametrize("policy", [Policy(1), Policy(3, "regio")], ids=["concept", "regio"])
@pytest.mark.parametrize("words", ["Vraag het aan mevrouw Kloosterberg.", "Bel 06-12345678."])
def test_advice_that_names_somebody_is_refused_without_saying_the_name(changed, policy, words):
    with pytest.raises(InvalidRegionFile, match="zin 2 van 'advies'") as caught:
        changed(lambda data: data["region"].update(advies=["Doe het samen.", words]), policy)
    assert "Kloosterberg" not in str(caught.value) and "12345678" not in str(caught.value)

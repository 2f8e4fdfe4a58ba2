"""Facts as rows: each sentence once, the same fact once, and for a region only what is sure and can be understood."""

import copy
import dataclasses
import gc
import re
import weakref

import pytest

from workbench.privacy.disclosure import Policy
from workbench.report.fact_rows import MOST_SHARED, OPEN_END, ORDER, OTHER_WORDS, SURE, UNNAMED, facts_of, results
from workbench.report.outcome import BAD, GOOD, NEITHER
from workbench.report.sections.facts import facts
from workbench.report.view import View

SHARED, CONCEPT = Policy(3, "regio"), Policy(1, "concept")
POLICIES = pytest.mark.parametrize("policy", [SHARED, CONCEPT], ids=lambda policy: policy.version)
SIGNALS = (
    "De wachtlijst voor de jeugdhulp groeit elke maand.",
    "Scholen missen een vast aanspreekpunt bij de gemeente.",
    "Ouders vinden het loket op het gemeentehuis niet.",
    "Jongeren wachten thuis zonder begeleiding of dagbesteding.",
    "Wijkteams krijgen hun vacatures al jaren niet vervuld.",
    "Leraren herkennen problemen met schulden veel te laat.",
    "Aanbieders stoppen met hun groepen voor kleuters.",
    "Huisartsen verwijzen kinderen buiten de raad om door.",
    "Pleegouders haken af door eindeloze formulieren.",
    "Busvervoer naar speciale scholen valt telkens uit.",
)


@pytest.fixture
def view(invented_data, make_region):
    """Function: sentences with their facts (kind, wie, wanneer) and scores, a policy -> a view with no other facts.

    Four people say them in turn in one interview, so that none of them is the only one.
    """

    def make(said, policy, scores=(), **known):
        data = copy.deepcopy(invented_data)
        data["region"].update(known)
        turns = [
            {"who": f"R{number % 4 + 1:02d}", "text": text, "codes": [{"fact": list(fact)} for fact in found]}
            for number, (text, *found) in enumerate(said)
        ]
        turns += [{"who": f"R{number:02d}", "text": "Ja, zo is dat.", "codes": []} for number in range(1, 5)]
        data["sources"] = {"g1-gemeenten": {**data["sources"]["g1-gemeenten"], "turns": turns}}
        region = make_region(data)
        for number, score in enumerate(scores):
            there = region.codings["utterance_id"] == f"g1-gemeenten-{number:03d}"
            region = dataclasses.replace(
                region, codings=region.codings.assign(score=region.codings["score"].mask(there, score))
            )
        return View(region, policy)

    return make


def what(view, kind):
    return [row.what for row in facts_of(view, kind).rows]


def told(view):
    return " ".join(re.sub(r"<[^>]+>", " ", str(facts(view))).split())


@POLICIES
def test_a_sentence_stands_in_one_table_only(view, policy):
    both = "Het college heeft besloten dat de wachttijd wordt gehalveerd."
    loose = "De wachttijd voor jeugdhulp is dit jaar gehalveerd."
    made = view(
        [
            (both, ("result", "", ""), ("decision", "het college", ""), ("signal", "", "")),
            (loose, ("signal", "", ""), ("result", "", "")),
        ],
        policy,
    )
    assert {kind: what(made, kind) for kind in ORDER} == {
        "decision": [both],
        "agreement": [],
        "result": [loose],
        "signal": [],
    }


@POLICIES
def test_no_sentence_of_a_region_stands_in_two_tables(invented_region, policy):
    made = View(invented_region, policy)
    places = [place for kind in ORDER for row in facts_of(made, kind).rows for place in row.places]
    assert places
    assert len({(place.source_id, place.start) for place in places}) == len(places)


@POLICIES
def test_the_same_fact_is_one_row_with_every_place_and_what_the_other_left_open(view, policy):
    said = [
        ("De wethouder stuurt het nieuwe plan naar alle scholen.", ("agreement", "", "")),
        ("De wethouder stuurt alle scholen het nieuwe plan, in juni.", ("agreement", "wethouder", "in juni")),
        ("De wethouder stuurt het nieuwe plan niet naar scholen.", ("agreement", "", "")),
    ]
    rows = facts_of(view(said, policy), "agreement").rows
    assert [(row.what, row.who, row.when, len(row.places)) for row in rows] == [
        (said[0][0], "wethouder", "in juni", 2),
        (said[2][0], OPEN_END, OPEN_END, 1),
    ]
    assert {place.utterance_id for place in rows[0].places} == {"g1-gemeenten-000", "g1-gemeenten-001"}
    # who said it in other words is not quoted with these
    first, second = map(str, rows[0].where)
    assert not first.startswith(OTHER_WORDS) and second.startswith(OTHER_WORDS)


@POLICIES
def test_other_numbers_are_other_facts(view, policy):
    said = [(f"De wachttijd bij de jeugdhulp is {number} weken korter.", ("result", "", "")) for number in (4, 10, 4)]
    rows = facts_of(view(said, policy), "result").rows
    assert [(row.what, len(row.places)) for row in rows] == [(said[0][0], 2), (said[1][0], 1)]


@pytest.mark.parametrize("kind", SURE)
def test_a_region_gets_what_is_sure_and_reads_how_many_are_not(view, kind):
    said = [(text, (kind, "", "")) for text in SIGNALS[:3]]
    scores = (SURE[kind], SURE[kind] - 0.01, 0.36)
    shared = view(said, SHARED, scores)
    assert what(shared, kind) == [SIGNALS[0]] and facts_of(shared, kind).unsure == 2
    heading = {"signal": "2 signalen", "result": "2 opbrengsten"}[kind]
    assert re.search(
        rf"({heading}|{heading.replace('2', '[Tt]wee')}) zijn niet zeker genoeg, en staan hier niet", told(shared)
    )
    researcher = view(said, CONCEPT, scores)
    assert what(researcher, kind) == list(SIGNALS[:3]) and facts_of(researcher, kind).unsure == 0
    assert "niet zeker genoeg" not in told(researcher)


def test_a_decision_is_not_left_out_for_its_score(view):
    said = [("Het college heeft in mei tot een gezamenlijke inkoop besloten.", ("decision", "het college", "in mei"))]
    assert len(what(view(said, SHARED, (0.36,)), "decision")) == 1


def test_a_result_that_is_still_to_come_is_none_for_a_region(view):
    said = [("Hopelijk komen er in de regio vijf plekken bij.", ("result", "", ""))]
    assert facts_of(view(said, SHARED), "result").unsure == 1 and not what(view(said, SHARED), "result")
    assert len(what(view(said, CONCEPT), "result")) == 1


def test_what_a_stranger_cannot_understand_is_counted(view):
    said = [("Dat is nu bij ons in de regio ook al zo gegaan, en dat is jammer.", ("signal", "", ""))]
    shared = facts_of(view(said, SHARED), "signal")
    assert (shared.rows, shared.unclear) == ((), 1)
    assert "1 signaal is zonder de rest van het gesprek niet te begrijpen" in told(view(said, SHARED)).replace(
        "Eén signaal", "1 signaal"
    )
    assert len(what(view(said, CONCEPT), "signal")) == 1


def test_what_is_not_to_be_quoted_is_counted_as_hidden(view):
    said = [(text, ("signal", "", "")) for text in SIGNALS[:2]]
    shared = view(said, SHARED, niet_citeren=[SIGNALS[0]])
    assert what(shared, "signal") == [SIGNALS[1]] and facts_of(shared, "signal").hidden == 1


def test_a_region_gets_the_clearest_signals_and_reads_that_there_are_more(view):
    most = MOST_SHARED["signal"]
    unclear = "Dat contract met de aanbieders missen de scholen nog altijd, en dat kost tijd."
    said = [(text, ("signal", "", "")) for text in (unclear, *SIGNALS)]
    scores = (0.99, *(0.9 - number / 100 for number in range(len(SIGNALS))))
    shared = facts_of(view(said, SHARED, scores), "signal")
    # the surest is the least clear
    assert [row.what for row in shared.rows] == list(SIGNALS[:most])
    assert shared.more == len(said) - most
    assert "minder duidelijk dan deze, en staan hier niet" in told(view(said, SHARED, scores))
    researcher = facts_of(view(said, CONCEPT, scores), "signal")
    assert [row.what for row in researcher.rows] == [unclear, *SIGNALS] and researcher.more == 0


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("het college", "het college"),
        ("onbekend", OPEN_END),
        ("", OPEN_END),
        ("zij", OPEN_END),
        ("wij", "de spreker of de eigen organisatie"),
        ("[PERSOON-4]", UNNAMED),
        ("Kolvenaar", UNNAMED),
        ("06-12345678", UNNAMED),
    ],
)
def test_who_is_told_in_words_that_say_something_and_name_nobody(view, who, shown):
    said = [("In mei is tot een gezamenlijke inkoop van jeugdhulp besloten.", ("decision", who, "in mei"))]
    (row,) = facts_of(view(said, SHARED), "decision").rows
    assert (row.who, row.when) == (shown, "in mei")


@POLICIES
def test_every_result_stands_in_one_pile(view, policy):
    said = {
        GOOD: "De wachttijd bij de jeugdhulp is gehalveerd.",
        BAD: "De wachttijd bij de crisisopvang is verdubbeld.",
        NEITHER: "Elke school heeft een eigen contactpersoon bij het wijkteam.",
    }
    found = results(view([(text, ("result", "", "")) for text in said.values()], policy))
    assert {one: [row.what for row in rows] for one, rows in found.items()} == {
        one: [text] for one, text in said.items()
    }


def test_rows_are_made_once_and_go_with_their_view(invented_region):
    made = View(invented_region, SHARED)
    assert facts_of(made, "result") is facts_of(made, "result")
    assert facts_of(View(invented_region, SHARED), "result") is not facts_of(made, "result")
    gone = weakref.ref(made)
    del made
    gc.collect()
    assert gone() is None

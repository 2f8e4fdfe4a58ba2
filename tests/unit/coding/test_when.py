"""Words that say when are told whole: with their preposition, number and year, and nothing beside them."""

import pytest

from workbench.coding import rules
from workbench.coding.matcher import Passage
from workbench.coding.when import When


@pytest.fixture(scope="module")
def when(parse):
    """Function: sentence -> the words that say when, or None."""
    finder = When(rules.load().lists)

    def found(text, deadline=False):
        doc = parse(text)
        span = finder.find(doc, Passage(0, 0, len(doc), 0, len(text), {}, []), deadline=deadline)
        return span and text[slice(*span)]

    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vanaf 2027 koopt de regio samen in.", "Vanaf 2027"),
        ("Het plan is er voor vijftien maart 2026.", "voor vijftien maart 2026"),
        ("Wij zien elkaar in het voorjaar van 2026.", "in het voorjaar van 2026"),
        ("Het komt in het eerste kwartaal van 2026.", "in het eerste kwartaal van 2026"),
        ("Uiterlijk eind 2026 is het plan klaar.", "Uiterlijk eind 2026"),
        ("Op 12-04-2025 is het besloten.", "Op 12-04-2025"),
    ],
)
def test_a_year_stays_with_it(when, text, words):
    assert when(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De wethouder stuurt het plan voor de meivakantie.", "voor de meivakantie"),
        ("De raad besluit na het zomerreces.", "na het zomerreces"),
        ("Volgende week belt de wethouder.", "Volgende week"),
        ("De volgende vergadering is over geld.", "De volgende vergadering"),
        ("We spreken elkaar op maandag 3 maart om tien uur.", "op maandag 3 maart"),
        ("We spreken elkaar op maandag drie maart 2026.", "op maandag drie maart 2026"),
        ("Het loopt van januari tot 1 juli 2027 door.", "van januari tot 1 juli 2027"),
        ("Het loopt van januari naar juli.", "van januari naar juli"),
    ],
)
def test_what_belongs_to_it_is_told_too(when, text, words):
    assert when(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De gemeente levert de lijst binnen drie weken.", "binnen drie weken"),
        ("Binnen een half jaar ligt er een plan.", "Binnen een half jaar"),
        ("Over een paar maanden praten wij verder.", "Over een paar maanden"),
        ("Wij spreken elkaar over twee weken.", "over twee weken"),
        ("Twee jaar geleden besloot de raad dat.", "Twee jaar geleden"),
    ],
)
def test_a_term_is_a_time(when, text, words):
    assert when(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Wij werken al drie jaar samen.",
        "Het gaat over twee jaar samenwerking.",
        "De wachttijd is negen maanden.",
        "Binnen de regio duurt dat weken.",
    ],
)
def test_how_long_it_lasts_is_no_time(when, text):
    assert when(text) is None


@pytest.mark.parametrize(
    "text",
    ["Er wonen 2019 kinderen in de regio.", "Er zijn drie weken voorbij.", "Dat doen wij 12 keer.", "Een m² of ².", ""],
)
def test_a_number_alone_says_no_time(when, text):
    assert when(text) is None


def test_only_of_an_agreement_a_deadline_goes_first(when):
    text = "In 2024 sprak de raad af dat er voor 1 mei 2025 een plan ligt."
    assert when(text) == "In 2024"
    assert when(text, deadline=True) == "voor 1 mei 2025"

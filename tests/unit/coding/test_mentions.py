"""Amounts, dates and organisations, and what they come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.coding import mentions


@pytest.mark.parametrize(
    ("text", "euro"),
    [
        ("Het kost € 40.000 per jaar.", [40_000]),
        ("We kregen 2,5 miljoen euro erbij.", [2_500_000]),
        ("Er zit drie ton in de pot.", [300_000]),
        ("vijfentwintig duizend euro", [25_000]),
        ("Anderhalf miljoen euro is veel.", [1_500_000]),
        ("van 1.250,50 euro naar 900 euro", [1250.5, 900]),
        ("tweeëndertig euro", [32]),
        ("Er zijn twaalf gemeenten en 3 scholen.", []),
        ("Dat is een hoop geld.", []),
    ],
)
def test_amounts(text, euro):
    assert [one["euro"] for one in mentions.amounts(text)] == euro


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("voor 1 maart 2026", ["2026-03-01"]),
        ("voor 1 maart", ["--03-01"]),
        ("in september", ["--09"]),
        ("vanaf januari 2027", ["2027-01"]),
        ("op 12-04-2025 besloten", ["2025-04-12"]),
        ("sinds 2019", ["2019"]),
        ("dat mei ik niet zeggen", []),
        ("er waren 2300 kinderen", []),
    ],
)
def test_dates(text, iso):
    assert [one["iso"] for one in mentions.dates(text)] == iso


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Van zesentwintig weken naar tien, in 2024.", {26, 10}),
        ("Voor 1 maart 2026 zijn er 1.250 plekken en 2,5 baan bij.", {1250, 2.5}),
        ("Er is een plan, en één loket van 600 m².", {600}),
        ("Van honderddrieënveertig naar achtendertig, en tweeduizendvijftig.", {143, 38, 2050}),
        ("Honderdeneen, elfhonderd, duizend, tienduizend, zeshonderdtwaalf.", {101, 1100, 1000, 10_000, 612}),
        ("Honderden kinderen, duizenden euro's, een honderdste, wachthonderdvijf.", set()),
        ("Zie noot ² en ³.", set()),
    ],
)
def test_numbers(text, values):
    assert mentions.numbers(text) == values


def test_a_word_without_end_is_no_number(lines_run):
    once, twice = (lines_run(lambda word=word: mentions.numbers(word)) for word in ("x" * 5_000, "honderd" * 20_000))
    assert twice <= 2 * once


@given(st.text(max_size=80))
def test_any_text_can_be_read(text):
    for one in mentions.amounts(text) + mentions.dates(text):
        assert one["tekst"] in text
    assert all(value > 0 for value in mentions.numbers(text))


def test_a_fact_tells_what_it_names(found):
    extra = found("Het college heeft besloten om per 1 mei 2026 twee ton extra te geven aan het wijkteam.")[
        "besluit"
    ].extra
    assert extra["bedragen"] == [{"tekst": "twee ton", "euro": 200_000}]
    assert [one["iso"] for one in extra["data"]] == ["2026-05-01"]
    assert {one["soort"] for one in extra["organisaties"]} >= {"gemeente", "toegang"}

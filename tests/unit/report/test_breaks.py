"""Soft hyphens in the long words of a label: nothing changes but where a line may break."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.report.breaks import LONG, SOFT_HYPHEN, breakable
from workbench.report.markup import text


@given(st.text().filter(lambda words: SOFT_HYPHEN not in words))
@example("Samenwerkingsverband passend onderwijs & jeugdhulpaanbieders <b>")
def test_without_soft_hyphens_it_is_what_it_was(words):
    assert breakable(words).replace(SOFT_HYPHEN, "") == text(words)


@pytest.mark.parametrize(
    "words",
    [
        "jeugd@hulpregio.nl",
        "samenwerkingsverband@onderwijsregio.nl",
        "https://samenwerkingsverband/jeugdhulpaanbieders",
        "samenwerkingsverbanden.csv",
        "samenwerkingsverbanden_2026",
        "j.jansen-de-vries@gemeente.nl",
        "231.400",
        "1234567890123456",
        "2026-03-01",
        "06-12345678",
        "wethouder",
        "gemeenteraad"[: LONG - 1],
        "",
    ],
)
def test_addresses_numbers_and_short_words_stay_as_they_are(words):
    assert breakable(words) == words


def test_a_long_word_breaks_between_its_parts_and_never_near_an_end():
    for word in ("samenwerkingsverband", "jeugdhulpaanbieders", "verantwoordelijkheden"):
        parts = breakable(word).split(SOFT_HYPHEN)
        assert len(parts) > 1 and len(parts[0]) >= 4 and len(parts[-1]) >= 4
    assert f"kings{SOFT_HYPHEN}ver" in breakable("samenwerkingsverband")


def test_what_is_no_text_is_shown_as_text():
    assert breakable(12) == "12" and breakable(None) == "None"

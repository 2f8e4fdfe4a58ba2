"""The same fact told twice is one fact; another number, another date or a denial is another fact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.report.same_fact import same, told

PAIRS = [
    # capitals and marks
    ("De raad stemde in met het plan!", "de raad stemde in met het plan", True),
    # other words for the same, the numbers in figures or spelled out
    ("De wachttijd daalde van 26 naar tien weken.", "Van zesentwintig weken wachttijd ging het naar 10.", True),
    ("Alle gemeenten tekenden het convenant.", "Het convenant is door alle gemeenten getekend.", True),
    ("De gemeenten tekenden samen het convenant.", "Samen hebben de gemeenten het convenant getekend.", True),
    ("De gemeenten tekenden samen een convenant jeugd.", "Samen tekenden gemeenten het convenant jeugd, ja.", True),
    ("Er zijn 38 in plaats van 143 aanbieders.", "Van honderddrieënveertig aanbieders naar achtendertig, ja.", True),
    # other numbers
    ("Er zijn 12 plekken bij de opvang gekomen.", "Er zijn 15 plekken bij de opvang gekomen.", False),
    ("Er zijn 12 plekken bij de opvang gekomen.", "Er zijn plekken bij de opvang gekomen.", False),
    # dates: another year or month is another fact, a date that is told with less is not
    ("De inkoop gaat vanaf 2024 gezamenlijk.", "De inkoop gaat vanaf 2026 gezamenlijk.", False),
    ("De wethouder stuurt het plan voor 1 maart rond.", "De wethouder stuurt het plan voor 1 juli rond.", False),
    ("De wethouder stuurt het plan voor 1 maart rond.", "De wethouder stuurt het plan op 2 maart rond.", False),
    ("De wethouder stuurt het plan voor 1 maart rond.", "De wethouder stuurt het plan voor 1 maart 2026 rond.", True),
    ("De wethouder stuurt het plan in maart 2026 rond.", "De wethouder stuurt het plan in 2026 rond.", True),
    ("De wethouder stuurt het plan voor 1 maart rond.", "De wethouder stuurt het plan straks rond.", True),
    # a denial
    ("De scholen delen de cijfers met gemeenten.", "De scholen delen de cijfers niet met gemeenten.", False),
    ("De scholen delen de cijfers nooit met gemeenten.", "De scholen delen de cijfers niet met gemeenten.", True),
    # few words that say what it is about leave doubt
    ("Het plan is er.", "Er is nu een plan.", False),
]


@pytest.mark.parametrize(("one", "other", "equal"), PAIRS)
def test_whether_two_sentences_tell_one_fact(one, other, equal):
    assert same(told(one), told(other)) is equal
    assert same(told(other), told(one)) is equal


WORDS = ("gemeenten", "scholen", "wachttijd", "niet", "12", "twaalf", "30", "2024", "1 maart", "in maart 2026", "het")
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join) | st.text(max_size=60)


@given(SENTENCES, SENTENCES)
def test_it_does_not_matter_which_is_told_first(one, other):
    assert same(told(one), told(other)) is same(told(other), told(one))


@given(SENTENCES)
def test_a_sentence_tells_what_it_tells(one):
    assert same(told(one), told(one))
    assert same(told(one), told(f" {one}. "))


@given(SENTENCES, SENTENCES)
def test_facts_with_other_numbers_are_never_one(one, other):
    if told(one).numbers != told(other).numbers:
        assert not same(told(one), told(other))

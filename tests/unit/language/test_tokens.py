"""The tokenizer keeps what a transcriber wrote together."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.language.tokens import fit_tokenizer, is_placeholder, without_brackets


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("[PERSOON-1], zei hij.", ["[PERSOON-1]", ",", "zei", "hij", "."]),
        ("[PERSOON-1]'s team", ["[PERSOON-1]", "'s", "team"]),
        ("([ORGANISATIE-12])", ["(", "[ORGANISATIE-12]", ")"]),
        ("ja [onverstaanbaar], nee", ["ja", "[onverstaanbaar]", ",", "nee"]),
        ("leuk (lacht).", ["leuk", "(lacht)", "."]),
        ("eh... nou", ["eh", "...", "nou"]),
        ("#00:00:12-3# Dag", ["#00:00:12-3#", "Dag"]),
        ("jeugdhulp/zorg en/of", ["jeugdhulp", "/", "zorg", "en/of"]),
        ("de (centrum)gemeente, ja", ["de", "(centrum)gemeente", ",", "ja"]),
        ("ouder(s).", ["ouder(s)", "."]),
        ("'s ochtends o.a. bijv. foto's", ["'s", "ochtends", "o.a.", "bijv.", "foto's"]),
        ("Dat is dat. Ver. Vol.", ["Dat", "is", "dat", ".", "Ver", ".", "Vol", "."]),
        ("ib'er, dhr. Zo'n", ["ib'er", ",", "dhr.", "Zo'n"]),
    ],
)
def test_tokens(nlp, text, tokens):
    assert [token.text for token in nlp.make_doc(text)] == tokens


def test_fitting_twice_changes_nothing():
    nlp = fit_tokenizer(spacy.blank("nl"))
    before = nlp.tokenizer
    assert fit_tokenizer(nlp).tokenizer is before


def test_brackets_and_placeholders():
    assert without_brackets("(centrum)gemeente") == "centrumgemeente"
    assert without_brackets("ouder(s)") == "ouder"
    assert without_brackets("(lacht)") == "(lacht)"
    assert is_placeholder("[PERSOON-1]")
    assert not is_placeholder("[lacht]")
    assert not is_placeholder("")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aZ.,?!'\"()[]#/-…: \n1é😀P\x00", max_size=80))
def test_no_text_is_lost_whatever_it_is(text):
    from workbench.language import load

    doc = load()(text)
    assert doc.text == text
    assert [token.lemma_ for token in doc].count("") == 0
    assert all(isinstance(token._.clause, int) for token in doc)

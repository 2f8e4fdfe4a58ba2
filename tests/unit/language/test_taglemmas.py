"""Lemmas by form and tag, and the component that carries their table."""

import json

import pytest
import spacy
from spacy.tokens import Doc

from workbench.language.lemma import Lemmas, look_up
from workbench.language.taglemma import TagLemmas, change, changed, inflected, keeps_form

TABLE = {
    "rules": {
        "WW|pv|verl|mv": {"": ["", 0, ""], "en": ["", 0, ""], "rkten": ["", 3, "en"]},
        "N|soort|ev|basis|zijd|stan": {"": ["", 0, ""]},
        "BW": {"": ["", 0, ""]},
        "N|eigen|mv|basis": {"": ["", 1, ""]},
    },
    "forms": {"graven": {"N|soort|mv|basis": "graaf", "WW|inf|vrij|zonder": "graven"}},
}


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [
        ("werkten", "werken", ["", 3, "en"]),
        ("gewerkt", "werken", ["ge", 1, "en"]),
        ("huis", "huis", ["", 0, ""]),
        ("was", "zijn", None),
    ],
)
def test_a_change_and_carrying_it_out(form, lemma, expected):
    assert change(form, lemma) == expected
    if expected:
        assert changed(form, expected) == lemma
    assert changed("x", ["ge", 0, ""]) == changed("en", ["", 2, "x"]) == ""


def test_which_tags_inflect_and_which_words_stay():
    assert inflected("N|soort|mv|basis")
    assert inflected("WW|pv|tgw|ev")
    assert not inflected("WW|inf|vrij|zonder")
    assert not inflected("N|soort|ev|basis|zijd|stan")
    assert keeps_form("Vlieland", "N|eigen|ev|basis|onz|stan")
    assert not keeps_form("Vlielanders", "N|eigen|mv|basis")
    assert keeps_form("GGD", "SPEC|deeleigen")
    assert keeps_form("12", "TW|hoofd|prenom|stan")
    assert not keeps_form("16e", "TW|rang|prenom|stan")


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("graven", "N|soort|mv|basis", "graaf"),
        ("graven", "WW|inf|vrij|zonder", "graven"),
        # a tag that the table lacks takes the lemma of the same word class
        ("graven", "WW|pv|tgw|mv", "graven"),
        ("merkten", "WW|pv|verl|mv", "merken"),
        ("Wachtlijst", "N|soort|ev|basis|zijd|stan", "wachtlijst"),
        ("gemeenten", "N|soort|mv|basis", "gemeente"),
        ("(centrum)gemeenten", "N|soort|mv|basis", "centrumgemeente"),
        ("Vlieland", "N|eigen|ev|basis|onz|stan", "Vlieland"),
        ("Vlielanders", "N|eigen|mv|basis", "Vlielander"),
        ("niks", "onbekend", "niks"),
    ],
)
def test_lemma_of_form_and_tag(form, tag, lemma):
    assert TagLemmas(**TABLE).lemma(form, tag, look_up) == lemma


def test_the_component_uses_its_table_where_there_are_tags():
    nlp = spacy.blank("nl")
    lemmas = Lemmas(nlp).from_bytes(json.dumps(TABLE).encode())
    doc = lemmas(Doc(nlp.vocab, words=["Wij", "graven", "[PERSOON-1]"], tags=["VNW", "WW|pv|tgw|mv", "SPEC|deeleigen"]))
    assert [token.lemma_ for token in doc] == ["wij", "graven", "[PERSOON-1]"]
    plain = lemmas(Doc(nlp.vocab, words=["Wij", "werkten"]))
    assert plain[1].lemma_ == "werken"


def test_the_table_travels_with_a_pipeline(tmp_path):
    nlp = spacy.blank("nl")
    nlp.add_pipe("workbench_lemmas").from_bytes(json.dumps(TABLE).encode())
    nlp.to_disk(tmp_path / "nl")
    again = spacy.load(tmp_path / "nl").get_pipe("workbench_lemmas")
    assert vars(again.table) == TABLE
    assert Lemmas(nlp).from_bytes(again.to_bytes()).to_bytes() == again.to_bytes()
    spacy.blank("nl").to_disk(tmp_path / "none")
    assert Lemmas(nlp).from_disk(tmp_path / "none" / "absent").table is None

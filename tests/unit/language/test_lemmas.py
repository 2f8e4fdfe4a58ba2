"""Lemmas of words that interviews are full of. The cases are data; known failures are named."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from workbench.language.lemma import look_up

CASES = YAML(typ="safe", pure=True).load((Path(__file__).parent / "lemmas.yaml").read_text(encoding="utf-8"))
KNOWN = set(CASES["known_failures"].split())


def test_lemmas_of_common_interview_words():
    wrong = {
        form: look_up(form)
        for lemma, forms in CASES["cases"].items()
        for form in forms.split()
        if look_up(form) != lemma
    }
    assert set(wrong) == KNOWN, wrong
    assert sum(len(forms.split()) for forms in CASES["cases"].values()) > 250


def test_lemma_is_lower_case_and_placeholders_stay(nlp):
    doc = nlp("De GEMEENTEN van [PERSOON-1] met ouder(s) en de (centrum)gemeente")
    assert [token.lemma_ for token in doc][1] == "gemeente"
    assert [token.lemma_ for token in doc][3] == "[PERSOON-1]"
    assert [token.lemma_ for token in doc][5] == "ouder"
    assert doc[-1].lemma_ == "centrumgemeente"


def test_lemmas_of_a_model_are_kept_and_made_even(nlp):
    from spacy.tokens import Doc

    doc = Doc(nlp.vocab, words=["Wij", "losten"], lemmas=["Wij", "op_Lossen"])
    nlp.get_pipe("workbench_lemmas")(doc)
    assert [token.lemma_ for token in doc] == ["wij", "oplossen"]


@pytest.mark.parametrize("form", ["", "xqzt", "x" * 10_000, "😀", "123", "a/b", "’s"])
def test_unknown_forms(form):
    assert look_up(form) in (form, form.replace("’", "'"), "de")

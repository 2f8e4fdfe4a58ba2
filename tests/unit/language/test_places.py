"""Places of the list in sentences that were written before the rules; and beside what a model found."""

import re
from pathlib import Path

import pytest
import spacy
from ruamel.yaml import YAML
from spacy.tokens import Span

from workbench.language import fit_tokenizer
from workbench.language.places import Places, _names
from workbench.language.rules import rules

CASES = YAML(typ="safe", pure=True).load(
    (Path(__file__).parents[2] / "regression" / "language" / "places.yaml").read_text(encoding="utf-8")
)["cases"]


@pytest.fixture(scope="module")
def nlp():
    nlp = fit_tokenizer(spacy.blank("nl"))
    nlp.add_pipe("workbench_places")
    return nlp


def judge(nlp, case) -> tuple[list, list]:
    """What was found and what should be: places, or all entities where a model came before."""
    text = re.sub(r"[{}]", "", case["text"])
    doc = nlp.make_doc(text)
    before = case.get("before", {})
    doc.ents = [_span(doc, part, label) for part, label in before.items()]
    ents = [(ent.text, ent.label_) for ent in nlp.get_pipe("workbench_places")(doc).ents]
    if before:
        return ents, list(case["after"].items())
    expected = [*re.findall(r"\{(.*?)\}", case["text"]), *case.get("mark", "").split()]
    return ents, [(place, "LOC") for place in expected]


def _span(doc, part, label):
    start = doc.text.index(part)
    found = doc.char_span(start, start + len(part))
    return Span(doc, found.start, found.end, label=label)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(nlp, case):
    found, expected = judge(nlp, case)
    assert (found != expected) == ("known" in case), f"{found} instead of {expected}"


def test_the_list_is_whole():
    assert len(set(_names(rules("places")["gemeenten"]))) == 341  # Bergen is two gemeenten
    assert len(CASES) >= 120


def test_what_is_ambiguous_is_in_a_list():
    data = rules("places")
    known = {name for key in ("gemeenten", "ook", "provincies", "regios") for name in _names(data[key])}
    assert set(_names(data["dubbelzinnig"])) <= known


def test_settings():
    nlp = fit_tokenizer(spacy.blank("nl"))
    nlp.add_pipe("workbench_places", config={"label": "GEMEENTE", "lower": False})
    assert [(e.text, e.label_) for e in nlp("in Zoetermeer en in zoetermeer").ents] == [("Zoetermeer", "GEMEENTE")]
    keep = Places(nlp, override=False)
    doc = nlp.make_doc("in Zoetermeer")
    doc.ents = [Span(doc, 1, 2, label="ORG")]
    assert [e.label_ for e in keep(doc).ents] == ["ORG"]


@pytest.mark.parametrize("text", ["", " ", "😀", "in ", "van van van de der", "-", "'s", "Utrecht " * 3_000])
def test_odd_texts(nlp, text):
    assert nlp(text).text == text

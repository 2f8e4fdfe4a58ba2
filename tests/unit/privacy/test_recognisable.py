"""Words by which somebody is recognised without any name."""

import pytest

from workbench import lists
from workbench.privacy.recognisable import DATA, recognisable, rules

RULES = lists.load(DATA)["rules"]


@pytest.mark.parametrize(("name", "text"), [(rule["id"], text) for rule in RULES for text in rule["examples"]])
def test_examples_are_caught(name, text):
    pattern = dict(rules())[name]
    assert pattern.search(text) and pattern.search(text.lower()) and recognisable(text)


@pytest.mark.parametrize("text", [text for rule in RULES for text in rule["no_examples"]])
def test_other_sentences_pass(text):
    assert recognisable(text) == ""


@pytest.mark.parametrize("piece", ["ik ben ", "a", "ik werk bij de ", "als wethouder ", "dat ", "ik ben a, "])
def test_a_long_text_takes_no_square_of_time(piece):
    # with a square of the length this would take hours, and the test would not end
    recognisable(piece * (200_000 // len(piece)))

"""Every rule of report/words holds for its example and not for its other sentence; what an outcome is follows."""

import pytest

from workbench.report.outcome import _FILLINGS, BAD, GOOD, NEITHER, outcome
from workbench.report.patterns import ALONE, OUTCOME, holds, patterns

LISTS = (
    *((ALONE, name, ()) for name in ("regels", "verwacht")),
    *((OUTCOME, name, _FILLINGS) for name in (GOOD, BAD)),
)
RULES = [(rule, rules) for place in LISTS for rules in [patterns(*place)] for rule in rules]


def by_id(value):
    return getattr(value, "id", "")


@pytest.mark.parametrize(("rule", "_"), RULES, ids=by_id)
def test_a_rule_holds_for_its_example_only(rule, _):
    assert holds([rule], rule.example)
    assert not holds([rule], rule.no_example)


@pytest.mark.parametrize(("rule", "others"), RULES, ids=by_id)
def test_no_rule_is_done_by_another(rule, others):
    assert not holds([one for one in others if one is not rule], rule.example)


def test_every_rule_has_its_own_id():
    assert len({rule.id for rule, _ in RULES}) == len(RULES) >= 13


@pytest.mark.parametrize("name", [GOOD, BAD])
def test_the_example_of_an_outcome_is_that_outcome(name):
    for rule in patterns(OUTCOME, name, _FILLINGS):
        assert outcome(rule.example) == name, rule.id
        assert outcome(rule.example.upper()) == name, rule.id


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("De wachttijd is gehalveerd.", GOOD),
        ("De wachttijd is verdubbeld.", BAD),
        ("Het vertrouwen is weg.", BAD),
        ("Er zijn minder vrijwilligers dan vorig jaar.", BAD),
        ("Er zijn minder klachten dan vorig jaar.", GOOD),
        ("De pilot is gestopt.", BAD),
        # both: good news must not have to be taken back
        ("Het loket is gelukt, maar de wachttijd is opgelopen.", BAD),
        ("De kosten zijn gedaald en toch is het niet gelukt.", BAD),
        # a denial turns it round
        ("De wachtlijst is niet korter geworden.", BAD),
        ("De wachttijd is niet opgelopen.", NEITHER),
        ("Er zijn twaalf scholen en drie gemeenten.", NEITHER),
        ("", NEITHER),
    ],
)
def test_good_bad_or_neither(sentence, found):
    assert outcome(sentence) == found


def test_a_word_inside_another_is_not_that_word():
    # "uitval" and "verloop" are in the list, and these are other words
    assert outcome("Er is meer uitvalsbasis in het dorp.") == NEITHER
    assert outcome("De vergadering verloopt langer dan anders.") == NEITHER

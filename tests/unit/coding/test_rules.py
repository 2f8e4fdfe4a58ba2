"""Every rule has an example that must match and one that must not; the rules as a whole hang together."""

import pytest

from workbench import codebook
from workbench.coding import rules
from workbench.errors import InvalidCodebook

RULES = rules.load().rules
OF_THE_CODEBOOK = ("theme", "pole", "pair", "role", "fact")


def fires(coder, doc, rule):
    passages = coder.matcher.passages(doc)
    return any(hit.rule.id == rule.id for one in passages for hits in one.hits.values() for hit in hits)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_examples_of_a_rule(coder, parse, rule):
    assert fires(coder, parse(rule.example), rule), rule.example
    assert not fires(coder, parse(rule.no_example), rule), rule.no_example


def test_rules_speak_of_codes_that_are_in_the_codebook():
    known = codebook.load().entries
    assert [rule.id for rule in RULES if rule.group in OF_THE_CODEBOOK and rule.code not in known] == []


def test_every_theme_dilemma_and_role_has_a_rule():
    book = codebook.load()
    have = {rule.code for rule in RULES}
    wanted = [entry.id for entry in (*book.themes, *book.dilemmas, *book.roles)]
    assert [code for code in wanted if code not in have] == []


def test_every_dilemma_has_two_poles():
    sides = {(rule.code, rule.side) for rule in RULES if rule.group == "pole"}
    assert [one.id for one in codebook.load().dilemmas if not {(one.id, "a"), (one.id, "b")} <= sides] == []


def test_a_wrong_rule_is_named(monkeypatch, tmp_path):
    (tmp_path / "status.yaml").write_text("- {id: X-1, match: iets, example: dit iets, no_example: dat, gewicht: 3}")
    monkeypatch.setattr(rules, "DATA", tmp_path)
    with pytest.raises(InvalidCodebook, match=r"status.yaml, regel X-1.*gewicht"):
        rules._rules("status.yaml", "status")

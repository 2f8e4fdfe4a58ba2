"""Rules of a project beside ours, and remarks on rules."""

import pytest

from workbench.coding import Coder, lint, rules, rules_version
from workbench.coding.apply import Unit
from workbench.errors import InvalidCodebook

RULE = """
- id: {id}
  code: T04
  weight: strong
  match: {cue}
  example: Wij hebben een flexpoule @plek
  no_example: Dat is iets anders.
"""


def write(folder, id="X-flex", cue="flexpoule", lists=None):
    folder.mkdir(exist_ok=True)
    (folder / "themes.yaml").write_text(RULE.format(id=id, cue=cue), encoding="utf-8")
    if lists:
        (folder / "lists.yaml").write_text(lists, encoding="utf-8")
    return folder


def codes(coder, doc):
    return {one.code for one in coder.code(doc.text, [Unit("s", "u", 0, True, False, doc)])[0] if one.score >= 0.5}


def test_a_project_adds_a_rule_and_words(tmp_path, coder, parse):
    own = write(tmp_path / "regels", cue="flexpoule; @plek vrij", lists="plek: crisisbed logeerbed")
    mine = Coder(coder.codebook, coder.nlp, rules_only=True, own_rules=own)
    for text in ("Er is een flexpoule.", "Er is een logeerbed vrij."):
        assert "T04" in codes(mine, parse(text)) and "T04" not in codes(coder, parse(text))
    assert rules_version(own) != rules_version()
    assert len(rules.load(own).rules) == len(rules.load().rules) + 1


def test_a_rule_with_our_id_takes_its_place(tmp_path):
    own = write(tmp_path / "regels", id="T04-inkoop")
    assert len(rules.load(own).rules) == len(rules.load().rules)
    assert next(rule for rule in rules.load(own).rules if rule.id == "T04-inkoop").match == ("flexpoule",)


def test_a_file_that_does_not_belong_is_named(tmp_path):
    (tmp_path / "thema.yaml").write_text("[]", encoding="utf-8")
    with pytest.raises(InvalidCodebook, match="regels/thema.yaml"):
        rules.load(tmp_path)


def test_remarks_on_rules(tmp_path, coder, parse):
    text = RULE.format(id="X-een", cue="flexpoule; raadzaal")
    text += RULE.format(id="X-twee", cue="flexpoule").replace("  weight", "  unless: flexpoule\n  weight")
    (tmp_path / "themes.yaml").write_text(text, encoding="utf-8")
    book = rules.load(tmp_path)
    found = {(one.rule, one.kind, one.cue) for one in lint.examine(book) if one.rule.startswith("X-")}
    assert {
        ("X-een", "overlap", "flexpoule"),
        ("X-twee", "tegenspraak", "flexpoule"),
    } <= found
    mine = Coder(coder.codebook, coder.nlp, rules_only=True, own_rules=tmp_path)
    quiet = {(one.rule, one.cue) for one in lint.silent(mine.matcher, [parse("Er is een flexpoule.")])}
    assert ("X-een", "raadzaal") in quiet and ("X-een", "flexpoule") not in quiet

"""The coding beside gold labels of other speakers: floors a little under what was measured (docs/coding.md)."""

import os
from pathlib import Path

import pytest

from workbench import codebook, language
from workbench.coding import Coder
from workbench.evaluation import figures, gold, second
from workbench.evaluation.run import judge
from workbench.report.fact_rows import SURE

GOLD = Path(__file__).parent / "gold"
REAL = Path(os.environ.get("WORKBENCH_REAL", Path(__file__).resolve().parents[4] / "shared" / "data" / "real"))
PARTS = ("train", "dev", "test")
FLOORS = {"theme": 0.6, "dilemma": 0.7, "role": 0.68, "flag": 0.6}
REAL_THEMES = 0.45
AGREED = {"theme": 0.85, "dilemma": 0.9, "role": 0.85, "flag": 0.85}


@pytest.fixture(scope="module")
def coders():
    nlp, book = language.load(), codebook.load()
    return {"rules": Coder(book, nlp, rules_only=True), "both": Coder(book, nlp)}


@pytest.fixture(scope="module")
def judged(coders):
    scenarios = gold.read(GOLD / "dev")
    return {name: judge(scenarios, coder) for name, coder in coders.items()}


def f1(one):
    return figures.table(one.outcomes, one.sentences)["f1"]


def test_figures_do_not_fall(judged):
    found = f1(judged["both"])
    assert {kind: found[kind] for kind, floor in FLOORS.items() if found[kind] < floor} == {}


def test_the_model_adds_to_the_rules(judged):
    assert (f1(judged["both"]) > f1(judged["rules"])).all()


@pytest.mark.parametrize("kind, code", [("signal", "signaal"), ("result", "resultaat")])
def test_what_is_sure_enough_for_a_region_is_right_more_often(judged, kind, code):
    """As benchmarks/certainty.py, on the invented labels."""
    one = judged["both"]
    rows = one.outcomes[one.outcomes["code"] == code]
    every = figures.table(rows, one.sentences, by="code").loc[code]
    sure = rows.assign(machine=rows["machine"] & (rows["score"] >= SURE[kind]))
    kept = figures.table(sure, one.sentences, by="code").loc[code]
    assert kept["precision"] >= max(0.7, every["precision"] + 0.05)
    assert kept["recall"] >= every["recall"] / 2


def test_misleading_sentences_are_seldom_taken_for_a_dilemma(judged):
    misled, near = judged["both"].misled
    assert near >= 150 and misled <= near / 10


def test_poles_lie_on_the_words_that_a_person_marked(judged):
    poles, own, other = judged["both"].poles
    assert poles >= 250 and own >= 0.58 * poles and other <= 0.09 * poles


@pytest.mark.real
def test_real_text(coders):
    if not REAL.is_dir():
        pytest.skip("the free real texts are not beside the checkout")
    found = f1(judge(gold.read(GOLD / "real" / "dev", texts=REAL), coders["both"]))
    assert found["theme"] >= REAL_THEMES


def test_the_second_coder_agrees():
    first = [scenario for part in PARTS for scenario in gold.read(GOLD / part)]
    both = second.agree(first, gold.read(GOLD / "second"), codebook.load())
    found = figures.table(both.outcomes, both.sentences, strict=True)["kappa"]
    assert {kind: found[kind] for kind, floor in AGREED.items() if found[kind] < floor} == {}


def test_the_gold_labels_are_broad_enough():
    scenarios = {part: gold.read(GOLD / part) for part in PARTS}
    names = [scenario.id for part in PARTS for scenario in scenarios[part]]
    assert len(names) == len(set(names))
    every = [sentence for part in PARTS for scenario in scenarios[part] for sentence in scenario.sentences]
    assert len(every) >= 3000 and len({sentence.id for sentence in every}) == len(every)
    said = [sentence for sentence in every if sentence.who != "I"]
    assert sum(not sentence.labels or bool(sentence.near) for sentence in said) / len(said) >= 0.4
    assert not [sentence.id for sentence in every if sentence.who == "I" and sentence.labels]
    for part in ("train", "dev"):
        codes = {label.code for scenario in scenarios[part] for one in scenario.sentences for label in one.labels}
        assert codes == set(codebook.load().entries)

"""Invented sentences with the codes a person gave them, for the rules alone. A case that fails must be in
known_failures.yaml, and one that is in there must fail: so an improvement shows as well."""

from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from workbench import codebook
from workbench.coding import code_text

HERE = Path(__file__).parent
WORKED_ON = ("ontwikkel", "proef", "vervolg", "bijna")
UNSEEN = ("slot",)
KNOWN = YAML(typ="safe", pure=True).load((HERE / "known_failures.yaml").read_text(encoding="utf-8"))
KINDS = ("theme", "dilemma", "role", "flag")
#: share of the expected codes that is found, and of the found ones that is right: a floor on text the rules were
#: worked on from, and on text that they were not; only the second says what to expect of new text
FLOORS = {
    WORKED_ON: {"theme": (0.95, 0.95), "dilemma": (0.8, 0.95), "role": (0.9, 0.9), "flag": (0.9, 0.9)},
    UNSEEN: {"theme": (0.45, 0.85), "dilemma": (0.5, 0.9), "role": (0.7, 0.9), "flag": (0.6, 0.9)},
}


def cases(name):
    return YAML(typ="safe", pure=True).load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))


ALL = [case for name in (*WORKED_ON, *UNSEEN) for case in cases(name)]


def judge(case):
    """Codes that are right, missed and too many."""
    role = "author" if case["reg"] == "document" else "respondent"
    rows = code_text(case["text"], speaker_role=role, rules_only=True)
    rows = rows[rows["certain"] & (rows["status"] == "actueel")]
    got, wanted = set(rows["code"]), set(case["codes"])
    return got & wanted, wanted - got, got - wanted - set(case["optional"])


@pytest.fixture(scope="module")
def judged():
    return {case["id"]: judge(case) for case in ALL}


@pytest.mark.parametrize("case", ALL, ids=lambda case: case["id"])
def test_case(case, judged):
    _, missed, extra = judged[case["id"]]
    assert bool(missed or extra) == (case["id"] in KNOWN), f"mist {sorted(missed)}, te veel {sorted(extra)}"


def test_the_sets_are_broad_enough():
    empty = sum(not case["codes"] for case in ALL)
    assert len(ALL) >= 420
    assert empty / len(ALL) >= 0.38
    assert len({case["id"] for case in ALL}) == len(ALL)
    assert not set(KNOWN) - {case["id"] for case in ALL}


@pytest.mark.parametrize("sets", FLOORS, ids=["worked on", "unseen"])
def test_figures_do_not_fall(judged, sets):
    book = codebook.load()
    counts = {kind: Counter() for kind in KINDS}
    for case in (case for name in sets for case in cases(name)):
        for name, codes in zip(("right", "missed", "extra"), judged[case["id"]], strict=True):
            for code in codes:
                kind = book.kind(code)
                counts[kind if kind in KINDS else "flag"][name] += 1
    for kind, (recall, precision) in FLOORS[sets].items():
        of = counts[kind]
        assert of["right"] / (of["right"] + of["missed"]) >= recall, kind
        assert of["right"] / (of["right"] + of["extra"]) >= precision, kind

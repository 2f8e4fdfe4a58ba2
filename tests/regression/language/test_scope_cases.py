"""Invented Dutch sentences with the words that are in each scope, marked on meaning before there were rules.

A case that fails must be in scope_known_failures.yaml, and one that is in there must fail: so an improvement shows as
well. One third of the cases (``deel: proef``) was kept apart: the rules were not changed for it.
"""

from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from workbench.language.scope import KINDS

HERE = Path(__file__).parent


def read(name):
    return YAML(typ="safe", pure=True).load((HERE / name).read_text(encoding="utf-8"))


CASES = read("scope.yaml")
KNOWN = read("scope_known_failures.yaml") or {}
#: words without content of their own, and the cues: whether they are in a scope is not asked
UNJUDGED = frozenset(read("scope_unjudged.yaml").split())


def content(doc):
    """Content words of a Doc: how a case names each (the second of a kind as word/2) -> its index."""
    seen, found = Counter(), {}
    for token in doc:
        seen[token.lower_] += 1
        if token.is_alpha or token.is_digit:
            name = token.lower_ if seen[token.lower_] == 1 else f"{token.lower_}/{seen[token.lower_]}"
            found[name] = token.i
    return found


def judge(case, doc):
    """Per kind the content words that are rightly in its scope, missed, and wrongly in it."""
    names, free = content(doc), set(case.get("vrij", "").lower().split())
    result = {}
    for kind in KINDS:
        wanted = set(case.get(kind, "").lower().split())
        assert wanted <= set(names), f"{case['id']}: {sorted(wanted - set(names))} not in the sentence"
        assert not wanted & free, case["id"]
        asked = {name for name in names if name not in free and (name in wanted or name.split("/")[0] not in UNJUDGED)}
        got = {name for name in asked if kind in doc[names[name]]._.scope}
        result[kind] = (wanted & got, wanted - got, got - wanted)
    return result


@pytest.fixture(scope="module")
def judged(nlp_by_rule):
    """All cases by the pipeline by rule, whatever else the checkout has."""
    from workbench.language import scope

    component = scope.Scope(nlp_by_rule)
    return {case["id"]: judge(case, component(nlp_by_rule(case["text"]))) for case in CASES}


def totals(judged, part):
    """Words right, missed and too many, per kind, in one part of the cases."""
    counts = {kind: [0, 0, 0] for kind in KINDS}
    for case in CASES:
        if case.get("deel", "ontwikkel") == part:
            for kind, groups in judged[case["id"]].items():
                counts[kind] = [old + len(group) for old, group in zip(counts[kind], groups, strict=True)]
    return counts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case, judged):
    wrong = {kind: groups[1:] for kind, groups in judged[case["id"]].items() if groups[1] or groups[2]}
    assert bool(wrong) == (case["id"] in KNOWN), f"mist, te veel: {wrong}"


def test_the_cases_are_broad_enough():
    apart = [case for case in CASES if case.get("deel") == "proef"]
    assert len(CASES) >= 200
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert sum("schijn" in case for case in CASES) / len(CASES) >= 0.4
    assert 0.3 <= len(apart) / len(CASES) <= 0.36
    assert {case["reg"] for case in apart} == {"spraak", "verslag", "schrift"}
    assert all(any(kind in case for case in CASES) for kind in KINDS)
    assert not set(KNOWN) - {case["id"] for case in CASES}


@pytest.mark.parametrize(
    ("part", "recall", "precision"), [("ontwikkel", 0.98, 0.97), ("proef", 0.97, 0.95)], ids=["worked on", "kept apart"]
)
def test_figures_do_not_fall(judged, part, recall, precision):
    """Share of the wanted words that is found, and of the found ones that is right."""
    right, missed, extra = map(sum, zip(*totals(judged, part).values(), strict=True))
    assert right / (right + missed) >= recall
    assert right / (right + extra) >= precision

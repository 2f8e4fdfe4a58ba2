"""Figures against a library and against counts made by hand."""

import numpy as np
import pandas as pd
import pytest
from nltk.metrics.agreement import AnnotationTask

from workbench.evaluation import figures


def outcomes(rows):
    columns = ["scenario", "sentence", "kind", "code", "gold", "machine"]
    return pd.DataFrame(rows, columns=columns)


ROWS = outcomes(
    [
        ("a", "a1", "theme", "T01", "ja", True),
        ("a", "a2", "theme", "T01", "ja", False),
        ("a", "a3", "theme", "T01", "nee", True),
        ("b", "b1", "theme", "T02", "ja", True),
        ("b", "b2", "theme", "T02", "mag", True),
        ("b", "b3", "theme", "T02", "mag", False),
        ("b", "b4", "role", "K1", "nee", True),
    ]
)
SENTENCES = {"a": 5, "b": 6}


def test_optional_labels_are_left_aside_or_count():
    mild = figures.table(ROWS, SENTENCES).loc["theme"]
    assert (mild.gold, mild.found) == (3, 3)
    assert mild.precision == mild.recall == mild.f1 == pytest.approx(2 / 3)
    strict = figures.table(ROWS, SENTENCES, strict=True).loc["theme"]
    assert (strict.gold, strict.found) == (5, 4)
    assert strict.f1 == pytest.approx(2 * 3 / 9)


def test_what_was_never_there_has_no_recall():
    role = figures.table(ROWS, SENTENCES).loc["role"]
    assert role.gold == 0 and np.isnan(role.recall) and role.precision == 0


def test_kappa_is_that_of_nltk():
    rng = np.random.default_rng(3)
    person, machine = rng.random(200) < 0.3, rng.random(200) < 0.4
    machine[:120] = person[:120]
    rows = [
        ("a", f"a{at}", "theme", "T01", "ja" if p else "nee", bool(m))
        for at, (p, m) in enumerate(zip(person, machine, strict=True))
        if p or m
    ]
    found = figures.table(outcomes(rows), {"a": 200}, by="code").loc["T01", "kappa"]
    task = AnnotationTask(
        [("p", at, bool(value)) for at, value in enumerate(person)]
        + [("m", at, bool(value)) for at, value in enumerate(machine)]
    )
    assert found == pytest.approx(task.kappa())


def test_the_interval_holds_the_figure_and_does_not_change():
    rows = outcomes([(f"s{at}", f"s{at}-1", "theme", "T01", "ja", at % 3 > 0) for at in range(30)])
    sentences = {f"s{at}": 4 for at in range(30)}
    one, again = (figures.table(rows, sentences).loc["theme"] for _ in range(2))
    assert one.low < one.f1 < one.high
    assert (one.low, one.high) == (again.low, again.high)

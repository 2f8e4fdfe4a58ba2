"""The codings of a machine beside those of a person: sentences, episodes, status."""

import pytest

from workbench import codebook, tables
from workbench.evaluation import compare, placed
from workbench.evaluation.gold import Label, Scenario, Sentence

BOOK = codebook.load()


def scenario(*labels, turns=(1, 1, 1), near=("", "", "")):
    texts = ("Samen willen we het doen.", "Dat is zo.", "Maar mijn raad kijkt naar ons dorp.")
    return Scenario(
        "s", "wethouder", "gesproken",
        sentences=[
            Sentence(f"s-{at}", turns[at], "R", text, tuple(one for number, one in labels if number == at), near[at])
            for at, text in enumerate(texts)
        ],
    )  # fmt: skip


def coding(laid, first, last, code, *, certain=True, status="actueel"):
    start, end = laid.places[first][0], laid.places[last][1]
    kind = BOOK.kind(code)
    return {
        "coding_id": f"{code}{first}{last}", "source_id": "s", "utterance_id": "s-0001", "start": start, "end": end,
        "kind": kind, "code": code, "status": status, "detail": "{}", "score": 0.8 if certain else 0.2,
        "certain": certain, "coder": "machine:rules@0", "rule": "r", "codebook": "0", "quote_sha256": "0",
    }  # fmt: skip


def judged(scene, *codings):
    laid = compare.Laid(scene)
    rows = tables.frame(tables.CODINGS, [coding(laid, *args, **more) for args, more in codings])
    found = compare.outcomes(laid, rows, BOOK)
    return {(row.sentence, row.code): (row.gold, row.machine) for row in found.itertuples()}, laid, rows


EPISODE = Label("D01", a="mijn raad", b="Samen", form="over zinnen")


def test_an_episode_is_found_from_any_of_its_sentences_and_once():
    found, _, _ = judged(scenario((2, EPISODE)), ((0, 1, "D01"), {}), ((2, 2, "D01"), {}))
    assert found == {("s-2", "D01"): ("ja", True)}


def test_another_code_is_another_dilemma():
    found, _, _ = judged(scenario((2, EPISODE)), ((0, 2, "D02"), {}))
    assert found == {("s-2", "D01"): ("ja", False), ("s-2", "D02"): ("nee", True)}


@pytest.mark.parametrize(("more", "machine"), [({}, True), ({"certain": False}, False), ({"status": "ontkend"}, False)])
def test_only_certain_and_actueel_is_found(more, machine):
    found, _, _ = judged(scenario((1, Label("T05", span="Dat"))), ((1, 1, "T05"), more))
    assert found == {("s-1", "T05"): ("ja", machine)}


def test_a_label_that_is_not_actueel_must_not_be_found():
    label = Label("T05", span="Dat", status="ontkend")
    found, _, _ = judged(scenario((1, label)), ((1, 1, "T05"), {}))
    assert found == {("s-1", "T05"): ("nee", True)}


def test_an_empty_table_has_types():
    laid = compare.Laid(scenario())
    assert compare.outcomes(laid, tables.frame(tables.CODINGS), BOOK)["machine"].dtype.kind == "b"


def test_misled_counts_misleading_sentences_only():
    scene = scenario((2, EPISODE), near=("", "knelpunt", "maar"))
    _, laid, rows = judged(scene, ((1, 1, "D02"), {}), ((2, 2, "D01"), {}))
    assert compare.misled(laid, rows) == (1, 1)


@pytest.mark.parametrize(
    ("a", "b", "own", "other"),
    [
        ((2, "mijn raad"), (0, "Samen"), 2, 0),
        ((2, "raad kijkt naar ons dorp"), (0, "Samen willen we"), 2, 0),
        ((0, "Samen"), (2, "mijn raad"), 0, 2),
        ((2, "naar ons dorp"), (0, "Samen"), 1, 0),
        ((1, "Dat is"), (2, "mijn raad"), 0, 1),
    ],
)
def test_a_pole_lies_on_its_own_words_or_on_those_of_the_other(a, b, own, other):
    scene = scenario((2, EPISODE))
    laid = compare.Laid(scene)
    row = coding(laid, 0, 2, "D01")
    for side, (number, words) in (("a", a), ("b", b)):
        start = laid.text.index(words, laid.places[number][0])
        row |= {f"pole_{side}_start": start, f"pole_{side}_end": start + len(words)}
    codings = tables.frame(tables.CODINGS, [row])
    assert placed.placed(laid, codings) == (2, own, other)
    assert placed.placed(laid, codings.assign(code="D02")) == (0, 0, 0)
    assert placed.placed(laid, codings.assign(certain=False)) == (0, 0, 0)

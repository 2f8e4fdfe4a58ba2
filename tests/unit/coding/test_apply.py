"""The codings table: offsets, ids, order and who counts."""

import hashlib
import json
import random
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench import language, tables
from workbench.coding import Coder, code_source, code_text, explain, model_version, rules_version
from workbench.coding.apply import lines
from workbench.coding.learned import combine
from workbench.errors import InvalidParameter

SENTENCES = (
    "Niemand pakt het voortouw.",
    "Ik zoek de balans tussen sturen en loslaten.",
    "Ja, nou, eh.",
    "De wachtlijst loopt op.",
    "We moeten sturen. Maar de scholen willen ruimte krijgen.",
    "Het is gelukt om één loket te openen.",
    "De wethouder jaagt het aan 😀 en blijft het agenderen.",
    "Wat is uw functie?",
)


@pytest.fixture(scope="module")
def coder():
    """Rules and model, as a researcher gets them."""
    return Coder(nlp=language.load())


ROLES = st.sampled_from(tables.SPEAKER_ROLES)
TURNS = st.lists(st.tuples(st.sampled_from(SENTENCES), ROLES), max_size=8)
THRESHOLDS = {kind: weights.threshold for kind, weights in combine.settings().kinds.items()}
SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def four_kinds(kind):
    return kind if kind in ("theme", "dilemma", "role") else "flag"


def source(turns, name="bron"):
    """Text and utterances of a source made of turns."""
    rows, text = [], ""
    for number, (turn, role) in enumerate(turns):
        start = len(text) + bool(text)
        text = f"{text}\n{turn}" if text else turn
        rows.append(
            {
                "source_id": name,
                "utterance_id": f"{name}-{number}",
                "start": start,
                "end": start + len(turn),
                "speaker_role": role,
            }
        )
    return text, tables.frame(tables.UTTERANCES, rows)


def run(coder, text, utterances):
    texts = [text[a:b] for a, b in zip(utterances["start"], utterances["end"], strict=True)]
    return code_source(text, utterances, docs=language.parse(texts, nlp=coder.nlp), coder=coder)


@SETTINGS
@given(TURNS)
def test_codings_lie_where_they_should(coder, turns):
    text, utterances = source(turns)
    codings = run(coder, text, utterances).merge(
        utterances, on=["source_id", "utterance_id"], suffixes=("", "_turn"), validate="many_to_one"
    )
    for row in codings.itertuples():
        assert row.speaker_role != "interviewer"
        assert row.start_turn <= row.start < row.end <= row.end_turn
        assert row.quote_sha256 == hashlib.sha256(text[row.start : row.end].encode()).hexdigest()
        assert text[row.start : row.end].strip() == text[row.start : row.end]
        assert row.certain == (row.score >= THRESHOLDS[four_kinds(row.kind)])
        for start, end in json.loads(row.detail)["cues"]:
            assert row.start <= start < end <= row.end
        if row.kind == "dilemma" and (row.certain or not pd.isna(row.pole_a_start)):
            for start, end in ((row.pole_a_start, row.pole_a_end), (row.pole_b_start, row.pole_b_end)):
                assert row.start <= start < end <= row.end
        else:
            assert pd.isna(row.pole_a_start) and pd.isna(row.pole_b_end)


@SETTINGS
@given(TURNS, st.randoms(use_true_random=False))
def test_the_order_of_utterances_does_not_matter(coder, turns, order):
    text, utterances = source(turns)
    shuffled = list(range(len(utterances)))
    order.shuffle(shuffled)
    pd.testing.assert_frame_equal(run(coder, text, utterances), run(coder, text, utterances.iloc[shuffled]))


def test_a_coder_that_saw_other_text_gives_the_same(coder):
    text, utterances = source([(sentence, "respondent") for sentence in SENTENCES])
    fresh = Coder(nlp=coder.nlp)
    expected = run(fresh, text, utterances)
    other = list(SENTENCES)
    random.Random(4).shuffle(other)
    run(coder, *source([(sentence, "author") for sentence in other], "ander"))
    pd.testing.assert_frame_equal(run(coder, text, utterances), expected)


def test_interviewer_turns_are_never_evidence(coder):
    text, utterances = source([(sentence, "interviewer") for sentence in SENTENCES])
    codings = run(coder, text, utterances)
    assert len(codings) == 0
    assert list(codings.columns) == list(tables.CODINGS.columns)


def test_one_row_per_sentence_kind_and_code(coder):
    text, utterances = source([(sentence, "respondent") for sentence in SENTENCES * 2])
    codings = run(coder, text, utterances)
    assert not codings.duplicated(["start", "end", "kind", "code"]).any()
    assert codings["coding_id"].is_unique


def test_code_text_equals_the_pipeline(coder):
    text = "\n\n  " + "\n".join(SENTENCES) + "\n"
    pd.testing.assert_frame_equal(code_text(text), run(coder, text, lines(text)))
    row = code_text(text).iloc[0]
    assert (row["source_id"], text[row["start"] : row["end"]]) == ("text", SENTENCES[0])
    assert row["coder"] in (f"machine:rules@{rules_version()}", f"machine:model@{model_version()}")


def test_the_learned_part_can_be_left_out():
    rows = code_text("\n".join(SENTENCES), rules_only=True)
    assert set(rows["coder"]) == {f"machine:rules@{rules_version()}"}
    assert (rows["certain"] == (rows["score"] >= 0.5)).all()


def test_ids_hold_when_text_is_added_behind():
    alone = code_text(SENTENCES[1])
    longer = code_text(SENTENCES[1] + "\n" + SENTENCES[3])
    assert set(alone["coding_id"]) <= set(longer["coding_id"])


@pytest.mark.parametrize("text", ["", "\n \n", "...", "😀", "a" * 5000, "maar " * 300])
def test_odd_texts_give_a_table(text):
    assert list(code_text(text).columns) == list(tables.CODINGS.columns)


def test_an_unknown_role_is_an_error():
    with pytest.raises(InvalidParameter, match="respondent"):
        code_text("Hallo.", speaker_role="spreker")


def test_a_codebook_with_fewer_codes(coder):
    content = coder.codebook.model_dump(by_alias=True)
    smaller = type(coder.codebook).model_validate({**content, "themas": content["themas"][:3]})
    codes = set(code_text("Niemand pakt het voortouw.", codebook=smaller)["code"])
    assert "T05" not in codes and "signaal" in codes


def test_explain_shows_what_fired_and_what_was_held_back():
    text = "Iets anders.\nDe jongere houdt zelf de regie over zijn leven."
    rows = explain(text, text.index("regie"))
    assert set(rows["uitkomst"]) >= {"gevonden", "regel", "tegengehouden"}
    held = rows[(rows["uitkomst"] == "tegengehouden") & (rows["code"] == "T05")]
    assert held["waarom"].str.contains("M-regie-anders").any()
    assert len(explain(text, 3)) == 0
    assert len(explain(text, text.index("regie"), speaker_role="interviewer")) == 0


def test_the_version_is_cheap_to_ask():
    code = "import sys; from workbench.coding import rules_version; rules_version(); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

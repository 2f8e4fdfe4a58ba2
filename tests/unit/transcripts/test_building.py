"""from_turns and rebuild: the canonical text, the utterances and the map of times."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.transcripts import Turn, from_turns, read, rebuild

TURNS = [
    Turn("Hoe dan?", "I", 0.0, 1.0),
    Turn("Volgens Karin de Wit", "R1", 1.0, 2.0),
    Turn("gaat het goed,", "r1 ", 2.0, 3.0),
    Turn("   ", "I", 3.0, 3.5),
    Turn("hoor.", "R1", 3.5, 4.0),
]


def build(turns=TURNS, **more):
    return from_turns(turns, **{"kind": "interview", "format": "test", "path": Path("03-school.txt"), **more})


def test_turns_become_utterances(sound, turns):
    transcript = build()
    sound(transcript)
    assert turns(transcript) == [("I", "Hoe dan?"), ("R1", "Volgens Karin de Wit gaat het goed, hoor.")]
    rows = transcript.utterances
    assert list(rows["utterance_id"]) == ["03-school#0001", "03-school#0002"] and set(rows["source_id"]) == {
        "03-school"
    }
    assert list(rows["t_start"]) == [0.0, 1.0] and list(rows["t_end"]) == [1.0, 4.0]
    assert rows[["speaker_id", "organisation_type", "perspective"]].isna().all().all()
    assert [transcript.text[at:].split()[0] for at in transcript.times["start"]] == [
        "Hoe",
        "Volgens",
        "gaat",
        "hoor.",
    ]


def test_source_id_can_be_given():
    assert next(iter(build(source_id="bron-7").utterances["utterance_id"])) == "bron-7#0001"


def test_documents_have_an_author_and_no_speakers():
    transcript = build([Turn("Een."), Turn("Twee.", "Naam")], kind="document")
    assert (
        list(transcript.utterances["speaker_role"]) == ["author"] * 2 and transcript.utterances["speaker"].isna().all()
    )
    assert transcript.text == "Een.\nTwee." and transcript.warnings == ()


def test_no_turns_at_all():
    transcript = build([])
    assert transcript.text == "" and len(transcript.utterances) == 0 and len(transcript.times) == 0


def test_rebuild_moves_offsets_and_times(sound, turns):
    old = build()
    new = rebuild(old, ["Hoe dan?", "Volgens [PERSOON-1] gaat het goed, hoor."], ["I", "R1"])
    sound(new)
    assert turns(new) == [("I", "Hoe dan?"), ("R1", "Volgens [PERSOON-1] gaat het goed, hoor.")]
    assert [new.text[at:].split()[0] for at in new.times["start"]] == ["Hoe", "Volgens", "gaat", "hoor."]
    assert list(new.utterances["speaker_role"]) == list(old.utterances["speaker_role"])
    assert old.text.startswith("Hoe dan?\nVolgens Karin"), "the given transcript is left as it was"


def test_rebuild_wants_one_text_per_utterance():
    with pytest.raises(ValueError, match="2 utterances"):
        rebuild(build(), ["een"], ["I"])


CHARS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)
MADE = st.lists(
    st.builds(
        Turn,
        text=CHARS,
        speaker=st.sampled_from([None, "I", "R1", "Anna “Ans”", 'Anna "Ans"', " "]),
        t_start=st.none() | st.floats(0, 9999),
        t_end=st.none() | st.floats(0, 9999),
    ),
    max_size=20,
)


@settings(max_examples=150, deadline=None)
@given(turns=MADE, kind=st.sampled_from(["interview", "verslag", "document"]))
def test_what_always_holds(turns, kind, sound):
    sound(build(turns, kind=kind))


@settings(max_examples=150, deadline=None)
@given(turns=MADE, data=st.data())
def test_rebuild_always_holds(turns, data, sound):
    old = build(turns)
    size = len(old.utterances)
    text = st.text(alphabet="abc [P-1]", min_size=1, max_size=60).map(lambda value: f"x{value.strip()}x")
    texts = data.draw(st.lists(text, min_size=size, max_size=size))
    new = rebuild(old, texts, list(old.utterances["speaker"]))
    sound(new)
    for before, after in zip(old.times["start"], new.times["start"], strict=True):
        inside = old.utterances.index[(old.utterances["start"] <= before) & (before <= old.utterances["end"])][0]
        assert new.utterances["start"][inside] <= after <= new.utterances["end"][inside]


def _seconds(path) -> float:
    read(path)
    return min(_timed(path) for _ in range(3))


def _timed(path) -> float:
    # time of this thread, not of the clock: what else the machine does is left out. Lines of Python would not do
    # (as in language/test_sentences.py), for it is the patterns, which run none, that could grow with the square.
    begin = time.thread_time()
    read(path)
    return time.thread_time() - begin


@pytest.mark.parametrize(
    ("name", "small", "large"),
    [
        ("lines", "I: Hoe dan?\nR1: Nou ja, (eh) het gaat om drie dingen: tijd en geld.\n" * 400, 10),
        (
            "long_turn",
            "I: Hoe dan?\nR1: "
            + "Nou ja. Het is: zo //S02: ja.// en [00:01:02] (lacht) verder, " * 160
            + "\nI: Oké?\n",
            10,
        ),
        ("one_word", "I: Hoe dan?\nR1: " + "a" * 10_000 + "\nI: Oké?\n", 40),
        ("stars", "I: Hoe dan?\nR1: " + "* _ # / ( [ : " * 700 + "\nI: Oké?\n", 40),
        (
            "vtt",
            "WEBVTT\n\n"
            + "00:00:01.000 --> 00:00:02.000\n<v Anna>Ja, eh, dat\n\n00:00:02.000 --> 00:00:03.000\n<v Bert>klopt.\n\n"
            * 150,
            10,
        ),
    ],
)
def test_time_is_no_square(name, small, large, write):
    one = _seconds(write("a.txt", small))
    many = _seconds(write("b.txt", small * large))
    # a square would be `large` times more still; half of that leaves room for a machine that is busy
    assert many < large * large / 2 * max(one, 0.01)

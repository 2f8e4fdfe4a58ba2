"""json of Whisper, WhisperX, Amberscript and others."""

from __future__ import annotations

import json

import pytest

from workbench.errors import UnreadableSource
from workbench.transcripts import read


def words(text: str, start: float, **more):
    return [{"text": word, "start": start + n, "end": start + n + 0.5, **more} for n, word in enumerate(text.split())]


def test_whisper(write, turns, sound):
    data = {
        "text": "Hoe dan? Gewoon.",
        "segments": [{"id": 0, "start": 0.0, "end": 1.5, "text": " Hoe dan?"}],
        "language": "nl",
    }
    transcript = read(write("w.json", json.dumps(data)))
    sound(transcript)
    assert turns(transcript) == [(None, "Hoe dan?")]
    assert any("niet uit elkaar te houden" in warning for warning in transcript.warnings)


def test_whisperx_speakers_also_within_a_segment(write, turns):
    data = {
        "segments": [
            {"start": 0.0, "end": 1.5, "text": " Hoe dan?", "speaker": "SPEAKER_00"},
            {
                "start": 2.0,
                "end": 9.0,
                "text": "Nou ja. Hm. Gewoon.",
                "speaker": "SPEAKER_01",
                "words": [
                    *[{"word": w, "start": 2.0, "end": 3.0, "speaker": "SPEAKER_01"} for w in ("Nou", "ja.")],
                    {"word": "Hm.", "start": 3.0, "end": 4.0, "speaker": "SPEAKER_00"},
                    {"word": "Gewoon.", "speaker": "SPEAKER_01"},
                ],
            },
        ]
    }
    transcript = read(write("x.json", json.dumps(data)))
    assert turns(transcript) == [
        ("SPEAKER_00", "Hoe dan?"), ("SPEAKER_01", "Nou ja."), ("SPEAKER_00", "Hm."), ("SPEAKER_01", "Gewoon."),
    ]  # fmt: skip
    assert any("region.yaml" in warning for warning in transcript.warnings)


def test_amberscript_with_names(write, turns):
    data = {
        "speakers": [{"spkid": "spk1", "name": "Interviewer"}, {"spkid": "spk2", "name": "Karin"}],
        "segments": [
            {"speaker": "spk1", "words": words("Hoe gaat het ?", 0)},
            {"speaker": "spk2", "words": words("Goed hoor .", 5)},
        ],
    }
    transcript = read(write("a.json", json.dumps(data)))
    assert turns(transcript) == [("Interviewer", "Hoe gaat het?"), ("Karin", "Goed hoor.")]
    assert transcript.utterances["t_start"].tolist() == [0.0, 5.0]
    assert list(transcript.utterances["speaker_role"]) == ["interviewer", "respondent"]


def test_list_with_milliseconds_under_another_extension(write, turns):
    data = [
        {"speaker": 1, "text": "Hoe gaat het nu met u, in de regio?", "start": 0, "end": 2500},
        {"speaker": 2, "text": "Goed.", "start": 2600, "end": 3000},
    ]
    transcript = read(write("b.txt", json.dumps(data)))
    assert turns(transcript) == [("Spreker 1", "Hoe gaat het nu met u, in de regio?"), ("Spreker 2", "Goed.")]
    assert transcript.utterances["t_end"].tolist() == [2.5, 3.0]


def test_only_a_text(write, turns):
    assert turns(read(write("t.json", '{"text": "Alles in een."}'))) == [(None, "Alles in een.")]


@pytest.mark.parametrize(
    "content", ['{"a": 1}', "[1, 2]", '{"segments": [', "[" * 100_000, "geen json", '{"segments": []}']
)
def test_json_without_a_transcript(content, write):
    with pytest.raises(UnreadableSource, match=r"x\.json"):
        read(write("x.json", content))


def test_strange_values_do_no_harm(write, turns):
    content = '{"segments": [{"text": "Dag\\ud800.",'
    content += ' "start": NaN, "end": 1e999, "speaker": {"id": 3}}, {"text": null}, 7]}'
    assert turns(read(write("x.json", content))) == [("Spreker 3", "Dag.")]

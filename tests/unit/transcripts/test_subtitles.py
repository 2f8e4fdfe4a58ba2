"""Teams, Zoom and noScribe .vtt, and .srt."""

import pytest

from workbench.transcripts import read

TEAMS = """WEBVTT

NOTE duration:"00:12:04"

NOTE language:nl-nl

8f1c0d2e-1111-4a5b-9c3d-222233334444/12-0
00:00:03.120 --> 00:00:07.480
<v Jansen, A. (Anna)>Ja, eh, dat klopt, want we</v>

8f1c0d2e-1111-4a5b-9c3d-222233334444/12-1
00:00:07.480 --> 00:00:09.000
<v Jansen, A. (Anna)>hebben dat samen
besloten &amp; gedaan.</v>

8f1c0d2e-1111-4a5b-9c3d-222233334444/15-0
00:00:09.100 --> 00:00:10.000
<v Interviewer>En toen?</v>
"""


def test_teams_cues_of_one_speaker_are_one_utterance_with_a_map_of_times(write, turns, sound):
    transcript = read(write("teams.vtt", TEAMS))
    sound(transcript)
    assert turns(transcript) == [
        ("Jansen, A. (Anna)", "Ja, eh, dat klopt, want we hebben dat samen besloten & gedaan."),
        ("Interviewer", "En toen?"),
    ]
    assert transcript.format == "vtt" and transcript.kind == "interview" and transcript.warnings == ()
    assert list(transcript.utterances["speaker_role"]) == ["respondent", "interviewer"]
    assert list(transcript.utterances["t_start"]) == [3.12, 9.1]
    assert list(transcript.utterances["t_end"]) == [9.0, 10.0]
    start = transcript.text.index("hebben dat samen")
    assert [tuple(row) for row in transcript.times.itertuples(index=False)][1] == (start, 7.48, 9.0)


def test_two_voices_in_one_cue(said):
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Interviewer>Hoe dan?</v> <v Karin>Gewoon.</v>\n"
    assert said("a.vtt", vtt) == [("Interviewer", "Hoe dan?"), ("Karin", "Gewoon.")]


def test_zoom_names_stand_before_a_colon(said):
    vtt = """WEBVTT

1
00:00:03.120 --> 00:00:07.480
Anna Jansen: Ja, eh, dat klopt. Het gaat om drie dingen: tijd, geld en

2
00:00:07.500 --> 00:00:08.000
vertrouwen.

3
00:00:08.100 --> 00:00:10.000
Bert de Boer: En wat vind jij: kan dat?

4
00:00:10.100 --> 00:00:12.000
Anna Jansen: Ja: dat klopt.

5
00:00:12.100 --> 00:00:13.000
Bert de Boer: Mooi, dank je wel.
"""
    assert said("zoom.vtt", vtt) == [
        ("Anna Jansen", "Ja, eh, dat klopt. Het gaat om drie dingen: tijd, geld en vertrouwen."),
        ("Bert de Boer", "En wat vind jij: kan dat?"),
        ("Anna Jansen", "Ja: dat klopt."),
        ("Bert de Boer", "Mooi, dank je wel."),
    ]


NOSCRIBE = """WEBVTT noScribe

NOTE
media: gesprek.m4a

1
00:00:01.000 --> 00:00:04.000
<v S00>Hoe gaat het nu in de regio?

2
00:00:04.000 --> 00:00:09.000
<v S01>Nou (..) het loopt //S00: ja.// best goed, al moet ik

3
00:00:09.000 --> 00:00:12.000
<v S01>zeggen dat het wennen was. (12 seconds pause) Maar ja.

4
00:00:12.000 --> 00:00:14.000
<v S00>Hm.
"""


def test_noscribe_interjection_is_never_evidence_of_the_wrong_person(write, turns):
    transcript = read(write("noscribe.vtt", NOSCRIBE))
    assert turns(transcript) == [
        ("S00", "Hoe gaat het nu in de regio?"),
        ("S01", "Nou (..) het loopt best goed, al moet ik zeggen dat het wennen was. Maar ja."),
        ("S00", "ja. Hm."),
    ]
    # nobody can tell which of the two numbered voices asks
    assert set(transcript.utterances["speaker_role"]) == {"respondent"}
    assert any("region.yaml" in warning and "sprekers" in warning for warning in transcript.warnings)


@pytest.mark.parametrize(
    ("text", "own", "others"),
    [
        ("Ja //S02: hm.// zo is het.", "Ja zo is het.", ["hm."]),
        ("Ja //S02: ja. // zo //Karin: nee// is het.", "Ja zo is het.", ["ja.", "nee"]),
        ("Ja //hm// zo is het.", "Ja zo is het.", []),
        ("Ja //S02: hm zonder einde", "Ja", ["hm zonder einde"]),
        (
            "Kijk op https://voorbeeld.example/pad voor meer.",
            "Kijk op https://voorbeeld.example/pad voor meer.",
            [],
        ),
    ],
)
def test_interjections(said, text, own, others):
    vtt = f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v S01>{text}</v>\n"
    found = said("a.vtt", vtt)
    assert [line for speaker, line in found if speaker == "S01"] == [own]
    assert [line for speaker, line in found if speaker != "S01"] == others


def test_srt_with_and_without_names(write, said):
    bare = "1\n00:00:03,120 --> 00:00:05,000\nHet begon in\n\n2\n00:00:05,100 --> 00:00:07,000\nhet voorjaar.\n"
    transcript = read(write("bare.srt", bare))
    assert transcript.text == "Het begon in het voorjaar."
    assert list(transcript.utterances["speaker_role"]) == ["respondent"]
    assert any("niet uit elkaar te houden" in warning for warning in transcript.warnings)
    named = "1\n00:00:03,120 --> 00:00:05,000\nInterviewer: Hoe dan?\n\n"
    named += "2\n00:00:05,100 --> 00:00:07,000\nR1: Nou,\n\n3\n00:00:08,000 --> 00:00:09,000\ngewoon {lacht}.\n"
    assert said("named.srt", named) == [("Interviewer", "Hoe dan?"), ("R1", "Nou, gewoon {lacht}.")]


def test_speakerless_recording_is_cut_into_utterances(write, sound):
    cues = [
        f"{n}\n00:{n // 60:02d}:{n % 60:02d},000 --> 00:{n // 60:02d}:{n % 60:02d},900\nDit is zin nummer {n}.\n"
        for n in range(1, 200)
    ]
    transcript = read(write("lang.srt", "\n".join(cues)))
    sound(transcript)
    lengths = transcript.utterances["end"] - transcript.utterances["start"]
    assert len(lengths) > 5 and lengths.max() < 600 and len(transcript.times) == 199


def test_silence_parts_a_speakerless_recording(said):
    srt = "1\n00:00:01,000 --> 00:00:02,000\nEerste zin.\n\n2\n00:00:09,000 --> 00:00:10,000\nTweede zin.\n"
    assert said("a.srt", srt) == [(None, "Eerste zin."), (None, "Tweede zin.")]


def test_short_and_comma_times(write):
    vtt = "WEBVTT\n\n0:0:3,1 --> 0:0:7.480\n<v Anna>Dag.</v>\n"
    assert list(read(write("a.vtt", vtt)).utterances["t_start"]) == [3.1]


def test_format_is_recognised_from_content(write):
    assert read(write("teams.txt", TEAMS)).format == "vtt"
    assert read(write("zonder.vtt", "1\n00:00:03,120 --> 00:00:05,000\nDag.\n")).format == "srt"


def test_tsv_of_whisper_is_in_milliseconds(write):
    whisper = read(
        write(
            "w.tsv",
            "start\tend\ttext\n0\t3120\tHoe gaat het nu met u?\n3120\t9000\tGoed, dank u wel, en met u?\n",
        )
    )
    assert list(whisper.utterances["t_end"]) == [9.0]
    in_seconds = read(write("s.tsv", "0.0\t3.12\tHoe gaat het?\n3.12\t9.5\tGoed.\n"))
    assert list(in_seconds.utterances["t_end"]) == [9.5]
    named = read(
        write(
            "n.tsv",
            "start\tend\tspeaker\ttext\n"
            "0\t3\tInterviewer\tHoe gaat het nu met u?\n3\t5\tKarin\tGoed, hoor, dank u wel.\n",
        )
    )
    assert list(named.utterances["speaker"]) == ["Interviewer", "Karin"]
    assert list(named.utterances["t_start"]) == [0.0, 3.0]

"""Plain text: labels, times, and the colon that is no speaker (whole conversations: test_plain_conversations)."""

import pytest

from workbench.transcripts import read

NO_SPEAKERS = {
    "ordinary_colon": "Het gaat om drie dingen: tijd, geld en vertrouwen.\nHet gaat om drie dingen: a, b en c.",
    "ja_and_conclusie": "Ja: dat klopt.\nConclusie: we gaan door.\n"
    "Ja: dat klopt.\nConclusie: we stoppen.\nActie: bellen.",
    "plan": "Doel: minder wachten.\nResultaat: nog geen.\n"
    "Doel: meer samen doen.\nResultaat: we zijn er.\nActiepunt: bellen (Jan, maandag).",
    "enumeration": "A: de eerste keuze.\nB: de tweede keuze.\nC: de derde keuze.",
    "law": "Artikel 1: De gemeente zorgt.\nArtikel 2: Het college besluit.\nArtikel 3: De raad ziet toe.",
    "agenda": "Opening 10:00\nMededelingen 10:10\nPauze 10:30\nSluiting 12:00",
    "headings": "Wethouder\nDe wethouder vindt dit goed.\n\nSchool\nDe school ook.\n\nWethouder\nNog iets over hem.",
    "he_said": "Anna zei: ik kom. Toen vroeg ik: waarom? Bas zei: daarom.\nAnna zei: nee.\nAnna zei: ja.",
    "link": "Zie http://voorbeeld.example en https://ander.example\nZie http://voorbeeld.example",
    "unknown_words": "Wachttijd: blijft lang.\nInstroom: neemt toe.\nWachttijd: daalt iets.\nInstroom: neemt af.",
}


@pytest.mark.parametrize("name", NO_SPEAKERS)
def test_a_colon_in_ordinary_text_is_no_speaker(name, write, turns):
    transcript = read(write("stuk.txt", NO_SPEAKERS[name]))
    assert [speaker for speaker, _ in turns(transcript)] == [None] * len(transcript.utterances)
    assert transcript.kind == "document" and set(transcript.utterances["speaker_role"]) == {"author"}


@pytest.mark.parametrize(
    "text",
    [
        "Het gaat om drie dingen: tijd.",
        "Ja: dat klopt.",
        "Conclusie: we gaan door.",
        "Kortom: nee.",
        "Jeugdzorg: dat is duur.",
        "Wat ik zei: nee.",
    ],
)
def test_a_colon_inside_a_conversation_stays_with_its_speaker(text, said):
    content = f"I: Hoe dan?\nR1: Nou ja.\n{text}\nI: En?\nR1: {text}\nI: Oké."
    assert said("a.txt", content) == [
        ("I", "Hoe dan?"),
        ("R1", f"Nou ja. {text}"),
        ("I", "En?"),
        ("R1", text),
        ("I", "Oké."),
    ]


def test_action_points_in_minutes_are_nobodys_words(write, turns):
    content = (
        "De VOORZITTER: Welkom.\nMevrouw Van Dam: Dank u wel.\nActiepunt: Van Dam belt de school (Van Dam, maandag).\n"
        "De VOORZITTER: Verder.\n"
    )
    transcript = read(write("notulen.txt", content))
    assert turns(transcript)[2] == (None, "Actiepunt: Van Dam belt de school (Van Dam, maandag).")
    assert list(transcript.utterances["speaker_role"]) == [
        "interviewer",
        "respondent",
        "author",
        "interviewer",
    ]


def test_head_of_a_file_is_no_conversation(write, turns):
    content = (
        "Gespreksverslag\nDatum: 12 maart 2026\nInterviewer: K. de Wit\nRespondent: directeur van een school\n\n"
        "De directeur geeft aan dat de samenwerking beter loopt dan vorig jaar, al blijft het zoeken wie wat doet.\n\n"
        "Volgens de directeur ontbreekt iemand die knopen doorhakt als de partijen er samen niet uit komen.\n"
    )
    transcript = read(write("verslag.txt", content))
    assert transcript.kind == "verslag" and set(transcript.utterances["speaker_role"]) == {"author"}
    assert len(turns(transcript)) == 6


def test_head_above_a_conversation_is_never_evidence(write, turns):
    content = "Interview over samenwerking\nDatum: 12 maart 2026\nRespondent: wethouder\n\n"
    content += "I: Hoe dan?\nR: Nou ja.\nI: En?\nR: Niks."
    transcript = read(write("a.txt", content))
    assert turns(transcript)[-4:] == [("I", "Hoe dan?"), ("R", "Nou ja."), ("I", "En?"), ("R", "Niks.")]
    assert list(transcript.utterances["speaker_role"])[:3] == ["interviewer"] * 3


@pytest.mark.parametrize(
    "label",
    [
        "Interviewer",
        "interviewer ",
        "Int.",
        "Intervieuwer",
        "INTERVIEWER",
        "De interviewer",
        "Onderzoeker",
        "Anna (interviewer)",
        "Linde-Interviewer",
        "I",
        "De voorzitter",
    ],
)
def test_interviewer_variants(label, write):
    transcript = read(write("a.txt", f"{label}: Hoe dan?\nRespondent: Nou ja.\n{label}: En?\nRespondent: Niks."))
    assert list(transcript.utterances["speaker_role"]) == ["interviewer", "respondent"] * 2
    assert transcript.warnings == ()


def test_v_asks_only_beside_a(write):
    assert list(read(write("a.txt", "V: Hoe dan?\nA: Gewoon.")).utterances["speaker_role"]) == [
        "interviewer",
        "respondent",
    ]
    other = read(write("b.txt", "V: Hoe dan?\nR1: Gewoon.\nV: En?\nR1: Nou."))
    assert set(other.utterances["speaker_role"]) == {"respondent"} and other.warnings


@pytest.mark.parametrize("label", ["Spreker", "SPEAKER_0", "S0", "Speaker "])
def test_numbered_voices_are_not_guessed(label, write):
    content = f"{label}1: Hoe dan?\n{label}2: Nou ja.\n{label}1: En?\n{label}2: Niks."
    transcript = read(write("a.txt", content))
    assert set(transcript.utterances["speaker_role"]) == {"respondent"}
    assert any("region.yaml" in warning for warning in transcript.warnings)


def test_times_of_a_turn(write):
    transcript = read(write("a.txt", "[00:01:02] I: Hoe dan?\n[00:01:09.5] R1: Nou ja. [00:01:12] En verder."))
    assert list(transcript.utterances["t_start"]) == [62.0, 69.5]
    assert transcript.text == "Hoe dan?\nNou ja. En verder."
    assert transcript.times["t_start"].tolist() == [62.0, 69.5, 72.0]


def test_f4_marks_close_a_paragraph(write, turns):
    transcript = read(
        write("f4.txt", "I: Hoe dan? #00:00:12-3#\n\nB: Nou ja. #00:00:19-8#\n\nB: En nog wat. #00:00:25-0#")
    )
    assert turns(transcript) == [("I", "Hoe dan?"), ("B", "Nou ja. En nog wat.")]
    assert list(transcript.utterances["speaker_role"]) == ["interviewer", "respondent"]
    assert list(transcript.utterances["t_start"]) == [0.0, 12.3]
    assert list(transcript.utterances["t_end"]) == [12.3, 25.0]


def test_happy_scribe_without_speakers(write, turns):
    transcript = read(write("h.txt", "[00:00:28]\nHet begon in het voorjaar.\n\n[00:00:35]\nToen kwam de zomer.\n"))
    assert transcript.kind == "interview" and transcript.times["t_start"].tolist() == [28.0, 35.0]
    assert transcript.text.split() == [
        "Het",
        "begon",
        "in",
        "het",
        "voorjaar.",
        "Toen",
        "kwam",
        "de",
        "zomer.",
    ]


def test_only_the_questions_have_a_label(write):
    content = "Interviewer: Hoe dan?\n\nNou ja, we doen ons best.\n\nInterviewer: En toen?\n\nNiks."
    transcript = read(write("a.txt", content))
    assert list(transcript.utterances["speaker_role"]) == ["interviewer", "respondent"] * 2
    assert any("Alleen de interviewer" in warning for warning in transcript.warnings)


def test_wrapped_document_becomes_paragraphs(write, turns):
    wrapped = (
        "De gemeenten in de regio werken sinds zeven jaar samen aan de jeugdhulp en het\n"
        "onderwijs. Zij doen dat met een kleine ploeg mensen, die voor alle gemeenten de\n"
        "inkoop doet. Dat gaat goed.\n\n"
        "Over de samenwer-\nking tussen jeugd- en\n"
    )
    transcript = read(write("visie.txt", wrapped + wrapped))
    assert turns(transcript)[0][1].startswith("De gemeenten in de regio werken") and "het onderwijs" in transcript.text
    assert "samenwerking tussen jeugd- en" in transcript.text


def test_lists_and_headings_are_utterances_of_their_own(said):
    content = "# Visie\n\n## Wat we willen\n- minder wachten\n- meer samen\n\n1. Besluit een\n2. Besluit twee\n"
    texts = ["Visie", "Wat we willen", "minder wachten", "meer samen", "Besluit een", "Besluit twee"]
    assert [text for _, text in said("visie.txt", content)] == texts
    assert [text for _, text in said("visie.md", content)] == texts

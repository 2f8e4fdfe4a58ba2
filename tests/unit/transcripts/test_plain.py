"""Plain text: labels, times, and the colon that is no speaker."""

import pytest

from workbench.transcripts import read

CONVERSATIONS = {
    "full_words": (
        "Interviewer: Hoe dan?\nRespondent 3: Nou ja, gewoon.\ninterviewer : En toen?\nRespondent 3: Niks.",
        [
            ("Interviewer", "Hoe dan?"),
            ("Respondent 3", "Nou ja, gewoon."),
            ("Interviewer", "En toen?"),
            ("Respondent 3", "Niks."),
        ],
    ),
    "i_and_r": (
        "I: Hoe dan?\nR1: Nou ja.\nR2: Gewoon.",
        [("I", "Hoe dan?"), ("R1", "Nou ja."), ("R2", "Gewoon.")],
    ),
    "question_answer": ("V: Hoe dan?\nA: Gewoon.", [("V", "Hoe dan?"), ("A", "Gewoon.")]),
    "tabs": (
        "I\tHoe dan?\nR\tNou ja.\nI\tEn?\nR\tNiks.",
        [("I", "Hoe dan?"), ("R", "Nou ja."), ("I", "En?"), ("R", "Niks.")],
    ),
    "times_first": (
        "[00:01:02] I: Hoe dan?\n[00:01:09] R1: Nou ja.",
        [("I", "Hoe dan?"), ("R1", "Nou ja.")],
    ),
    "bold_with_colon": (
        "**Interviewer:** Hoe dan?\n\n**R1:** Nou ja.",
        [("Interviewer", "Hoe dan?"), ("R1", "Nou ja.")],
    ),
    "bold_alone": (
        "**Interviewer**\nHoe dan?\n\n**Respondent**\nNou ja.\n\n**Interviewer**\nEn?\n\n**Respondent**\nNiks.",
        [
            ("Interviewer", "Hoe dan?"),
            ("Respondent", "Nou ja."),
            ("Interviewer", "En?"),
            ("Respondent", "Niks."),
        ],
    ),
    "name_and_time": (
        "Anna Jansen   18:11\nHoe dan?\nBert de Boer   18:12\nNou ja.\nGewoon.\nAnna Jansen   18:13\nOké.",
        [("Anna Jansen", "Hoe dan?"), ("Bert de Boer", "Nou ja. Gewoon."), ("Anna Jansen", "Oké.")],
    ),
    "amberscript": (
        "Spreker 1\n00:00:03\nHoe dan?\n\nSpreker 2\n00:00:09\nNou ja.\n\nSpreker 1\n00:00:12\nEn toen?",
        [("Spreker 1", "Hoe dan?"), ("Spreker 2", "Nou ja."), ("Spreker 1", "En toen?")],
    ),
    "amberscript_named": (
        "Anna\n00:00:03\nHoe dan?\n\nBert\n00:00:09\nNou ja.\n\nAnna\n00:00:12\nEn toen?",
        [("Anna", "Hoe dan?"), ("Bert", "Nou ja."), ("Anna", "En toen?")],
    ),
    "older_teams": (
        "0:0:3.120 --> 0:0:7.480\nAnna Jansen\nHoe dan?\n0:0:8.0 --> 0:0:9.480\nBert de Boer\nNou ja.\n"
        "0:0:10.0 --> 0:0:11.0\nAnna Jansen\nEn?\n",
        [("Anna Jansen", "Hoe dan?"), ("Bert de Boer", "Nou ja."), ("Anna Jansen", "En?")],
    ),
    "two_in_one_paragraph": (
        "I: Hoe dan? R1: Nou ja ... I: En toen?\nR1: Niks.",
        [("I", "Hoe dan?"), ("R1", "Nou ja ..."), ("I", "En toen?"), ("R1", "Niks.")],
    ),
    "own_names": (
        "Karin: Hoe gaat het met je?\nTheo: Ik doe mijn best.\nKarin: En toen?\nTheo: Nou ja, niks eigenlijk.",
        [
            ("Karin", "Hoe gaat het met je?"),
            ("Theo", "Ik doe mijn best."),
            ("Karin", "En toen?"),
            ("Theo", "Nou ja, niks eigenlijk."),
        ],
    ),
    "initials": (
        "JV: Hoe gaat het met je?\nMK: Ik doe mijn best.\nJV: En toen?\nMK: Nou ja, niks eigenlijk.",
        [
            ("JV", "Hoe gaat het met je?"),
            ("MK", "Ik doe mijn best."),
            ("JV", "En toen?"),
            ("MK", "Nou ja, niks eigenlijk."),
        ],
    ),
    "minutes": (
        "***Theo***:<br>ik vind dat goed.\n\n***Karin***:<br>nou, ik niet.\n\n"
        "***Theo***:<br>ja, hoor.\n\n***Karin***:<br>nee, je snapt het niet.",
        [
            ("Theo", "ik vind dat goed."),
            ("Karin", "nou, ik niet."),
            ("Theo", "ja, hoor."),
            ("Karin", "nee, je snapt het niet."),
        ],
    ),
    "chair": (
        "De VOORZITTER: Het woord is aan u.\nMevrouw Van Dam (ABC): Dank u.\nEen tweede alinea.\nDe VOORZITTER: Dank.",
        [
            ("De VOORZITTER", "Het woord is aan u."),
            ("Mevrouw Van Dam (ABC)", "Dank u. Een tweede alinea."),
            ("De VOORZITTER", "Dank."),
        ],
    ),
    "smart_quotes_in_names": (
        "Anna “Ans” O’Brien: Hoe gaat het met je?\nBert de Boer: Ik doe wat ik kan.\n"
        'Anna "Ans" O\'Brien: En jij dan?\nBert de Boer: Nou ja.',
        [
            ("Anna “Ans” O’Brien", "Hoe gaat het met je?"),
            ("Bert de Boer", "Ik doe wat ik kan."),
            ("Anna “Ans” O’Brien", "En jij dan?"),
            ("Bert de Boer", "Nou ja."),
        ],
    ),
    "label_on_its_own_line": (
        "Interviewer:\nHoe dan?\n\nR1:\nNou ja.\nGewoon.",
        [("Interviewer", "Hoe dan?"), ("R1", "Nou ja. Gewoon.")],
    ),
    "noise_stays": (
        "I: Hoe dan?\nR: (lacht) ... [onverstaanbaar] ja.",
        [("I", "Hoe dan?"), ("R", "(lacht) ... [onverstaanbaar] ja.")],
    ),
    "empty_turns": ("I: Hoe dan?\nR:\nI:   \nR: Nou ja.", [("I", "Hoe dan?"), ("R", "Nou ja.")]),
    "windows_line_ends": ("I: Hoe dan?\r\nR: Nou ja.\r\n", [("I", "Hoe dan?"), ("R", "Nou ja.")]),
    "no_space_after_colon": ("I:Hoe dan?\nR:Nou ja.", [("I", "Hoe dan?"), ("R", "Nou ja.")]),
    "one_exchange": (
        "Interviewer: Hoe dan?\nAnna: Nou ja, ik weet het niet.",
        [("Interviewer", "Hoe dan?"), ("Anna", "Nou ja, ik weet het niet.")],
    ),
    "someone_who_speaks_once": (
        "Interviewer: Hoe dan?\nAnna Jansen: Nou ja.\nInterviewer: En?\nAnna Jansen: Niks.\nBas: Ik wel, hoor.",
        [
            ("Interviewer", "Hoe dan?"),
            ("Anna Jansen", "Nou ja."),
            ("Interviewer", "En?"),
            ("Anna Jansen", "Niks."),
            ("Bas", "Ik wel, hoor."),
        ],
    ),
    "list_marks": (
        "- I: Hoe dan?\n- R: Nou.\n3. I: En?\n14 R: Niks.",
        [("I", "Hoe dan?"), ("R", "Nou."), ("I", "En?"), ("R", "Niks.")],
    ),
    "time_and_name_once": (
        "00:00:03 Interviewer: Hoe dan?\n00:00:09 Anna: Het loopt.\n00:00:12 Interviewer: En?",
        [("Interviewer", "Hoe dan?"), ("Anna", "Het loopt."), ("Interviewer", "En?")],
    ),
    "full_names_and_times_once": (
        "Anna Jansen  0:03  \nHoe dan?\n\nBas Vis  0:09  \nNou ja.",
        [("Anna Jansen", "Hoe dan?"), ("Bas Vis", "Nou ja.")],
    ),
    "functions": (
        "Interviewer: Hoe dan?\nWethouder jeugd: Nou ja.\nDirecteur school: Niks.\nWethouder jeugd: Toch wel.",
        [
            ("Interviewer", "Hoe dan?"),
            ("Wethouder jeugd", "Nou ja."),
            ("Directeur school", "Niks."),
            ("Wethouder jeugd", "Toch wel."),
        ],
    ),
    "lower_case": (
        "interviewer: hoe dan?\nrespondent: nou.\nanna: ik ook.\ninterviewer: en?\nanna: ja hoor ik.",
        [
            ("interviewer", "hoe dan?"),
            ("respondent", "nou."),
            ("anna", "ik ook."),
            ("interviewer", "en?"),
            ("anna", "ja hoor ik."),
        ],
    ),
    "page_numbers": (
        "I: Hoe dan?\nR: Nou ja, we\nPagina 1 van 3\nPAGE 2 van 3\nzijn er nog niet.",
        [("I", "Hoe dan?"), ("R", "Nou ja, we zijn er nog niet.")],
    ),
}


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_conversation(name, said):
    content, expected = CONVERSATIONS[name]
    assert said("gesprek.txt", content) == expected


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

"""Plain text: conversations as people and programs write them, and who says what in them."""

import pytest

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

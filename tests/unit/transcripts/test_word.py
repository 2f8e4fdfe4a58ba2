"""Word: Teams and Amberscript exports, speaker lines, tables, tracked changes, comments, text boxes."""

from __future__ import annotations

from docx import Document
from docx.oxml import parse_xml

from workbench.transcripts import read

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_speaker_lines(docx_of, turns, sound):
    transcript = read(docx_of("I: Hoe dan?", "R1: Nou ja.", "Een tweede alinea.", "", "I: En toen? R1: Niks."))
    sound(transcript)
    assert turns(transcript) == [
        ("I", "Hoe dan?"), ("R1", "Nou ja. Een tweede alinea."), ("I", "En toen?"), ("R1", "Niks."),
    ]  # fmt: skip
    assert transcript.format == "docx" and transcript.kind == "interview"


def test_teams_export_with_line_breaks(docx_of, turns):
    path = docx_of(
        "Overleg-20260312_100000-Opname van vergadering",
        "12 maart 2026, 09:00AM",
        "45m 12s",
        "Anna Jansen started transcription",
        "Anna Jansen   0:03\nHoe gaat het nu?",
        "Bert de Boer   0:09\nNou ja.\nGewoon.",
        "Anna Jansen   1:12\nOké.",
        "Anna Jansen stopped transcription",
    )
    transcript = read(path)
    assert turns(transcript)[-3:] == [
        ("Anna Jansen", "Hoe gaat het nu?"), ("Bert de Boer", "Nou ja. Gewoon."), ("Anna Jansen", "Oké."),
    ]  # fmt: skip
    assert transcript.utterances["t_start"].tolist()[-3:] == [3.0, 9.0, 72.0]
    assert "transcription" not in transcript.text


def test_older_teams_export(docx_of, turns):
    lines = ["0:0:3.120 --> 0:0:7.480", "Anna Jansen", "Hoe dan?", "0:0:8.0 --> 0:0:9.5", "Bert", "Nou ja."]
    lines += ["0:0:10.0 --> 0:0:11.0", "Anna Jansen", "En?"]
    transcript = read(docx_of(*lines))
    assert turns(transcript) == [("Anna Jansen", "Hoe dan?"), ("Bert", "Nou ja."), ("Anna Jansen", "En?")]
    assert transcript.utterances["t_start"].tolist() == [3.12, 8.0, 10.0]
    assert transcript.utterances["t_end"].tolist() == [7.48, 9.5, 11.0]


def test_table_with_a_header_on_every_page_and_a_column_that_is_no_speech(docx_of, turns, sound):
    header = ["Tijd", "Spreker", "Tekst", "Opmerking"]
    transcript = read(
        docx_of(
            "Interview school",
            [header, ["00:01", "Interviewer", "Hoe dan?", "rustig"], ["00:09", "R1", "Nou ja.", ""]],
            [header, ["00:12", "", "En verder.", "lacht hier"], ["00:15", "Interviewer", "Oké.", ""]],
        )
    )
    sound(transcript)
    assert turns(transcript) == [
        (None, "Interview school"), ("Interviewer", "Hoe dan?"), ("R1", "Nou ja. En verder."), ("Interviewer", "Oké."),
    ]  # fmt: skip
    assert next(iter(transcript.utterances["speaker_role"])) == "interviewer"
    assert transcript.utterances["t_start"].tolist()[1:] == [1.0, 9.0, 15.0]


def test_table_without_a_header(docx_of, turns):
    rows = [["I", "Hoe gaat het dan?"], ["R1", "Nou ja."], ["I", "En toen?"], ["R1", "Toen niks meer."]]
    assert turns(read(docx_of(rows))) == [tuple(row) for row in rows]


def test_table_of_a_document_is_no_transcript(docx_of, turns):
    transcript = read(docx_of("Afspraken", [["Wat", "Wie", "Wanneer"], ["School bellen", "Gemeente", "mei"]]))
    assert transcript.kind == "document"
    assert turns(transcript) == [
        (None, "Afspraken"),
        (None, "Wat; Wie; Wanneer"),
        (None, "School bellen; Gemeente; mei"),
    ]


def _with(tmp_path, xml: str):
    document = Document()
    document.add_paragraph("I: Hoe dan?")
    document.element.body.insert(1, parse_xml(f"<w:p {NS}>{xml}</w:p>"))
    path = tmp_path / "a.docx"
    document.save(path)
    return read(path)


def test_inserted_text_counts_and_deleted_text_does_not(tmp_path):
    transcript = _with(
        tmp_path,
        '<w:r><w:t xml:space="preserve">R1: Dat is </w:t></w:r>'
        '<w:del w:id="1" w:author="x"><w:r><w:delText>slecht</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="x"><w:r><w:t>goed</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r>',
    )
    assert transcript.text == "Hoe dan?\nDat is goed."


def test_hidden_text_fields_and_tabs(tmp_path):
    transcript = _with(
        tmp_path,
        "<w:r><w:t>R1:</w:t><w:tab/><w:t>Samen</w:t><w:softHyphen/><w:t>werken</w:t><w:br/><w:t>helpt</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>"
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
        "<w:r><w:instrText> NUMPAGES </w:instrText></w:r>",
    )
    assert transcript.text == "Hoe dan?\nSamenwerken helpt"


def test_text_box_is_not_mixed_in_and_said_so(tmp_path):
    transcript = _with(
        tmp_path,
        "<w:r><w:t>R1: Nou ja.</w:t></w:r><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
        "<w:txbxContent><w:p><w:r><w:t>kadertekst</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
    )
    assert "kadertekst" not in transcript.text and any("Tekstvakken" in warning for warning in transcript.warnings)


def test_footnote_is_not_mixed_in_and_said_so(tmp_path):
    transcript = _with(tmp_path, '<w:r><w:t>R1: Nou ja.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>')
    assert any("Voetnoten" in warning for warning in transcript.warnings)


def test_comment_is_no_speech(tmp_path):
    document = Document()
    document.add_paragraph("I: Hoe dan?")
    run = document.add_paragraph("R1: Nou ja.").runs[0]
    document.add_comment(run, text="opmerking van de onderzoeker", author="x", initials="x")
    document.sections[0].header.paragraphs[0].text = "Koptekst"
    path = tmp_path / "a.docx"
    document.save(path)
    assert read(path).text == "Hoe dan?\nNou ja."


def test_document_keeps_one_utterance_per_paragraph(tmp_path, turns):
    document = Document()
    document.add_heading("Regiovisie", 0)
    document.add_paragraph("De gemeenten werken samen.")
    document.add_paragraph("minder wachten", style="List Bullet")
    document.add_paragraph("Actiepunt: school bellen (gemeente, mei).")
    path = tmp_path / "visie.docx"
    document.save(path)
    transcript = read(path)
    assert transcript.kind == "document" and set(transcript.utterances["speaker_role"]) == {"author"}
    assert [text for _, text in turns(transcript)] == [
        "Regiovisie", "De gemeenten werken samen.", "minder wachten", "Actiepunt: school bellen (gemeente, mei).",
    ]  # fmt: skip


def test_subtitles_pasted_into_word(docx_of, turns):
    transcript = read(docx_of("WEBVTT", "", "00:00:01.000 --> 00:00:02.000", "<v Anna>Dag.</v>"))
    assert turns(transcript) == [("Anna", "Dag.")]


def test_word_file_under_another_name(docx_of):
    assert read(docx_of("I: Hoe dan?", "R: Nou.", name="gesprek.odt")).format == "docx"

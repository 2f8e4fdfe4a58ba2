"""OpenDocument, RTF, PDF and Markdown."""

from __future__ import annotations

import pytest

from workbench.errors import UnreadableSource
from workbench.transcripts import read

PLAN = (
    "De gemeenten in de regio werken sinds zeven jaar samen aan de jeugdhulp en het",
    "onderwijs. Zij doen dat met een kleine ploeg mensen, die voor alle gemeenten samen-",
    "werking zoekt met scholen en met jeugd- en opvoedhulp, en die de inkoop doet.",
    "",
    "Een tweede alinea gaat over het geld, dat niet altijd vanzelf de goede kant op",
    "stroomt.",
)


def test_odt_speaker_lines(odt_of, turns, sound):
    transcript = read(odt_of("I: Hoe dan?", "R1: Nou ja.", "I: En?", "R1: Niks."))
    sound(transcript)
    assert turns(transcript) == [("I", "Hoe dan?"), ("R1", "Nou ja."), ("I", "En?"), ("R1", "Niks.")]
    assert transcript.format == "odt"


def test_odt_table(odt_of, turns):
    rows = [["tijd", "spreker", "tekst"], ["00:01", "Interviewer", "Hoe dan?"], ["00:05", "R1", "Nou ja."]]
    assert turns(read(odt_of(rows))) == [("Interviewer", "Hoe dan?"), ("R1", "Nou ja.")]


def test_odt_annotations_notes_and_deletions_are_no_text(tmp_path, turns):
    from odfdo import Document, Element, Header, Paragraph

    document = Document("text")
    document.body.clear()
    document.body.append(
        Element.from_tag(
            '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>weg ermee</text:p>'
            "</text:deletion></text:changed-region></text:tracked-changes>"
        )
    )
    document.body.append(Header(1, "Visie"))
    paragraph = Element.from_tag("<text:p>Wij<text:s/>werken<text:line-break/>samen.</text:p>")
    paragraph.append(Element.from_tag("<office:annotation><text:p>opmerking</text:p></office:annotation>"))
    document.body.append(paragraph)
    noted = Paragraph("Met een noot.")
    noted.insert_note(after="noot", note_id="n1", citation="1", body="voetnoottekst")
    document.body.append(noted)
    path = tmp_path / "visie.odt"
    document.save(path)
    transcript = read(path)
    assert [text for _, text in turns(transcript)] == ["Visie", "Wij werken", "samen.", "Met een noot."]
    assert any("Voetnoten" in warning for warning in transcript.warnings)


RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}{\header\pard Koptekst\par}"
    r"\pard\b I:\b0  Hoe gaat het met de co\'f6peratie? #00:00:12-3#\par "
    r"B: Nou ja, \u8364?45.000 {\deleted en nog wat }is veel. #00:00:19-8#\par}"
)


@pytest.mark.parametrize("name", ["f4.rtf", "f4.doc", "f4.txt"])
def test_rtf_of_f4(name, write, turns, sound):
    transcript = read(write(name, RTF.encode("ascii")))
    sound(transcript)
    assert turns(transcript) == [("I", "Hoe gaat het met de coöperatie?"), ("B", "Nou ja, €45.000 is veel.")]
    assert transcript.format == "rtf"
    assert transcript.utterances["t_end"].tolist() == [12.3, 19.8]


def test_rtf_table(write, turns):
    row = r"\trowd\cellx1000\cellx2000\cellx3000 {0}\cell {1}\cell {2}\cell\row "
    rows = [("tijd", "spreker", "tekst"), ("00:01", "Interviewer", "Hoe dan?"), ("00:05", "R1", "Nou ja.")]
    body = "".join(row.replace("{0}", a).replace("{1}", b).replace("{2}", c) for a, b, c in rows)
    assert turns(read(write("t.rtf", r"{\rtf1\ansi " + body + "}"))) == [
        ("Interviewer", "Hoe dan?"),
        ("R1", "Nou ja."),
    ]


def test_pdf_document_is_reflowed_without_headers_and_page_numbers(pdf_of, turns, sound):
    pages = [
        [f"Regiovisie jeugd deel {n}", *body, "", f"Slotzin van bladzijde {word}.", "", f"PAGE {n} van 3"]
        for n, word, body in ((1, "een", PLAN), (2, "twee", PLAN[4:]), (3, "drie", ("Losse regel.",)))
    ]
    transcript = read(pdf_of(*pages))
    sound(transcript)
    texts = [text for _, text in turns(transcript)]
    assert transcript.format == "pdf" and transcript.kind == "document"
    assert texts[0].startswith("De gemeenten in de regio") and texts[0].endswith("die de inkoop doet.")
    assert "samenwerking zoekt" in texts[0] and "jeugd- en opvoedhulp" in texts[0]
    assert "Slotzin van bladzijde twee." in texts
    assert "PAGE" not in transcript.text and "Regiovisie jeugd deel" not in transcript.text


def test_pdf_conversation(pdf_of, turns):
    first = [
        "Interviewer: Hoe dan?",
        "R1: Nou ja, het begon in het voorjaar en toen zijn we",
        "met elkaar gaan praten.",
        "1",
    ]
    second = ["Interviewer: En toen?", "R1: Niks.", "2"]
    assert turns(read(pdf_of(first, second))) == [
        ("Interviewer", "Hoe dan?"),
        ("R1", "Nou ja, het begon in het voorjaar en toen zijn we met elkaar gaan praten."),
        ("Interviewer", "En toen?"),
        ("R1", "Niks."),
    ]


def test_scanned_pdf_names_the_remedy(tmp_path):
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    path = tmp_path / "scan.pdf"
    writer.write(path)
    with pytest.raises(UnreadableSource, match=r"scan\.pdf.*geen tekst.*OCR"):
        read(path)


def test_pdf_with_a_password(pdf_of, tmp_path):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(pdf_of(list(PLAN))))
    writer.encrypt("geheim", algorithm="RC4-128")
    path = tmp_path / "dicht.pdf"
    writer.write(path)
    with pytest.raises(UnreadableSource, match=r"dicht\.pdf.*beveiligd"):
        read(path)


def test_pdf_with_one_empty_page_warns(pdf_of):
    transcript = read(pdf_of(list(PLAN), []))
    assert any("1 bladzijde" in warning for warning in transcript.warnings)


MARKDOWN = """---
title: Visie
layout: post
---

> ##### Definitief
{: .block-tip }

Kop van de visie
----------------

We **werken** samen met [de scholen](https://voorbeeld.example) en ![plaatje](a.png) <br>anderen.
Zelfde alinea.

1. **Doel**: minder wachten
   - onderdeel

| Wat | Wie |
| --- | --- |
| bellen | gemeente |
"""


def test_markdown_document(write, turns, sound):
    transcript = read(write("visie.md", MARKDOWN))
    sound(transcript)
    assert [text for _, text in turns(transcript)] == [
        "Definitief",
        "Kop van de visie",
        "We werken samen met de scholen en anderen. Zelfde alinea.",
        "Doel: minder wachten",
        "onderdeel",
        "Wat; Wie",
        "bellen; gemeente",
    ]
    assert transcript.kind == "document" and "layout" not in transcript.text


def test_markdown_conversation(write, turns):
    transcript = read(write("gesprek.md", "# Gesprek\n\n**I:** Hoe dan?\n\n**R1:** Nou *ja*.\n"))
    assert turns(transcript)[1:] == [("I", "Hoe dan?"), ("R1", "Nou ja.")]


def test_verslag_is_told_from_document(write):
    title = "Verslag van het gesprek met de school\n\nEr is veel gebeurd.\n"
    assert read(write("a.txt", title)).kind == "verslag"
    assert read(write("b.md", "# Uitvoeringsprogramma\n\nDe gemeenten stellen vast.\n")).kind == "document"


def test_bullets_of_a_symbol_font(said):
    texts = [text for _, text in said("plan.txt", "Wat we doen:\n\uf0b7 minder wachten\n\uf0b7\nmeer samen doen\n")]
    assert texts == ["Wat we doen:", "minder wachten", "meer samen doen"]

"""Encodings, text decoded twice, and characters nobody sees."""

from __future__ import annotations

import codecs
import unicodedata

import pytest

from workbench.transcripts import encoding, read

TEXT = "I: Hoe gaat het met de coöperatie en de cliënten?\nR1: Nou ja, het kost €45.000 – “veel” dus, hè.\n" * 4


@pytest.mark.parametrize(
    ("bom", "name"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "cp1252"),
    ],
)
def test_encodings(bom, name, write, turns, sound):
    transcript = read(write("a.txt", bom + TEXT.encode(name)))
    sound(transcript)
    assert turns(transcript)[:2] == [
        ("I", "Hoe gaat het met de coöperatie en de cliënten?"),
        ("R1", "Nou ja, het kost €45.000 – “veel” dus, hè."),
    ]
    assert bool(transcript.warnings) == (name == "cp1252")


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_text_decoded_twice_is_repaired_with_a_warning(wrong, write):
    spoiled = "De cliënt kreeg €45.000 en “veel” hulp – hè.".encode()
    spoiled = (
        spoiled.decode(wrong, errors="replace")
        if wrong == "latin-1"
        else spoiled.replace(b"\x9d", b"\x99").decode(wrong)
    )
    transcript = read(write("a.txt", f"Eén regel klopt wel, met een café erin.\n\n{spoiled}\n"))
    assert "De cliënt kreeg €45.000" in transcript.text and "café" in transcript.text and "Eén" in transcript.text
    assert encoding.WARN_REPAIRED in transcript.warnings


@pytest.mark.parametrize(
    "text", ["Ã la carte", "Crème fraîche à € 3", "Âge d'or", "hâve", "naïef – “ja”", "SÃO Paulo", "Ça va"]
)
def test_right_text_is_left_alone(text):
    assert encoding.repair(text) == (text, False)


def test_characters_nobody_sees(write):
    text = "I: Hoe\u00a0dan\u200b?\u0007\r\n"
    text += "R1: Samen\u00adwerken,\u2028 e\u0301e\u0301n\ufeff \u202evoor\u202c \x0ballen.\r\n"
    transcript = read(write("a.txt", text))
    assert transcript.text == "Hoe dan?\nSamenwerken, één voor allen."
    assert transcript.text == unicodedata.normalize("NFC", transcript.text)


def test_a_few_damaged_bytes_keep_utf8(write):
    data = TEXT.encode() + b"R1: caf\xe9 en verder.\n"
    transcript = read(write("a.txt", data))
    assert "coöperatie" in transcript.text and encoding.WARN_DAMAGED in transcript.warnings


def test_old_dos_encoding(write):
    transcript = read(
        write(
            "a.txt",
            ("De cliënten zijn één geheel, vóór alles; hè, zó is het. Reünie, coördinatie. " * 5).encode("cp850"),
        )
    )
    assert "cliënten zijn één geheel" in transcript.text

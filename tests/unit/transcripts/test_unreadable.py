"""Files that cannot be read: one Dutch sentence with the file and the remedy, and no word of its content."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import UnreadableSource
from workbench.transcripts import SUPPORTED, read
from workbench.transcripts.reading import _reading

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def _zip(**entries: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return stream.getvalue()


SHEET = _zip(**{"[Content_Types].xml": "x", "xl/workbook.xml": "x"})
LOCKED_ODT = _zip(
    **{"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<encryption-data/>"}
)
CASES = {
    "empty": ("a.txt", b"", "leeg"),
    "only_spaces": ("a.txt", b" \n\r\n ", "leeg"),
    "only_bom": ("a.txt", b"\xef\xbb\xbf\n", "leeg"),
    "empty_docx": ("a.docx", b"", "leeg"),
    "old_word": ("a.doc", OLE + b"\0" * 500 + "WordDocument".encode("utf-16-le"), "Bewaar als .docx"),
    "old_word_named_docx": (
        "a.docx",
        OLE + b"\0" * 500 + "WordDocument".encode("utf-16-le"),
        "Bewaar als .docx",
    ),
    "locked_word": ("a.docx", OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
    "locked_odt": ("a.odt", LOCKED_ODT, "wachtwoord"),
    "old_sheet": ("a.xls", OLE + b"\0" * 500, "oud Office"),
    "sheet": ("a.xlsx", SHEET, "rekenblad"),
    "archive": ("a.zip", _zip(**{"gesprek.txt": "I: Hoe dan?"}), "Pak het uit"),
    "empty_archive": ("a.docx", _zip(), "ingepakt bestand en geen .docx; misschien is het beschadigd. Kopieer"),
    "hollow_docx": ("a.docx", _zip(**{"word/document.xml": "<geen"}), "beschadigd"),
    "hollow_odt": ("a.odt", _zip(mimetype="application/vnd.oasis.opendocument.text"), "beschadigd"),
    "torn_zip": ("a.docx", b"PK\x03\x04" + b"x" * 300, "beschadigd"),
    "torn_pdf": ("a.pdf", b"%PDF-1.7\n" + b"x" * 300, "beschadigd"),
    "binary": ("a", bytes(range(256)) * 20, "dit is geen tekst. Open het in het programma"),
    "binary_named_txt": ("a.txt", bytes(range(256)) * 20, "geen tekst in die bij .txt past; misschien is het besch"),
    "binary_named_docx": ("a.DOCX", bytes(range(256)) * 20, "geen tekst in die bij .docx past; misschien is het"),
    "binary_named_pdf": ("a.pdf", bytes(range(256)) * 20, "geen tekst in die bij .pdf past; misschien is het"),
    "picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "afbeelding"),
    "photo": ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0\x01JFIF" * 50, "afbeelding"),
    "recording": ("a.m4a", b"\0\0\0\x20ftypM4A " + b"\0" * 100, "transcript"),
    "sound": ("a.wav", b"RIFF\x24\x08\0\0WAVEfmt " + b"\0" * 100, "transcript"),
    "mp3": ("a.mp3", b"ID3\x04\0\0\0\0" + b"\0" * 100, "transcript"),
    "film": ("a.mkv", b"\x1aE\xdf\xa3" + b"\0\x01" * 100, "transcript"),
    "unknown_sound": ("a.wma", b"\x02\0\x01\0" * 100, "transcript"),
    "web_page": ("a.txt", b"<!DOCTYPE html><html><body>Dag</body></html>", "webpagina"),
    "subtitles_without_cues": ("a.vtt", b"WEBVTT\n\nNOTE niets\n", "geen ondertitels"),
}


@pytest.mark.parametrize("name", CASES)
def test_error_names_file_and_remedy(name, write):
    file, content, words = CASES[name]
    with pytest.raises(UnreadableSource) as caught:
        read(write(file, content))
    assert str(caught.value).startswith(f"{file}: ") and words in str(caught.value) and caught.value.remedy
    assert caught.value.__cause__ is None and caught.value.__suppress_context__


def test_truncated_word_file(docx_of, write):
    whole = docx_of("I: Hoe dan?", "R: Nou ja.").read_bytes()
    for part in (0.3, 0.7, 0.95):
        with pytest.raises(UnreadableSource, match="beschadigd of niet volledig"):
            read(write("kapot.docx", whole[: int(part * len(whole))]))


def test_absent_file_and_folder(tmp_path):
    with pytest.raises(UnreadableSource, match=r"weg\.txt.*is er niet"):
        read(tmp_path / "weg.txt")
    with pytest.raises(UnreadableSource, match="map"):
        read(tmp_path)


def test_message_holds_no_word_of_the_file(write):
    with pytest.raises(UnreadableSource) as caught:
        read(write("a.json", json.dumps({"segments": "GEHEIM"})))
    assert "GEHEIM" not in str(caught.value)


def test_file_is_not_changed(write):
    path = write("a.txt", "I: Hoe dan?\r\nR: Nou.\r\n")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    read(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


HEADS = [b"", b"WEBVTT\n\n", b"{\\rtf1\\ansi ", b"%PDF-1.4\n", b"PK\x03\x04", b'{"segments": [', b"\xff\xfe",
         b"\xef\xbb\xbf", b"1\n00:00:01,000 --> 00:00:02,000\n", b"---\ntitle: x\n---\n", b"I: Hoe dan?\nR: ",
         b"0\t1\t", OLE, b"\xff\xfb"]  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=st.sampled_from(HEADS),
    body=st.binary(max_size=300),
    suffix=st.sampled_from([*SUPPORTED, ".doc", ""]),
)
def test_no_bytes_crash_the_reader(head, body, suffix, tmp_path, sound):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(head + body)
    try:
        transcript = read(path)
    except UnreadableSource:
        return
    sound(transcript)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_word_file_does_not_crash(data):
    from docx import Document

    document, stream = Document(), BytesIO()
    document.add_paragraph("I: Hoe dan?")
    document.save(stream)
    content = bytearray(stream.getvalue())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        _reading(bytes(content), ".docx")
    except Exception as error:  # `read` turns all of these into UnreadableSource; none may be a MemoryError or exit
        assert isinstance(error, Exception) and not isinstance(error, MemoryError)


def test_import_is_light():
    heavy = ["docx", "pypdf", "odfdo", "pandas", "ftfy", "mistune", "striprtf", "webvtt", "pysubs2"]
    code = "import sys, workbench.transcripts as t; t.SUPPORTED, t.read; "
    code += f"print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_supported_formats_have_dutch_names():
    assert {".docx", ".odt", ".rtf", ".pdf", ".txt", ".md", ".vtt", ".srt", ".tsv", ".json"} == set(SUPPORTED)
    assert all(SUPPORTED.values())

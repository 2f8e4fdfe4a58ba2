"""Helpers: write a file of any format, read it, and look at who says what."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.transcripts import read


@pytest.fixture
def write(tmp_path):
    """Write text (UTF-8, unless another encoding is named) or bytes; gives the path."""

    def _write(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return _write


@pytest.fixture
def said(write):
    """Write and read a file: a list of (speaker or None, text)."""

    def _said(name: str, content: str | bytes) -> list[tuple[str | None, str]]:
        return turns(read(write(name, content)))

    return _said


def turns(transcript) -> list[tuple[str | None, str]]:
    rows = transcript.utterances
    texts = [transcript.text[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)]
    return [
        (speaker if isinstance(speaker, str) else None, text)
        for speaker, text in zip(rows["speaker"], texts, strict=True)
    ]


@pytest.fixture(name="turns")
def _turns():
    return turns


@pytest.fixture(scope="session")
def sound():
    """Check what holds for every transcript: offsets, order, ids, canonical characters, a valid table."""
    import unicodedata

    from workbench import tables

    def _sound(transcript) -> None:
        text, rows = transcript.text, transcript.utterances
        tables.check(tables.UTTERANCES, rows)
        pieces = [text[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)]
        assert "\n".join(pieces) == text
        assert all(piece and piece == piece.strip() and "\n" not in piece for piece in pieces)
        assert rows["start"].is_monotonic_increasing
        assert text == unicodedata.normalize("NFC", text)
        assert not any(char in text for char in "\r\ufeff\u00a0\u00ad\u200b\0")
        assert transcript.times["start"].between(0, len(text)).all()
        assert not rows["speaker_role"].isna().any()

    return _sound


@pytest.fixture
def docx_of(tmp_path):
    """A .docx of paragraphs (str) and tables (lists of rows)."""

    def _docx_of(*parts, name: str = "gesprek.docx") -> Path:
        from docx import Document

        document = Document()
        for part in parts:
            if isinstance(part, str):
                document.add_paragraph(part)
                continue
            table = document.add_table(rows=0, cols=len(part[0]))
            for row in part:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        path = tmp_path / name
        document.save(path)
        return path

    return _docx_of


@pytest.fixture
def odt_of(tmp_path):
    """An .odt of paragraphs (str) and tables (lists of rows)."""

    def _odt_of(*parts, name: str = "gesprek.odt") -> Path:
        from odfdo import Document, Paragraph, Table

        document = Document("text")
        document.body.clear()
        for number, part in enumerate(parts):
            if isinstance(part, str):
                document.body.append(Paragraph(part))
                continue
            table = Table(f"T{number}", width=len(part[0]), height=len(part))
            for y, row in enumerate(part):
                for x, text in enumerate(row):
                    cell = table.get_cell((x, y))
                    cell.append(Paragraph(text))
                    table.set_cell((x, y), cell)
            document.body.append(table)
        path = tmp_path / name
        document.save(path)
        return path

    return _odt_of


@pytest.fixture
def pdf_of(tmp_path):
    """A .pdf with real text: one list of (already wrapped) lines per page, an empty string for a blank line."""

    def _pdf_of(*pages, name: str = "stuk.pdf") -> Path:
        import matplotlib
        from matplotlib.backends.backend_pdf import PdfPages
        from matplotlib.figure import Figure

        path = tmp_path / name
        with matplotlib.rc_context({"pdf.fonttype": 42}), PdfPages(path) as book:
            for lines in pages:
                figure = Figure(figsize=(8.27, 11.69))
                for number, line in enumerate(lines):
                    figure.text(0.1, 0.95 - 0.016 * number, line, fontsize=9, family="DejaVu Sans")
                book.savefig(figure)
        return path

    return _pdf_of

"""The PDF report: tagged, Dutch, titled, in the words and order of the page, and made without asking anybody."""

import hashlib
import io
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pypdf import PdfReader

from workbench.errors import ReportFailed
from workbench.report import html, pdf, word

weasyprint = pytest.importorskip("weasyprint", reason="NOT RUN: no pango on this machine", exc_type=OSError)


@pytest.fixture(scope="module")
def of_version(made_by):
    return made_by(pdf.make)


@pytest.fixture(scope="module")
def made(of_version):
    return of_version("concept")[1]


@pytest.mark.parametrize("version", ["concept", "regio", "comparison"])
def test_it_holds_what_the_page_holds(version, of_version, three_forms):
    source, content = of_version(version)
    page, found = three_forms.of_html(source), three_forms.of_pdf(content)
    assert page.headings and page.cells and page.alts
    assert bool(page.quotes) is (version != "comparison")
    for part in ("headings", "cells", "alts", "whole"):
        assert getattr(found, part) == getattr(page, part), part
    assert [words for words, _ in found.quotes] == [words for words, _ in page.quotes]


def test_it_is_a_tagged_pdf_in_dutch_with_a_title(made, concept):
    reader = PdfReader(io.BytesIO(made))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "nl" and root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root and root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata.title == re.search("<title>(.*)</title>", concept)[1]
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    assert len(reader.outline) > 0


def test_every_picture_is_described_and_every_cell_knows_its_headers(made):
    kinds = {}
    for node in _nodes(PdfReader(io.BytesIO(made)).trailer["/Root"]["/StructTreeRoot"]):
        kinds.setdefault(node.get("/S"), []).append(node)
    assert kinds["/Figure"] and all(len(str(one["/Alt"])) > 20 for one in kinds["/Figure"])
    known = {str(one["/ID"]) for one in kinds["/TH"]}
    assert kinds["/TD"]
    for cell in kinds["/TD"]:
        heads = [str(one) for one in cell["/A"]["/Headers"]]
        assert len(heads) >= 2 and set(heads) <= known
    assert {"/L", "/LI", "/LBody", "/BlockQuote", "/Caption", "/H1", "/H2", "/H3", "/H4"} <= set(kinds)


def _nodes(node):
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _nodes(child)
    elif not isinstance(node, int):
        yield node
        yield from _nodes(node["/K"]) if "/K" in node else ()


def test_it_tells_nothing_of_its_maker(made):
    reader = PdfReader(io.BytesIO(made))
    assert set(reader.metadata) == {"/Title", "/Producer"} and not reader.attachments
    parts = [page.get_contents().get_data() for page in reader.pages]
    told = b"".join([made, reader.trailer["/Root"]["/Metadata"].get_data(), *parts])
    assert not re.search(rb"/(?:home|tmp|root|work)/", told)


@pytest.mark.parametrize("version", ["concept", "regio"])
def test_a_concept_says_so_at_the_head_of_every_sheet(version, of_version):
    pages = PdfReader(io.BytesIO(of_version(version)[1])).pages
    heads = [html.MARKS["concept"] in page.extract_text().replace("\n", " ") for page in pages]
    assert len(heads) > 3 and set(heads) == {version == "concept"}


def test_every_letter_is_our_own(made):
    pages = PdfReader(io.BytesIO(made)).pages
    fonts = {str(font["/BaseFont"]) for page in pages for font in page["/Resources"]["/Font"].values()}
    assert fonts and all("DejaVu" in name or "Verslag" in name for name in fonts)


def test_the_same_page_gives_the_same_bytes_in_another_process(made, concept, tmp_path):
    (tmp_path / "page.html").write_text(concept, encoding="utf-8")
    code = (
        "import sys, pathlib, hashlib; from workbench.report import pdf; "
        "print(hashlib.sha256(pdf.make(pathlib.Path(sys.argv[1]).read_text(encoding='utf-8'))).hexdigest())"
    )
    command = [sys.executable, "-c", code, tmp_path / "page.html"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(made).hexdigest()


def test_nothing_is_asked_of_the_network_or_the_disk(tmp_path):
    asked = []

    class Listens(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

    server = HTTPServer(("127.0.0.1", 0), Listens)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    there = f"http://127.0.0.1:{server.server_port}"
    (tmp_path / "geheim.png").write_bytes(b"x")
    page = (
        f'<html lang="nl"><head><title>t</title><link rel="stylesheet" href="{there}/a.css">'
        f'<style>@import "{there}/b.css";</style></head><body><h1>Kop</h1>'
        f'<p style="background: url({there}/c.png)">tekst</p><img src="{there}/d.png" alt="d">'
        f'<img src="file://{tmp_path}/geheim.png" alt="e"><svg><image href="{there}/f.png"/></svg></body></html>'
    )
    try:
        content = pdf.make(page)
    finally:
        server.shutdown()
    assert asked == [] and "tekst" in PdfReader(io.BytesIO(content)).pages[0].extract_text()


def test_without_pango_it_says_how_to_get_it_and_word_still_comes_out(concept, tmp_path):
    (tmp_path / "page.html").write_text(concept, encoding="utf-8")
    code = """
import ctypes.util, pathlib, sys
class Missing:
    def find_spec(self, name, *rest):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
sys.meta_path.insert(0, Missing())
from workbench.errors import UserError
from workbench.report import pdf, word
page = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
print(len(word.make(page)) > 10000)
try:
    pdf.make(page)
except UserError as error:
    print(error)
"""
    command = [sys.executable, "-c", code, tmp_path / "page.html"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    first, told = done.stdout.split("\n", 1)
    assert first == "True"
    for system in ("apt install libpango", "dnf install pango", "brew install pango", "Windows", "conda"):
        assert system in told


def test_a_word_without_end_breaks_and_stays_whole():
    row = f"<tr><th>{'x' * 5000}</th><td>y</td></tr>"
    page = f'<html lang="nl"><head><title>t</title></head><body><h1>Kop</h1><table>{row}</table></body></html>'
    reader = PdfReader(io.BytesIO(pdf.make(page)))
    text = "".join(one.extract_text() for one in reader.pages)
    assert text.count("x") == 5000 and len(reader.pages) < 4
    assert word.make(page)


@pytest.mark.parametrize("text", ["", "geen pagina", "<html><body><p>iets</p></body></html>"])
def test_only_pages_of_the_workbench(text):
    with pytest.raises(ReportFailed):
        pdf.make(text)


def test_poles_stand_beside_each_other_and_a_factsheet_stays_on_two_sheets(factsheet):
    reader = PdfReader(io.BytesIO(pdf.make(factsheet)))
    assert len(reader.pages) <= pdf.SHEETS
    heads = {}
    for number, sheet in enumerate(reader.pages):

        def seen(text, cm, tm, font, size, number=number):
            for side in re.findall(r"^([AB])\. ", text.strip()):
                heads.setdefault(side, []).append((number, round(tm[5] * cm[3] + cm[5])))

        sheet.extract_text(visitor_text=seen)
    assert heads["A"] and heads["A"] == heads["B"]


def test_on_paper_nothing_asks_for_a_click(made, of_version):
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(of_version("regio")[1])).pages)
    assert "De cijfers" in text and "Bekijk de cijfers" not in text


@pytest.mark.parametrize("fails", [1, len(pdf.FACTSHEET) - 1])
def test_a_factsheet_that_cannot_be_laid_out_at_one_size_is_made_at_another(fails, factsheet, three_forms, monkeypatch):
    """WeasyPrint gives up on some blocks across two columns; at last there is one column."""
    tried, render = [], weasyprint.HTML.render

    def giving_up(page, **options):
        tried.append(page)
        if len(tried) <= fails:
            raise AssertionError
        return render(page, **options)

    monkeypatch.setattr(weasyprint.HTML, "render", giving_up)
    content = pdf.make(factsheet)
    assert len(tried) > fails
    page, found = three_forms.of_html(factsheet), three_forms.of_pdf(content)
    assert found.headings == page.headings and found.cells == page.cells


def test_a_factsheet_that_cannot_be_laid_out_at_all_is_told(factsheet, monkeypatch):
    monkeypatch.setattr(weasyprint.HTML, "render", lambda *_, **__: (_ for _ in ()).throw(AssertionError))
    with pytest.raises(ReportFailed, match="niet op te maken"):
        pdf.make(factsheet)

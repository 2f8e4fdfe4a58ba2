"""The Word report: what the page holds, in real headings, lists, tables and quotes, and nothing about its maker."""

import base64
import hashlib
import io
import re
import subprocess
import sys
from zipfile import ZipFile

import numpy as np
import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from workbench.errors import ReportFailed
from workbench.report import charts, dot_plots, html, word, word_pictures
from workbench.report.heatmap import heatmap
from workbench.report.markup import Html
from workbench.report.two_sided import TwoSided, two_sided

PAGE = (
    '<!DOCTYPE html><html lang="nl"><head><title>Titel</title></head><body class="versie-{version}">'
    '<header data-fictief="nee"><h1>Kop</h1></header><main>{inside}</main></body></html>'
)


def of(inside, version="regio"):
    return Document(io.BytesIO(word.make(PAGE.format(inside=inside, version=version))))


@pytest.fixture(scope="module")
def of_version(made_by):
    return made_by(word.make)


@pytest.fixture(scope="module")
def made(of_version):
    return of_version("concept")[1]


@pytest.mark.parametrize("version", ["concept", "regio", "comparison"])
def test_it_holds_what_the_page_holds(version, of_version, three_forms):
    source, content = of_version(version)
    page, found = three_forms.of_html(source), three_forms.of_docx(content)
    assert len(page.headings) > 8 and len(page.cells) > 50 and len(page.alts) >= 2
    assert bool(page.quotes) is (version != "comparison")
    for part in ("headings", "paragraphs", "cells", "quotes", "alts", "whole"):
        assert getattr(found, part) == getattr(page, part), part


def test_every_table_has_a_header_row_that_comes_back_and_a_first_column_that_heads(made):
    tables = [one for one in Document(io.BytesIO(made)).tables if one.style.name != "Polentabel"]
    assert len(tables) > 5
    for table in tables:
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads[0] and not any(heads[1:])
        assert {cell.paragraphs[0].style.name for cell in table.rows[0].cells} == {"Tabelkop"}
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert look.get(qn("w:firstRow")) == look.get(qn("w:firstColumn")) == "1"
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_lists_are_lists_and_numbers_begin_again():
    found = of("<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>een</li><li>twee</li></ol><ol><li>weer een</li></ol>")
    items = {one.text: one for one in found.paragraphs}
    assert [items[name].style.name for name in ("a", "b", "een")] == ["List Bullet", "List Bullet 2", "List Number"]
    number = {name: items[name]._p.pPr.numPr.numId.val for name in ("een", "twee", "weer een")}
    assert number["een"] == number["twee"] != number["weer een"]


def test_cells_that_span_keep_their_place():
    rows = (
        '<thead><tr><th colspan="2">ab</th><th>c</th></tr></thead>'
        '<tr><th rowspan="2">x</th><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>'
    )
    [table] = of(f"<table>{rows}</table>").tables
    shown = [[cell.text for cell in row.cells] for row in table.rows]
    assert shown == [["ab", "ab", "c"], ["x", "1", "2"], ["x", "3", "4"]]


def test_links_of_the_contents_lead_to_headings(made):
    body = Document(io.BytesIO(made)).element.body
    links = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))}
    places = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    assert len(links) > 5 and links <= set(places) and len(places) == len(set(places))


@pytest.mark.parametrize("version", ["concept", "regio"])
def test_a_concept_says_so_at_the_head_of_every_sheet(version, of_version):
    document = Document(io.BytesIO(of_version(version)[1]))
    head = "".join(one.text for one in document.sections[0].header.paragraphs)
    assert (html.MARKS["concept"] in head) == (version == "concept")
    assert len(document.sections) == 1 and not document.sections[0].different_first_page_header_footer


def test_it_is_dutch_and_tells_nothing_of_its_maker(made, concept):
    with ZipFile(io.BytesIO(made)) as package:
        parts = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in parts if "app.xml" in name or "custom" in name or "thumbnail" in name]
    kept = re.findall(r"<(?:\w+:)?(\w+)>([^<]+)<", parts["docProps/core.xml"])
    assert dict(kept) == {"title": re.search("<title>(.*)</title>", concept)[1], "language": "nl"}
    assert set(re.findall(r'w:lang w:val="([^"]+)"', parts["word/styles.xml"])) == {"nl-NL"}
    assert not re.search(r"/(?:home|tmp|root|work)/|python-docx", "".join(parts.values()))


def test_the_same_page_gives_the_same_bytes_in_another_process(made, concept, tmp_path):
    (tmp_path / "page.html").write_text(concept, encoding="utf-8")
    code = (
        "import sys, pathlib, hashlib; from workbench.report import word; "
        "print(hashlib.sha256(word.make(pathlib.Path(sys.argv[1]).read_text(encoding='utf-8'))).hexdigest())"
    )
    command = [sys.executable, "-c", code, tmp_path / "page.html"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(made).hexdigest()


CHARTS = ("bars", "two_sided", "panels", "strips", "heatmap")


def _charts():
    dots = [dot_plots.Dot("Dalderstad", 3, 9), dot_plots.Dot("Vierstromen", None, 9), dot_plots.Dot("Hier", 3, 9)]
    sides = [
        TwoSided("n", "Lokaal belang", "Regionaal belang", 3, 1, 4),
        TwoSided("n", "A", "B", 0, 2, None),
    ]
    cells = [("Thema", [3, None, 0]), ("Ander thema", [1, 2, 4])]
    yield charts.bars("c", [("Één & ander", 4), ("nul", 0)], 5, unit="x", behind=Html(""))
    yield two_sided("c", sides, behind=Html(""))
    yield dot_plots.panels("c", [("Thema", dots)], what="thema", behind=Html(""))
    yield dot_plots.strips("c", [("Thema", dots * 9), ("Tweede", dots * 2)], what="thema", behind=Html(""))
    yield heatmap("c", [("gemeente", 3), ("onderwijs", 4), ("inwoners", 4)], cells, behind=Html(""))


def _seen(picture):
    return np.asarray(Image.open(picture).convert("RGB").reduce(6), dtype=float)


def _apart(ours, theirs):
    return abs(ours - theirs).sum() / theirs.sum()


@pytest.mark.parametrize(
    # of strips nearly all ink is small letters, and a dot is a few pixels wide
    "number, ink, color",
    [pytest.param(at, *((0.4, 0.25) if name == "strips" else (0.2, 0.15)), id=name) for at, name in enumerate(CHARTS)],
)
def test_a_chart_is_painted_as_matplotlib_itself_paints_it(number, ink, color, monkeypatch):
    straight = []

    def source(drawing, written=charts._source):
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        address, stream = written(drawing), io.BytesIO()
        FigureCanvasAgg(drawing)
        drawing.savefig(stream, format="png", dpi=word_pictures.DPI, facecolor="white")
        straight.append(stream)
        return address

    monkeypatch.setattr(charts, "_source", source)
    figure = list(_charts())[number]
    painted = io.BytesIO(word_pictures.decoded(re.search(r'src="([^"]+)"', figure)[1]))
    ours, theirs = (_seen(one) for one in (painted, straight[number]))
    assert ours.shape == theirs.shape
    # letters stand a fraction of a dot apart, so both are looked at from a distance
    assert _apart(255 - ours, 255 - theirs) < ink
    assert _apart(np.ptp(ours, axis=2), np.ptp(theirs, axis=2)) < color


@pytest.mark.parametrize(
    "drawing",
    [
        "geen svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>x</text></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="A 1 1 0 0 0 3 3"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M 1 1" style="filter: url(#x)"/></svg>',
    ],
)
def test_a_picture_that_cannot_be_painted_is_told(drawing):
    address = "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()
    with pytest.raises(ValueError):
        word_pictures.decoded(address)
    found = of(f'<figure><img src="{address}" alt="Wat er te zien is"></figure>')
    assert "[Afbeelding: Wat er te zien is]" in [one.text for one in found.paragraphs]


def test_what_runs_loads_or_hides_does_not_come_along():
    found = of(
        "<script>alert(1)</script><!-- geheim --><style>p{}</style><p onclick='x()'>a\x07\u202eb "
        '<a href="https://elders.example">c</a></p><p>&lt;script&gt;x $y$ **z** 😀 שלום</p><img src="https://x/y.png">'
    )
    texts = [one.text for one in found.paragraphs if one.text]
    assert texts == ["Kop", "ab c", "<script>x $y$ **z** 😀 שלום"]
    outside = [one for one in found.part.rels.values() if one.is_external]
    assert outside == [] and not found.inline_shapes


@pytest.mark.parametrize("text", ["", "geen pagina", "<html><body><p>iets</p></body></html>"])
def test_only_pages_of_the_workbench(text):
    with pytest.raises(ReportFailed):
        word.make(text)

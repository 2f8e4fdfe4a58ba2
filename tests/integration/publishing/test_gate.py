"""The last look of ``publish``: whatever is planted in any file of a publication, nothing goes out."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfWriter
from pypdf.annotations import Link

from workbench.errors import NotDisclosable
from workbench.report import pdf
from workbench.runs.publishing import opened, publish

FILES = (
    "index.html", "vergelijking-regio.html", "proef/rapport-regio.html", "proef/rapport-regio.pdf",
    "proef/rapport-regio.docx", "proef/factsheet-regio.html", "proef/tabellen/themas.csv",
    "proef/tabellen/dilemmas.csv",
    "proef/tabellen/rollen.csv", "proef/tabellen/feiten.csv",
    "proef/tabellen/gegevenswoordenboek.csv", "proef/tabellen/tabellen.xlsx", "vrijgave.json", "LEESMIJ.txt",
    "controlelijst.sha256",
)  # fmt: skip
PLANTED = ("bel 06-87654321", "volgens Vlierboom", "zei mevrouw Quispeltorst")


def _in_package(content, part, old, new):
    out = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(out, "w") as written:
        for name in package.namelist():
            data = package.read(name)
            written.writestr(name, data.replace(old, new, 1) if name == part else data)
    return out.getvalue()


def plant(path, content, words):
    """The same file with some words more, in the way of its kind."""
    kind = Path(path).suffix
    if kind == ".html":
        return content.replace(b"</main>", f"<p>{words}</p></main>".encode(), 1)
    if kind == ".csv":
        width = content.decode("utf-8-sig").splitlines()[0].count(";")
        return content + f"{words}{';' * width}\r\n".encode()
    if kind == ".xlsx":
        return _in_package(content, "xl/sharedStrings.xml", b"</t>", f" {words}</t>".encode())
    if kind == ".docx":
        return _in_package(content, "word/document.xml", b"</w:t>", f" {words}</w:t>".encode())
    if kind == ".pdf":
        head = "<!DOCTYPE html><html lang='nl'><head><title>x</title></head>"
        return pdf.make(f"{head}<body><h1>Rapport</h1><p>{words}</p></body></html>")
    return content + f"{words}\n".encode()


def test_these_are_the_kinds_of_files_that_go_out(let_out_before):
    files, *_ = let_out_before
    assert set(FILES) <= set(files)
    assert {Path(path).suffix for path in FILES} == {Path(path).suffix for path in files}


@pytest.mark.parametrize("path", FILES)
def test_what_is_planted_in_any_file_stops_everything(
    run, project, tmp_path, monkeypatch, files_in, let_out_before, path
):
    """One of them with all that comes before; for the others the pages are those that were read before."""
    add, seen = publish.Box.add, []

    def planted(self, name, content):
        if name == path:
            seen.append(name)
            content = plant(name, content, PLANTED[0])
        add(self, name, content)

    monkeypatch.setattr(publish.Box, "add", planted)
    if path != FILES[0]:
        monkeypatch.setattr(publish, "refresh", lambda *given: None)
        monkeypatch.setattr(publish, "collect", lambda *given: let_out_before[2])
    before = files_in(project.root)
    told = run("publish", "proef", "ander", "--to", tmp_path / "uit" / "map", "--site", code=25)
    assert seen == [path] and path in told and "87654321" not in told
    assert not (tmp_path / "uit").exists()
    kept = {name: data for name, data in files_in(project.root).items() if "processed/runs/" not in name}
    assert kept == {name: data for name, data in before.items() if "processed/runs/" not in name}


@pytest.mark.parametrize("words", PLANTED)
@pytest.mark.parametrize("path", FILES)
def test_no_kind_of_identifier_passes_in_any_file(let_out_before, path, words):
    files, gate, _ = let_out_before
    assert publish.let_out(path, files[path], gate) == files[path]
    with pytest.raises(NotDisclosable) as stopped:
        publish.let_out(path, plant(path, files[path], words), gate)
    assert not any(part in str(stopped.value) for part in ("87654321", "Vlierboom", "Quispeltorst"))


@pytest.mark.parametrize("path", [path for path in FILES if path.endswith((".html", ".pdf", ".docx"))])
def test_a_quote_that_was_not_released_stops_a_page_in_every_form(let_out_before, path):
    files, gate, _ = let_out_before
    words = "“Dit heeft in deze hele regio nooit iemand zo gezegd.”"
    if path.endswith(".html"):
        words = f"<figure class='citaat'><blockquote><p>{words}</p></blockquote></figure>"
    with pytest.raises(NotDisclosable, match="citaat"):
        publish.let_out(path, plant(path, files[path], words), gate)


def test_what_cannot_be_looked_at_does_not_go_out(let_out_before):
    files, gate, _ = let_out_before
    concept = files["proef/rapport-regio.html"].replace(b'versie="regio"', b'versie="concept"')
    maker = (b"<dc:title>", b"<dc:creator>a</dc:creator><dc:title>")
    for path, content, told in (
        ("proef/opname.mp3", b"geluid", "niet kan nakijken"),
        ("proef/rapport-regio.pdf", b"kapot", "niet te lezen"),
        ("proef/rapport-regio.html", concept, "concept"),
        ("proef/tabellen/feiten.csv", b"\xef\xbb\xbfkop\r\n=1+1\r\n", "formule"),
        ("proef/Vlierboom.txt", b"leeg", "de naam van het bestand"),
        (
            "proef/tabellen/tabellen.xlsx",
            _in_package(files["proef/tabellen/tabellen.xlsx"], "xl/worksheets/sheet1.xml", b"<v>", b"<f>1+1</f><v>"),
            "formule",
        ),
        (
            "proef/rapport-regio.docx",
            _in_package(files["proef/rapport-regio.docx"], "docProps/core.xml", *maker),
            "maker",
        ),
    ):
        with pytest.raises(NotDisclosable, match=told):
            publish.let_out(path, content, gate)


@pytest.mark.parametrize("path", FILES)
def test_a_folder_of_a_machine_passes_in_no_file(let_out_before, path):
    files, gate, _ = let_out_before
    with pytest.raises(NotDisclosable):
        publish.let_out(path, plant(path, files[path], "zie G:/Onderzoek/jk/map"), gate)


def test_a_folder_of_a_machine_passes_in_no_link_of_a_file_and_json_is_read_as_a_program_does(let_out_before):
    files, gate, _ = let_out_before
    link = b'<Relationship Id="x" Type="x" Target="file:///G:%5Cjk" TargetMode="External"/></Relationships>'
    docx, xlsx = "proef/rapport-regio.docx", "proef/tabellen/tabellen.xlsx"
    record = json.loads(files["vrijgave.json"])
    linked, writer = BytesIO(), PdfWriter(clone_from=BytesIO(files["proef/rapport-regio.pdf"]))
    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="file:///home/jk/x"))
    writer.write(linked)
    for path, content in (
        (docx, _in_package(files[docx], "word/_rels/document.xml.rels", b"</Relationships>", link)),
        (xlsx, _in_package(files[xlsx], "xl/_rels/workbook.xml.rels", b"</Relationships>", link)),
        ("proef/rapport-regio.pdf", linked.getvalue()),
        ("vrijgave.json", json.dumps({**record, "map": "G:\\jk"}).encode()),
    ):
        with pytest.raises(NotDisclosable, match="een map van deze computer"):
            publish.let_out(path, content, gate)
    with pytest.raises(NotDisclosable, match="een naam uit region.yaml"):
        publish.let_out("vrijgave.json", rb'{"wie": "Vlier\u0062oom"}', gate)


def test_the_gate_reads_what_stands_out_of_sight_in_word(let_out_before):
    files, *_ = let_out_before
    content = files["proef/rapport-regio.docx"]
    assert any("Regio Proef" in line for line in opened.document(content).lines)
    described = _in_package(content, "word/document.xml", b"<w:body>", b'<w:body descr="verborgen woorden">')
    assert "verborgen woorden" in opened.document(described).lines
    assert opened.document(content).odd == ()

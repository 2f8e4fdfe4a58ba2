"""Word and PDF beside a page: the same content from odd transcripts, nothing of older pages, no work by hand lost."""

import json
import re
import shutil
import subprocess
import sys
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from workbench.errors import ReportFailed
from workbench.project import Project, hash_file
from workbench.runs.pages import formats, release
from workbench.runs.state.manifest import Manifest
from workbench.runs.status import status

REGION = """
naam: Vreemdland <script>alert(1)</script>
gesprekspartners:
  - {id: R01, rol: wethouder jeugd, organisatietype: gemeente_bestuur}
  - {id: R02, rol: schoolleider, organisatietype: school}
bronnen:
  - {bestand: een.txt, soort: interview, status: goedgekeurd, sprekers: {R1: R01}}
  - {bestand: twee.txt, soort: interview, status: goedgekeurd, sprekers: {R2: R02}}
"""
ODD = (
    "We hebben <script>alert('x')</script> afgesproken dat we de jeugdhulp samen inkopen in de regio.",
    "Bij ons <img src=x onerror=alert(1)> is het **zo** en _zo_ dat niemand pakt het voortouw in de regio.",
    "Het budget is $\\\\frac{1}{2}$ en de inkoop kost \\\\textbf{te veel} geld voor onze kleine gemeente.",
    "De wachtlijst \u202eis te lang\u202c en \u200fniemand\u200e pakt het voortouw in de regio שלום.",
    "Wij willen samen inkopen 😀 maar onze eigen raad beslist over het budget \u2603.",
    "[klik](javascript:alert(1)) dat vertrouwen in de samenwerking groeit door elkaar te kennen.",
)


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """A project with a region of odd transcripts, reported in all forms by the command line."""
    root = tmp_path_factory.mktemp("vreemd")
    raw = root / "data" / "raw" / "vreemd"
    raw.mkdir(parents=True)
    (raw / "region.yaml").write_text(REGION, encoding="utf-8")
    endless = "Samenwerkingsverbandsvergaderingen verantwoordelijkheidsverdelingsvraagstukken. " * 1_300
    assert len(endless) > 100_000
    for name, label, lines in (("een", "R1", ODD), ("twee", "R2", (*ODD[::-1], endless))):
        turns = "\n\n".join(f"I: En verder?\n\n{label}: {line}" for line in lines)
        (raw / f"{name}.txt").write_text(turns + "\n", encoding="utf-8")
    command = [
        "report",
        "vreemd",
        "--formaat",
        "html,word,pdf",
        "-p",
        "k=1",
        "--json",
        "--rules-only",
        "--project",
        str(root),
    ]
    done = subprocess.run([sys.executable, "-m", "workbench", *command], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    return Project(root), json.loads(done.stdout)


@pytest.fixture
def files(odd):
    folder = odd[0].region("vreemd").processed
    return folder / "rapport.html", folder / "rapport.docx", folder / "rapport.pdf"


def test_all_forms_are_made_told_and_written_down(odd, files):
    project, outcome = odd
    made = {(one["formaat"], one["bestand"]): one["uitkomst"] for one in outcome["rapporten"] if "formaat" in one}
    assert made[("word", str(files[1]))] == made[("pdf", str(files[2]))] == "gelukt"
    record = Manifest(project.region("vreemd").processed).stage(formats.ENTRY)
    for path in files[1:]:
        assert record[path.name]["outcome"] == "ok" and record[path.name]["ours"] == [hash_file(path)]
        assert record[path.name]["page_sha256"] == hash_file(files[0])


def test_they_hold_the_same_whatever_was_said(files, three_forms):
    page = three_forms.of_html(files[0].read_text(encoding="utf-8"))
    word, pdf = three_forms.of_docx(files[1].read_bytes()), three_forms.of_pdf(files[2].read_bytes())
    assert page.quotes and page.cells
    for part in ("headings", "paragraphs", "cells", "quotes", "alts", "whole"):
        assert getattr(word, part) == getattr(page, part), part
    for part in ("headings", "cells", "alts", "whole"):
        assert getattr(pdf, part) == getattr(page, part), part
    assert [words for words, _ in pdf.quotes] == [words for words, _ in page.quotes]


def test_odd_texts_are_text(files, three_forms):
    page = three_forms.of_html(files[0].read_text(encoding="utf-8")).whole
    for text in (
        "<script>alert('x')</script>",
        "<imgsrc=xonerror=alert(1)>",
        "ishetzoenzodat",  # reading takes marks of bold and italic away
        "\\frac{1}{2}",
        "[klik]",
        "😀",
        "שלום",
    ):
        assert text in page
    html = files[0].read_text(encoding="utf-8")
    assert not re.search(r"<script|<img src=x|<a href=.javascript|\u202e", html)
    with ZipFile(files[1]) as package:
        inside = {name: package.read(name) for name in package.namelist()}
    assert not [name for name in inside if "vba" in name.lower() or "embed" in name.lower()]
    assert not any(b'TargetMode="External"' in content for content in inside.values())
    found = set(names_in(PdfReader(files[2])))
    assert "/Catalog" in found
    assert not found & {"/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/URI"}


def names_in(reader):
    """Every name in every object of a PDF, also of those that are packed away."""
    numbers = {number for numbers in reader.xref.values() for number in numbers} | set(reader.xref_objStm)
    waiting = [reader.get_object(number) for number in sorted(numbers)]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            yield from one
            waiting += list(one.values())
        elif isinstance(one, ArrayObject):
            waiting += list(one)
        elif isinstance(one, NameObject):
            yield str(one)


@pytest.fixture
def copy(odd, files, tmp_path):
    """The region with its page and files in a folder of its own, to change at will."""
    folder = odd[0].region("vreemd")
    shutil.copytree(folder.raw, tmp_path / "data" / "raw" / "vreemd")
    shutil.copytree(folder.processed, tmp_path / "data" / "processed" / "vreemd")
    return Project(tmp_path).region("vreemd")


def make(folder, *asked):
    return {one.form: one for one in formats.make(folder, folder.processed / "rapport.html", asked)}


def another_page(folder):
    """A page that was made again and came out otherwise, and short."""
    page = folder.processed / "rapport.html"
    head = "<!doctype html><html lang='nl'><head><title>Rapport</title></head>"
    page.write_text(f"{head}<body><main><h1>Rapport</h1><p>Nieuw.</p></main></body></html>", encoding="utf-8")
    Manifest(folder.processed).end_report("rapport", "ok", key="k", file=page.name, file_sha256=hash_file(page))


def test_what_is_up_to_date_is_left_alone(copy):
    before = hash_file(copy.processed / "rapport.docx")
    assert {one.outcome for one in make(copy, "word", "pdf").values()} == {"actueel"}
    assert make(copy) == {} and hash_file(copy.processed / "rapport.docx") == before


def test_of_an_older_page_nothing_stays(copy):
    another_page(copy)
    found = make(copy, "word")
    assert found["word"].outcome == "gelukt" and found["pdf"].outcome == "weggehaald"
    assert not (copy.processed / "rapport.pdf").exists() and (copy.processed / "rapport.docx").exists()


def test_work_by_hand_is_never_written_over(copy):
    target = copy.processed / "rapport.docx"
    target.write_bytes(target.read_bytes() + b"met de hand")
    another_page(copy)
    assert make(copy)["word"].outcome == "veranderd"
    found = make(copy, "word")["word"]
    assert found.outcome == "mislukt" and "met de hand veranderd" in str(found.error)
    assert target.read_bytes().endswith(b"met de hand")


def test_a_page_that_was_changed_afterwards_gets_no_other_forms(copy):
    page = copy.processed / "rapport.html"
    page.write_text(page.read_text(encoding="utf-8") + "<!-- erbij -->", encoding="utf-8")
    with pytest.raises(ReportFailed, match="na het maken veranderd"):
        make(copy, "pdf")


def test_a_form_that_fails_leaves_nothing_half_and_says_so(copy):
    another_page(copy)
    (copy.processed / "rapport.docx").unlink()
    (copy.processed / "rapport.docx").mkdir()  # nothing can take this place
    ((copy.processed / "rapport.docx") / "iets").touch()
    found = make(copy, "word", "pdf")
    assert found["pdf"].outcome == "gelukt" and found["word"].outcome == "mislukt"
    assert not list(copy.processed.glob(".*.tmp*"))
    stand = status(Project(copy.processed.parents[2]))
    assert "\n  rapport.docx: mislukt (" in stand.as_text() and "rapport.pdf:" not in stand.as_text()
    [entry] = stand.as_json()["regios"]
    assert entry["vormen"]["rapport.pdf"] == {"uitkomst": "gelukt", "reden": ""}


@pytest.mark.parametrize("words", ["", "xls", "html;word", ","])
def test_an_unknown_form_is_said_before_anything_runs(words, tmp_path):
    command = ["report", "hier", "--formaat", words, "--project", str(tmp_path)]
    (tmp_path / "data" / "raw" / "hier").mkdir(parents=True)
    done = subprocess.run([sys.executable, "-m", "workbench", *command], capture_output=True, text=True)
    assert done.returncode == 20 and "html, word en pdf" in done.stderr and not (tmp_path / "data/processed").exists()


def test_forget_takes_the_other_forms_along(copy):
    record = copy.processed / release.FOLDER / "rapport.json"
    entries = json.loads(record.read_text())["citaten"]
    person = next(one for entry in entries for one in entry["wie"])
    project = Project(copy.processed.parents[2])
    names = {path.name for path in release.pages_with(project, "vreemd", person)}
    assert {"rapport.html", "rapport.docx", "rapport.pdf"} <= names

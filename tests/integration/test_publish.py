"""``publish`` as a researcher uses it: what is handed over, what stops it, and what ``forget`` knows of it later."""

import csv
import hashlib
import json
import re
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from workbench import cli
from workbench.errors import NotDisclosable
from workbench.project import Project, hash_file, read_json, write_json
from workbench.report import leesmij, pdf
from workbench.runs import formats, handover, opened, publish, published
from workbench.runs.release import FOLDER

TALK = """I: Hoe loopt het, mevrouw Kloosterberg?

A: {first} Niemand pakt het voortouw in de regio, en de wachtlijst voor jeugdhulp is te lang geworden. Wij willen samen
inkopen maar onze eigen raad beslist over het budget. {last}

I: En verder?

A: Het bestuur heeft vorig jaar besloten dat de gemeenten samen een wijkteam beginnen. Wij hebben afgesproken dat de
gemeente voor de zomer een plan maakt voor alle scholen in de regio.
"""
PEOPLE = (
    ("R01", "gemeente_bestuur", "Hilde Kloosterberg", "Met Femke erbij gaat het beter.", "Dat schuurt elk jaar."),
    ("R02", "gemeente_ambtelijk", "Joris Vlierboom", "Bel maar op 06-12345678.", "Daar praten wij al jaren over."),
    ("R03", "school", "Tineke Roosenveld", "Op school zien wij het elke dag.", "Zo blijft het geld bij de gemeente."),
    ("R04", "onderwijs_bestuur", "Karel Wolderinga", "Scholen wachten al een jaar.", "Dat is jammer voor de kinderen."),
    ("R05", "jeugdhulpaanbieder", "Sietske Hoogmolen", "De zorg is versnipperd.", "Wij merken dat aan de wachtlijst."),
)
FILES = (
    "index.html", "vergelijking-regio.html", "proef/rapport-regio.html", "proef/rapport-regio.pdf",
    "proef/rapport-regio.docx", "proef/factsheet-regio.html", "proef/tabellen/themas.csv",
    "proef/tabellen/dilemmas.csv",
    "proef/tabellen/rollen.csv", "proef/tabellen/feiten.csv",
    "proef/tabellen/gegevenswoordenboek.csv", "proef/tabellen/tabellen.xlsx", "vrijgave.json", "LEESMIJ.txt",
    "controlelijst.sha256",
)  # fmt: skip
PLANTED = ("bel 06-87654321", "volgens Vlierboom", "zei mevrouw Quispeltorst")


def write_region(root: Path, name: str, *, status="goedgekeurd"):
    raw = root / "data" / "raw" / name
    raw.mkdir(parents=True)
    lines = [f"naam: Regio {name.capitalize()}", "gesprekspartners:"]
    lines += [f"  - {{id: {person}, organisatietype: {kind}, namen: [{who}]}}" for person, kind, who, *_ in PEOPLE]
    lines.append("bronnen:")
    for person, _, _, first, last in PEOPLE:
        (raw / f"gesprek-{person}.txt").write_text(TALK.format(first=first, last=last), encoding="utf-8")
        about = f"soort: interview, status: {status}, sprekers: {{I: interviewer, A: {person}}}"
        lines.append(f"  - {{bestand: gesprek-{person}.txt, {about}}}")
    (raw / "region.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    """Two regions with their pages in every form, and the comparison; made once."""
    root = tmp_path_factory.mktemp("gemaakt")
    for name in ("proef", "ander"):
        write_region(root, name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_KEYS", str(tmp_path_factory.mktemp("sleutels")))
        for verb in ("report", "compare"):
            assert cli.main([verb, "--all", "--versie", "regio", "--project", str(root)]) == 0
    folder = Project(root).region("proef")
    made = formats.make(folder, folder.processed / "rapport-regio.html", ("word", "pdf"))
    if errors := [one.error for one in made if one.error]:  # a machine without pango
        pytest.skip(str(errors[0]))
    return root


@pytest.fixture
def project(reported, tmp_path) -> Project:
    shutil.copytree(reported, tmp_path / "project")
    return Project(tmp_path / "project")


@pytest.fixture
def run(project, capsys):
    def verb(*arguments, code=0):
        done = cli.main([*map(str, arguments), "--project", str(project.root)])
        out = capsys.readouterr()
        assert done == code, out.err
        return out.out + out.err

    return verb


def files_in(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_what_is_handed_over(run, project, tmp_path):
    to = tmp_path / "voor" / "de-regio"
    run("publish", "proef", "ander", "--to", to, "--site")
    found = files_in(to)
    assert set(FILES) <= set(found) and not any("/." in f"/{path}" for path in found)
    listed = dict(line.split("  ", 1)[::-1] for line in found["controlelijst.sha256"].decode().splitlines())
    assert listed == {path: hashlib.sha256(found[path]).hexdigest() for path in found if path != "controlelijst.sha256"}
    told = found["LEESMIJ.txt"].decode()
    assert "rapport-regio.docx: het rapport (voor Word), alleen bij proef" in told and "minder dan 3" in told
    everything = b"".join(found.values())
    for word_ in ("Kloosterberg", "Femke", "06-12345678", "gesprek-R01", "R01", str(project.root)):
        assert word_.encode() not in everything, word_
    facts = list(csv.DictReader(found["proef/tabellen/feiten.csv"].decode("utf-8-sig").splitlines(), delimiter=";"))
    assert {"besluit", "afspraak"} <= {row["Soort"] for row in facts}


def test_the_record_says_what_was_let_out_and_when_the_page_was_made(run, project, tmp_path):
    run("publish", "proef", "--to", tmp_path / "uit")
    record = json.loads((tmp_path / "uit" / "vrijgave.json").read_text())["regios"]["proef"]
    folder = project.region("proef").processed
    manifest = read_json(folder / "manifest.json")["reports"]
    pages = ("rapport-regio", "factsheet-regio")
    assert record["gemaakt"] == {page: manifest[page]["last_good"]["ended"] for page in pages} and record["k"] == 3
    own = [one for page in pages for one in read_json(folder / FOLDER / f"{page}.json")["citaten"]]
    assert own and [one["citaat_sha256"] for one in record["citaten"]] == [one["citaat_sha256"] for one in own]
    assert {tuple(one["bron"]) for one in record["citaten"]} == {("interview",)}
    assert record["feiten"] and all("goedgekeurd" in one["grond"] for one in record["citaten"] + record["feiten"])


def test_the_same_input_gives_the_same_bytes_as_folder_and_as_zip(run, tmp_path):
    for name in ("een", "twee", "een.zip"):
        run("publish", "proef", "ander", "--to", tmp_path / name)
    run("publish", "proef", "ander", "--to", tmp_path / "twee", "--zip")
    assert files_in(tmp_path / "een") == files_in(tmp_path / "twee")
    assert (tmp_path / "een.zip").read_bytes() == (tmp_path / "twee.zip").read_bytes()
    with ZipFile(tmp_path / "een.zip") as package:
        assert {name: package.read(name) for name in package.namelist()} == files_in(tmp_path / "een")


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


@pytest.mark.parametrize("path", FILES)
def test_what_is_planted_in_any_file_stops_everything(run, project, tmp_path, monkeypatch, path):
    add, seen = publish.Box.add, []

    def planted(self, name, content):
        if name == path:
            seen.append(name)
            content = plant(name, content, PLANTED[0])
        add(self, name, content)

    monkeypatch.setattr(publish.Box, "add", planted)
    before = files_in(project.processed)
    told = run("publish", "proef", "ander", "--to", tmp_path / "uit" / "map", "--site", code=25)
    assert seen == [path] and path in told and "87654321" not in told
    assert not (tmp_path / "uit").exists()
    kept = {name: data for name, data in files_in(project.processed).items() if not name.startswith("runs/")}
    assert kept == {name: data for name, data in before.items() if not name.startswith("runs/")}


@pytest.fixture(scope="module")
def let_out_before(reported, tmp_path_factory):
    """The files of a publication, and the gate that let them out."""
    root = tmp_path_factory.mktemp("poort") / "project"
    shutil.copytree(reported, root)
    gates = []
    with pytest.MonkeyPatch.context() as patch:
        made = publish._gate
        patch.setattr(publish, "_gate", lambda *given: gates.append(made(*given)) or gates[-1])
        publish.publish(Project(root), ["proef", "ander"], to=str(root.parent / "uit"), with_site=True)
    return files_in(root.parent / "uit"), gates[0]


@pytest.mark.parametrize("words", PLANTED)
@pytest.mark.parametrize("path", FILES)
def test_no_kind_of_identifier_passes_in_any_file(let_out_before, path, words):
    files, gate = let_out_before
    assert publish.let_out(path, files[path], gate) == files[path]
    with pytest.raises(NotDisclosable) as stopped:
        publish.let_out(path, plant(path, files[path], words), gate)
    assert not any(part in str(stopped.value) for part in ("87654321", "Vlierboom", "Quispeltorst"))


@pytest.mark.parametrize("path", [path for path in FILES if path.endswith((".html", ".pdf", ".docx"))])
def test_a_quote_that_was_not_released_stops_a_page_in_every_form(let_out_before, path):
    files, gate = let_out_before
    words = "“Dit heeft in deze hele regio nooit iemand zo gezegd.”"
    if path.endswith(".html"):
        words = f"<figure class='citaat'><blockquote><p>{words}</p></blockquote></figure>"
    with pytest.raises(NotDisclosable, match="citaat"):
        publish.let_out(path, plant(path, files[path], words), gate)


def test_what_cannot_be_looked_at_does_not_go_out(let_out_before):
    files, gate = let_out_before
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


def test_a_page_that_was_changed_by_hand_is_made_again_and_a_false_one_is_refused(run, project, tmp_path):
    page = project.region("proef").processed / "rapport-regio.html"
    changed = page.read_text(encoding="utf-8").replace("</main>", "<p>volgens mevrouw Quispeltorst</p></main>")
    page.write_text(changed, encoding="utf-8")
    told = run("publish", "proef", "--to", tmp_path / "uit")
    assert "maakt het rapport" in told and "Quispeltorst" not in (tmp_path / "uit/proef/rapport-regio.html").read_text()
    page.write_text(changed, encoding="utf-8")
    manifest = project.region("proef").processed / "manifest.json"
    about = read_json(manifest)
    about["reports"]["rapport-regio"]["last_good"]["file_sha256"] = hash_file(page)
    write_json(manifest, about)
    told = run("publish", "proef", "--to", tmp_path / "weer", code=25)
    assert "Quispeltorst" not in told and not (tmp_path / "weer").exists()


def test_a_region_without_an_approved_source_is_refused(run, project, tmp_path):
    settings = project.region("proef").settings_file
    settings.write_text(settings.read_text(encoding="utf-8").replace("goedgekeurd", "concept"), encoding="utf-8")
    told = run("publish", "proef", "--to", tmp_path / "uit", code=25)
    assert "geen enkele bron is goedgekeurd" in told and not (tmp_path / "uit").exists()


def test_a_form_that_does_not_belong_to_the_page_is_made_again(run, project, tmp_path):
    other = project.region("proef").processed / "rapport-regio.docx"
    good = other.read_bytes()
    other.write_bytes(b"van mij")
    assert "met de hand veranderd" in run("publish", "proef", "--to", tmp_path / "uit")
    assert (tmp_path / "uit/proef/rapport-regio.docx").read_bytes() == good and other.read_bytes() == b"van mij"


def test_a_page_that_is_made_again_keeps_its_other_forms(run, project, tmp_path):
    run("publish", "proef", "--to", tmp_path / "uit")
    before = files_in(tmp_path / "uit")
    settings = project.region("proef").settings_file
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("Regio Proef", "Regio Proeftuin"), encoding="utf-8"
    )
    run("publish", "proef", "--to", tmp_path / "uit")
    after = files_in(tmp_path / "uit")
    assert set(after) == set(before) and after["proef/rapport-regio.pdf"] != before["proef/rapport-regio.pdf"]
    lines = " ".join(opened.document(after["proef/rapport-regio.docx"]).lines)
    assert "Regio Proeftuin" in lines


def test_who_made_the_page_with_a_larger_k_keeps_it(run, project, tmp_path):
    run("report", "proef", "--versie", "regio", "-p", "k=4")
    run("publish", "proef", "--to", tmp_path / "uit")
    assert json.loads((tmp_path / "uit/vrijgave.json").read_text())["regios"]["proef"]["k"] == 4
    tables = b"".join(path.read_bytes() for path in (tmp_path / "uit").rglob("*.csv")).decode()
    assert "minder dan 4" in tables and "minder dan 3" not in tables


def test_it_never_writes_over_something_else(run, project, tmp_path):
    (tmp_path / "iets").mkdir()
    (tmp_path / "iets" / "brief.txt").write_text("van een ander")
    assert "iets anders" in run("publish", "proef", "--to", tmp_path / "iets", code=27)
    run("publish", "proef", "--to", tmp_path / "uit")
    before = files_in(tmp_path / "uit")
    run("publish", "ander", "--to", tmp_path / "uit", code=27)
    (tmp_path / "uit" / "notitie.txt").write_text("van mij")
    run("publish", "proef", "--to", tmp_path / "uit", code=27)
    (tmp_path / "uit" / "notitie.txt").unlink()
    (tmp_path / "uit" / "proef" / "rapport-regio.html").write_text("oud")
    run("publish", "proef", "--to", tmp_path / "uit")
    assert files_in(tmp_path / "uit") == before
    run("publish", "proef", "--to", project.raw / "nieuw", code=20)
    run("publish", "proef", "--to", project.root, code=20)
    run("publish", "nergens", "--to", tmp_path / "uit", code=11)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["iets", "project", "uit"]


def test_what_breaks_off_leaves_the_last_publication(run, tmp_path, monkeypatch):
    run("publish", "proef", "--to", tmp_path / "uit")
    before = files_in(tmp_path / "uit")
    monkeypatch.setattr(leesmij, "readme", lambda *given, **named: "iets nieuws\n")
    with monkeypatch.context() as patch:
        patch.setattr(published, "now", lambda: 1 / 0)
        run("publish", "proef", "--to", tmp_path / "uit", code=1)
    assert files_in(tmp_path / "uit") == before

    def full(self, target):
        if "nieuw" in str(self):
            raise OSError(28, "schijf vol")
        return rename(self, target)

    rename = Path.replace
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        run("publish", "proef", "--to", tmp_path / "uit", code=28)
    assert files_in(tmp_path / "uit") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["project", "uit"]


def test_a_site_leads_to_every_page_and_back_and_asks_nobody_for_anything(run, tmp_path):
    from bs4 import BeautifulSoup

    run("publish", "proef", "ander", "--to", tmp_path / "uit", "--site")
    index = BeautifulSoup((tmp_path / "uit" / "index.html").read_text(encoding="utf-8"), "html.parser")
    links = [link["href"] for link in index.select("main a")]
    assert {"proef/rapport-regio.html", "ander/rapport-regio.html", "vergelijking-regio.html"} <= set(links)
    assert all((tmp_path / "uit" / link).is_file() for link in links)
    for page in (tmp_path / "uit").rglob("*.html"):
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        assert not soup.select("script, link, iframe, form") and not re.search(r'(?:href|src)="https?:', str(soup))
        if page.name != "index.html":
            [back] = [link["href"] for link in soup.select("header a")]
            assert (page.parent / back).resolve() == tmp_path / "uit" / "index.html"


def test_a_comparison_with_other_regions_stays_at_home(run, tmp_path):
    run("publish", "proef", "--to", tmp_path / "uit", "--site")
    assert not list((tmp_path / "uit").glob("vergelijking*"))


def test_forget_says_what_must_be_taken_back(run, project, tmp_path):
    run("publish", "proef", "ander", "--to", tmp_path / "voor-de-regio")
    record = read_json(project.region("proef").processed / FOLDER / published.FILE)
    [entry] = record["publicaties"]
    assert entry["naar"] == "voor-de-regio" and entry["geteld"] == ["R01", "R02", "R03", "R04", "R05"]
    assert str(tmp_path) not in json.dumps(record) and not any(who in json.dumps(record) for _, _, who, *_ in PEOPLE)
    quoted = {person for one in entry["vrijgegeven"] for person in one["wie"]}
    person = sorted(quoted)[0]
    [given] = published.with_person(project, "proef", person)
    assert given.passages and ("citaten of feiten" in str(given) or "1 citaat" in str(given))
    assert published.with_person(project, "proef", "R99") == []
    run("publish", "proef", "ander", "--to", tmp_path / "voor-de-regio")  # on the same day: told once
    record = read_json(project.region("proef").processed / FOLDER / published.FILE)
    told = run("forget", "proef", person, "--yes")
    assert told.count("'voor-de-regio' is gepubliceerd op") == 1 and "vraag dat terug" in told
    assert read_json(project.region("proef").processed / FOLDER / published.FILE) == record


def test_a_damaged_record_stops_nobody(project):
    path = project.region("proef").processed / FOLDER / published.FILE
    for damage in ("geen json", '{"publicaties": 3}', '{"publicaties": [3, {}]}'):
        path.write_text(damage)
        assert published.with_person(project, "proef", "R01") == []


def test_a_zip_that_is_not_ours_stays(tmp_path):
    for content in (b"geen zip", handover.as_zip({"x.txt": b"1"}), handover.as_zip({"vrijgave.json": b"[]"})):
        (tmp_path / "a.zip").write_bytes(content)
        with pytest.raises(Exception, match="iets anders"):
            handover.check_target(tmp_path / "a.zip", ["proef"], zipped=True)
    (tmp_path / "a.zip").write_bytes(handover.as_zip({"vrijgave.json": b'{"regios": {"proef": {}}}'}))
    handover.check_target(tmp_path / "a.zip", ["proef"], zipped=True)


def test_the_gate_reads_what_stands_out_of_sight_in_word(let_out_before):
    files, _ = let_out_before
    content = files["proef/rapport-regio.docx"]
    assert any("Regio Proef" in line for line in opened.document(content).lines)
    described = _in_package(content, "word/document.xml", b"<w:body>", b'<w:body descr="verborgen woorden">')
    assert "verborgen woorden" in opened.document(described).lines
    assert opened.document(content).odd == ()

"""``publish`` as a researcher uses it: what is handed over, what stops it, and what ``forget`` knows of it later."""

import csv
import hashlib
import json
import re
import shlex
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from workbench import cli
from workbench.project import PUBLISHED_FILE, hash_file, read_json, write_json
from workbench.report import leesmij
from workbench.runs.pages.release import FOLDER
from workbench.runs.publishing import given, handover, opened


def test_what_is_handed_over(files_in, run, project, tmp_path):
    to = tmp_path / "voor" / "de-regio"
    run("publish", "proef", "ander", "--to", to, "--site")
    found = files_in(to)
    assert not any("/." in f"/{path}" for path in found)
    listed = dict(line.split("  ", 1)[::-1] for line in found["controlelijst.sha256"].decode().splitlines())
    assert listed == {path: hashlib.sha256(found[path]).hexdigest() for path in found if path != "controlelijst.sha256"}
    told = found["LEESMIJ.txt"].decode()
    for check in ("sha256sum -c", "shasum -a 256 -c", "Get-FileHash", "Kladblok"):
        assert check in told
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
    # a passage in a table has no label, so its kind of source stays untold here
    kinds = {bool(one["onder_het_citaat"]): tuple(one["bron"]) for one in record["citaten"]}
    assert kinds == {True: ("interview",), False: (given.UNTOLD,)}
    assert record["feiten"] and all("goedgekeurd" in one["grond"] for one in record["citaten"] + record["feiten"])


def test_the_same_input_gives_the_same_bytes_as_folder_and_as_zip(files_in, run, tmp_path):
    for name in ("een", "een.zip"):
        run("publish", "proef", "ander", "--to", tmp_path / name)
    run("publish", "proef", "ander", "--to", tmp_path / "twee", "--zip")
    assert (tmp_path / "een.zip").read_bytes() == (tmp_path / "twee.zip").read_bytes()
    with ZipFile(tmp_path / "een.zip") as package:
        assert {name: package.read(name) for name in package.namelist()} == files_in(tmp_path / "een")


def test_a_page_that_was_changed_by_hand_is_made_again_and_a_false_one_is_refused(run, project, tmp_path):
    page = project.region("proef").processed / "rapport-regio.html"
    for suffix in (".docx", ".pdf"):  # these would be made again each time
        page.with_suffix(suffix).unlink()
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


def test_it_says_what_stays_at_home_and_takes_it_along_when_asked(files_in, run, project, tmp_path):
    for form in (".docx", ".pdf"):
        (project.region("proef").processed / f"rapport-regio{form}").unlink()
    told = run("publish", "proef", "--to", tmp_path / "mijn uit", "--zip")
    [line] = [line for line in told.splitlines() if "niet mee" in line]
    assert line.startswith("Word en PDF gaan niet mee") and "factsheet" not in line
    asked = shlex.split(line.partition("? ")[2])
    assert asked[:5] == ["workbench", "publish", "proef", "--to", str(tmp_path / "mijn uit")] and "--zip" in asked
    assert cli.main(asked[1:]) == 0  # the very command that was given
    with ZipFile(tmp_path / "mijn uit.zip") as package:
        there = set(package.namelist())
    pages = ("proef/rapport-regio", "proef/factsheet-regio")
    assert {f"{page}{form}" for page in pages for form in (".html", ".docx", ".pdf")} <= there
    assert "niet mee" not in run("publish", "proef", "--to", tmp_path / "uit")
    (project.region("proef").processed / "factsheet-regio.pdf").unlink()
    [about] = json.loads(run("publish", "proef", "--to", tmp_path / "uit", "--json"))["rapporten"]
    assert about["niet_mee"] == {"proef/factsheet-regio": ["pdf"]} and "html,word,pdf" in about["neem_mee_met"]
    assert "PDF van proef/factsheet-regio." in run("publish", "proef", "--to", tmp_path / "uit")
    told = run("publish", "proef", "--to", tmp_path / "kaal", "--formaat", "html")
    assert "niet mee" not in told and not {".docx", ".pdf"} & {
        Path(path).suffix for path in files_in(tmp_path / "kaal")
    }
    run("publish", "proef", "--to", tmp_path / "fout", "--formaat", "odt", code=20)


def test_a_bad_region_keeps_all_at_home_and_that_is_told(run, tmp_path, project):
    settings = project.region("ander").settings_file
    settings.write_text("naam: [", encoding="utf-8")
    told = run("publish", "proef", "ander", "--to", tmp_path / "uit", "--site", code=12)
    assert told.count("Er is niets gepubliceerd.") == 1 and not (tmp_path / "uit").exists()


def test_a_form_that_does_not_belong_to_the_page_is_made_again(run, project, tmp_path):
    other = project.region("proef").processed / "rapport-regio.docx"
    good = other.read_bytes()
    other.write_bytes(b"van mij")
    assert "met de hand veranderd" in run("publish", "proef", "--to", tmp_path / "uit")
    assert (tmp_path / "uit/proef/rapport-regio.docx").read_bytes() == good and other.read_bytes() == b"van mij"


def test_a_page_that_is_made_again_keeps_its_other_forms(files_in, run, project, tmp_path):
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


def test_pages_that_go_out_together_have_one_k(run, project, tmp_path):
    """With a smaller k somewhere a reader works out what the reports hide."""
    before = (project.processed / "_vergelijking/vergelijking-regio.html").read_bytes()
    run("report", "proef", "--versie", "regio", "-p", "k=4")
    told = run("publish", "proef", "ander", "--to", tmp_path / "uit", code=25)
    assert "proef (k=4) en ander (k=3)" in told and "workbench report ander --versie regio -p k=4" in told
    assert not (tmp_path / "uit").exists()
    run("report", "ander", "--versie", "regio", "-p", "k=4")
    run("publish", "proef", "ander", "--to", tmp_path / "uit")  # the comparison that lies there has k=3
    record = json.loads((tmp_path / "uit/vrijgave.json").read_text())
    assert {one["k"] for one in (*record["regios"].values(), record["vergelijking"])} == {4}
    assert (tmp_path / "uit/vergelijking-regio.html").read_bytes() != before


def test_a_larger_k_of_the_comparison_is_never_made_smaller_unasked(run, project, tmp_path):
    page = project.processed / "_vergelijking/vergelijking-regio.html"
    run("compare", "--all", "--versie", "regio", "-p", "k=4")
    large = page.read_bytes()
    told = run("publish", "proef", "ander", "--to", tmp_path / "uit", code=25)
    assert "de vergelijking is gemaakt met k=4 en de rapporten met k=3" in told and page.read_bytes() == large
    assert "vergelijking: k=4, zoals de vorige keer" in run("compare", "--all", "--versie", "regio")
    assert page.read_bytes() == large
    told = run("compare", "--all", "--versie", "regio", "-p", "k=3")
    assert "vorige keer" not in told and page.read_bytes() != large
    run("publish", "proef", "ander", "--to", tmp_path / "uit")


def test_a_report_that_is_made_again_keeps_its_larger_k(run, project):
    run("report", "proef", "--versie", "regio", "-p", "k=4")
    told = run("report", "proef", "ander", "--versie", "regio", "--changed")
    assert "proef: k=4, zoals de vorige keer" in told and "ander: k=" not in told
    assert "proef: rapport is nog actueel" in told
    assert "rapport is nog actueel" not in run("report", "proef", "--versie", "regio", "--changed", "-p", "k=3")


def test_it_never_writes_over_something_else(files_in, run, project, tmp_path):
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


def test_what_breaks_off_leaves_the_last_publication(files_in, run, tmp_path, monkeypatch):
    run("publish", "proef", "--to", tmp_path / "uit")
    before = files_in(tmp_path / "uit")
    monkeypatch.setattr(leesmij, "readme", lambda *given, **named: "iets nieuws\n")
    with monkeypatch.context() as patch:
        patch.setattr(given, "now", lambda: 1 / 0)
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
    links = [link["href"] for link in index.select("main a") if not link["href"].startswith("#")]
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


def test_forget_says_what_must_be_taken_back(run, project, tmp_path, respondents):
    run("publish", "proef", "ander", "--to", tmp_path / "voor-de-regio")
    record = read_json(project.region("proef").raw / PUBLISHED_FILE)
    [entry] = record["publicaties"]
    assert entry["naar"] == "voor-de-regio" and entry["geteld"] == ["R01", "R02", "R03", "R04", "R05"]
    assert str(tmp_path) not in json.dumps(record) and not any(who in json.dumps(record) for who in respondents)
    quoted = {person for one in entry["vrijgegeven"] for person in one["wie"]}
    person = sorted(quoted)[0]
    [one] = given.with_person(project, "proef", person)
    assert one.passages and ("citaten of feiten" in str(one) or "1 citaat" in str(one))
    assert given.with_person(project, "proef", "R99") == []
    run("publish", "proef", "ander", "--to", tmp_path / "voor-de-regio")  # on the same day: told once
    record = read_json(project.region("proef").raw / PUBLISHED_FILE)
    assert len(record["publicaties"]) == 2
    shutil.rmtree(project.processed)  # all that is derived may be thrown away; this cannot be made again
    told = run("forget", "proef", person, "--yes")
    assert told.count("'voor-de-regio' is gepubliceerd op") == 1 and "vraag dat terug" in told
    assert read_json(project.region("proef").raw / PUBLISHED_FILE) == record


def test_what_was_handed_over_is_no_source_and_changes_nothing(run, project, tmp_path):
    run("publish", "proef", "--to", tmp_path / "uit")
    assert (project.region("proef").raw / PUBLISHED_FILE).is_file()
    assert json.loads(run("code", "proef", "--json"))["regios"][0]["gedaan"] == []


def test_a_zip_that_is_not_ours_stays(tmp_path):
    for content in (b"geen zip", handover.as_zip({"x.txt": b"1"}), handover.as_zip({"vrijgave.json": b"[]"})):
        (tmp_path / "a.zip").write_bytes(content)
        with pytest.raises(Exception, match="iets anders"):
            handover.check_target(tmp_path / "a.zip", ["proef"], zipped=True)
    (tmp_path / "a.zip").write_bytes(handover.as_zip({"vrijgave.json": b'{"regios": {"proef": {}}}'}))
    handover.check_target(tmp_path / "a.zip", ["proef"], zipped=True)

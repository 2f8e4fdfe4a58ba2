"""A publication has a record of its own: what was handed over of which regions, and why it was not."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from workbench.project import hash_file
from workbench.runs.history import kept
from workbench.runs.publishing import given


@pytest.fixture
def recorded(project):
    """Function: the records that came since the last time it was asked, oldest first."""
    runs = project.processed / "runs"
    seen = set(runs.glob("*.json"))

    def new():
        found = sorted(set(runs.glob("*.json")) - seen)
        seen.update(found)
        return [json.loads(path.read_text(encoding="utf-8")) for path in found]

    return new


def newest(project):
    """What the page with all runs says of the last one."""
    soup = BeautifulSoup((project.processed / "runs/index.html").read_text(encoding="utf-8"), "html.parser")
    return " ".join(soup.tbody.tr.get_text(" ").split())


def test_what_was_handed_over_is_on_the_page_and_in_status(files_in, recorded, run, project, tmp_path):
    to = tmp_path / "voor-mevrouw-Kloosterberg"
    run("publish", "proef", "ander", "--to", to, "--site", "--formaat", "html,pdf")
    [record] = recorded()
    files = files_in(to)
    assert (record["opdracht"], record["uitkomst"]) == ("publish", "gelukt")
    assert {one["regio"]: one["uitkomst"] for one in record["regios"]} == dict.fromkeys(
        ("proef", "ander", "_vergelijking"), "gelukt"
    )
    assert set(record["regios"][0]["paginas"]) == {"rapport-regio.html", "factsheet-regio.html"}
    numbers = {kind: sum(path.endswith(kind) for path in files) for kind in (".html", ".docx", ".pdf")}
    assert record["meegegeven"] == {
        "bestanden": len(files), "paginas": numbers[".html"], "word": numbers[".docx"], "pdf": numbers[".pdf"],
        "vrijgave_sha256": hash_file(to / "vrijgave.json"),
    }  # fmt: skip
    told = newest(project)
    assert "Publicatie, met een beginpagina" in told and "Rapporten" not in told
    assert (
        f"Klaargezet: {len(files)} bestanden, waaronder {numbers['.html']} pagina's en {numbers['.pdf']} PDF." in told
    )
    # the name of the folder was typed by somebody, and may be that of a person
    for path in (project.processed / "runs").glob("[!.]*"):
        assert "Kloosterberg" not in path.read_text(encoding="utf-8") and str(tmp_path) not in path.read_text()
    assert "  publicatie: gelukt; laatste goede van" in run("status") and to.name in run("status")
    [_, entry] = json.loads(run("status", "--json"))["regios"]
    assert entry["publicatie"]["naar"] == to.name and entry["publicatie"]["laatste_goede"]


def test_pages_that_are_made_again_for_it_are_no_run_of_their_own(recorded, run, project, tmp_path):
    page = project.region("proef").processed / "rapport-regio.html"
    for suffix in (".html", ".docx", ".pdf"):
        page.with_suffix(suffix).unlink()
    run("publish", "proef", "--to", tmp_path / "uit.zip")
    [record] = recorded()
    assert record["opdracht"] == "publish" and record["regios"][0]["duur_s"] > 0 and page.is_file()
    assert "Publicatie, als zip" in newest(project)


def test_what_keeps_it_at_home_is_told_of_every_region(recorded, run, project, tmp_path):
    run("publish", "proef", "ander", "--to", tmp_path / "eerst")
    run("report", "proef", "--versie", "regio", "-p", "k=4")
    recorded()
    run("publish", "proef", "ander", "--to", tmp_path / "uit", code=25)
    [record] = recorded()
    assert record["uitkomst"] == "mislukt" and "niet samen" in record["reden"] and "meegegeven" not in record
    assert {one["uitkomst"] for one in record["regios"]} == {"mislukt"}
    assert "✗ mislukt" in newest(project) and "Klaargezet" not in newest(project)
    shown = run("status")
    assert shown.count("publicatie: mislukt") == 2 and shown.count("('eerst')") == 2


def test_what_went_well_before_it_broke_off_does_not_count(recorded, run, project, tmp_path, monkeypatch):
    monkeypatch.setattr(given, "now", lambda: 1 / 0)
    run("publish", "proef", "--to", tmp_path / "uit", code=1)
    monkeypatch.undo()
    [record] = recorded()
    assert (record["uitkomst"], record["regios"][0]["uitkomst"]) == ("mislukt", "mislukt")

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(given, "write_down", interrupted)
    run("publish", "proef", "--to", tmp_path / "uit", code=130)
    [record] = recorded()
    assert (record["uitkomst"], record["regios"][0]["uitkomst"]) == ("afgebroken", "afgebroken")
    assert not (tmp_path / "uit").exists()


def test_the_publication_is_known_when_all_that_is_derived_was_thrown_away(run, project, tmp_path):
    run("publish", "proef", "--to", tmp_path / "uit")
    for path in (project.processed / "runs").glob("*.json"):
        path.unlink()
    assert "publicatie: gelukt; laatste goede van" in run("status")
    assert kept.latest(project.processed / "runs", "publish", "proef") == {}
    assert kept.latest(Path("nergens"), "publish", "proef") == {}

"""The verbs of the privacy gate as a researcher uses them: look first, decide, go back, forget somebody."""

import io
import json

import pytest

from workbench import cli
from workbench.project import Project
from workbench.runs.pages.release import FOLDER
from workbench.runs.state.manifest import Manifest

TALK = """I: Hoe loopt het overleg, mevrouw Kloosterberg?

{who}: Nou, met Femke erbij gaat het beter. Bel maar op 06-12345678. Wij van Quandelst vinden dat ook.

I: En verder?

{who}: Niemand pakt het voortouw in de regio, en de wachtlijst is te lang. De roos bloeit.
"""
GROUP = """I: Welkom allebei.

A: Ik ben blij dat Femke er was, de wachtlijst is lang.

B: Wij willen samen inkopen maar onze eigen raad beslist over het budget.
"""
REGION = """naam: Regio Proef
gesprekspartners:
  - {id: R01, organisatietype: gemeente_bestuur, namen: [Hilde Kloosterberg]}
  - {id: R02, organisatietype: school, namen: [Joris Vlierboom]}
bronnen:
  - {bestand: een.txt, soort: interview, status: goedgekeurd, sprekers: {I: interviewer, A: R01}}
  - {bestand: twee.txt, soort: interview, status: goedgekeurd, sprekers: {I: interviewer, B: R02}}
  - {bestand: samen.txt, soort: interview, status: goedgekeurd, sprekers: {I: interviewer, A: R01, B: R02}}
"""


@pytest.fixture
def proef(tmp_path):
    raw = tmp_path / "project" / "data" / "raw" / "proef"
    raw.mkdir(parents=True)
    (raw / "een.txt").write_text(TALK.format(who="A"), encoding="utf-8")
    (raw / "twee.txt").write_text(TALK.format(who="B"), encoding="utf-8")
    (raw / "samen.txt").write_text(GROUP, encoding="utf-8")
    (raw / "region.yaml").write_text(REGION, encoding="utf-8")
    return Project(tmp_path / "project").region("proef")


@pytest.fixture
def run(proef, capsys):
    def verb(*arguments, code=0):
        done = cli.main([*arguments, "--project", str(proef.raw.parents[2])])
        out = capsys.readouterr()
        assert done == code, out.err
        return out.out

    return verb


def everything(proef):
    """All bytes that were derived, whatever they are."""
    return b"".join(path.read_bytes() for path in sorted(proef.processed.rglob("*")) if path.is_file())


def test_a_dry_run_shows_what_would_be_replaced_and_writes_nothing(proef, run):
    shown = run("read", "proef", "--dry-run")
    assert "«Femke»" in shown and "[TELEFOON-1]" in shown and "er is niets geschreven" in shown
    found = json.loads(run("read", "proef", "--dry-run", "--json"))
    [region] = found
    assert {row["soort"] for row in region["vervangingen"]} == {"PERSOON", "TELEFOON"}
    assert all(row["woorden"] in row["verband"] for row in region["vervangingen"])
    why = {row["woorden"]: row["waarom"] for row in region["vervangingen"]}
    assert why["Femke"] == "als naam herkend" and why["06-12345678"] == "mobiel nummer"
    assert why["Kloosterberg"] == "naam uit region.yaml"
    assert not proef.processed.exists()


def test_what_the_researcher_wants_is_respected_the_next_time(proef, run):
    (proef.raw / "namen.yaml").write_text('altijd: ["roos"]\nnooit: ["Femke"]\n', encoding="utf-8")
    words = {row["woorden"] for row in json.loads(run("read", "proef", "--dry-run", "--json"))[0]["vervangingen"]}
    assert "roos" in words and "Femke" not in words
    run("read", "proef")
    from workbench import tables

    text = " ".join(tables.read(tables.SOURCES, proef.table("sources"))["text"])
    assert "Femke" in text and "roos" not in text


def test_a_mistake_in_the_list_is_told_without_what_stood_there(proef, run, capsys):
    (proef.raw / "namen.yaml").write_text("altijd: Femke\n", encoding="utf-8")
    assert cli.main(["read", "proef", "--project", str(proef.raw.parents[2])]) == 12
    told = capsys.readouterr().err
    assert "proef/namen.yaml" in told and "altijd" in told and "Femke" not in told


def test_nothing_derived_holds_a_name(proef, run):
    run("code", "proef")
    derived = everything(proef)
    for name in (b"Femke", b"Kloosterberg", b"Hilde", b"Vlierboom", b"06-12345678"):
        assert name not in derived


def test_the_key_goes_back_and_can_be_locked(proef, run, monkeypatch, capsys):
    run("read", "proef")
    assert "Toestand: zonder wachtwoord" in run("key", "proef")
    assert "Femke" in run("key", "proef", "--show")
    assert (
        run("key", "proef", "--reverse", "een").rstrip("\n").startswith("Hoe loopt het overleg, mevrouw Kloosterberg?")
    )
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "een lang wachtwoord")
    run("key", "proef", "--lock")
    assert "Femke" in run("key", "proef", "--show")
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "iets anders dan dat")
    assert cli.main(["key", "proef", "--show", "--project", str(proef.raw.parents[2])]) == 30
    assert "past niet" in capsys.readouterr().err
    monkeypatch.delenv("WORKBENCH_PASSPHRASE")
    run("read", "proef", "--force")  # reading asks for no passphrase


def test_without_a_place_for_the_key_the_tables_are_made_all_the_same(proef, run, monkeypatch, tmp_path):
    (tmp_path / "vol").write_text("geen map")
    monkeypatch.setenv("WORKBENCH_KEYS", str(tmp_path / "vol"))
    run("read", "proef")
    manifest = json.loads((proef.processed / "manifest.json").read_text())
    assert any("sleutelbestand is niet bijgewerkt" in warning for warning in manifest["read"]["warnings"])


def test_forgetting_takes_out_file_rows_pages_and_quotes(proef, run):
    run("code", "proef")
    page = proef.processed / "rapport-regio.html"
    page.write_text("een pagina met een citaat")
    (proef.processed / FOLDER).mkdir()
    entry = {"regio": ["proef"], "wie": ["R01"]}
    (proef.processed / FOLDER / "rapport-regio.json").write_text(json.dumps({"citaten": [entry]}))
    told = run("forget", "proef", "R01", "--yes")
    assert not (proef.raw / "een.txt").exists() and (proef.raw / "twee.txt").exists() and not page.exists()
    assert "samen.txt" in told and "rapport-regio.html" in told
    from workbench import tables

    spoken = tables.read(tables.UTTERANCES, proef.table("utterances"))
    sources = tables.read(tables.SOURCES, proef.table("sources")).set_index("source_id")
    assert set(sources.index) == {"twee", "samen"}
    theirs = spoken[spoken["speaker_id"] == "R01"]
    assert [sources["text"][row.source_id][row.start : row.end] for row in theirs.itertuples()] == ["[verwijderd]"]
    assert "samen inkopen" in sources["text"]["samen"]
    codings = tables.read(tables.CODINGS, proef.table("codings"))
    assert not set(codings["utterance_id"]) & set(theirs["utterance_id"])
    assert b"blij dat" not in everything(proef)
    run("code", "proef", "--force")  # and it stays forgotten, without a complaint about the file that is gone
    assert b"blij dat" not in everything(proef)


def test_after_forgetting_the_file_that_went_is_not_missed_and_one_that_is_lost_is(proef, run):
    known_by_name = REGION.replace("sprekers: {I: interviewer, A: R01}", "sprekers: {I: interviewer}", 1)
    (proef.raw / "region.yaml").write_text(known_by_name, encoding="utf-8")
    (proef.raw / "een.txt").write_text(TALK.format(who="Hilde Kloosterberg"), encoding="utf-8")
    run("code", "proef")
    run("forget", "proef", "R01", "--yes")
    assert not (proef.raw / "een.txt").exists()
    assert json.loads(run("read", "proef", "--force", "--json"))["regios"][0]["weggelaten"] == []
    (proef.raw / "samen.txt").rename(proef.raw / "anders.txt")
    [told] = json.loads(run("read", "proef", "--force", "--json", code=15))["regios"][0]["weggelaten"]
    assert told == {"bron": "samen.txt", "reden": "staat in region.yaml, maar het bestand is er niet"}
    run("forget", "proef", "R02", "--yes")  # what is written down of the first stays
    written = (proef.raw / "vergeten.yaml").read_text(encoding="utf-8")
    assert all(word in written for word in ("R01", "R02", "een.txt", "twee.txt")) and "samen.txt" not in written


def test_a_file_of_two_people_goes_when_the_last_of_them_is_forgotten(proef, run):
    run("code", "proef")
    run("forget", "proef", "R01", "--yes")
    assert (proef.raw / "samen.txt").exists()
    told = run("forget", "proef", "R02", "--yes")
    assert not (proef.raw / "samen.txt").exists() and "samen.txt" not in told
    assert "samen.txt" in (proef.raw / "vergeten.yaml").read_text(encoding="utf-8")
    assert not list(proef.raw.glob("*.txt")) and b"samen inkopen" not in everything(proef)


def test_a_file_in_which_somebody_else_speaks_as_well_stays_however_many_are_forgotten(proef, run):
    (proef.raw / "samen.txt").write_text(GROUP + "\nC: Ik ben van de kinderopvang en sprak ook.\n", encoding="utf-8")
    run("code", "proef")
    run("forget", "proef", "R01", "--yes")
    assert "samen.txt" in run("forget", "proef", "R02", "--yes") and (proef.raw / "samen.txt").exists()


def test_words_of_niet_citeren_that_stand_nowhere_are_told_to_the_researcher_alone(proef, run):
    entries = ["niemand pakt het VOORTOUW", "woorden van Femke Dwarsligger", "met [naam] erbij gaat", "..."]
    (proef.raw / "region.yaml").write_text(REGION + f"niet_citeren: {json.dumps(entries)}\n", encoding="utf-8")
    cli.main(["read", "proef", "--project", str(proef.raw.parents[2])])
    shown = run("status")
    assert "let op: niet_citeren in region.yaml: de woorden van nummer 2 en 4 staan in geen enkele bron" in shown
    assert "Dwarsligger" not in shown and b"Dwarsligger" not in everything(proef)
    run("code", "proef")
    assert "niet_citeren" not in (proef.processed / "herkomst.json").read_text(encoding="utf-8")
    (proef.raw / "region.yaml").write_text(REGION + 'niet_citeren: ["pakt het voortouw"]\n', encoding="utf-8")
    run("read", "proef")
    assert "niet_citeren" not in run("status")


def test_a_file_that_comes_back_does_not_bring_back_who_is_forgotten(proef, run):
    run("code", "proef")
    run("forget", "proef", "R01", "--yes")
    (proef.raw / "een.txt").write_text(TALK.format(who="A"), encoding="utf-8")
    run("code", "proef")
    from workbench import tables

    texts = tables.read(tables.SOURCES, proef.table("sources")).set_index("source_id")["text"]
    assert "voortouw" not in texts["een"] and "voortouw" in texts["twee"]


def test_after_forgetting_status_says_which_page_is_gone_and_forget_what_to_do_about_pages(proef, run):
    run("code", "proef")
    manifest = Manifest(proef.processed)
    for name in ("rapport", "rapport-regio", "factsheet"):
        (proef.processed / f"{name}.html").write_text("een pagina")
        manifest.begin_report(name, key="k", parameters={})
        manifest.end_report(name, "ok", file=f"{name}.html")
    (proef.processed / "factsheet.pdf").write_text("dezelfde pagina")
    (proef.processed / FOLDER).mkdir()
    record = {"citaten": [{"regio": ["proef"], "wie": ["R01"]}]}
    for name in ("rapport", "rapport-regio"):
        (proef.processed / FOLDER / f"{name}.json").write_text(json.dumps(record))
    (proef.processed / FOLDER / "factsheet.json").write_text('{"citaten": []}')
    *_, counted, again = json.loads(run("forget", "proef", "R01", "--yes", "--json"))["zelf_doen"]
    assert counted == "proef/factsheet.html en proef/factsheet.pdf: gemaakt toen R01 nog meetelde; deel dit niet meer"
    assert again.endswith("met 'workbench report proef --versie regio' en 'workbench report proef --formaat html,pdf'")
    shown = run("status")
    assert "  rapport: weggehaald; maak opnieuw met 'workbench report proef'\n" in shown
    assert "  rapport-regio: weggehaald; maak opnieuw met 'workbench report proef --versie regio'" in shown
    assert "  factsheet: gelukt; laatste goede van" in shown
    [entry] = json.loads(run("status", "--json"))["regios"]
    assert entry["rapporten"]["rapport"] == {
        "uitkomst": "weggehaald", "reden": "", "laatste_goede": "", "is_er": False,
    }  # fmt: skip
    assert entry["rapporten"]["factsheet"]["is_er"]


def test_when_nobody_is_left_there_is_no_report_to_make_again(proef, run):
    (proef.raw / "samen.txt").unlink()
    run("code", "proef", code=15)
    (proef.processed / "rapport.html").write_text("een pagina")
    manifest = Manifest(proef.processed)
    manifest.begin_report("rapport", key="k", parameters={})
    manifest.end_report("rapport", "ok", file="rapport.html")
    (proef.processed / FOLDER).mkdir()
    (proef.processed / FOLDER / "rapport.json").write_text('{"citaten": []}')
    run("forget", "proef", "R01", "--yes")
    assert "gooi weg wat er nog staat" in run("forget", "proef", "R02", "--yes")


def test_forgetting_asks_first_and_knows_who_is_there(proef, run, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert "niets veranderd" in run("forget", "proef", "R01")
    assert (proef.raw / "een.txt").exists() and not (proef.raw / "vergeten.yaml").exists()
    assert cli.main(["forget", "proef", "R09", "--project", str(proef.raw.parents[2])]) == 31
    assert "R01, R02" in capsys.readouterr().err


def test_a_report_of_a_meeting_cannot_be_parted_and_is_left_out(proef, run, capsys):
    (proef.raw / "verslag.txt").write_text("Verslag. De wethouder is blij. De school niet.\n", encoding="utf-8")
    more = "  - {bestand: verslag.txt, soort: verslag, status: goedgekeurd, gesprekspartners: [R01, R02]}\n"
    (proef.raw / "region.yaml").write_text(REGION + more, encoding="utf-8")
    run("code", "proef")
    run("forget", "proef", "R01", "--yes")
    run("read", "proef", "--force", code=15)
    assert b"De school niet" not in everything(proef)

"""The verbs of the privacy gate as a researcher uses them: look first, decide, go back, forget somebody."""

import io
import json

import pytest

from workbench import cli
from workbench.project import Project
from workbench.runs.pages.release import FOLDER

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

"""The record of runs: true after a kill, no more than 200, and a page on which nothing of a record is code."""

import json
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from workbench.errors import InvalidRegionFile, RegionBusy, UnknownRegion
from workbench.project import Project, write_json
from workbench.runs.history import alarm, kept, outcomes
from workbench.runs.history import records as history
from workbench.runs.history.listing import duration, moment, page, table
from workbench.runs.pages.choosing import check, chosen
from workbench.runs.pages.kernel import Outcome


@pytest.fixture
def project(tmp_path):
    (tmp_path / "data" / "raw" / "hier").mkdir(parents=True)
    return Project(tmp_path)


def begin(project, *regions):
    return history.Run(project, "report", {"versie": "concept"}, list(regions))


def read(project):
    return kept.records(project.processed / "runs")


def test_a_run_is_written_from_its_first_moment_and_closed_at_its_end(project):
    run = begin(project, "daar", "hier")
    [record] = read(project)
    assert record["uitkomst"] == "bezig" and [one["uitkomst"] for one in record["regios"]] == ["bezig", "bezig"]
    run.expect("hier", 1)
    run.page("hier", "gelukt", 2.5, name="rapport.html", key="k")
    run.note("daar", "mislukt", 1.0, why="cel 3 van het notebook stopte met ValueError")
    assert [one["uitkomst"] for one in read(project)[0]["regios"]] == ["mislukt", "gelukt"]
    run.end(21)
    [record] = read(project)
    assert record["uitkomst"] == "mislukt" and record["exit_code"] == 21 and record["geeindigd"]
    assert sorted(path.suffix for path in (project.processed / "runs").iterdir() if path.name[0] != ".") == [
        ".html",
        ".json",
    ]


def test_of_two_pages_of_a_region_the_gravest_outcome_counts(project):
    run = begin(project, "hier")
    run.expect("hier", 2)
    run.page("hier", "mislukt", 1.0, name="rapport.html", key="a", why="eerste")
    run.page("hier", "gelukt", 2.0, name="factsheet.html", key="b")
    [entry] = run.end(21)["regios"]
    assert (entry["uitkomst"], entry["reden"]) == ("mislukt", "eerste")


def test_work_that_goes_on_side_by_side_counts_once_so_no_region_takes_longer_than_its_run(project, monkeypatch):
    clock = iter([0.0, 4.0, 10.0, 11.0, 15.0, 15.0])
    monkeypatch.setattr(history.time, "monotonic", lambda: next(clock))
    run = begin(project, "hier")
    run.note("hier", "bezig", 3.0)  # 1 to 4
    run.expect("hier", 2)
    run.page("hier", "gelukt", 5.0, name="rapport.html", key="a")  # 5 to 10
    run.page("hier", "gelukt", 6.0, name="factsheet.html", key="b")  # 5 to 11
    run.forms("hier", 2.0)  # 13 to 15
    record = run.end(0)
    assert record["regios"][0]["duur_s"] == 3 + 6 + 2 and record["duur_s"] == 15


def test_a_run_without_some_files_did_not_go_wholly_well_and_says_how_many(project):
    run = begin(project, "daar", "hier", "ginds")
    run.note("daar", "bezig", weggelaten=2)
    run.note("hier", "bezig", weggelaten=0)
    run.note("ginds", "bezig", weggelaten=1)
    for region, outcome in (("daar", "gelukt"), ("hier", "actueel"), ("ginds", "actueel")):
        run.expect(region, 1)
        run.page(region, outcome, name="rapport.html", key="a")
    record = run.end(15)
    partly = "gelukt met weggelaten bestanden"
    assert [one["uitkomst"] for one in record["regios"]] == [partly, "actueel", partly]
    assert [one["reden"] for one in record["regios"]] == ["twee bestanden weggelaten", "", "één bestand weggelaten"]
    assert (record["uitkomst"], record["reden"], record["exit_code"]) == (partly, "drie bestanden weggelaten", 15)
    soup = BeautifulSoup(page([record, {**record, "regios": record["regios"] * 4}]), "html.parser")
    marks = soup.select(".onvolledig")
    assert len(marks) == 2 + 2 + 8 and {mark.get_text().split()[0] for mark in marks} == {"!"}
    assert not soup.select(".gelukt") and "Drie bestanden weggelaten." in soup.tbody.get_text()
    assert soup.details.get_text().count("weggelaten") == 0


def told_of(program, **outcome):
    told = []
    alarm.call([program, "nu"], outcome, told.append)
    return told


def test_a_program_to_call_that_is_not_there_or_cannot_start_is_named_in_dutch(tmp_path):
    [absent] = told_of("meld-het-niet")
    assert absent == "let op: het programma 'meld-het-niet' van --on-failure is niet gevonden"
    script = tmp_path / "meld.sh"
    script.write_text("#!/bin/sh\nexit 3\n")
    [dark] = told_of(str(script))
    assert "meld.sh" in dark and "niet uitvoerbaar" in dark
    script.chmod(0o700)
    assert told_of(str(script)) == ["let op: de opdracht van --on-failure gaf zelf 3"]
    script.write_text("#!/geen/schil\n")
    [shell] = told_of(str(script))
    assert shell.endswith("kan niet beginnen")


def test_a_form_that_was_not_made_is_told_and_one_that_was_not_reached_is_broken_off(project):
    run = begin(project, "daar", "hier", "ginds")
    for region in ("daar", "hier", "ginds"):
        run.expect(region, 2)
        run.page(region, "gelukt", 1, name="rapport.html", key="a")
    run.forms("daar", 2.0, failed=["rapport.docx", "rapport.pdf"])
    run.forms("hier", 2.0)
    record = run.end(21)
    assert [one["uitkomst"] for one in record["regios"]] == ["mislukt", "gelukt", "afgebroken"]
    assert record["regios"][0]["reden"] == "niet gemaakt: rapport.docx, rapport.pdf"
    assert "(niet gemaakt: rapport.docx, rapport.pdf)" in table(record).splitlines()[1]
    assert "niet gemaakt: rapport.docx, rapport.pdf" in page([record])


def test_regions_that_were_not_reached_are_broken_off(project):
    run = begin(project, "daar", "half", "hier")
    run.expect("daar", 1)
    run.page("daar", "gelukt", 1, name="rapport.html", key="a")
    run.expect("half", 2)
    run.page("half", "gelukt", 1, name="rapport.html", key="a")
    ended = run.end(143, stopped=True)["regios"]
    assert [one["uitkomst"] for one in ended] == ["gelukt", "afgebroken", "afgebroken"]


def test_a_run_that_was_killed_is_found_by_the_next_one_and_a_living_one_is_left_alone(project):
    code = (
        "import sys; from pathlib import Path\n"
        "from workbench.project import Project; from workbench.runs.history import records as history\n"
        f"run = history.Run(Project(Path({str(project.root)!r})), 'report', {{}}, ['daar', 'hier'])\n"
        "run.note('daar', 'gelukt', 1)\n"
        "print('begun', flush=True); sys.stdin.read()\n"
    )
    other = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout.readline() == "begun\n"
    begin(project, "hier").end(0)
    assert sorted(record["uitkomst"] for record in read(project)) == ["bezig", "gelukt"]
    other.kill()
    other.wait()
    begin(project, "hier").end(0)
    [killed] = [record for record in read(project) if record["uitkomst"] == "afgebroken"]
    assert [one["uitkomst"] for one in killed["regios"]] == ["gelukt", "afgebroken"]


def test_only_the_latest_two_hundred_are_kept(project):
    runs = project.processed / "runs"
    for number in range(kept.KEEP + 5):
        write_json(runs / f"2020{number:04d}.json", {"begonnen": "2020-01-01T00:00:00", "regios": []})
    begin(project).end(0)
    there = sorted(path.name for path in runs.glob("*.json"))
    assert len(there) == kept.KEEP and there[0] == "20200006.json"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"begonnen": 3}', '{"begonnen": "x", "regios": [3]}', "\udce9"])
def test_a_damaged_record_harms_nothing(project, content):
    runs = project.processed / "runs"
    runs.mkdir(parents=True)
    (runs / "20200101T000000000-report-aaaaaa.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    (runs / "20200101T000000000-report-aaaaaa.bezig").touch()
    begin(project, "hier").end(0)
    assert [record["uitkomst"] for record in read(project)] == ["gelukt"]


def test_where_nothing_can_be_written_the_run_goes_on_and_says_so(project):
    project.processed.mkdir(parents=True)
    (project.processed / "runs").write_text("in the way")
    run = begin(project, "hier")
    run.note("hier", "gelukt", 1)
    assert run.end(0)["uitkomst"] == "gelukt" and run.trouble


def test_of_a_users_error_only_the_kind_is_kept():
    error = InvalidRegionFile("Gesprek Jan Klaassen.docx noemt R9", where="/home/iemand/region.yaml")
    assert "Klaassen" not in outcomes.reason(error) and "/" not in outcomes.reason(error)
    assert outcomes.reason(Outcome(False, "Gesprek Jan Klaassen.docx", 12)) == outcomes.reason(error)
    assert outcomes.reason(Outcome(False, "cel 3 van het notebook stopte met KeyError")).startswith("cel 3")
    assert "andere opdracht" in outcomes.reason(RegionBusy("x"))


def test_the_page_is_an_escaped_table_with_headers():
    evil = "<script>alert('x')</script>"
    entry = {"regio": evil, "uitkomst": "mislukt", "duur_s": 3, "reden": evil, "paginas": {'"><b>': ""}}
    record = {"begonnen": "2026-03-02T04:00:11+01:00", "regios": [entry], "uitkomst": evil, "opdracht": evil}
    html = page([record])
    soup = BeautifulSoup(html, "html.parser")
    assert not soup.find("script") and not soup.find("b") and soup.html["lang"] == "nl"
    assert [cell["scope"] for cell in soup.select("thead th")] == ["col"] * 3
    assert [row.th["scope"] for row in soup.select("tbody tr")] == ["row"] and soup.caption
    assert "ma 2 maart 2026, 04:00" in soup.tbody.get_text()
    assert not soup.find(["link", "img", "iframe"]) and "http" not in html


def test_what_went_in_and_which_forms_are_in_a_closed_block():
    entry = {"regio": "hier", "uitkomst": "gelukt", "duur_s": 1, "invoer": "ab" * 32}
    entry["paginas"] = {"rapport.html": "cd" * 32}
    record = {"begonnen": "x", "uitkomst": "gelukt", "regios": [entry], "gevraagd": {"formaat": ["word"]}}
    block = BeautifulSoup(page([record]), "html.parser").details
    assert block.summary.get_text() == "Invoer en formaten" and "Formaat: HTML en Word." in block.get_text()
    assert block.li.get_text() == f"hier: bronnen {'ab' * 6}; rapport.html {'cd' * 6}"
    # a record from before forms were kept says nothing of them, and one that never began has no block
    assert "Formaat" not in page([{**record, "gevraagd": {}}])
    assert "<details" not in page([{**record, "gevraagd": {}, "regios": [{**entry, "invoer": "", "paginas": {}}]}])


def test_many_good_regions_are_behind_a_click_and_bad_ones_are_not():
    good = [{"regio": f"r{number}", "uitkomst": "gelukt", "duur_s": 1} for number in range(9)]
    bad = {"regio": "stuk", "uitkomst": "mislukt", "duur_s": 1, "reden": "zo maar"}
    soup = BeautifulSoup(page([{"begonnen": "x", "uitkomst": "mislukt", "regios": [*good, bad]}]), "html.parser")
    assert soup.summary.get_text() == "9 gelukt" and len(soup.select("details li")) == 9
    assert "stuk" not in soup.details.get_text() and "stuk" in soup.tbody.get_text()


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "0 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (185, "3 min 5 s"), (3900, "1 uur 5 min")]
)
def test_durations_as_people_say_them(seconds, told):
    assert duration(seconds) == told


def test_the_table_for_the_log_has_a_line_a_region():
    entries = [
        {"regio": "dalderstad", "uitkomst": "mislukt", "duur_s": 62, "weggelaten": 2, "reden": "zo maar"},
        {"regio": "daar", "uitkomst": "actueel", "duur_s": 0.2},
        {"regio": "samen", "uitkomst": "gelukt", "duur_s": 0.0},
    ]
    assert table({"regios": entries, "duur_s": 63}).splitlines() == [
        "REGIO       UITKOMST    DUUR",
        "dalderstad  mislukt     1 min 2 s  (twee bestanden weggelaten)  (zo maar)",
        "daar        actueel     0 s",
        "samen       gelukt      –",
        "Samen: 1 gelukt, 1 actueel, 1 mislukt; 1 min 3 s",
    ]


def test_a_moment_that_cannot_be_read_is_given_as_it_is():
    assert moment("ooit") == "ooit"


@pytest.mark.parametrize("name", ["runs", "Runs"])
def test_a_region_may_not_have_the_name_of_the_folder_of_runs(project, name):
    (project.raw / name).mkdir()
    with pytest.raises(UnknownRegion, match="Hernoem"):
        chosen(project, [name], False)
    bad, fine = sorted(chosen(project, [], True), key=lambda one: one.name == "hier")
    check(fine)
    with pytest.raises(UnknownRegion, match="Hernoem"):
        check(bad)


def test_a_record_holds_no_path_of_the_machine(project):
    begin(project, "hier").end(0)
    for path in (project.processed / "runs").glob("[!.]*"):
        assert str(project.root) not in path.read_text(encoding="utf-8")
    assert json.loads(json.dumps(outcomes.brief("report", 10)))["reden"] == "er is geen regio"


def test_with_a_clock_that_was_set_back_no_run_throws_its_own_record_away_or_that_of_one_that_goes_on(
    project, monkeypatch
):
    class Clock(history.dt.datetime):
        year_now = 2030

        @classmethod
        def now(cls, tz=None):
            return super().now(tz).replace(year=cls.year_now)

    monkeypatch.setattr(history.dt, "datetime", Clock)
    monkeypatch.setattr(kept, "KEEP", 3)
    for _ in range(4):
        begin(project, "hier").end(0)
    Clock.year_now = 2020
    going_on, own = begin(project, "daar"), begin(project, "hier")
    assert going_on.path.exists() and own.path.exists()
    own.end(0)
    assert own.path.exists() and going_on.path.exists(), "the one that ended is there to be read"
    going_on.end(0)
    assert going_on.path.exists() and not own.path.exists()

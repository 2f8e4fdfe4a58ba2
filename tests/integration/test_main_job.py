"""The main job on the example regions: from raw files to a page, by the command line, as a user does it."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from workbench import tables
from workbench.project import open_project
from workbench.region import load_region

ROOT = Path(__file__).resolve().parents[2]
REGIONS = ("dalderstad", "vierstromen", "zuiderkwartier")


def workbench(project, *arguments):
    env = {key: value for key, value in os.environ.items() if not key.startswith("WORKBENCH")}
    command = [sys.executable, "-m", "workbench", *arguments, "--project", str(project)]
    return subprocess.run(command, env=env, capture_output=True, text=True)


def digests(folder):
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """The example regions, reported once for all tests of this module."""
    root = tmp_path_factory.mktemp("voorbeelden")
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    before = digests(root / "data" / "raw")
    run = workbench(root, "demo", "--json")
    assert run.returncode == 0, run.stderr
    assert digests(root / "data" / "raw") == before, "raw data was changed"
    return open_project(root), json.loads(run.stdout)


def pages(project):
    return sorted(project.processed.glob("*/*-regio.html"))


def test_every_file_is_read_and_nothing_is_left_out(done):
    project, outcome = done
    assert [entry["weggelaten"] for entry in outcome["regios"]] == [[]] * 3
    for name in REGIONS:
        folder = project.region(name)
        sources = tables.read(tables.SOURCES, folder.table("sources"))
        assert len(sources) == len(folder.source_files())
        assert {len(text.split()) > 300 for text in sources["text"]} == {True}


def test_speakers_are_who_the_region_file_says(done):
    project, _ = done
    for name in REGIONS:
        folder = project.region(name)
        utterances = tables.read(tables.UTTERANCES, folder.table("utterances"))
        region = load_region(folder.raw)
        spoken = {p for entry in region.bronnen for p in entry.sprekers.values()} - {"interviewer"}
        assert spoken <= set(utterances["speaker_id"].dropna())
        assert "interviewer" in set(utterances["speaker_role"])
        talk = utterances[utterances["speaker_role"] == "respondent"]
        assert talk["perspective"].notna().all()


def test_offsets_lead_to_the_passage(done):
    project, _ = done
    for name in REGIONS:
        folder = project.region(name)
        text = tables.read(tables.SOURCES, folder.table("sources")).set_index("source_id")["text"]
        utterances = tables.read(tables.UTTERANCES, folder.table("utterances")).set_index("utterance_id")
        codings = tables.read(tables.CODINGS, folder.table("codings"))
        assert len(codings) > 100
        for one in codings.itertuples():
            inside = utterances.loc[one.utterance_id]
            assert inside["start"] <= one.start < one.end <= inside["end"]
            assert inside["speaker_role"] != "interviewer"
            quote = text[one.source_id][one.start : one.end]
            assert hashlib.sha256(quote.encode()).hexdigest() == one.quote_sha256


def test_no_name_is_in_anything_derived(done):
    project, _ = done
    for name in REGIONS:
        folder = project.region(name)
        region = load_region(folder.raw)
        names = [n for person in region.gesprekspartners for n in person.namen] + list(region.bekende_namen)
        surnames = [n.split()[-1] for n in names]
        everything = derived_text(folder.processed)
        leaked = [n for n in surnames if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", everything)]
        assert leaked == []
        assert "@" not in re.sub(r"@[\w.-]*[0-9a-f]", "", everything) or ".example" not in everything
    assert not any(n in derived_text(project.processed / "_vergelijking") for n in ("Ruimschoot", "Hooiblad"))


def derived_text(folder):
    """All text in a folder of derived things, tables and caches included."""
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".parquet":
            parts.append(pd.read_parquet(path).to_csv())
        elif path.is_file():
            parts.append(path.read_bytes().decode("utf-8", "ignore"))
    return "\n".join(parts)


def test_pages_are_dutch_self_contained_and_hold_no_code(done):
    project, outcome = done
    made = {path.name for path in pages(project)}
    assert made == {"rapport-regio.html", "factsheet-regio.html", "vergelijking-regio.html"}
    assert len(pages(project)) == 7 and len(outcome["rapporten"]) == 7
    for page in pages(project):
        html = page.read_text(encoding="utf-8")
        assert re.search(r'<html[^>]* lang="nl"', html)
        assert "<script" not in html and "import workbench" not in html and "Traceback" not in html
        assert not re.search(r'(?:src|href|url\()\s*=?\s*["\'(]?(?:https?:)?//', html)
        assert str(project.root) not in html and str(Path.home()) not in html
        assert html.count("<img") == len(re.findall(r'<img[^>]* alt="[^"]{20,}"', html))


def test_a_refused_interview_is_nowhere_in_the_report(done):
    project, _ = done
    folder = project.region("dalderstad")
    sources = tables.read(tables.SOURCES, folder.table("sources"))
    [refused] = sources[sources["status"] == "geweigerd"]["text"]
    page = visible(folder.processed / "rapport-regio.html")
    lines = [line for line in refused.splitlines() if len(line.split()) > 7]
    assert len(lines) > 10 and not [line for line in lines if " ".join(line.split()[:7]) in page]


def visible(path):
    import html

    return html.unescape(re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8")))


def test_a_second_run_parses_nothing_and_changes_nothing(done):
    project, _ = done
    before = digests(project.processed)
    again = workbench(project.root, "code", "--all", "--json")
    assert again.returncode == 0
    assert [entry["gedaan"] for entry in json.loads(again.stdout)["regios"]] == [[], [], []]
    assert digests(project.processed) == before
    changed = workbench(project.root, "report", "--all", "--changed", "--versie", "regio", "--json")
    assert {page["uitkomst"] for page in json.loads(changed.stdout)["rapporten"]} == {"actueel"}


def test_the_same_input_gives_the_same_codings(done):
    project, _ = done
    folder = project.region("vierstromen")
    before = folder.table("codings").read_bytes()
    forced = workbench(project.root, "code", "vierstromen", "--force", "--json")
    assert json.loads(forced.stdout)["regios"][0]["gedaan"] == ["read", "code"]
    assert folder.table("codings").read_bytes() == before


def test_a_bad_file_is_left_out_and_named_and_the_rest_goes_on(done, tmp_path):
    root = tmp_path / "p"
    shutil.copytree(ROOT / "data" / "raw" / "vierstromen", root / "data" / "raw" / "vierstromen")
    raw = root / "data" / "raw" / "vierstromen"
    (raw / "08-kapot.docx").write_bytes((raw / "02-school.docx").read_bytes()[:3000])
    (raw / "09-opname.mp3").write_bytes(b"ID3" + bytes(500))
    run = workbench(root, "code", "vierstromen", "--rules-only")
    assert run.returncode == 15
    assert "08-kapot" in run.stderr and "09-opname" in run.stderr and "Traceback" not in run.stderr
    sources = tables.read(tables.SOURCES, open_project(root).region("vierstromen").table("sources"))
    assert len(sources) == 7


def test_two_runs_at_once_do_no_harm(tmp_path):
    root = tmp_path / "p"
    shutil.copytree(ROOT / "data" / "raw" / "vierstromen", root / "data" / "raw" / "vierstromen")
    command = [sys.executable, "-m", "workbench", "report", "vierstromen", "--json", "--rules-only"]
    command += ["--project", str(root)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    outputs = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0], outputs
    folder = open_project(root).region("vierstromen")
    for name, table in (("sources", tables.SOURCES), ("utterances", tables.UTTERANCES), ("codings", tables.CODINGS)):
        tables.read(table, folder.table(name))
    assert (folder.processed / "rapport.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert [path.name for path in folder.processed.iterdir() if path.name.startswith((".werk", ".s", ".u", ".c"))] == []


@pytest.mark.real
def test_real_debates_and_policy_prose_go_the_same_way(tmp_path):
    real = Path(os.environ.get("WORKBENCH_REAL", ROOT.parent / "shared" / "data" / "real"))
    if not real.is_dir():
        pytest.skip("NOT RUN: the free real texts are not beside this checkout (set WORKBENCH_REAL to their folder)")
    raw = tmp_path / "data" / "raw" / "echt"
    raw.mkdir(parents=True)
    for path in real.iterdir():
        if path.name != "README.md":
            shutil.copy(path, raw / path.name)
    run = workbench(tmp_path, "report", "echt", "--json", "--rules-only")
    assert run.returncode == 0, run.stderr
    [region] = json.loads(run.stdout)["regios"]
    assert region["bronnen"] == 9 and region["coderingen"] > 300
    utterances = tables.read(tables.UTTERANCES, open_project(tmp_path).region("echt").table("utterances"))
    speakers = utterances[utterances["speaker_role"] == "respondent"]["speaker"].dropna()
    assert speakers.str.startswith("[PERSOON-").mean() > 0.95
    page = visible(tmp_path / "data" / "processed" / "echt" / "rapport.html")
    assert "niet delen" in page and "Alkaya" not in page

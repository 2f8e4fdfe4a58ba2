"""What a person decided is not lost with a file: a k, who is forgotten, what may not be quoted, whose quotes these are.

Each test really damages or takes away the file, and gives the commands that a service or researcher gives.
"""

import io
import json
import shutil

import pytest

from workbench import cli
from workbench.project import write_json
from workbench.runs.pages.release import FOLDER

TOLD = 'from IPython.display import HTML\nHTML(f\'<header data-versie="{versie}" data-k="{k}"><h1>Hier</h1></header>\')'
BEFORE = (
    "from IPython.display import HTML\n"
    "HTML(f'<table><tr><th>Kleinste aantal (k)</th><td><span>{k}</span></td></tr></table>')"
)
SILENT = "from IPython.display import HTML\nHTML('<p>inhoud</p>')"
REGION = """\
gesprekspartners:
  - {id: R01, organisatietype: gemeente_bestuur}
  - {id: R02, organisatietype: school}
bronnen:
  - {bestand: gesprek.txt, soort: interview, status: goedgekeurd, sprekers: {I: interviewer, R1: R01}}
  - {bestand: tweede.txt, soort: interview, status: goedgekeurd, sprekers: {I: interviewer, R1: R02}}
"""


@pytest.fixture
def here(project, region, notebook, capsys, monkeypatch):
    """Function: a command of which the exit code is ``code`` -> what it printed."""
    monkeypatch.setenv("WORKBENCH_RULES_ONLY", "1")
    (region.raw / "region.yaml").write_text(REGION, encoding="utf-8")
    (region.raw / "tweede.txt").write_text("I: En hier?\n\nR1: De school wacht op de gemeente.\n", encoding="utf-8")

    def run(*arguments, code=0):
        done = cli.main([*arguments, "--project", str(project.root)])
        told = capsys.readouterr()
        assert done == code, told.err
        return told.out + told.err

    return run


@pytest.fixture
def book(project, notebook):
    """Every page shows this."""

    def write(*cells):
        for name in ("30_rapport_regio", "35_factsheet", "40_vergelijking"):
            notebook(project.root / "notebooks" / f"{name}.ipynb", *cells)

    return write


def k_now(region):
    manifest = json.loads((region.processed / "manifest.json").read_text())
    return {name: one["last_good"]["parameters"]["k"] for name, one in manifest["reports"].items()}


def gone(path):
    path.unlink()


def half(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


BY_NIGHT = ("report", "--all", "--changed", "--versie", "regio")


@pytest.mark.parametrize("damage", [gone, half])
@pytest.mark.parametrize("cell", [TOLD, BEFORE], ids=["in-the-header", "in-the-account"])
def test_a_page_tells_its_k_when_the_manifest_cannot(here, book, region, damage, cell):
    book(cell)
    here("report", "hier", "--versie", "regio", "-p", "k=7")
    damage(region.processed / "manifest.json")
    assert "hier: k=7, zoals de vorige keer" in here(*BY_NIGHT)
    assert k_now(region) == {"rapport-regio": 7, "factsheet-regio": 7}


def test_a_page_to_share_that_tells_no_k_is_refused_until_somebody_gives_one(here, book, project, region):
    book(SILENT)
    shutil.copytree(region.raw, project.raw / "daar")
    here("report", "--all", "--versie", "regio", "-p", "k=7")
    pages = {page: page.read_bytes() for page in region.processed.glob("*.html")}
    for night in (1, 2):  # the first may not make the second forget
        half(region.processed / "manifest.json") if night == 1 else None
        told = here(*BY_NIGHT, code=25)
        [line] = [line for line in told.splitlines() if line.startswith("workbench:")]
        assert "hier/rapport-regio.html" in line and "workbench report hier --versie regio -p k=" in line
        assert "daar: rapport is nog actueel" in told, "the other region is none the worse for it"
        assert {page: page.read_bytes() for page in region.processed.glob("*.html")} == pages
    here("report", "hier", "--versie", "regio", "-p", "k=7")
    assert "hier: k=7, zoals de vorige keer" in here(*BY_NIGHT)


def test_a_concept_hides_nothing_and_is_made_all_the_same(here, book, region):
    book(SILENT)
    here("report", "hier", "-p", "k=7")
    half(region.processed / "manifest.json")
    here("report", "hier")


def test_without_any_page_the_last_publication_tells_its_k(here, book, region):
    book(SILENT)
    write_json(region.raw / "publicaties.json", {"publicaties": [{"k": 7, "geteld": [], "vrijgegeven": []}]})
    shutil.rmtree(region.processed)
    here(*BY_NIGHT)
    assert set(k_now(region).values()) == {7}
    (region.raw / "publicaties.json").unlink()
    shutil.rmtree(region.processed)
    here(*BY_NIGHT)
    assert set(k_now(region).values()) == {3}, "thrown away whole: nothing is left that had a k"


def link_to_nothing(path):
    path.unlink()
    path.symlink_to(path.with_name("nergens.yaml"))


def folder(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b""), link_to_nothing, folder])
@pytest.mark.parametrize("name", ["vergeten.yaml", "region.yaml", "namen.yaml"])
def test_a_file_of_decisions_that_holds_nothing_stops_the_region(here, book, region, name, damage):
    book(SILENT)
    (region.raw / "namen.yaml").write_text("altijd: [voortouw]\n", encoding="utf-8")
    here("forget", "hier", "R01", "--yes")
    here("report", "hier")
    before = (region.processed / "utterances.parquet").read_bytes()
    damage(region.raw / name)
    told = here("report", "--all", "--changed", code=12)
    assert f"hier/{name}" in told and "Zet het bestand terug" in told
    assert (region.processed / "utterances.parquet").read_bytes() == before


@pytest.mark.parametrize(
    "content", ["# Gemaakt door 'workbench forget'\n", "gesprekspartners:\n", 'gesprekspartners: ["R']
)
def test_a_list_of_the_forgotten_that_was_cut_off_forgets_nobody_less(here, region, content):
    here("forget", "hier", "R01", "--yes")
    (region.raw / "vergeten.yaml").write_text(content, encoding="utf-8")
    assert "hier/vergeten.yaml" in here("read", "hier", code=12)
    (region.raw / "vergeten.yaml").write_text("gesprekspartners: []\n", encoding="utf-8")
    here("read", "hier", code=15)  # a list of nobody is a list; the file that went is missed now


def test_a_region_of_which_nothing_is_filled_in_yet_works(here, region):
    (region.raw / "region.yaml").write_text("# later invullen\n", encoding="utf-8")
    here("read", "hier")


@pytest.mark.parametrize("damage", [half, lambda path: write_json(path, {"citaten": [{"wie": 3}]})])
def test_a_page_of_which_the_quotes_are_not_known_goes_when_somebody_is_forgotten(
    here, book, project, region, damage, monkeypatch
):
    book("from IPython.display import HTML\nHTML('<blockquote><p>de wachtlijst is te lang</p></blockquote>')")
    shutil.copytree(region.raw, project.raw / "daar")
    here("report", "--all")
    here("compare")
    other = (project.processed / "daar" / "rapport.html").read_bytes()
    damage(region.processed / FOLDER / "rapport.json")
    gone(project.processed / "_vergelijking" / FOLDER / "vergelijking.json")
    monkeypatch.setattr("sys.stdin", io.StringIO("nee\n"))
    told = here("forget", "hier", "R01")
    assert "weg: hier/rapport.html (misschien met een citaat van R01" in told
    assert "weg: _vergelijking/vergelijking.html (misschien" in told
    here("forget", "hier", "R01", "--yes")
    assert not (region.processed / "rapport.html").exists()
    assert not (project.processed / "_vergelijking" / "vergelijking.html").exists()
    assert (project.processed / "daar" / "rapport.html").read_bytes() == other

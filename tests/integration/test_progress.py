"""What a command says while it works: which page is begun when it is begun, and that it is there when it is there."""

import pytest

from workbench.runs.pages import reports

SHOWN = "from IPython.display import HTML\nHTML('<p>klaar</p>')"


@pytest.fixture
def example(project, notebook):
    """A project with an example region of which the pages are quick to make."""
    for name in ("30_rapport_regio", "35_factsheet", "40_vergelijking"):
        notebook(project.root / "notebooks" / f"{name}.ipynb", SHOWN)
    raw = project.region("hier").raw
    entry = "bronnen: [{bestand: gesprek.txt, status: goedgekeurd, sprekers: {I: interviewer}}]\n"
    (raw / "region.yaml").write_text(f"fictief: true\n{entry}", encoding="utf-8")
    (project.raw / "ginds").mkdir()
    for name in ("region.yaml", "gesprek.txt"):
        (project.raw / "ginds" / name).write_bytes((raw / name).read_bytes())
    return project


def test_demo_says_which_page_it_is_making_and_how_many_are_there(example, monkeypatch):
    monkeypatch.setenv("WORKBENCH_RULES_ONLY", "1")
    said = []
    result = reports.demo(example, workers=1, say=lambda text, passing=False: passing or said.append(text))
    assert not result.errors, result.errors
    pages = [("ginds", "het rapport"), ("ginds", "de factsheet"), ("hier", "het rapport"), ("hier", "de factsheet")]
    wanted = []
    for number, (region, what) in enumerate(pages, start=1):
        wanted += [f"{region}: maakt {what}", f"{region}: {what} is klaar ({number} van 4)"]
    assert [line for line in said if "maakt" in line or "klaar" in line] == [
        *wanted, "maakt de vergelijking", "de vergelijking is klaar (1 van 1)",
    ]  # fmt: skip
    assert said.index("hier: codeert") < said.index("ginds: maakt het rapport")


def test_a_page_that_is_not_made_is_told_at_once(example, notebook, monkeypatch):
    monkeypatch.setenv("WORKBENCH_RULES_ONLY", "1")
    notebook(example.root / "notebooks" / "30_rapport_regio.ipynb", "1 / 0")
    said = []
    reports.report(example, ["hier"], every=False, workers=1, say=lambda text, passing=False: said.append(text))
    assert "hier: het rapport is niet gemaakt (1 van 2)" in said and "hier: de factsheet is klaar (2 van 2)" in said

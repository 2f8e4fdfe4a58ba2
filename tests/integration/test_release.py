"""What a finished page lets out: planted identifiers stop it, quotes are written down, and nobody is named in that."""

import json
import shutil

import pytest

from workbench.project import open_project
from workbench.runs.pages.parameters import validate
from workbench.runs.pages.release import FOLDER, pages_with
from workbench.runs.pages.render import Page, render

SHOWN = "from IPython.display import HTML\nHTML({html!r})"


@pytest.fixture
def project(invented_project, tmp_path):
    shutil.copytree(invented_project, tmp_path / "project")
    return open_project(tmp_path / "project")


@pytest.fixture
def make(project):
    def run(version="regio"):
        folder = project.region("ooievaarsland")
        parameters = validate("30_rapport_regio", {"region": folder.name, "versie": version})
        [rendered] = render(project, [Page(folder, "30_rapport_regio", parameters, "k", "Rapport regio")])
        return rendered

    return run


def test_every_quote_of_a_page_is_written_down_with_its_source_and_ground(make, project):
    rendered = make()
    assert rendered.outcome.ok, rendered.outcome.reason
    record = project.region("ooievaarsland").processed / FOLDER / "rapport-regio.json"
    entries = json.loads(record.read_text())["citaten"]
    assert entries and rendered.page.target.read_text().count('<figure class="citaat"') <= len(entries)
    facts = rendered.page.target.read_text().partition('id="opbrengsten"')[2]
    assert "<td" in facts and any(not entry["onder_het_citaat"] for entry in entries)
    for entry in entries:
        assert entry["regio"] == ["ooievaarsland"] and entry["bron"] and entry["uiting"] and entry["versie"] == "regio"
        assert "goedgekeurd" in entry["grond"]
    people = {person for entry in entries for person in entry["wie"]}
    assert people and pages_with(project, "ooievaarsland", min(people)) == [rendered.page.target]
    assert pages_with(project, "ooievaarsland", "niemand") == []


def test_the_record_holds_no_name_and_no_words(make, project, invented_data):
    make("concept")
    text = (project.region("ooievaarsland").processed / FOLDER / "rapport.json").read_text()
    names = [name for person in invented_data["region"]["gesprekspartners"] for name in person.get("namen", ())]
    assert names and not any(name in text for name in names)
    words = {word for turn in _turns(invented_data) for word in turn.split() if len(word) > 12 and word.isalpha()}
    assert words and not any(word in text for word in words)


def test_what_namen_yaml_replaces_always_is_a_name_for_the_page_as_well(make, project, notebook):
    notebook(project.notebooks / "30_rapport_regio.ipynb", SHOWN.format(html="<p>Zo zei krommenieuwstra het.</p>"))
    assert make().outcome.ok
    (project.region("ooievaarsland").raw / "namen.yaml").write_text("altijd: [Krommenieuwstra]", encoding="utf-8")
    rendered = make()
    assert not rendered.outcome.ok and "een naam uit region.yaml" in rendered.outcome.reason
    assert "krommenieuwstra" not in rendered.outcome.reason.casefold()


def _turns(data):
    return [turn["text"] for source in data["sources"].values() for turn in source["turns"]]


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Cijfers</h2><table><tr><th>wie</th></tr><tr><td>bel 06-12345678</td></tr></table>",
        "<h2>Rest</h2><figure class='citaat'><blockquote><p>“Dat heeft niemand gezegd hier.”</p></blockquote></figure>",
        "<h2>Stemmen</h2><p>volgens mevrouw Kloosterberg</p>",
    ],
)
@pytest.mark.parametrize("version", ["regio", "concept"])
def test_what_is_planted_in_a_page_to_share_stops_it(make, project, notebook, html, version):
    good = make(version).page.target.read_bytes()
    notebook(project.notebooks / "30_rapport_regio.ipynb", SHOWN.format(html=html))
    rendered = make(version)
    if version == "concept":
        assert rendered.outcome.ok
        return
    assert not rendered.outcome.ok and rendered.outcome.reason.startswith("deze pagina mag niet naar buiten: ")
    assert "ooievaarsland: het rapport is niet gemaakt: deze pagina mag niet naar buiten" in str(rendered.error())
    assert not any(word in rendered.outcome.reason for word in ("06-12345678", "Kloosterberg", "niemand gezegd hier"))
    assert rendered.page.target.read_bytes() == good

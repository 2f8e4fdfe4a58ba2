"""Two regions with their pages in every form, made once for all tests of publishing; each test gets a copy."""

import shutil
from pathlib import Path

import pytest

from workbench import cli
from workbench.project import Project
from workbench.runs.pages import formats
from workbench.runs.publishing import publish

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


def _write_region(root: Path, name: str, *, status="goedgekeurd"):
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


@pytest.fixture(scope="session")
def reported(tmp_path_factory):
    root = tmp_path_factory.mktemp("gemaakt")
    for name in ("proef", "ander"):
        _write_region(root, name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_KEYS", str(tmp_path_factory.mktemp("sleutels")))
        patch.setenv("WORKBENCH_RULES_ONLY", "1")  # which part of the coding found it does not matter here
        for verb in ("report", "compare"):
            assert cli.main([verb, "--all", "--versie", "regio", "--project", str(root)]) == 0
    folder = Project(root).region("proef")
    made = formats.make(folder, folder.processed / "rapport-regio.html", ("word", "pdf"))
    if errors := [one.error for one in made if one.error]:  # a machine without pango
        pytest.skip(str(errors[0]))
    return root


@pytest.fixture(autouse=True)
def rules_only(monkeypatch):
    """As the regions were coded, or their pages would not be up to date."""
    monkeypatch.setenv("WORKBENCH_RULES_ONLY", "1")


@pytest.fixture
def project(reported, tmp_path) -> Project:
    shutil.copytree(reported, tmp_path / "project")
    return Project(tmp_path / "project")


@pytest.fixture
def run(project, capsys):
    """Function: a command of which the exit code is ``code`` -> what it printed."""

    def verb(*arguments, code=0):
        done = cli.main([*map(str, arguments), "--project", str(project.root)])
        out = capsys.readouterr()
        assert done == code, out.err
        return out.out + out.err

    return verb


@pytest.fixture(scope="session")
def respondents() -> list[str]:
    """Names of the people who were spoken to."""
    return [name for _, _, name, *_ in PEOPLE]


@pytest.fixture(scope="session")
def files_in():
    """Function: folder -> the bytes of every file below it, by path."""
    return _files_in


def _files_in(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture(scope="session")
def let_out_before(reported, tmp_path_factory):
    """The files of a publication with a site, the gate that let them out, and the materials that they were made of."""
    root = tmp_path_factory.mktemp("poort") / "project"
    shutil.copytree(reported, root)
    gates, found = [], []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_RULES_ONLY", "1")
        made, collect = publish._gate, publish.collect
        patch.setattr(publish, "_gate", lambda *given: gates.append(made(*given)) or gates[-1])
        patch.setattr(publish, "collect", lambda *given: found.append(collect(*given)) or found[-1])
        publish.publish(Project(root), ["proef", "ander"], to=str(root.parent / "uit"), with_site=True)
    return _files_in(root.parent / "uit"), gates[0], found[0]

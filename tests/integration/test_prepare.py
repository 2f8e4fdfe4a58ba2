"""Stage read: who is who comes from region.yaml, and no name gets past the gate, not even in a file name."""

import os
import shutil

import pytest

from workbench.codebook.reader import BUILT_IN
from workbench.errors import NothingToDo
from workbench.project import Project
from workbench.runs.tables.prepare import prepare, store
from workbench.runs.tables.update import update

TALK = """Interviewer: Hoe loopt de samenwerking, mevrouw Kloosterberg?

Hilde Kloosterberg: Nou, met Joris erbij gaat het beter. Bel hem op 06-12345678.

Joris Vlierboom: Dank je, Hilde. Maar de wachtlijst blijft lang.

Interviewer: En verder?

Hilde Kloosterberg: Verder hebben we afgesproken dat de school voor 1 maart een lijst maakt.
"""
REGION = """naam: Regio Proef
gesprekspartners:
  - {id: R01, organisatietype: gemeente_bestuur, namen: [Hilde Kloosterberg]}
  - {id: R02, organisatietype: school, namen: [Joris Vlierboom]}
bronnen:
  - {bestand: Gesprek Hilde Kloosterberg.txt, soort: interview, status: goedgekeurd, titel: Gesprek met Hilde}
"""


@pytest.fixture
def proef(tmp_path):
    raw = tmp_path / "data" / "raw" / "proef"
    raw.mkdir(parents=True)
    (raw / "Gesprek Hilde Kloosterberg.txt").write_text(TALK, encoding="utf-8")
    (raw / "region.yaml").write_text(REGION, encoding="utf-8")
    return Project(tmp_path).region("proef")


def test_names_become_placeholders_in_text_labels_titles_and_ids(proef):
    prepared = prepare(proef)
    [source] = prepared.sources.to_dict("records")
    everything = prepared.sources.to_csv() + prepared.utterances.to_csv()
    for name in ("Hilde", "Kloosterberg", "Joris", "Vlierboom", "06-1234"):
        assert name not in everything
    assert source["source_id"] == "gesprek-persoon-1" and source["title"] == "Gesprek met [PERSOON-1]"
    assert "met [PERSOON-2] erbij" in source["text"] and "[TELEFOON-1]" in source["text"]


def test_speakers_get_their_id_role_and_perspective(proef):
    rows = prepare(proef).utterances
    assert list(rows["speaker_role"]) == ["interviewer", "respondent", "respondent", "interviewer", "respondent"]
    assert list(rows["speaker_id"].dropna()) == ["R01", "R02", "R01"]
    assert list(rows["perspective"].dropna()) == ["gemeente", "onderwijs", "gemeente"]
    assert list(rows["speaker"])[1:3] == ["[PERSOON-1]", "[PERSOON-2]"]


def test_offsets_are_those_of_the_text_without_names(proef):
    prepared = prepare(proef)
    [text] = prepared.sources["text"]
    pieces = [text[a:b] for a, b in zip(prepared.utterances["start"], prepared.utterances["end"], strict=True)]
    assert "\n".join(pieces) == text and pieces[0].startswith("Hoe loopt")


def test_without_a_region_file_a_named_speaker_is_one_person_and_a_code_is_one_per_file(proef):
    (proef.raw / "region.yaml").unlink()
    for name in ("a.txt", "b.txt"):
        (proef.raw / name).write_text("I: En?\nR1: Ja, dat klopt wel.\nI: Verder?\nR1: Nee hoor.\n", encoding="utf-8")
    rows = prepare(proef).utterances
    ids = sorted(rows["speaker_id"].dropna().unique())
    assert ids == ["PERSOON-1", "PERSOON-2", "a:R1", "b:R1"]
    assert set(prepare(proef).sources["status"]) == {"concept"}


def test_files_whose_names_become_equal_keep_apart(proef):
    (proef.raw / "gesprek.txt").write_text(TALK, encoding="utf-8")
    (proef.raw / "gesprek.md").write_text("# Kop\n\nEen stuk tekst over de regio.\n", encoding="utf-8")
    ids = list(prepare(proef).sources["source_id"])
    assert len(ids) == len(set(ids)) == 3 and {"gesprek", "gesprek-2"} < set(ids)


@pytest.mark.parametrize(
    ("file_name", "told"),
    [
        ("gesprek-slecht.docx", "gesprek-slecht.docx"),
        ("Gesprek slecht.PDF", "gesprek-slecht.pdf"),
        ("Gesprek Hilde Kloosterberg.docx", "gesprek-persoon-1.docx"),
        ("gesprek met.Vlierboom", "gesprek-met"),
        ("Anneke.txt", "persoon-3.txt"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_extension_and_without_a_name(proef, file_name, told):
    (proef.raw / file_name).write_bytes(bytes(range(256)) * 20)
    [left_out] = prepare(proef).left_out
    assert left_out.source == told


def test_two_files_that_cannot_be_read_are_told_apart_by_their_extension(proef):
    for file_name in ("stuk.docx", "stuk.pdf"):
        (proef.raw / file_name).write_bytes(bytes(range(256)) * 20)
    assert [one.source for one in prepare(proef).left_out] == ["stuk.docx", "stuk.pdf"]


def test_a_missing_file_with_a_name_known_from_nowhere_does_not_tell_it(proef):
    text = REGION + "  - {bestand: Gesprek Kloosterduin.docx}\n"
    (proef.raw / "region.yaml").write_text(text, encoding="utf-8")
    [left_out] = prepare(proef).left_out
    assert left_out.source == "gesprek.docx"


@pytest.mark.parametrize(
    ("file_name", "source_id"),
    [
        ("gesprek Zwenkaar2.txt", "gesprek"),
        ("20251104TessaQuandelst.txt", "bron"),
        ("gesprek_Jan1.txt", "gesprek"),
        ("2025-11-04 int01 resp12 R03.txt", "2025-11-04-int01-resp12-r03"),
    ],
)
def test_a_digit_glued_to_a_name_does_not_bring_it_into_the_source_id(proef, file_name, source_id):
    (proef.raw / file_name).write_text("R1: Wij werken hier al jaren samen.\n", encoding="utf-8")
    assert source_id in set(prepare(proef).sources["source_id"])


def test_a_file_that_region_yaml_names_but_is_not_there_is_told(proef):
    text = (proef.raw / "region.yaml").read_text().replace("Gesprek Hilde Kloosterberg.txt", "Anders Vlierboom.txt")
    (proef.raw / "region.yaml").write_text(text)
    [left_out] = prepare(proef).left_out
    assert "region.yaml" in left_out.reason and "vlierboom" not in left_out.source


def test_when_nothing_can_be_read_the_old_tables_stay(proef):
    store(proef, prepare(proef))
    before = proef.table("sources").read_bytes()
    [path] = proef.raw.glob("*.txt")
    path.write_bytes(b"")
    with pytest.raises(NothingToDo, match="regio proef"):
        update(Project(proef.raw.parents[2]), proef)
    assert proef.table("sources").read_bytes() == before
    assert not list(proef.processed.glob("*.tmp*"))


def test_an_update_runs_again_only_for_what_changed(proef):
    project = Project(proef.raw.parents[2])
    assert update(project, proef).did == ("read", "code")
    assert update(project, proef).did == ()
    shutil.copy(BUILT_IN, project.root / "codeboek.yaml")
    assert update(project, proef).did == ("code",)
    with (proef.raw / "region.yaml").open("a") as stream:
        stream.write("\n# nog een regel\n")
    assert update(project, proef).did == ("read", "code")
    proef.table("codings").write_bytes(b"stuk")
    assert update(project, proef).did == ("code",)


def test_a_first_name_as_label_is_the_respondent_with_that_name(proef):
    [path] = proef.raw.glob("*.txt")
    path.write_text(TALK.replace("Joris Vlierboom:", "Joris:"), encoding="utf-8")
    assert list(prepare(proef).utterances["speaker_id"].dropna()) == ["R01", "R02", "R01"]


def test_two_respondents_with_one_first_name_are_not_taken_for_each_other(proef):
    [path] = proef.raw.glob("*.txt")
    path.write_text(TALK.replace("Joris Vlierboom:", "Hilde:"), encoding="utf-8")
    text = REGION.replace("Joris Vlierboom", "Hilde Vlierboom")
    (proef.raw / "region.yaml").write_text(text, encoding="utf-8")
    ids = list(prepare(proef).utterances["speaker_id"].dropna())
    assert ids[0] == ids[2] == "R01" and ids[1] not in ("R01", "R02") and ids[1].startswith("PERSOON-")


def test_a_name_known_only_from_a_label_is_not_in_the_source_id(proef):
    (proef.raw / "region.yaml").unlink()
    (proef.raw / "a_joris-vlierboom.txt").write_text("Een stuk tekst over de regio.\n", encoding="utf-8")
    assert set(prepare(proef).sources["source_id"]) == {"gesprek-persoon-1", "a-persoon-2"}


def test_a_missing_file_with_underscores_does_not_tell_a_name(proef):
    text = REGION + "  - {bestand: Joris_Vlierboom_2.docx}\n"
    (proef.raw / "region.yaml").write_text(text, encoding="utf-8")
    [left_out] = prepare(proef).left_out
    assert left_out.source.startswith("persoon-2")


@pytest.mark.parametrize("written", ["GESPREK hilde kloosterberg.TXT", "./Gesprek Hilde Kloosterberg.txt"])
def test_a_file_is_found_whatever_its_capitals_in_region_yaml(proef, written):
    text = REGION.replace("bestand: Gesprek Hilde Kloosterberg.txt", f"bestand: {written}")
    (proef.raw / "region.yaml").write_text(text, encoding="utf-8")
    prepared = prepare(proef)
    assert prepared.left_out == () and list(prepared.sources["status"]) == ["goedgekeurd"]


def test_labels_in_region_yaml_that_the_file_lacks_are_told_without_a_name(proef):
    text = REGION.replace("titel: Gesprek met Hilde", "sprekers: {R7: R01, Joris V.: R02}")
    (proef.raw / "region.yaml").write_text(text, encoding="utf-8")
    [warning] = prepare(proef).warnings
    assert "R7" in warning and "niet in dit bestand" in warning and "Joris" not in warning


def test_a_file_name_that_is_no_utf8_is_read(proef):
    strange = os.fsdecode(b"gesprek-\xe9.txt")
    try:
        (proef.raw / strange).write_text(TALK, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    assert len(prepare(proef).sources) == 2


def test_a_file_that_may_not_be_opened_is_left_out_and_the_rest_goes_on(proef, as_nobody_special):
    dark = proef.raw / "dicht.txt"
    dark.write_text(TALK, encoding="utf-8")
    dark.chmod(0)
    done = as_nobody_special("read", "proef", "--project", str(proef.raw.parents[2]))
    assert done.returncode == 15 and "dicht.txt: het bestand kan niet worden geopend" in done.stderr


def test_a_damaged_provenance_is_made_again(proef):
    project = Project(proef.raw.parents[2])
    update(project, proef)
    (proef.processed / "herkomst.json").write_bytes(b"\0stuk")
    assert update(project, proef).did == ("code",)


@pytest.mark.parametrize(
    ("file_name", "source_id"),
    [
        ("Gesprek Jan-Willem Rietveldt.txt", "gesprek-persoon-3"),
        ("2026-03-12_kloosterduin_wethouder.txt", "2026-03-12-wethouder"),
        ("Interview Jeugdhulp GGD 2.txt", "interview-jeugdhulp-ggd-2"),
        ("Anneke.txt", "persoon-3"),
    ],
)
def test_a_name_known_from_nowhere_does_not_reach_an_id(proef, file_name, source_id):
    [path] = proef.raw.glob("*.txt")
    path.rename(proef.raw / file_name)
    (proef.raw / "region.yaml").unlink()
    assert list(prepare(proef).sources["source_id"]) == [source_id]


def test_a_known_name_is_found_in_speech_without_capitals_even_if_it_is_a_word(proef):
    [path] = proef.raw.glob("*.txt")
    path.write_text("I: en verder\nR1: nou bas zei dat al en hilde ook\nI: ja\nR1: precies\n", encoding="utf-8")
    text = (proef.raw / "region.yaml").read_text().replace("Joris Vlierboom", "Bas Vlierboom")
    (proef.raw / "region.yaml").write_text(text, encoding="utf-8")
    [read] = prepare(proef).sources["text"]
    assert "nou [PERSOON-2] zei" in read and "en [PERSOON-1] ook" in read


def test_a_refused_file_under_a_mistyped_name_is_not_used(proef):
    (proef.raw / "ander.md").write_text("# Kop\n\nEen stuk tekst over de regio.\n", encoding="utf-8")
    text = (proef.raw / "region.yaml").read_text()
    text = text.replace("Gesprek Hilde Kloosterberg.txt", "Gesprek Hilde.txt").replace("goedgekeurd", "geweigerd")
    (proef.raw / "region.yaml").write_text(text + "  - {bestand: ander.md, soort: document}\n")
    prepared = prepare(proef)
    assert list(prepared.sources["source_id"]) == ["ander"]
    assert "geweigerd bestand" in prepared.left_out[0].reason

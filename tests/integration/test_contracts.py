"""The calls that others build on give what they promise, and agree with each other."""

import pytest

import workbench
from workbench import tables
from workbench.errors import UnreadableSource
from workbench.project import open_project
from workbench.runs.tables.update import update

PROSE = """# Regiovisie

De gemeenten willen samen inkopen, maar elke raad houdt vast aan de eigen begroting.

Niemand pakt het voortouw. De wachtlijst voor specialistische jeugdhulp is te lang.

Het college heeft besloten om het regiobureau te verlengen tot 2028.
"""


@pytest.fixture
def document(tmp_path):
    raw = tmp_path / "data" / "raw" / "r"
    raw.mkdir(parents=True)
    (raw / "visie.md").write_text(PROSE, encoding="utf-8")
    return open_project(tmp_path).region("r")


def test_code_text_gives_the_rows_of_the_full_pipeline(document):
    update(open_project(document.raw), document)
    [text] = tables.read(tables.SOURCES, document.table("sources"))["text"]
    full = tables.read(tables.CODINGS, document.table("codings"))
    alone = workbench.code_text(text)
    assert len(alone) >= 4
    same = ["start", "end", "kind", "code", "pole_a_start", "pole_b_end", "status", "detail", "score", "certain",
            "coder", "rule", "codebook", "quote_sha256"]  # fmt: skip
    assert alone[same].to_dict("records") == full[same].to_dict("records")


def test_codings_have_the_columns_of_the_table():
    rows = workbench.code_text("De wachtlijst is te lang.")
    tables.check(tables.CODINGS, rows)
    assert workbench.code_text("De wachtlijst is te lang.", speaker_role="interviewer").empty
    assert workbench.code_text("").empty and list(workbench.code_text("").columns) == list(tables.CODINGS.columns)


def test_read_gives_a_transcript(document):
    transcript = workbench.read(document.raw / "visie.md")
    rows = transcript.utterances
    pieces = [transcript.text[a:b] for a, b in zip(rows["start"], rows["end"], strict=True)]
    assert pieces == transcript.text.split("\n")
    assert list(rows.columns) == list(tables.UTTERANCES.columns)
    (document.raw / "leeg.docx").write_bytes(b"")
    with pytest.raises(UnreadableSource, match=r"leeg\.docx"):
        workbench.read(document.raw / "leeg.docx")


def test_the_pipeline_is_ready_for_any_text():
    doc = workbench.language.load()("We pakken dit samen op. Dat is afgesproken.")
    assert len(list(doc.sents)) == 2 and doc[1]._.verb == "oppakken"


def test_public_names_are_there():
    assert set(workbench.__all__) <= set(dir(workbench))
    for name in workbench.__all__:
        assert getattr(workbench, name) is not None
    with pytest.raises(AttributeError):
        _ = workbench.nothing

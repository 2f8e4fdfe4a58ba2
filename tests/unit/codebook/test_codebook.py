"""The codebook: the built-in one is whole, and a wrong one is refused with file, line and key."""

import subprocess
import sys

import pytest

from workbench import codebook, tables
from workbench.codebook.reader import BUILT_IN
from workbench.errors import InvalidCodebook

SMALL = """\
titel: Proef
naam: proef
versie: 1.0
groepen:
  - {id: A, label: Groep A}
themas:
  - {id: T01, slug: een, groep: A, label: Eerste, definitie: Iets, signaalwoorden: [regie]}
  - {id: T02, slug: twee, groep: A, label: Tweede, definitie: Iets anders}
dilemmas:
  - id: D01
    slug: spagaat
    label: Hier ↔ daar
    definitie: Twee dingen
    pool_a: {label: Alles wat hier is}
    pool_b: {label: Alles wat daar is, kort: Verderop}
vlaggen:
  - {id: besluit, soort: decision, label: Besluit, definitie: Iets is beslist}
"""


def laid(folder, text):
    path = folder / "codeboek.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder, text):
    with pytest.raises(InvalidCodebook) as caught:
        codebook.load(laid(folder, text))
    return str(caught.value)


def test_built_in_codebook_is_whole():
    book = codebook.load()
    assert len(book.groups) == 5
    assert book.codes("theme") == tuple(f"T{at:02d}" for at in range(1, 19))
    assert book.codes("dilemma") == tuple(f"D{at:02d}" for at in range(1, 15))
    assert book.codes("role") == ("K1", "K2", "K3", "K4")
    assert [rule.number for rule in book.rules] == list(range(1, 28))
    assert book.roles_label == "Voorlopige kernrollen"
    assert all(theme.cues and theme.examples and theme.exclude for theme in book.themes)
    assert all(dilemma.pole_a.cues and dilemma.pole_b.cues for dilemma in book.dilemmas)
    assert all(dilemma.pole_a.short != dilemma.pole_b.short for dilemma in book.dilemmas)


def test_every_kind_of_coding_has_codes_and_every_code_its_kind():
    book = codebook.load()
    for kind in tables.CODING_KINDS:
        assert book.codes(kind), kind
        assert {book.kind(code) for code in book.codes(kind)} == {kind}
    assert book.codes("banaan") == ()


def test_organisation_types_are_those_a_region_file_may_name():
    from typing import get_args

    from workbench.region import OrganisationType

    assert {kind.id for kind in codebook.load().organisation_types} == set(get_args(OrganisationType))


def test_labels():
    book = codebook.load()
    assert book.label("T05") == "Regie en rolverdeling"
    assert book.label("besluit") == "Besluit"
    assert book.label("A") == "Opgave en inhoud"
    with pytest.raises(InvalidCodebook, match="T99"):
        book.label("T99")


def test_version_follows_content_and_not_layout(tmp_path):
    first = codebook.load(laid(tmp_path, SMALL)).version
    assert first.startswith("proef 1.0+")
    assert codebook.load(laid(tmp_path, "# een opmerking\n\n" + SMALL)).version == first
    assert codebook.load(laid(tmp_path, SMALL.replace("Iets anders", "Nog iets"))).version != first


def test_a_pole_without_short_label_takes_its_half(tmp_path):
    (dilemma,) = codebook.load(laid(tmp_path, SMALL)).dilemmas
    assert (dilemma.pole_a.short, dilemma.pole_b.short) == ("Hier", "Verderop")


def test_project_folder_gives_its_own_codebook_else_the_built_in_one(tmp_path):
    assert codebook.load(tmp_path).version == codebook.load().version
    laid(tmp_path, SMALL)
    assert codebook.load(tmp_path).title == "Proef"


def test_a_codebook_cannot_be_changed():
    with pytest.raises(ValueError):
        codebook.load().themes[0].label = "iets"


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("id: T02", "id: T01", 8, "themas.2.id"),
        ("id: T02, slug: twee, groep: A", "id: T02, slug: twee, groep: B", 8, "themas.2.groep"),
        ("label: Tweede", "label: ''", 8, "themas.2.label"),
        ("soort: decision", "soort: besluit", 17, "vlaggen.1.soort"),
        ("slug: twee, ", "slug: twee, kleur: rood, ", 8, "themas.2.kleur"),
        (", definitie: Iets is beslist", "", 17, "vlaggen.1.definitie"),
        ("[regie]", "regie", 7, "themas.1.signaalwoorden"),
        ("id: besluit", "id: D01", 17, "vlaggen.1.id"),
    ],
)
def test_an_error_names_file_line_and_key(tmp_path, old, new, line, key):
    assert old in SMALL
    message = refused(tmp_path, SMALL.replace(old, new))
    assert message.startswith("codeboek.yaml: ")
    assert f"regel {line}: {key}: " in message


def test_errors_are_said_together_and_cut_short(tmp_path):
    many = SMALL.replace("groep: A, label: Tweede, definitie: Iets anders", "groep: A")
    assert refused(tmp_path, many).count("ontbreekt") == 2
    assert "en nog" in refused(tmp_path, "titel: x\nnaam: y\n" + "".join(f"k{at}: 1\n" for at in range(9)))


@pytest.mark.parametrize("text", ["", "- een lijst", "titel: [", "titel: a\ntitel: b\n", "\tx"])
def test_what_is_no_codebook_is_refused(tmp_path, text):
    assert "codeboek.yaml" in refused(tmp_path, text)


def test_absent_and_wrongly_encoded_files(tmp_path):
    with pytest.raises(InvalidCodebook, match="pad"):
        codebook.load(tmp_path / "weg.yaml")
    path = tmp_path / "codeboek.yaml"
    path.write_bytes(SMALL.encode("utf-16"))
    with pytest.raises(InvalidCodebook, match="UTF-8"):
        codebook.load(path)


def test_built_in_file_with_byte_order_mark(tmp_path):
    path = laid(tmp_path, "\ufeff" + BUILT_IN.read_text(encoding="utf-8"))
    assert codebook.load(path).version == codebook.load().version


def test_compare(tmp_path):
    old = codebook.load(laid(tmp_path, SMALL))
    new = codebook.load(
        laid(
            tmp_path,
            SMALL.replace("id: T02, slug: twee", "id: T03, slug: drie").replace("[regie]", "[regie, stuur]"),
        )
    )
    changes = codebook.compare(old, new)
    assert (changes.added, changes.removed) == (("T03",), ("T02",))
    assert changes.changed == {"T01": ("cues",)}
    assert not codebook.compare(old, old)


def test_loading_stays_light():
    code = "import sys; from workbench import codebook as c; c.load(); print({'spacy', 'pandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"

"""region.yaml: what a mistake looks like to the one who made it."""

import pytest

from workbench.errors import InvalidRegionFile
from workbench.region import PERSPECTIVE_OF, OrganisationType, load_region


def region(tmp_path, text, encoding="utf-8"):
    folder = tmp_path / "mijn-regio"
    folder.mkdir()
    (folder / "region.yaml").write_text(text, encoding=encoding)
    return load_region(folder)


def test_without_the_file_the_folder_name_is_all_that_is_known(tmp_path):
    folder = tmp_path / "ergens"
    folder.mkdir()
    assert load_region(folder).naam == "ergens"
    assert load_region(folder).entry("x.txt").status == "concept"


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path):
    assert region(tmp_path, "naam: Éénstroom", "utf-8-sig").naam == "Éénstroom"


def test_every_organisation_type_has_a_perspective():
    assert set(PERSPECTIVE_OF) == set(OrganisationType.__args__)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("naam: [", "regel"),
        ("- a", "hoort te beginnen"),
        ("naam: x\nbronen: []", "'bronen' is onbekend"),
        ("kenmerken: {rechtsvorm: vof}", "kenmerken.rechtsvorm' moet een van deze zijn"),
        ("kenmerken: {aandeel_grootste_gemeente: 60}", "aandeel_grootste_gemeente"),
        ("bronnen: [{bestand: a.txt, sprekers: {I: R9}}]", "R9"),
        ("bronnen: [{bestand: a.txt}, {bestand: a.txt}]", "twee keer"),
        ("gesprekspartners: [{id: R1}, {id: R1}]", "twee keer"),
        ("gesprekspartners: [{rol: x}]", "ontbreekt"),
        ("gesprekspartners: [{id: 3}]", "moet tekst"),
        ("bronnen: [{bestand: a.txt, datum: gisteren}]", "moet een datum"),
        ("gesprekspartners: R1", "moet een lijst"),
        ("kenmerken: klein", "moet een groepje"),
        ("kenmerken: {inwoners: -3}", "minstens 0"),
        ("kenmerken: {inwoners: 120.000}", "zonder punt"),
        ("kenmerken: {aandeel_grootste_gemeente: 55}", "hoogstens 1"),
        ("advies: Doe het samen.", "'advies' moet een lijst"),
        ("niet_citeren: ['']", "'niet_citeren.0' is leeg"),
        ("advies: [3]", "'advies.0' moet tekst"),
        ("advies: ['']", "'advies.0' is leeg"),
        ("advies: [a, b, c, d, e]", "'advies' mag hoogstens 4 regels hebben"),
        ("advies: ['" + "a" * 161 + "']", "'advies.0' mag hoogstens 160 tekens hebben"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path, text, message):
    with pytest.raises(InvalidRegionFile, match="mijn-regio/region.yaml") as caught:
        region(tmp_path, text)
    assert message in str(caught.value)


def test_a_name_in_a_wrong_field_is_not_repeated_in_the_message(tmp_path):
    with pytest.raises(InvalidRegionFile) as caught:
        region(tmp_path, "gesprekspartners: [{id: R1, organisatietype: Tessa Wolkenaar}]")
    assert "Tessa" not in str(caught.value)


def test_a_key_with_nothing_behind_it_counts_as_not_written(tmp_path):
    known = region(tmp_path, "naam: x\ngesprekspartners:\nbronnen:\n  - bestand: a.txt\n    sprekers:\n    datum:\n")
    assert known.gesprekspartners == () and known.entry("a.txt").sprekers == {}


def test_the_example_that_init_lays_down_is_right(tmp_path):
    from workbench.runs.start import TEMPLATE

    text = (TEMPLATE / "region-voorbeeld.yaml").read_text(encoding="utf-8")
    known = region(tmp_path, text)
    assert known.kenmerken.inwoners == 120000 and known.gesprekspartners[0].perspective == "gemeente"
    assert all(kind in text for kind in OrganisationType.__args__)

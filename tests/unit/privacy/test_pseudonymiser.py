"""Gate in: what is replaced, what stays, and that doing it twice changes nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import workbench
from workbench.privacy.checks import bsn, iban, ten_digits
from workbench.privacy.identifiers import rules
from workbench.privacy.names import split_name
from workbench.privacy.pseudonymiser import Pseudonymiser
from workbench.privacy.speakers import name_in_label

KNOWN = [("Tessa van der Molen",), ("Roos Wit",), ("Wolkenaar, J. (Joost)",)]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["id"])
def test_every_rule_finds_its_example_and_leaves_its_counter_example(rule):
    found, rows = workbench.pseudonymise(rule["example"])
    assert f"[{rule['kind']}-1]" in found
    kept, rows = workbench.pseudonymise(rule["no_example"])
    assert kept == rule["no_example"] and rows.empty


@pytest.mark.parametrize(
    "form",
    [
        "Tessa van der Molen",
        "Van der Molen",
        "T. van der Molen",
        "Molen, T. van der (Tessa)",
        "Tessa",
        "tessa",
        "TESSA",
        "Tessa van der molen",
    ],
)
def test_every_form_of_a_known_name_is_the_same_person(form):
    new, _ = workbench.pseudonymise(f"Dat zei {form} gisteren.", known=KNOWN)
    assert new == "Dat zei [PERSOON-1] gisteren."


def test_words_that_are_also_names_stay_in_small_letters():
    text = "De roos is wit en molens draaien."
    assert workbench.pseudonymise(text, known=KNOWN)[0] == text


def test_part_of_a_word_is_not_a_name():
    text = "Het molenaarshuis en de Tessaschool."
    assert workbench.pseudonymise(text, known=KNOWN)[0] == text


def test_people_who_are_addressed_are_found_and_keep_their_number():
    new, rows = workbench.pseudonymise("Mevrouw De Ruwe kwam. Volgens De Ruwe kon het. Dank u, mevrouw Wethouder.")
    assert new == "Mevrouw [PERSOON-1] kwam. Volgens [PERSOON-1] kon het. Dank u, mevrouw Wethouder."
    assert list(rows["placeholder"]) == ["[PERSOON-1]"] * 2


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Dat zei minister Blok.", "Dat zei minister [PERSOON-1]."),
        ("Minister De Jong en de minister van Financiën.", "Minister [PERSOON-1] en de minister van Financiën."),
        ("Wethouder Kloosterduin komt.", "Wethouder [PERSOON-1] komt."),
        (
            "De wethouder Jeugd en de burgemeester en wethouders.",
            "De wethouder Jeugd en de burgemeester en wethouders.",
        ),
        ("De minister-president en Minister President.", "De minister-president en Minister President."),
    ],
)
def test_people_named_with_their_office(text, new):
    assert workbench.pseudonymise(text)[0] == new


def test_same_value_same_number_and_offsets_point_into_the_given_text():
    text = "Bel 06-12345678, of 06 12345678, of 06-87654321."
    new, rows = workbench.pseudonymise(text)
    assert new == "Bel [TELEFOON-1], of [TELEFOON-1], of [TELEFOON-2]."
    assert [text[a:b] for a, b in zip(rows["start"], rows["end"], strict=True)] == [
        "06-12345678", "06 12345678", "06-87654321",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("De heer Alkaar (XYZ)", "Alkaar"),
        ("De voorzitter", None),
        ("Minister De Jong", "De Jong"),
        ("R1", None),
        ("SPEAKER_00", None),
        ("Interviewer", None),
        ("Moeder", None),
        ("Jansma, A. (Anna)", "Jansma, A. (Anna)"),
        ("IB", None),
        ("Spreker 1", None),
        ("Anna", "Anna"),
        ("**Theo**:", "Theo"),
    ],
)
def test_which_labels_hold_a_name(label, name):
    assert name_in_label(label) == name


def test_a_label_becomes_the_placeholder_of_its_person():
    gate = Pseudonymiser(list(KNOWN))
    gate.add_label("Tessa")
    gate.add_label("Mevrouw Berkenloo (ABC)")
    assert len(gate.people) == 4
    assert gate.label("Molen, T. van der (Tessa)") == "[PERSOON-1]"
    assert gate.label("Mevrouw Berkenloo (ABC)") == "[PERSOON-4]"
    assert gate.label("R1") == "R1"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Tessa van der Molen", (["Tessa"], "van der", "Molen")),
        ("Molen, T. van der (Tessa)", (["Tessa"], "van der", "Molen")),
        ("De Ruwe-Bos", ([], "De", "Ruwe-Bos")),
        ("J. Wolkenaar", ([], "", "Wolkenaar")),
    ],
)
def test_names_are_split_the_dutch_way(name, parts):
    assert split_name(name) == parts


def test_check_digits():
    assert bsn("111222333") and not bsn("111222334") and not bsn("000000000")
    assert iban("NL91ABNA0417164300") and not iban("NL91ABNA0417164301")
    assert ten_digits("070-1234567") and not ten_digits("0701234")


PIECES = st.sampled_from(
    [
        "Tessa",
        "van der Molen",
        "Roos",
        "Wit",
        "mevrouw",
        "Mevrouw Kloosterduin",
        "06-12345678",
        "111222333",
        "a@b.example",
        "[PERSOON-1]",
        "[onverstaanbaar]",
        "de",
        "gemeente",
        ".",
        ",",
        "\n",
        "1234 AB",
        "J.",
        "Wolkenaar,",
        "é",
    ]
)


@example("ë 1234 AB 06-12345678 de")
@given(st.lists(PIECES | st.text(max_size=6), max_size=30).map(" ".join))
def test_twice_is_once(text):
    once, _ = workbench.pseudonymise(text, known=KNOWN)
    gate = Pseudonymiser(list(KNOWN))
    gate.add_addressed(text)
    gate.add_mentioned([text])
    first, _ = gate.replace(text)
    assert first == once
    assert gate.replace(once)[0] == once


@given(st.text(max_size=80))
def test_no_text_makes_it_crash_and_spans_do_not_overlap(text):
    _, rows = workbench.pseudonymise(text, known=KNOWN)
    assert (rows["start"].iloc[1:].to_numpy() >= rows["end"].iloc[:-1].to_numpy()).all()


def test_a_full_name_wins_from_the_first_name_of_somebody_else():
    new, _ = workbench.pseudonymise("Anna de Vries sprak.", known=["Anna Jansen", "Anna de Vries"])
    assert new == "[PERSOON-2] sprak."


def test_a_form_that_two_people_share_is_neither_of_them():
    known = ["Anna Jansen", "Anna de Vries", "Piet Jansen"]
    text = "Anna zei het. Mevrouw Jansen ook. Jansen weer. Maar A. Jansen niet, en Piet wel."
    new, _ = workbench.pseudonymise(text, known=known)
    numbers = [part.split("]")[0] for part in new.split("[PERSOON-")[1:]]
    assert len({*numbers[:2]}) == 2 and not {*numbers[:3]} & {"1", "2", "3"}
    assert numbers[1] == numbers[2] and numbers[3:] == ["1", "3"]


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("José García", ["Jose Garcia", "JOSÉ", "García, José", "Jose\u0301 García"]),
        ("Sinéad O'Connor", ["O’Connor", "Sinead O´Connor"]),
        ("Jan-Willem Kloosterdijk", ["Jan Willem", "Jan-willem", "JAN-WILLEM", "Kloosterdijk"]),
        ("Marie-Louise Jansen-de Vries", ["Jansen-De Vries", "Jansen", "de Vries"]),
        ("drs. J.P. (Hans) van Dijk", ["Hans van Dijk", "Hans", "J.P. van Dijk", "Van Dijk"]),
        ("Tessa Kloosterdijk", ["T Kloosterdijk", "TessaKloosterdijk", "tessa_kloosterdijk", "tessakloosterdijk"]),
    ],
)
def test_a_name_is_found_however_it_is_spelled(name, forms):
    for form in forms:
        assert workbench.pseudonymise(f"Dat zei {form} hier.", known=[name])[0] == "Dat zei [PERSOON-1] hier.", form


def test_a_title_in_a_known_name_is_no_name():
    assert workbench.pseudonymise("Een drs. zei dat.", known=["drs. Anna Jansen"])[0] == "Een drs. zei dat."


def test_a_place_is_a_person_only_with_a_title_or_the_rest_of_the_name():
    gate = Pseudonymiser([("Jan van Buren",), ("Anna Utrecht",)], places=["Buren", "Utrecht"])
    text = "In Buren en Utrecht kwam Jan van Buren. Van Buren en mevrouw Utrecht en Anna Utrecht. Wethouder van Buren."
    new, _ = gate.replace(text)
    assert new.startswith("In Buren en Utrecht kwam [PERSOON-1]. [PERSOON-1] en mevrouw [PERSOON-2] en [PERSOON-2].")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("anna", "Anna"), ("JAN", "Jan"), ("Bo", "Bo"), ("Sanne 1", "Sanne"), ("moeder Sanne", "Sanne"),
        ("Interviewer (Kees)", "Kees"), ("interviewer kees", "Kees"), ("R1 (Anna)", "Anna"), ("R1 Anna", "Anna"),
        ("anna jansen", "Anna Jansen"), ("Anna Jansen | Gemeente X", "Anna Jansen"), ("李", "李"),
        ("JAN1", "Jan"), ("TIM 2", "Tim"), ("EVA_1", "Eva"), ("KL04", None), ("INT1", None), ("GGD 2", None),
        ("GGD", None), ("MJ", None), ("Spreker A", None), ("Leerkracht groep 8", None), ("Ouder 1", None),
        ("Projectleider", None), ("beleidsadviseur gemeente", None),
    ],
)  # fmt: skip
def test_a_label_is_a_name_unless_it_is_clearly_none(label, name):
    assert name_in_label(label) == name


def test_an_address_as_a_label_is_not_stored():
    assert Pseudonymiser().label("anna.jansen@voorbeeld.example") == "[E-MAIL-1]"


@pytest.mark.parametrize("labels", [["Anna", "Anna Jansen"], ["Anna Jansen", "Anna"]])
def test_the_order_of_labels_does_not_matter(labels):
    gate = Pseudonymiser()
    gate.add_labels(labels)
    assert {gate.label(label) for label in labels} == {"[PERSOON-1]"}

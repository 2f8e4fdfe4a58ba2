"""The gate out at its boundaries: labels and quotes."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.privacy import disclosure
from workbench.privacy.disclosure import Policy, Quote, Voice

CONCEPT, REGIO = Policy(3, "concept"), Policy(3, "regio")


PEOPLE = [
    Voice("R1", "gemeente", "bestuurder", "wethouder"),
    Voice("R2", "gemeente", "bestuurder", "wethouder"),
    Voice("R3", "gemeente", "bestuurder", "wethouder"),
    Voice("R4", "onderwijs", "school", "ib'er"),
    Voice("R5", "onderwijs", "school", "directeur"),
    Voice("R6", "onderwijs", "school", "directeur"),
]


def test_a_label_is_as_fine_as_k_people_share():
    labels = disclosure.speaker_labels(PEOPLE, CONCEPT)
    assert labels["R1"] == "wethouder"
    assert labels["R4"] == labels["R5"] == "school"


def test_the_only_one_of_a_kind_pulls_others_to_a_coarser_label():
    alone = [*PEOPLE, Voice("R7", "gemeente", "ambtenaar", "beleidsadviseur")]
    labels = disclosure.speaker_labels(alone, CONCEPT)
    assert labels["R7"] == "gemeente"
    assert labels["R1"] == "gemeente", "else 'gemeente' would point at R7"


def test_small_perspectives_share_one_label():
    labels = disclosure.speaker_labels([*PEOPLE, Voice("R8", "inwoner"), Voice("R9", "kinderopvang")], CONCEPT)
    assert labels["R8"] == labels["R9"]
    assert "inwoner" in labels["R8"] and "kinderopvang" in labels["R8"] and " of " in labels["R8"]


def test_a_small_perspective_joins_its_kin():
    mixed = [
        *(Voice(f"G{at}", "gemeente", family="bestuur") for at in range(2)),
        Voice("X1", "regio", family="bestuur"),
        *(Voice(f"Z{at}", "zorg") for at in range(2)),
        *(Voice(f"I{at}", "inwoner") for at in range(2)),
    ]
    groups = disclosure.perspective_groups(mixed, CONCEPT)
    assert groups == [(("inwoner", "zorg"), 4), (("gemeente", "regio"), 3)]
    labels = disclosure.speaker_labels(mixed, CONCEPT)
    assert labels["X1"] == labels["G0"] == "gemeente of regio"


def test_people_who_cannot_be_told_apart_get_no_label():
    mixed = [Voice("A", "gemeente"), Voice("B", "zorg"), Voice("C", "onderwijs")]
    assert set(disclosure.speaker_labels(mixed, CONCEPT).values()) == {""}


def test_two_people_in_all_get_no_label():
    assert set(disclosure.speaker_labels(PEOPLE[:2], CONCEPT).values()) == {""}


WORDS = st.sampled_from(["", "a", "b", "c"])
FAMILIES = {"": "", "a": "x", "b": "x", "c": "y"}


def _voice(at: int, row: tuple[str, str, str]) -> Voice:
    levels = (level + word if word else "" for level, word in zip("pot", row, strict=True))
    return Voice(f"R{at}", *levels, family=FAMILIES[row[0]])


VOICES = st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=14).map(
    lambda rows: [_voice(at, row) for at, row in enumerate(rows)]
)


@given(VOICES, st.integers(1, 5), st.randoms())
@settings(max_examples=300, deadline=None)
def test_every_label_is_borne_by_at_least_k_people_in_any_order(voices, k, random):
    policy = Policy(k)
    labels = disclosure.speaker_labels(voices, policy)
    assert set(labels) == {voice.id for voice in voices}
    if len(voices) >= k:
        assert all(number >= k for number in Counter(labels.values()).values())
    shuffled = list(voices)
    random.shuffle(shuffled)
    assert disclosure.speaker_labels(shuffled, policy) == labels


@given(VOICES, st.integers(1, 5))
@settings(max_examples=200, deadline=None)
def test_perspective_groups_hold_everyone_and_are_big_enough(voices, k):
    groups = disclosure.perspective_groups(voices, Policy(k))
    assert sum(number for _, number in groups) == len(voices)
    assert len(groups) <= 1 or all(number >= k for _, number in groups)


LABELS = disclosure.speaker_labels(PEOPLE, CONCEPT)


def released(text, policy=CONCEPT, voices=("R1",), **more):
    quote = Quote(text, voices, more.pop("perspectives", ("gemeente",)), more.pop("status", "goedgekeurd"))
    return disclosure.release(quote, LABELS, policy, **more)


@pytest.mark.parametrize(
    "status, concept, regio",
    [("goedgekeurd", True, True), ("concept", True, False), ("geweigerd", False, False)],
)
def test_status_decides_who_may_see_a_quote(status, concept, regio):
    assert (released("Dat gaat goed.", CONCEPT, status=status) is not None) is concept
    assert (released("Dat gaat goed.", REGIO, status=status) is not None) is regio


def test_a_placeholder_is_readable():
    assert released("Ik bel [PERSOON-12] op [TELEFOON-1].").text == "Ik bel [naam] op [telefoon]."


@pytest.mark.parametrize(
    "text",
    [
        "Mail mij op kees@voorbeeld.example als het kan.",
        "Bel 06-12345678 maar.",
        "Bel +31 6 1234 5678 maar.",
        "Mijn nummer is 123456782 geloof ik.",
        "Op rekening NL91 ABNA 0417 1643 00 dus.",
        "Ik woon op 1234 AB nummer zes.",
        "Zie https://voorbeeld.example voor meer.",
        "Dat zei Quirina ook.",
        "Dat zei QUIRINA DOBBELSTAM ook.",
    ],
)
def test_a_planted_identifier_stops_the_quote(text):
    assert released(text, names=("Quirina", "Quirina Dobbelstam")) is None


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 en 2023 waren er 1.200 kinderen.",
        "Van 12 naar 38 aanbieders, 0,5 fte.",
        "De quirinale heuvel.",
    ],
)
def test_ordinary_numbers_and_words_pass(text):
    assert released(text, names=("Quirina",)).text == text


def test_no_words_of_a_parent_unless_k_parents_were_spoken_to():
    told = {"voices": ("R4",), "perspectives": ("inwoner",)}
    assert released("Niemand belde.", REGIO, inwoner_voices=2, **told) is None
    assert released("Niemand belde.", REGIO, inwoner_voices=3, **told) is not None
    assert released("Niemand belde.", CONCEPT, inwoner_voices=1, **told) is not None


def test_a_conversation_of_people_with_different_labels_gets_none():
    assert released("Dat gaat goed.", voices=("R1", "R4")).label == ""


@pytest.mark.parametrize(
    "text",
    [
        "Dat meisje zat al weken thuis.",
        "Er stond een moeder bij de kassa.",
        "Mijn oudste zoon wacht nog.",
        "De zoon gaat weer naar school.",
        "Dan zegt de begeleider: dit jochie is er nog niet.",
    ],
)
def test_a_single_case_is_not_told_to_the_region(text):
    assert released(text, REGIO) is None
    assert released(text, CONCEPT) is not None


@pytest.mark.parametrize("text", ["Elk kind telt mee.", "Een gezin heeft één verhaal.", "Meisjes en jongens doen mee."])
def test_children_in_general_may_be_spoken_of(text):
    assert released(text, REGIO) is not None


def test_a_document_needs_no_people():
    assert released("De raad stelt vast.", REGIO, voices=()).label == ""


def test_too_few_people_means_no_quote():
    few = disclosure.speaker_labels(PEOPLE[:2], CONCEPT)
    assert disclosure.release(Quote("Dat gaat goed.", ("R1",), (), "goedgekeurd"), few, CONCEPT) is None


@given(st.text(max_size=200))
def test_cleaning_never_fails_and_cleaning_twice_changes_nothing(text):
    once = disclosure.clean(text)
    assert disclosure.clean(once) == once
    assert not any(char in once for char in "\n\t\u202e\u200b")


def test_a_very_long_turn_is_checked_in_no_time():
    assert not disclosure.leftover("a" * 100_000 + " 1 2 3 ")
    assert not disclosure.leftover("a." * 50_000)

"""The gate out at its boundaries: k-1, k, totals, labels, quotes."""

from collections import Counter, defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import InvalidParameter
from workbench.privacy import disclosure
from workbench.privacy.disclosure import Policy, Quote, Voice
from workbench.report.view import View

CONCEPT, REGIO = Policy(3, "concept"), Policy(3, "regio")


@pytest.mark.parametrize(
    "k, version",
    [(0, "concept"), (2, "regio"), (1, "regio"), (3, "publiek"), (True, "concept"), (2.5, "concept")],
)
def test_a_policy_that_is_not_allowed_is_refused(k, version):
    with pytest.raises(InvalidParameter):
        Policy(k, version)


def test_a_concept_may_look_below_three_and_the_region_may_not():
    assert Policy(1).k == 1
    assert Policy(3, "regio").shared


@pytest.mark.parametrize("value, told", [(0, True), (1, False), (2, False), (3, True), (4, True)])
def test_a_number_of_people_is_told_from_k_and_at_nought(value, told):
    assert disclosure.number_allowed(value, CONCEPT) is told


def test_hiding_one_cell_hides_a_second_when_the_total_is_known():
    assert disclosure.suppress([5, 2, 0, 4], CONCEPT) == [5, None, 0, 4]
    assert disclosure.suppress([5, 2, 0, 4], CONCEPT, total_shown=True) == [5, None, 0, None]


def test_two_hidden_ones_that_must_both_be_one_hide_a_third():
    assert disclosure.suppress([1, 1, 6, 3], CONCEPT, total_shown=True) == [None, None, 6, None]
    assert disclosure.suppress([1, 2, 6], CONCEPT, total_shown=True) == [None, None, 6]


def test_a_total_that_gives_a_number_back_is_not_safe():
    assert not disclosure.total_safe([2, 0], [None, 0])
    assert not disclosure.total_safe([1, 1], [None, None])
    assert disclosure.total_safe([1, 2], [None, None])
    assert disclosure.total_safe([4, 3], [4, 3])


@given(st.lists(st.integers(0, 6), min_size=1, max_size=4), st.integers(1, 4))
@settings(max_examples=300, deadline=None)
def test_nobody_can_work_out_a_hidden_number(counts, k):
    """Try every table that fits what is shown: a hidden number never has one possible value."""
    policy = Policy(k)
    shown = disclosure.suppress(counts, policy, total_shown=True)
    assert all(told is None or told == real for told, real in zip(shown, counts, strict=True))
    assert all(told is None for told, real in zip(shown, counts, strict=True) if 0 < real < k)
    if not disclosure.total_safe(counts, shown):
        return
    options = [[told] if told is not None else range(1, sum(counts) + 1) for told in shown]
    fitting = [table for table in product(*options) if sum(table) == sum(counts)]
    for place, told in enumerate(shown):
        if told is None:
            assert len({table[place] for table in fitting}) > 1


@pytest.mark.parametrize(
    "counts, safe",
    [
        ([1, 1, 1], False),  # three people in three groups: one each
        ([1, 2, 0], False),  # else three without groups would be one each
        ([1, 2, 0, 0], True),
        ([3, 0, 0], True),
        ([1, 1, 0], False),  # fewer than three, in two groups: one each
        ([2, 0, 0], True),  # fewer than three in one group: one or two
        ([2, 0], False),  # else fewer than three, in two groups that are not named, would be one each
        ([0, 0, 0], True),
        ([3, 4, 0], True),
    ],
)
def test_groups_are_not_named_where_that_tells_that_each_has_one(counts, safe):
    assert disclosure.spread_safe(counts, CONCEPT) is safe


@given(st.lists(st.integers(0, 4), min_size=1, max_size=4), st.integers(2, 4))
@settings(max_examples=300, deadline=None)
def test_naming_groups_never_tells_a_number_under_k(counts, k):
    """Try every table that fits the groups named and the total as it is told."""
    policy = Policy(k)
    if not disclosure.spread_safe(counts, policy) or all(disclosure.number_allowed(one, policy) for one in counts):
        return
    options = [range(1, 5) if value else [0] for value in counts]
    total = sum(counts)
    told = [total] if disclosure.number_allowed(total, policy) else range(1, k)
    fitting = [table for table in product(*options) if sum(table) in told]
    for place, value in enumerate(counts):
        if 0 < value < k:
            assert len({table[place] for table in fitting}) > 1


def tables(groups, most):
    """Every way to spread at most so many people over groups."""
    return (table for table in product(range(most + 1), repeat=groups) if sum(table) <= most)


@pytest.mark.parametrize(
    ("k", "groups", "most"),
    [(2, 2, 9), (2, 3, 9), (3, 1, 8), (3, 2, 12), (3, 3, 12), (3, 4, 8), (4, 3, 12), (4, 4, 8), (5, 4, 7)],
)
def test_a_reader_who_knows_the_rules_finds_no_number_under_k(k, groups, most):
    """What is shown of every table, as the report shows a line; tables that look the same leave each number open."""
    view = object.__new__(View)
    view.policy = Policy(k)
    alike = defaultdict(list)
    for table in tables(groups, most):
        alike[view.number(sum(table)), tuple(view.line(list(table)))].append(table)
    assert len(alike) > groups * 2
    for shown, fitting in alike.items():
        for place in range(groups):
            values = {table[place] for table in fitting}
            assert len(values) > 1 or not 0 < min(values) < k, shown


def test_hidden_numbers_that_could_be_no_other_hide_more():
    assert disclosure.suppress([3, 2, 2], CONCEPT, total_shown=True) == [None, None, None]
    assert disclosure.suppress([3, 3, 2], CONCEPT, total_shown=True) == [None, None, None]
    assert disclosure.suppress([5, 2, 2], CONCEPT, total_shown=True) == [5, None, None]


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

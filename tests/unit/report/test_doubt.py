"""What a page tells of a code never fixes a number under k: named groups, quotes under hidden numbers, their labels."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.privacy.disclosure import Policy, number_allowed, spread_safe, suppress, total_safe
from workbench.report.doubt import Quoted, Told
from workbench.report.quotes import Picker
from workbench.report.sections.dilemmas import stressing
from workbench.report.view import View

K = 3
ROW = st.tuples(*[st.integers(0, 3)] * 3)


def shown(numbers):
    """As ``View.line`` shows a line whose total is shown as well."""
    policy = Policy(K, "regio")
    if not spread_safe(numbers, policy):
        return ()
    if not number_allowed(sum(numbers), policy):
        return tuple(suppress(numbers, policy))
    found = suppress(numbers, policy, total_shown=True)
    return tuple(found if total_safe(numbers, found) else [None if value else 0 for value in numbers])


def told(table, sizes):
    total = sum(map(sum, table))
    return Told(
        table,
        sizes,
        total if number_allowed(total, Policy(K, "regio")) else None,
        shown([sum(row) for row in table]),
        shown([sum(column) for column in zip(*table, strict=True)]),
        K,
    )


def fits(line, values):
    return not line or all(value == seen or (seen is None and value) for value, seen in zip(values, line, strict=True))


def possible(one, pattern, quotes=()):
    """Every table that a reader can think of, tried one by one."""
    rows = [[row for row in product(range(size + 1), repeat=3) if sum(row) <= size] for size in one.sizes]
    for table in product(*rows):
        total = sum(map(sum, table))
        if not fits(one.rows, list(map(sum, table))):
            continue
        if (total != one.total if one.total is not None else not 1 <= total < K) or total < len(quotes):
            continue
        if not fits(one.columns, [sum(column) for column in zip(*table, strict=True)]):
            continue
        if pattern and any((value > 0) != there for row, seen in zip(table, pattern, strict=True)
                           for value, there in zip(row, seen, strict=True)):  # fmt: skip
            continue
        if all(table[group][pole] >= quotes.count(Quoted(group, pole)) for group, pole in product(range(2), range(3))):
            yield table


def fixed(tables, real):
    """Whether a number under k is the same in all tables: in a cell, of a group or of a pole."""

    def numbers(table):
        return [*(value for row in table for value in row), *map(sum, table), *map(sum, zip(*table, strict=True))]

    found = [set(values) for values in zip(*map(numbers, tables), strict=True)]
    return any(len(values) == 1 and 0 < value < K for values, value in zip(found, numbers(real), strict=True))


@settings(max_examples=60, deadline=None)
@given(st.tuples(ROW, ROW), st.data())
def test_what_leaves_doubt_is_what_more_tables_fit(table, data):
    if not any(map(sum, table)):
        return
    sizes = tuple(max(sum(row), K) + data.draw(st.integers(0, 1)) for row in table)
    one = told(table, sizes)
    pattern = [[value > 0 for value in row] for row in table]
    assert one.in_doubt(named=True) is not fixed(list(possible(one, pattern)), table)
    people = [(group, pole) for group, row in enumerate(table) for pole, many in enumerate(row) for _ in range(many)]
    quotes = tuple(Quoted(*place) for place in data.draw(st.lists(st.sampled_from(people), max_size=2, unique=True)))
    assert one.in_doubt(quotes) is not fixed(list(possible(one, None, quotes)), table)


def test_groups_that_would_give_a_number_back_are_in_no_doubt():
    one = told(((3, 0, 0), (1, 0, 3)), (5, 5))
    assert (one.rows, one.columns) == ((3, 4), (4, 0, 3))
    assert one.in_doubt() and not one.in_doubt(named=True)


SPOKEN = (
    "Als ik de leiding neem op onderwerp {0} haken zij af, en als ik wacht tot zij komen gebeurt er helemaal niets."
)
SIDES = ("Als ik de leiding neem", "als ik wacht tot zij komen")
ORGANISATION = {"gemeente": "gemeente_bestuur", "onderwijs": "school", "jeugdhulp": "jeugdhulpaanbieder"}


@pytest.fixture
def spoken(invented_data, make_region):
    """Function: {perspective: (people spoken to, how many speak of D02)}, rol -> the view of that region to share."""

    def make(groups, roles=("medewerker",), k=K):
        data = {"region": {"naam": invented_data["region"]["naam"], "gesprekspartners": []}, "sources": {}}
        turns = []
        for group, (people, speakers) in groups.items():
            for number in range(people):
                who = f"R{len(turns) + 1:02d}"
                role = roles[number % len(roles)]
                known = {"id": who, "rol": role, "organisatietype": ORGANISATION[group]}
                data["region"]["gesprekspartners"].append(known)
                codes = ["T05", {"dilemma": ["D02", *SIDES]}] if number < speakers else []
                turns.append({"who": who, "text": SPOKEN.format(len(turns) + 1), "codes": codes})
        data["sources"]["gesprek"] = {"kind": "interview", "status": "goedgekeurd", "turns": turns}
        return View(make_region(data), Policy(k, "regio"))

    return make


def under(view, code, number=3):
    kind = "theme" if code.startswith("T") else "dilemma"
    [one] = [one for one in view.counts(kind) if one.code == code]
    return one, Picker(view).pick(kind, code, one.quotes(number))


@pytest.mark.parametrize("code", ["T05", "D02"])
@pytest.mark.parametrize("k", [3, 4, 5])
def test_a_number_under_k_has_one_quote_however_many_said_it(spoken, code, k):
    one, found = under(spoken({"gemeente": (6, 2), "onderwijs": (6, 0)}, k=k), code)
    # fewer than three in two groups: naming the one would tell of two groups without a name that each has one
    assert one.voices is None and one.cells == (() if k == 3 else (None, 0)) and len(found) == 1


@pytest.mark.parametrize("code", ["T05", "D02"])
def test_a_hidden_group_has_one_quote_and_not_everybody_is_quoted(spoken, code):
    one, found = under(spoken({"gemeente": (5, 2), "onderwijs": (5, 1)}), code)
    assert one.voices == 3 and one.cells == (None, None)
    assert {shown.voices[0] > "R05" for shown in found} == {True, False} and len(found) == 2


def test_a_shown_group_is_not_quoted_whole_so_that_finer_labels_give_no_number(spoken):
    one, found = under(spoken({"gemeente": (6, 3), "onderwijs": (6, 0)}, roles=("wethouder jeugd", "ambtenaar")), "D02")
    assert one.cells == (3, 0) and len(found) == 2


def test_where_groups_may_not_be_told_a_quote_has_no_label(spoken):
    one, found = under(spoken({"gemeente": (4, 1), "onderwijs": (4, 1), "jeugdhulp": (4, 1)}), "T05")
    assert (one.voices, one.cells) == (3, ()) and [shown.label for shown in found] == [""]


def test_a_concept_shows_the_researcher_more(spoken):
    shared = spoken({"gemeente": (5, 2), "onderwijs": (5, 1)})
    assert len(under(View(shared.data, Policy(K)), "D02")[1]) == 3


def test_groups_are_named_at_a_side_only_where_that_leaves_doubt(spoken):
    def stressed(*sides):
        view = spoken({"gemeente": (5, 3), "onderwijs": (5, 4)})
        rows = view.evidence.sort_values("voice")
        places = rows.index[rows["kind"] == "dilemma"]
        extra = rows["extra"].astype(object).copy()
        for place, side in zip(places, sides, strict=True):
            extra[place] = {"nadruk": side}
        view.__dict__["evidence"] = rows.assign(extra=extra)
        return stressing(view, "D02")

    assert stressed(*"aaaabbb") is None  # four stress A, three of them of the gemeente: one of onderwijs
    assert stressed(*"aaabbbb") == (["gemeente"], [], ["onderwijs"])

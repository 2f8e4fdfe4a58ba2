"""Which numbers of people may be told: a reader who knows the rules cannot work out a hidden one."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import InvalidParameter
from workbench.privacy import disclosure
from workbench.privacy.disclosure import Policy
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

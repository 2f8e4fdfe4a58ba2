"""The kind of a source and the label of who spoke are a pair: in whatever goes out, at least k people bear it."""

import copy
import re
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis import data as stored
from workbench.privacy.disclosure import NO_LABEL, Policy, kinds_told
from workbench.report import open_tables
from workbench.report.factsheet_report import FactsheetReport
from workbench.report.region_report import RegionReport
from workbench.report.view import View
from workbench.runs.publishing import given as publications

KINDS = {"interview": "interview", "verslag": "gespreksverslag"}
POLICIES = [Policy(3, "regio"), Policy(5, "regio"), Policy(3, "concept")]


LABELS, SPOKE_IN = st.sampled_from(["a", "b", NO_LABEL]), st.sets(st.sampled_from("ivd"))


@given(st.dictionaries(st.integers(0, 14).map(str), st.tuples(LABELS, SPOKE_IN)), st.integers(1, 5))
def test_every_pair_has_k_people_and_so_has_what_is_left(people, k):
    labels = {voice: label for voice, (label, _) in people.items()}
    told = kinds_told([(voice, kind) for voice, (_, kinds) in people.items() for kind in kinds], labels, Policy(k))
    for label in {*labels.values(), NO_LABEL}:
        bearers = {
            kind: {one for one, (own, kinds) in people.items() if kind in kinds and label in (own, NO_LABEL)}
            for kind in "ivd"
        }
        shown = {kind for kind in "ivd" if (kind, label) in told}
        left = set().union(*(bearers[kind] for kind in set("ivd") - shown))
        assert all(len(bearers[kind]) >= k for kind in shown)
        assert not left or len(left) >= k or not shown


def test_a_kind_that_all_share_is_told_and_one_of_a_single_person_hides_the_other_as_well():
    labels = dict.fromkeys(["1", "2", "3", "4"], "gemeente") | dict.fromkeys(["5", "6", "7"], "onderwijs")
    spoken = [(voice, "verslag" if voice == "4" else "interview") for voice in labels]
    assert kinds_told(spoken, labels, Policy(3)) == {("interview", "onderwijs")}
    assert ("interview", "gemeente") in kinds_told(spoken, labels, Policy(1))


@pytest.fixture(params=POLICIES, ids=lambda policy: f"{policy.version}-k{policy.k}")
def region(request, invented_data, make_region):
    """One councillor was spoken to in a talk of which there is a report, and said of everything something."""
    data = copy.deepcopy(invented_data)
    data["sources"]["v1-wethouder"] = {
        "kind": "verslag",
        "status": "goedgekeurd",
        "turns": [
            {
                "who": "R02",
                "text": f"Volgens de wethouder {told} in de hele regio.",
                "codes": [{"fact": [kind, "", ""]}],
            }
            for kind, told in (
                ("result", "lukt het nu om elk jaar samen in te kopen"),
                ("decision", "is vorig jaar een gezamenlijk loket besloten"),
                ("agreement", "belt de gemeente elke maand met de scholen"),
                ("signal", "ontbreekt het overzicht van wie er wachten op hulp"),
            )
        ],
    }
    return make_region(data), request.param


def pairs(words: str, labels: set[str]) -> set[tuple[str, str]]:
    """(kind, label) of everything that looks like one in a page or a cell."""
    told = "|".join(sorted(map(re.escape, labels), key=lambda label: -len(label)))
    kinds = "|".join(KINDS.values())
    return {(one[1].lower(), one[2].lower()) for one in re.finditer(rf"(?i)\b({kinds})\b(?:, ({told}))", words)}


def test_no_output_holds_a_pair_of_fewer_than_k_people(region):
    data, policy = region
    view = View(data, policy)
    spoken = stored.voices(view.data).dropna(subset="voice").merge(view.data.sources[["source_id", "kind"]])
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in spoken.itertuples():
        people[KINDS[row.kind], view.labels[row.voice].lower()].add(row.voice)
    pages = [str(part) for report in (RegionReport, FactsheetReport) for part in report(data, policy).sections()]
    cells = [cell for table in open_tables.tables_of(view) for row in table.rows for cell in row]
    found = set().union(*(pairs(words, set(view.labels.values()) - {""}) for words in [*pages, *cells]))
    assert all(len(people[pair]) >= policy.k for pair in found)
    assert not any(kind == "gespreksverslag" for kind, _ in found)
    assert found if policy.k == 3 else True
    # the record says the kind beside a hash that leads to the label on the page
    record = publications.for_others(view, [], publications.fact_entries(view))["feiten"]
    for entry, public in zip(publications.fact_entries(view), record, strict=True):
        label = {view.labels[voice].lower() for voice in entry["wie"]}
        if label and (kind := set(public["bron"]) - {publications.UNTOLD}):
            assert len(people[kind.pop(), label.pop()]) >= policy.k
    assert any(entry["bron"] == [publications.UNTOLD] for entry in record)

"""Every number and quote can be found again, the same data give the same page, and an empty place says why."""

import copy
import dataclasses
import os
import re
import subprocess
import sys

import pytest

from workbench.analysis.names import name_of
from workbench.privacy.disclosure import Policy
from workbench.report import trace
from workbench.report.alone import says_something
from workbench.report.role_state import empty_roles
from workbench.report.sections import facts
from workbench.report.sections.themes import contrasts
from workbench.report.view import Count, View


def shown_text(source: str) -> str:
    return re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", source, flags=re.DOTALL))


def test_only_the_date_differs_between_two_runs(invented_region, page):
    at = [
        dataclasses.replace(invented_region, provenance={**invented_region.provenance, "gemaakt": made})
        for made in ("2026-01-01T10:00:00", "2027-02-02T11:30:00")
    ]
    first, second = (page(region, Policy(3, "regio")).splitlines() for region in at)
    different = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    assert len(different) == 1
    assert different[0][0].replace("1 januari 2026 om 10:00", "2 februari 2027 om 11:30") == different[0][1]


def test_the_order_of_stored_rows_changes_nothing(invented_region, concept, page):
    mixed = dataclasses.replace(
        invented_region,
        **{
            name: getattr(invented_region, name).sample(frac=1, random_state=5).reset_index(drop=True)
            for name in ("sources", "utterances", "codings")
        },
    )
    assert page(mixed, Policy(3, "concept")) == concept


def test_another_process_gives_the_same_page(invented_project):
    program = (
        "import sys; from workbench.report.region_report import open_report; import hashlib; "
        "report = open_report(sys.argv[1], 'ooievaarsland', versie='regio'); "
        "print(hashlib.sha256(''.join(report.sections()).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program, str(invented_project)],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "77")
    }  # fmt: skip
    assert len(found) == 1


def test_every_quote_in_a_concept_can_be_found_again_and_none_in_the_region(concept, regio, invented_region):
    shown = re.findall(r'<small class="spoor">([^<]+)</small>', concept)
    assert len(shown) > 10 and "spoor" not in re.sub(r"<style>.*?</style>", "", regio, flags=re.DOTALL)
    texts = invented_region.sources.set_index("source_id")["text"]
    for line in shown:
        source, start, sure = re.fullmatch(r"([\w-]+):(\d+), (?:regel .+|mens), zekerheid (\d,\d\d)", line).groups()
        assert int(start) < len(texts[source]) and 0 <= float(sure.replace(",", ".")) <= 1


def test_the_passages_behind_a_number_give_that_number(invented_region):
    view = View(invented_region, Policy(3))
    [one] = [count for count in view.counts("theme") if count.code == "T05"]
    lines = re.findall(r"<li>([^<]+)</li>", trace.behind(view, "theme", "T05"))
    assert len(lines) == one.fragments
    assert len({line.split(":")[0] for line in lines} - {"document"}) == one.voices
    assert trace.behind(View(invented_region, Policy(3, "regio")), "theme", "T05") is None


def test_unsure_readings_are_for_the_researcher_and_marked(concept, regio):
    assert "Onzeker, nog niet nagekeken: mogelijke thema’s" in concept
    assert "Onzeker, nog niet nagekeken" not in regio


def test_a_region_without_a_dilemma_gets_questions_and_no_empty_chapter(invented_region, page):
    codings = invented_region.codings
    kept = codings[codings["kind"] != "dilemma"].reset_index(drop=True)
    found = shown_text(page(dataclasses.replace(invented_region, codings=kept), Policy(3, "regio")))
    chapter = found.split("4. Dilemma’s")[-1].split("5. Wie neemt regie")[0]
    assert "geen dilemma waar zij zeker van is" in chapter and "Vraag voor het gesprek" in chapter


def test_where_groups_would_tell_a_number_they_are_not_named(invented_region):
    view = View(invented_region, Policy(3))
    assert view.line([1, 1, 1]) == []
    hidden = Count("T01", 3, 3, ())
    assert view.spread(hidden) == [] and hidden.quotes(3) == 1
    assert Count("T01", 3, 3, (None, 0)).quotes(3) == 3


def test_groups_that_differ_are_said_in_words(invented_region):
    view = View(invented_region, Policy(3))
    cells = [(None, *[0] * (len(view.groups) - 1)), tuple([None] * len(view.groups))]
    found = contrasts(view, [Count("T05", 3, 3, cells[0]), Count("T13", 4, 4, cells[1])])
    assert found[0] == f"Alleen de groep {view.groups[0].label} noemt: ‘Regie en rolverdeling’."
    assert found[-1] == "Alle groepen noemen: ‘Geld, tijd en menskracht’."


@pytest.mark.parametrize(
    "passage, kept",
    [
        ("Het algemeen bestuur heeft het volgende besloten:", False),
        ("Dat is vastgesteld.", False),
        ("Dat hoor ik dan voor het eerst.", False),
        ("| Landelijke agenda | In elke regio is een aanpak actief |", False),
        ("en dat woord staat boven elk stuk dat ik krijg " * 8, False),
        ("Het aantal aanbieders is teruggebracht van 143 naar 38.", True),
        ("En toen hebben alle elf besturen in november ingestemd met het nieuwe plan.", True),
    ],
)
def test_a_fact_is_shown_when_it_can_be_read_by_itself(passage, kept):
    assert says_something(passage) is kept


def test_the_same_fact_twice_is_one_row(invented_data, make_region):
    changed = copy.deepcopy(invented_data)
    fact = {"text": "De raad heeft in mei het nieuwe plan vastgesteld.", "codes": [{"fact": ["decision", "", ""]}]}
    changed["sources"]["g1-gemeenten"]["turns"] = [{"who": who, **fact} for who in ("R01", "R02", "R03")]
    rows = facts.rows_of(View(make_region(changed), Policy(3, "regio")), "decision")
    assert [row[0] for row in rows].count(fact["text"]) == 1


def test_a_role_that_is_only_described_is_not_filled(invented_data, make_region):
    changed = copy.deepcopy(invented_data)
    changed["sources"] = {
        "g1-gemeenten": {
            **changed["sources"]["g1-gemeenten"],
            "turns": [{
                "who": "R01", "text": "Een aanjager zet dingen in beweging.",
                "codes": [{"role": ["K1", "aanjager", "definitie", "persoon"]}],
            }],
        }
    }  # fmt: skip
    assert name_of("rolstatus", "definitie") == "alleen omschreven"
    assert "Aanjager" in empty_roles(View(make_region(changed), Policy(1)))


def test_a_short_name_written_small_does_not_reach_the_region(invented_data, make_region, page):
    changed = copy.deepcopy(invented_data)
    changed["region"]["gesprekspartners"][0]["namen"] = ["Bas Zilverspar"]
    told = "wij zeggen tegen elkaar joh bas vertel nou eens eerlijk waar jullie op vastlopen in de regio."
    for turn in changed["sources"]["g1-gemeenten"]["turns"]:
        turn["text"] = told
        turn["codes"] = ["T05", {"fact": ["signal", "", ""]}]
    for version in ("concept", "regio"):
        assert "joh bas" not in page(make_region(changed), Policy(3, version))


def test_a_fact_that_the_model_found_says_so(invented_region, page):
    codings = invented_region.codings.copy()
    facts_found = codings["kind"].isin(["result", "decision", "agreement", "signal"])
    codings.loc[facts_found, "coder"] = "machine:model 1"
    made = page(dataclasses.replace(invented_region, codings=codings), Policy(3, "concept"))
    chapter = made[made.index('id="opbrengsten"') :]
    codes = set(codings.loc[facts_found, "code"])
    assert re.search(rf'class="spoor">[^<]*:\d+, model, (?:{"|".join(codes)}), zekerheid \d,\d\d<', chapter)

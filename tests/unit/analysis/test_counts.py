"""Counting: people and not fragments, what counts and what does not."""

import copy

import pytest

from workbench.analysis import compare, counts, data, names, words
from workbench.region import Region


@pytest.fixture(scope="module")
def evidence(invented_region):
    return data.evidence(invented_region)


def theme(evidence, code):
    found = counts.themes(evidence)
    return found[found["code"] == code].iloc[0]


def test_a_person_who_says_it_often_counts_once(evidence):
    found = theme(evidence, "T05")
    assert found["voices"] == 5  # R01 says it twice, R03 twice, R05, R07 twice, R10 twice
    assert found["fragments"] == 9
    assert found["perspectives"] == ("gemeente", "jeugdhulp_zorg", "onderwijs")


def test_the_interviewer_never_counts(evidence, invented_region):
    asked = set(invented_region.utterances.query("speaker_role == 'interviewer'")["utterance_id"])
    assert asked and not asked & set(evidence["utterance_id"])


def test_denied_and_unsure_do_not_count_but_can_be_asked_for(evidence, invented_region):
    assert "T17" not in set(counts.themes(evidence)["code"])
    assert "T17" in set(data.evidence(invented_region, certain_only=False)["code"])
    denied = data.evidence(invented_region, status=("ontkend",))
    assert set(denied["code"]) == {"T18", "D02"}


def test_a_document_is_a_source_and_not_a_person(evidence):
    found = theme(evidence, "T01")
    assert (found["voices"], found["fragments"], found["sources"]) == (0, 1, 1)


def test_people_per_perspective(invented_region):
    found = data.people(invented_region)
    assert found["perspective"].value_counts().to_dict() == {
        "gemeente": 4, "onderwijs": 3, "jeugdhulp_zorg": 3, "inwoner": 1,
    }  # fmt: skip


def test_order_of_rows_changes_nothing(invented_region):
    mixed = data.RegionData(
        invented_region.name, invented_region.region,
        *(getattr(invented_region, name).sample(frac=1, random_state=7)
          for name in ("sources", "utterances", "codings")),
        invented_region.codes,
    )  # fmt: skip
    for count in (counts.themes, counts.dilemmas, counts.roles, counts.together, counts.by_perspective):
        assert count(data.evidence(mixed)).equals(count(data.evidence(invented_region))), count.__name__


def test_the_pole_that_comes_last_is_stressed(evidence):
    found = counts.poles(evidence)
    per_voice = found[found["code"] == "D02"].set_index("voice")["pole"].to_dict()
    assert per_voice == {"R03": "a", "R07": "b", "R10": "b"}


def test_what_the_coder_noted_goes_before_place(evidence):
    row = evidence[evidence["kind"] == "dilemma"].iloc[0].copy()
    row["extra"] = {"nadruk": "beide"}
    assert counts.stressed_pole(row) == "beide"


def test_roles_by_carrier_and_state(evidence):
    found = counts.roles(evidence).set_index(["code", "carrier", "state"])["voices"].to_dict()
    assert found[("K2", "ambtenaar", "kwetsbaar")] == 1
    assert found[("K1", "organisatie", "ontbreekt")] == 1


@pytest.mark.parametrize(
    "words, kind, shown",
    [("Ik", "persoon", "spreker"), ("we", "", "spreker"), ("zij", "persoon", ""), ("", "", ""),
     ("[PERSOON-1]", "", "persoon"),
     ("het regiobureau", "organisatie", "organisatie")],
)  # fmt: skip
def test_a_carrier_is_a_kind_of_person_or_organisation(words, kind, shown):
    assert names.carrier_kind(words, kind) == shown


def test_an_agreement_keeps_who_and_when(evidence):
    found = counts.facts(evidence, "agreement")
    assert found[["wie", "wanneer"]].to_numpy().tolist() == [
        ["de beleidsadviseur", "voor 1 maart"],
        ["de scholen", "elke maand"],
    ]


def test_themes_that_are_said_in_one_breath(evidence):
    found = counts.together(evidence).set_index(["code_a", "code_b"])
    assert found.loc[("T05", "T14"), "voices"] == 2


def test_a_report_of_a_conversation_counts_for_everyone_who_was_there(invented_data, make_region):
    from workbench.region import SourceEntry

    changed = copy.deepcopy(invented_data)
    changed["sources"]["v1"] = {
        "kind": "verslag", "status": "goedgekeurd",
        "turns": [{"who": "", "text": "De twee scholen geven aan dat de lijnen kort zijn.", "codes": ["T08"]}],
    }  # fmt: skip
    region = make_region(changed)
    alone = data.evidence(region)
    assert set(alone[alone["source_id"] == "v1"]["voice"]) == {"verslag:v1"}
    entry = SourceEntry(bestand="v1.docx", gesprekspartners=("R06", "R07"))
    known = data.RegionData(**{**vars(region), "entries": {"v1": entry}})
    assert set(data.evidence(known).query("source_id == 'v1'")["voice"]) == {"R06", "R07"}


def test_what_was_not_coded_is_counted(invented_region):
    found = data.not_coded(invented_region)
    assert found["uncoded"] == 2
    assert 0 < found["uncoded_words"] < found["words"]


def test_nothing_coded_gives_empty_tables(invented_region):
    from workbench import tables

    bare = data.RegionData(**{**vars(invented_region), "codings": tables.frame(tables.CODINGS)})
    evidence = data.evidence(bare)
    for count in (
        counts.themes,
        counts.dilemmas,
        counts.roles,
        counts.poles,
        counts.together,
        counts.by_perspective,
    ):
        assert len(count(evidence)) == 0


@pytest.mark.parametrize(
    "share, coincide, name",
    [
        (0.5, True, "trekker"),
        (0.5, False, "knooppunt"),
        (0.49, True, "gedeelde regie"),
        (0.2, False, "netwerkbureau"),
    ],
)
def test_what_a_region_looks_like(share, coincide, name):
    region = Region.model_validate(
        {"kenmerken": {"aandeel_grootste_gemeente": share, "grenzen_vallen_samen": coincide}}
    )
    assert compare.situation(region)["naam"] == name


def test_too_little_known_looks_like_nothing():
    assert compare.situation(Region()) is None


def test_shares_have_every_code_in_every_region(invented_region):
    found = compare.shares([invented_region, invented_region.restrict(["g2-onderwijs"])])
    assert set(found["of"]) == {11} or len(found) > 0


def test_distinctive_words_are_content_words_of_that_group(invented_region):
    found = words.distinctive(words.spoken(invented_region))
    assert "stad" in set(found[found["group"] == "gemeente"]["word"]) or "scholen" in set(found["word"])
    assert not {"de", "het", "een", "eh", "nou"} & set(found["word"])


def test_concordance_finds_every_form_and_no_interviewer(invented_region):
    spoken = words.spoken(invented_region)
    found = words.concordance(spoken, "gemeente")
    assert {word.lower() for word in found["word"]} == {"gemeente", "gemeenten"}
    assert words.concordance(spoken, "regie").empty  # only the interviewer says it


def test_collocations_do_not_cross_utterances(invented_region):
    found = set(words.collocations(words.spoken(invented_region), least=1, top=1000)["pair"])
    assert "begraafplaatsen stad" not in found and "dekkend netwerk" in found
    assert not any("zonder" in pair.split() for pair in found)


def test_every_part_of_a_name_is_kept_from_view_short_ones_too(invented_region):
    region = Region.model_validate(
        {"gesprekspartners": [{"id": "R01", "namen": ["Bas van den Zilverspar", "Dirk-Jan Van der Kolk"]}]}
    )
    known = set(data.RegionData(**{**vars(invented_region), "region": region}).names())
    assert {"Bas", "Zilverspar", "Dirk", "Jan", "Kolk"} <= known
    assert not {"van", "den", "Van", "der"} & known

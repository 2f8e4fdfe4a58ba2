import pytest

from workbench.coding.expressions import parse, split
from workbench.errors import InvalidCodebook

LISTS = {"partij": ("school", "gemeente"), "functiewoord": ("de", "het")}


def words(cue):
    return [[slot.words for slot in part] for part in cue.parts]


def test_words_alternatives_and_lists():
    assert words(parse("voortouw nemen|pakken @partij", LISTS)) == [
        [("voortouw",), ("nemen", "pakken"), ("school", "gemeente")]
    ]


def test_gaps_and_parts():
    cue = parse("nemen .. regie & samen ... met", LISTS)
    assert [[slot.gap for slot in part] for part in cue.parts] == [[0, 3], [0, 8]]


def test_anchor_is_the_content_word():
    assert parse("de koers", LISTS).anchors == (1,)


def test_optional_word_gives_two_cues():
    assert split("in de? regio; samen") == ("in regio", "in de regio", "samen")


@pytest.mark.parametrize("cue", ["", "a & ", "a ..", "@onbekend", "a||b"])
def test_a_cue_that_cannot_be_read_is_an_error(cue):
    with pytest.raises(InvalidCodebook, match="regel-7"):
        parse(cue, LISTS, "regel-7")

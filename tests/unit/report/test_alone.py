"""Which sentences a researcher, and which ones a stranger, can read by themselves."""

import pytest

from workbench.report import alone

CLEAR = "De gemeenten hebben nu samen één contract met de aanbieders."


@pytest.mark.parametrize(
    ("passage", "researcher", "stranger"),
    [
        (CLEAR, True, True),
        ("Nou ja, en de gemeenten hebben nu samen één contract met de aanbieders.", True, True),
        # a word for what was named before, also behind "en toen"
        ("Hij belt elke maandag met de scholen over de leerlingen.", False, False),
        ("En daarvan zijn er in de hele regio nog twintig over, zeggen de scholen.", True, False),
        ("Dat heb ik de wethouders van de regio vorig jaar gezegd, in het overleg.", True, False),
        # a noun behind it says what is meant
        ("Dat convenant met de scholen hebben alle gemeenten in mei getekend, na veel praten.", True, True),
        # half a sentence, an answer, a sentence that is broken off
        ("Omdat de gemeenten in de regio samen met de scholen contracten sluiten vanaf maart.", True, False),
        ("Omdat de scholen samen bellen, is de wachttijd in de hele regio korter.", True, False),
        ("Sinds de scholen samen bellen, is de wachttijd in de hele regio korter.", True, True),
        ("Want de gemeenten in de regio hebben samen één contract, en dat helpt.", True, False),
        ("De gemeenten in de regio hebben samen een contract met", True, False),
        ("De gemeenten in de regio hebben samen een contract –", True, False),
        ("De gemeenten in de regio hebben samen een contract en.", True, False),
        # the second half of a verb, and a verb at the end of a clause
        ("Er komen in de regio vijf plekken bij.", True, True),
        ("Er komen in de regio vijf plekken bij", True, False),
        ("Daar zijn de scholen en de gemeenten blij mee.", False, False),
        ("Wij zijn er met de scholen en de gemeenten in de regio eigenlijk heel blij mee.", True, False),
        ("De wethouder zegt ‘dat de samenwerking met scholen weer beter wordt.’", True, True),
        ("Wie belt er in de regio eigenlijk met de scholen?", True, False),
        # nothing that says what it is about
        ("Ik denk dat het zo wel weer kan, maar wie ben ik.", True, False),
        ("Scholen bellen nu elke week.", True, False),
        ("Scholen bellen elkaar nu elke week.", True, True),
        ("Wij weten niet hoeveel leerlingen van de scholen er wachten.", True, True),
    ],
)
def test_a_stranger_understands_less_than_who_knows_the_talk(passage, researcher, stranger):
    assert (alone.says_something(passage), alone.stands_alone(passage)) == (researcher, stranger)


@pytest.mark.parametrize("words", [4, 5, 60, 61])
def test_few_words_say_nothing_and_a_sentence_without_end_is_no_quote(words):
    passage = " ".join(["gemeente"] * words)
    assert alone.says_something(passage) is (alone.SHORTEST <= words <= alone.LONGEST)


def test_no_words_are_no_mistake():
    for passage in ("", "   ", "…", "— ?"):
        assert not alone.says_something(passage) and not alone.stands_alone(passage)
        assert alone.flaws(passage) >= 2


def test_what_may_come_is_no_result_yet():
    assert alone.is_expected("Hopelijk komen er in het najaar vijf plekken bij voor jongeren.")
    assert alone.is_expected("Het zou de wachttijd in de regio kunnen halveren.")
    assert not alone.is_expected("Sinds het najaar zijn er vijf plekken bij voor jongeren.")


@pytest.mark.parametrize(
    ("passage", "flaws"),
    [
        (CLEAR, 0),
        ("Dat contract met de aanbieders hebben de gemeenten nu samen.", 1),
        ("[naam] heeft met de aanbieders één contract gesloten.", 2),
        ("Wie heeft met de aanbieders in de regio één contract?", 2),
        ("de gemeenten hebben samen één contract met de aanbieders.", 2),
        ("dat contract met de aanbieders hebben de gemeenten nu samen.", 3),
    ],
)
def test_the_clearest_sentence_has_the_fewest_flaws(passage, flaws):
    assert alone.flaws(passage) == flaws

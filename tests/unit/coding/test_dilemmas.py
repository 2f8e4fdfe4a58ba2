"""Two poles and a sign of tension; each alone is nothing."""

import pytest

TENSE = "Ik moet sturen, maar ik wil ook ruimte geven aan de scholen."


def dilemmas(found, text):
    return {code: one for code, one in found(text).items() if code.startswith("D")}


def test_both_poles_have_a_span(found):
    one = dilemmas(found, TENSE)["D02"]
    assert TENSE[slice(*one.pole_a)] == "sturen"
    assert "ruimte" in TENSE[slice(*one.pole_b)]
    assert (one.status, one.extra["vorm"]) == ("actueel", "impliciet")


@pytest.mark.parametrize(
    "text",
    [
        "Ik moet sturen, maar ik wil ook naar huis.",
        "Ik wil ruimte geven aan de scholen.",
        "Ik moet sturen. Morgen regent het. Je moet ruimte geven aan de scholen.",
        "Er kwamen maar liefst tachtig mensen, en zij aten soep.",
        "We spraken niet alleen met de raad maar ook met de regio.",
        "Zeg maar gewoon dat we morgen komen.",
    ],
)
def test_a_pole_or_a_contrast_alone_is_no_dilemma(found, text):
    assert dilemmas(found, text) == {}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Ik zoek de balans tussen sturen en loslaten.", "expliciet"),
        ("Hoe neem je de regie zonder dat de scholen afhaken?", "of-vraag"),
        ("Er moet iemand sturen. Maar de scholen willen ruimte krijgen.", "over zinnen"),
    ],
)
def test_forms(found, text, form):
    assert dilemmas(found, text)["D02"].extra["vorm"] == form


def test_over_sentences_spans_both_sentences(found):
    text = "Er moet iemand sturen. Maar de scholen willen ruimte krijgen."
    one = dilemmas(found, text)["D02"]
    assert (one.start, one.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Nee, ik ervaar geen spanning tussen sturen en loslaten.", "ontkend"),
        ("Vroeger was er spanning tussen sturen en loslaten.", "opgelost"),
        ("Stel dat er spanning ontstaat tussen sturen en loslaten.", "hypothetisch"),
        ("Ze zeggen dat er spanning is tussen sturen en loslaten.", "van_anderen"),
    ],
)
def test_status(found, text, status):
    assert dilemmas(found, text)["D02"].status == status

import pytest


@pytest.mark.parametrize(
    ("text", "code", "carrier", "state"),
    [
        ("De programmamanager brengt de partijen bij elkaar.", "K2", "programmamanager", "vervuld"),
        ("Daarom jaagt de wethouder het aan.", "K1", "wethouder", "vervuld"),
        ("Een aanjager ontbreekt hier.", "K1", None, "ontbreekt"),
        ("We hebben behoefte aan een verbinder.", "K2", "We", "gewenst"),
    ],
)
def test_role_carrier_and_state(found, text, code, carrier, state):
    extra = found(text)[code].extra
    assert (extra.get("drager"), extra["rolstatus"]) == (carrier, state)


@pytest.mark.parametrize(
    "text",
    [
        "Het overzicht ondersteunt het gesprek.",
        "De koers wordt bewaakt.",
        "Wie jaagt dit eigenlijk aan?",
        "Dat speelt geen rol bij ons.",
    ],
)
def test_no_role_without_a_carrier(found, text):
    assert not {"K1", "K2", "K3", "K4"} & set(found(text))


def test_agreement_has_who_what_and_when(found):
    text = "De beleidsadviseur stuurt het voorstel voor 1 maart naar de schoolbesturen."
    extra = found(text)["afspraak"].extra
    assert extra["wie"] == "beleidsadviseur"
    assert extra["wanneer"] == "voor 1 maart"
    assert "voorstel" in extra["wat"]


@pytest.mark.parametrize(
    ("text", "who", "when"),
    [
        ("De stuurgroep heeft in maart besloten dat de pilot doorgaat.", "stuurgroep", "in maart"),
        ("Er is besloten dat de pilot doorgaat.", "onbekend", None),
        ("Het bestuur heeft op 1 februari 2026 besloten dat de pilot doorgaat.", "bestuur", "op 1 februari 2026"),
        ("De gemeenteraad vroeg erom en het college heeft in juni besloten te stoppen.", "college", "in juni"),
        ("Het college heeft besloten dat de pilot loopt tot de zomer van 2027.", "college", "tot de zomer van 2027"),
    ],
)
def test_decision_says_by_whom_and_when(found, text, who, when):
    extra = found(text)["besluit"].extra
    assert (extra["wie"], extra.get("wanneer")) == (who, when)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("De wethouder stuurt het plan voor de mei vakantie aan de raad.", "voor de mei vakantie"),
        ("Afgesproken is dat de wethouder het plan stuurt, voor vijftien maart.", "voor vijftien maart"),
        ("De wethouder stuurt het plan in de tweede week van mei aan de raad.", "in de tweede week van mei"),
        ("Afgesproken is in mei dat de wethouder het plan uiterlijk 1 juli 2026 stuurt.", "uiterlijk 1 juli 2026"),
        ("De wethouder stuurt het plan van september naar één april.", "van september naar één april"),
    ],
)
def test_a_time_is_told_whole_and_a_deadline_goes_first(parse, text, when):
    from workbench.coding import rules
    from workbench.coding.matcher import Passage
    from workbench.coding.when import When

    doc = parse(text)
    found = When(rules.load().lists).find(doc, Passage(0, 0, len(doc), 0, len(text), {}, []), deadline=True)
    assert text[slice(*found)] == when


def test_of_several_who_are_named_the_one_who_says_so_does_it(found):
    extra = found("De gemeenteraad vroeg erom en de wethouder heeft toegezegd dat er in juni een plan is.")
    assert extra["afspraak"].extra["wie"] == "wethouder"
    extra = found("Wij hebben afgesproken dat elk schoolbestuur voor 1 oktober de lijst met leerlingen aanlevert.")
    assert extra["afspraak"].extra["wie"] == "schoolbestuur"


def test_a_decision_on_a_planning_is_still_to_come(parse):
    from workbench.coding.facts import _is_planned
    from workbench.coding.matcher import Passage

    def planned(text):
        doc = parse(text)
        return _is_planned(doc, Passage(0, 0, len(doc), 0, len(text), {}, []))

    assert planned("Juni 2026: besluit van het algemeen bestuur over voortzetting of beëindiging.")
    assert not planned("Juni 2026: het algemeen bestuur heeft besloten dat de pilot doorgaat.")
    assert not planned("Besluit 3: de pilot gaat door.")


@pytest.mark.parametrize("text", ["Er worden afspraken gemaakt.", "Afgesproken.", "We moeten goede afspraken maken."])
def test_no_agreement_without_two_fields(found, text):
    assert "afspraak" not in found(text)


def test_a_question_states_no_fact(found):
    assert "besluit" not in found("Heeft het college besloten om te stoppen?")


def test_a_result_brings_its_theme_and_a_missing_result_is_denied(found):
    good = found("Het is gelukt om één loket te openen.")
    assert (good["resultaat"].status, "T18" in good) == ("actueel", True)
    assert found("Er is nog geen plek bijgekomen.")["resultaat"].status == "ontkend"


def test_loose_tension_is_none_where_a_dilemma_is(found):
    assert "spanning_generiek" in found("Het blijft een complex speelveld.")
    assert "spanning_generiek" not in found("Er is spanning tussen sturen en loslaten.")


def test_exclusions_win(found):
    assert "T11" not in found("Het is van groot belang dat we op tijd beginnen.")
    assert "T06" not in found("De raad van toezicht heeft een nieuwe voorzitter.")
    codes = found("De jongere houdt zelf de regie over zijn leven.")
    assert "T02" in codes and "T05" not in codes


def test_a_subject_that_is_set_aside_is_denied(found):
    assert found("Het gaat hier niet over het budget.")["T13"].status == "ontkend"

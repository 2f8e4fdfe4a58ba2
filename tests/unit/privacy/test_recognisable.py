"""Words by which somebody is recognised without any name."""

from pathlib import Path

import pytest

from workbench import lists
from workbench.privacy.recognisable import DATA, recognisable, rules

RULES = lists.load(DATA)["rules"]
SENTENCES = lists.load(Path(__file__).with_name("test_recognisable_sentences.yaml"))
PARTS = ("made_on", "aside", "second_made_on", "second_aside", "third_aside")
# sentences that a reviewer found in the pages of the example regions
FOUND = (
    "Er is een kind en dat komt de laatste tijd zonder brood, en die slaapt gewoon op de bank in de hal.",
    "Ravelswaard betaalt mee aan verblijf voor kinderen uit andere gemeenten en had in 2025 zelf één kind in verblijf.",
    "Wij hebben in Steenmeren al zestien jaar dorpsondersteuners, dat zijn twee vrouwen en die kennen iedereen.",
    "Er is bij Hazewater een jonge meid, die is goed, die heeft het in zich. Alleen haar contract loopt af.",
    "Alleen ik stond daar wel, en een raadslid van mij, een goeie, die zegt: wethouder, waar zit ik hier voor?",
    "De wethouder heeft op 11 december voor het plafond gestemd.",
    "De wethouder zegt dat zij op maandag over jeugd vergadert en op woensdag over onderwijs.",
    "Zij mist sinds het vertrek van mevrouw [PERSOON-1] iemand die haar belt als het ergens vastloopt.",
    "Want moeder heeft het mij verteld en die heeft er drie weken over gedaan om het te durven vertellen.",
    "Ik zie die mama elke ochtend, die vertelt mij van alles terwijl ze de schoentjes uitdoet.",
    "Nee dat is niet goed, ik moet dat kind om half negen weer de klas in krijgen.",
    "Die was programmamanager en die kende, ja, die kende iedereen. Die belde voor het PO alle vijf even op.",
    "En in Kraaiendrecht zit haar collega en die doet het niet, die zegt, dat staat niet in mijn taken.",
    "In Wesselgoor loopt het omdat zij het leuk vindt.",
    "die ouders groeten mij niet meer in de supermarkt en toch zou ik het zo weer doen want als je niks zegt",
    "De heer [PERSOON-2] heeft toegezegd dat de stukken dan klaar zijn.",
    "Drie vrouwen, elf kinderen uit het dorp. Die pasten niet in een perceel, zoiets.",
    "Ik ga in februari met het regiobureau zitten, op de zeventiende, over een gezamenlijke notitie.",
    "en ik zit op twee scholen op de dinsdag en de donderdag",
    "Die van Turfwijde ging na een half jaar met zwangerschapsverlof en toen kwam er niemand voor terug.",
    "Zij vraagt het eindverslag op papier te krijgen, omdat zij op een scherm slecht leest.",
    "Als ik mag, ik coördineer bij het samenwerkingsverband en dan zie je dat.",
    "Kijk, als het te los blijft dan kan iedereen altijd nog weg. En zet je het vast, dan krijg ik Turfwijde niet mee.",
    "Eh, dat er twee scholen in Kraaiendrecht zijn die het nu zonder mij doen.",
    "Als er een subsidie voorbijkomt dan heb ik om acht uur vier wethouders aan de lijn.",
    "En toen ik ernaar vroeg zei een van die wethouders, aardige man hoor, die zei, ja, jullie zijn ook een bedrijf.",
    "Zij verdedigt de solidariteit, en heeft vorig voorjaar ook zelf gevraagd of de verdeelsleutel open kan.",
    "Want twee jaar geleden in die werkgroep, was ik de eerste die riep dat gaat van onze ondersteuningsgelden af.",
    "Als de rechter een maatregel uitspreekt moet ik die uitvoeren, en dan is er geen plek.",
    "Een uur de tijd, dat haal ik in de kliniek nooit.",
    "Het AB wil een besparing zien, in euro's, en die kan ik niet aantonen.",
    "We hebben een cliëntenraad. Vier mensen, drie zijn van de ouderenafdeling van voor de splitsing.",
    "Dat er nu in vijf gemeenten iemand de telefoon opneemt als wij bellen, daar ben ik drie jaar mee bezig geweest",
    "doe ik wel wat dan hoor ik de dag erna dat de stad weer eens –",
    "Ik moet om kwart voor elf weg want dan heb ik surveillance",
    "Op papier zit ze nog gewoon in de lijst hoor, die telt nergens voor mee.",
)


def _of(key):
    return [(half, text) for half in PARTS for _, text in SENTENCES[key][half]]


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in RULES for text in rule["examples"]])
def test_examples_are_caught_by_their_own_rule(rule, text):
    (found,) = [one for one in rules() if one.id == rule["id"]]
    assert found.holds(text) and recognisable(text)


@pytest.mark.parametrize(
    "text", [text for rule in RULES for text in rule["examples"] if "place" not in str(rule) and "[" not in text]
)
def test_speech_recognition_without_capitals_is_caught_too(text):
    assert recognisable(text.lower())


@pytest.mark.parametrize("text", [text for rule in RULES for text in rule["no_examples"]])
def test_other_sentences_pass(text):
    assert recognisable(text) == ""


@pytest.mark.parametrize("text", FOUND)
def test_what_a_reviewer_found_is_caught(text):
    assert recognisable(text)


def test_there_are_enough_invented_sentences():
    assert len(_of("held")) >= 160 and len(_of("pass")) >= 220


@pytest.mark.parametrize(("half", "text"), _of("held"))
def test_who_is_singled_out_is_kept_back(half, text):
    assert recognisable(text)


@pytest.mark.parametrize(("half", "text"), _of("pass"))
def test_general_talk_passes(half, text):
    assert recognisable(text) == ""


def test_what_a_rule_needs_stands_in_one_sentence():
    # a day in the next sentence is not the speaker's own
    assert recognisable("Op 4 mei heb ik daar een gesprek.") == "own-agenda"
    assert recognisable("Ik vind het goed. Op 4 mei is er een inloop.") == ""
    assert recognisable("Het gaat goed bij Hazewater. Er is daar een jonge meid die het doet.") == "person-at-place"


@pytest.mark.parametrize(
    "piece",
    ["ik ben ", "a", "ik werk bij de ", "als wethouder ", "dat ", "ik ben a, ", "een kind ", "één kind ", "in Aa ",
     "ik zit op ", "zij ", "had ", "De wethouder heeft ", "Bij Aa heeft ", "ik krijg ", "krijg ik Aa ", "een van de ",
     "ik heb de wethouder ", "ik geef de rechter ", "het bestuur wil ik ", "we hebben een ", "Hij zet ",
     "om tien uur ", "mij "],
)  # fmt: skip
def test_a_long_text_takes_no_square_of_time(piece):
    # with a square of the length this would take hours, and the test would not end
    recognisable(piece * (100_000 // len(piece)))

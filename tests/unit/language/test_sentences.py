"""Sentences by rule."""

import pytest
import spacy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dat kan. Of niet? Jawel!", ["Dat kan.", "Of niet?", "Jawel!"]),
        ("dat is zo. en dan verder.", ["dat is zo.", "en dan verder."]),
        ("En toen... ja toen ging het mis… Nee.", ["En toen... ja toen ging het mis…", "Nee."]),
        ('Hij zei: "Dat kan niet." Daarna ging hij.', ['Hij zei: "Dat kan niet."', "Daarna ging hij."]),
        ("Met o.a. de raad, bijv. in mei. Klaar.", ["Met o.a. de raad, bijv. in mei.", "Klaar."]),
        ("Scholen, ouders, enz. Maar goed.", ["Scholen, ouders, enz.", "Maar goed."]),
        ("Toen kwam J. de Wit langs. Ja.", ["Toen kwam J. de Wit langs.", "Ja."]),
        ("Dr. Pol zei ja. Dat is dat. En door.", ["Dr. Pol zei ja.", "Dat is dat.", "En door."]),
        ("Wat?! Echt waar??", ["Wat?!", "Echt waar??"]),
        (
            "Besluiten\nDe raad stemt in\nen tekent.\n\nslot",
            ["Besluiten", "De raad stemt in\nen tekent.", "slot"],
        ),
        (
            "De Kamer,\ngehoord de beraadslaging,\nconstaterende dat het knelt;\noverwegende dat het kan;\n"
            "verzoekt hulp.",
            [
                "De Kamer,",
                "gehoord de beraadslaging,",
                "constaterende dat het knelt;",
                "overwegende dat het kan;",
                "verzoekt hulp.",
            ],
        ),
        ("Wij doen dit; dat\nkan zo.", ["Wij doen dit; dat\nkan zo."]),
        ("Ieder levert:\n- geld;\nmensen;\ntijd.", ["Ieder levert:", "- geld;", "mensen;", "tijd."]),
        (
            "Dat is wat het college\nbesluit en de raad\nverzoekt.",
            ["Dat is wat het college\nbesluit en de raad\nverzoekt."],
        ),
        ("3. Besluit over de regio", ["3. Besluit over de regio"]),
        ("Zie [PERSOON-1]. [PERSOON-2] weet het.", ["Zie [PERSOON-1].", "[PERSOON-2] weet het."]),
    ],
)
def test_sentences(sentences, text, expected):
    assert sentences(text) == expected


SPOKEN = (
    "ja en toen hebben we dus met de scholen gezeten over het geld en dan komt de wethouder en die zegt nou dat "
    "gaan we niet doen maar wij wilden dat wel omdat de ouders erom vroegen en dus hebben we het toch opgepakt "
    "met elkaar en ik weet niet meer hoe dat ging maar uiteindelijk is het gelukt "
)


def test_speech_without_punctuation_is_cut_before_a_conjunction(nlp):
    cut = list(nlp(SPOKEN * 5).sents)
    assert max(map(len, cut)) <= 60
    assert {sentence[0].lower_ for sentence in cut[1:]} <= {
        "maar",
        "want",
        "omdat",
        "en",
        "dus",
        "dan",
        "toen",
        "ja",
    }


def test_no_conjunction_still_gives_bounded_sentences(nlp):
    assert max(len(sentence) for sentence in nlp("woord " * 1000).sents) <= 60
    assert max(len(sentence) for sentence in nlp("woord, " * 1000).sents) <= 150


def test_a_long_sentence_with_commas_stays_whole(nlp):
    text = "De raad besluit dat " + ", ".join(["de gemeente haar deel van het werk doet"] * 12) + "."
    assert len(list(nlp(text).sents)) == 1


@pytest.mark.parametrize("piece", ["woord ", "woord, ", ". ", '." ', "en ik ", "pakt op ", "er op ", "\n", "a\n", "( "])
def test_work_is_linear(nlp, lines_run, piece):
    nlp(piece * 500)  # what is looked up once is looked up here
    short, long = (lines_run(lambda text=piece * times: nlp(text)) for times in (300, 3_000))
    assert 0 < long <= 11 * short


@pytest.mark.parametrize(
    "text", ["." * 60_000, "(" * 60_000, '."' * 30_000, "a" * 60_000, "aaa/" * 20_000, "#" * 60_000]
)
def test_endless_words_are_not_split(nlp, text):
    # spaCy splits by trying again after every sign: the square of the length
    assert [token.text for token in nlp(text)] == [text]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "...", "?!", "😀👍🏽", "\x00\x01 \x7f", "日本語 текст العربية", "[", "]", "("]
)
def test_odd_texts(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    assert sum(len(sentence) for sentence in doc.sents) == len(doc) if len(doc) else True


def test_only_what_is_sure_is_decided_before_a_parser():
    nlp = spacy.blank("nl")
    nlp.add_pipe("workbench_sentences", config={"only_sure": True})
    doc = nlp("Kop zonder punt\nHij zei: dat is goed. En nu; verder\n\nNog een")
    starts = {token.text: token.is_sent_start for token in doc if not token.is_space}
    assert [word for word, start in starts.items() if start] == ["Hij", "Nog"]
    assert [word for word, start in starts.items() if start is False] == ["dat", "verder"]
    assert starts["En"] is None

"""The pipeline that comes with the package: it is there, it is small, it reads spoken Dutch, always the same."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench import language
from workbench.language import identity

ROOT = Path(__file__).resolve().parents[3]
SPOKEN = ROOT / "tests" / "regression" / "language" / "spoken"
TALK = (
    "Nou ja, wij pakken dat als regio samen op. De wachtlijsten lopen niet terug, want er zijn geen mensen. "
    "[PERSOON-1] heeft met de scholen van Nijkerk afgesproken dat we het in mei vaststellen."
)
SHOW = (
    "import hashlib, json, sys; from workbench import language; nlp = language.load(); texts = json.load(sys.stdin); "
    "rows = [[(t.text, t.tag_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_type_, t._.verb, "
    "t._.clause, t._.scope) for t in doc] for doc in nlp.pipe(texts)]; "
    "print(hashlib.sha256(repr(rows).encode()).hexdigest())"
)


@pytest.fixture(scope="module", autouse=True)
def bundled():
    kept = os.environ.pop(identity.VARIABLE, None)
    try:
        yield language.load()
    finally:
        if kept is not None:
            os.environ[identity.VARIABLE] = kept


def test_it_is_what_is_used_and_lacks_nothing(bundled):
    about = language.describe(bundled)
    assert (about["fallback"], about["warning"], about["lacks"]) == (False, None, [])
    assert identity.choose().kind == "bundled"
    assert about["hash"] == identity.fingerprint()


def test_it_is_small_and_holds_nothing_that_could_run():
    files = [path for path in identity.BUNDLED.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 40_000_000
    assert not [path for path in files if path.suffix in (".pkl", ".pickle", ".py", ".so")]
    # the marks of pickle protocols 2 to 5
    assert not [path for path in files if path.read_bytes()[:2] in {b"\x80" + bytes([n]) for n in (2, 3, 4, 5)}]


def test_the_card_names_licence_sources_and_flaws():
    card = (identity.BUNDLED / "model_card.md").read_text(encoding="utf-8")
    meta = json.loads((identity.BUNDLED / "meta.json").read_text(encoding="utf-8"))
    assert meta["license"] == "CC BY-SA 4.0"
    for needed in ("CC BY-SA 4.0", "UD_Dutch-Alpino", "UD_Dutch-LassySmall", "rug-compling/Alpino", "## Known flaws"):
        assert needed in card
    assert f"{meta['performance']['all']['TAG']:.3f}" in card


def test_the_weights_are_the_ones_of_the_card():
    meta = json.loads((identity.BUNDLED / "meta.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256()
    skip = ("meta.json", "model_card.md")
    for path in sorted(p for p in identity.BUNDLED.rglob("*") if p.is_file() and p.name not in skip):
        digest.update(path.relative_to(identity.BUNDLED).as_posix().encode() + b"\0" + path.read_bytes())
    assert meta["weights_sha256"] == digest.hexdigest()


def test_it_reads_an_interview(bundled):
    doc = bundled(TALK)
    assert len(list(doc.sents)) == 3
    by_text = {token.text: token for token in doc}
    assert by_text["pakken"]._.verb == "oppakken"
    assert by_text["wachtlijsten"].lemma_ == "wachtlijst"
    assert by_text["afgesproken"].lemma_ == "afspreken"
    assert by_text["mensen"]._.negated
    assert not by_text["wachtlijsten"]._.negated
    assert by_text["wachtlijsten"].dep_ == "nsubj"
    assert "Nijkerk" in [ent.text for ent in doc.ents if ent.label_ == "LOC"]
    assert by_text["[PERSOON-1]"].lemma_ == "[PERSOON-1]"


#: floors a little under what was measured on the invented speech, so that a worse model does not pass unseen
FLOORS = {"TAG": 0.90, "UPOS": 0.92}


def test_scores_on_invented_speech_do_not_fall(bundled, spoken):
    scores = spoken.score(bundled, SPOKEN, None, "all")
    for kind in ("lower", "marked", "random"):
        for measure, floor in FLOORS.items():
            assert scores[kind][measure] >= floor, (kind, measure)
    assert scores["lower"]["SENT-F"] >= 0.5


def _show(texts, **environment):
    done = subprocess.run(
        [sys.executable, "-c", SHOW],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **environment},
    )
    return done.stdout.strip()


def test_the_same_on_any_number_of_threads():
    texts = [json.loads(line)["text"] for line in (SPOKEN / "speech.jsonl").read_text(encoding="utf-8").splitlines()]
    numbers = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS")
    one, two = (_show(texts, **dict.fromkeys(numbers, count)) for count in ("1", "2"))
    assert one == two


def test_a_text_does_not_depend_on_its_neighbours(bundled):
    texts = [json.loads(line)["text"] for line in (SPOKEN / "speech.jsonl").read_text(encoding="utf-8").splitlines()]

    def facts(docs):
        return [[(t.tag_, t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_type_) for t in doc] for doc in docs]

    assert (
        facts(bundled(text) for text in texts) == facts(bundled.pipe(texts)) == facts(bundled.pipe(texts[::-1]))[::-1]
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?!...,;",
        "😀👍🏽 ❤️",
        "\x00\x01\x02 tekst \x7f",
        "This is English. Ceci est français.",
        "日本語 текст العربية",
        "a" * 5_000,
    ],
)
def test_bad_input_comes_back_whole(bundled, text):
    assert bundled(text).text == text


def test_words_without_a_full_stop_are_cut_in_linear_work(bundled):
    doc = bundled("en toen zei de wethouder dat het plan er komt maar de raad wil dat niet " * 700)
    assert max(len(sentence) for sentence in doc.sents) <= 60
    assert all(sum(token.head.i == token.i for token in sentence) == 1 for sentence in doc.sents)

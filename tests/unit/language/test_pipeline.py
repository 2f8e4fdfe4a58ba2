"""Which pipeline is loaded, what it says of itself, and the cache of parses."""

import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc
from spacy.training import Example

from workbench import language
from workbench.errors import PipelineMissing
from workbench.language import identity, parsing, pipeline

TEXTS = [
    "Hij pakt het op, maar de jeugdzorgregio wil dat niet. Klaar.",
    "[PERSOON-1] zegt dat eh... dat de raad niet akkoord is.",
    "",
    "Wij spreken dat af. Dat is dat.",
]


def facts(doc):
    """Everything later stages read of a Doc."""
    return (
        doc.text,
        [token.text for token in doc],
        [(sentence.start, sentence.end) for sentence in doc.sents] if len(doc) else [],
        [token.tag_ for token in doc],
        [(token.dep_, token.head.i) for token in doc],
        language.columns(doc),
        [token._.scope for token in doc],
    )


class Counter:
    """A pipeline component that counts the Docs it sees."""

    def __init__(self):
        self.seen = 0

    def __call__(self, doc):
        self.seen += 1
        return doc


@pytest.fixture
def counted(nlp, monkeypatch):
    """The pipeline by rule, and how many Docs its tokenizer made."""
    counter, tokenizer = Counter(), nlp.tokenizer

    def counting(text):
        counter(None)
        return tokenizer(text)

    monkeypatch.setattr(nlp, "tokenizer", counting)
    return nlp, counter


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A tiny untrained pipeline with tagger and parser, on disk."""
    nlp = spacy.blank("nl")
    nlp.add_pipe("tagger")
    nlp.add_pipe("parser")
    example = Example.from_dict(
        nlp.make_doc("Hij pakt het op"),
        {
            "tags": ["VNW", "WW", "VNW", "VZ"],
            "heads": [1, 1, 1, 1],
            "deps": ["nsubj", "ROOT", "obj", "compound:prt"],
        },
    )
    nlp.initialize(lambda: [example] * 4)
    folder = tmp_path_factory.mktemp("model") / "nl_tiny"
    nlp.to_disk(folder)
    return folder


def test_fallback_says_so(nlp):
    about = language.describe(nlp)
    assert about["fallback"] is True
    assert about["name"] == "regels"
    assert about["hash"] == nlp.meta["workbench"]["fingerprint"]
    assert "woordsoorten" in about["lacks"]
    assert "taalmodel" in about["warning"]


def test_load_gives_the_same_pipeline_again(nlp):
    assert pipeline.load() is pipeline.load() is not nlp


def test_a_model_is_taken_and_completed(model, monkeypatch):
    monkeypatch.setenv(identity.VARIABLE, str(model))
    nlp = pipeline.load()
    assert nlp.pipe_names[:3] == ["workbench_sentences", "tagger", "parser"]
    assert nlp.get_pipe("workbench_sentences").only_sure
    about = language.describe(nlp)
    assert (about["fallback"], about["warning"], about["name"]) == (False, None, "nl_tiny")
    assert about["hash"] == identity.fingerprint(str(model)) != identity.fingerprint("") != ""
    doc = nlp("[PERSOON-1] pakt de jeugdzorgregio op")
    assert doc[0].text == "[PERSOON-1]"
    assert doc[3]._.parts == ("jeugd", "zorg", "regio")
    assert doc[1].lemma_ == "pakken"


@pytest.mark.parametrize("name", ["nl_bestaat_niet", "/weg/model", "os", "geen module"])
def test_a_model_that_is_not_there(name):
    with pytest.raises(PipelineMissing, match="WORKBENCH_PIPELINE") as caught:
        pipeline.load(name)
    assert name.rsplit("/")[-1] in str(caught.value)
    with pytest.raises(PipelineMissing):
        identity.fingerprint(name)


def test_a_model_that_is_broken_or_of_another_language(tmp_path):
    broken = tmp_path / "kapot"
    broken.mkdir()
    (broken / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(PipelineMissing, match="kapot"):
        pipeline.load(str(broken))
    spacy.blank("en").to_disk(tmp_path / "engels")
    with pytest.raises(PipelineMissing, match="taal"):
        pipeline.load(str(tmp_path / "engels"))


def test_fingerprint_needs_no_heavy_library(nlp):
    code = (
        "import sys; from workbench.language import fingerprint; "
        "mark = fingerprint(''); print(mark, 'spacy' in sys.modules, 'pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    mark, *heavy = done.stdout.split()
    assert heavy == ["False", "False"]
    assert len(mark) == 12


def test_fingerprint_follows_rules_and_model(model, tmp_path, monkeypatch):
    import shutil

    copy = tmp_path / "nl_tiny"
    shutil.copytree(model, copy)
    first = identity.fingerprint(str(copy))
    assert first == identity.fingerprint(str(model))
    (copy / "meta.json").write_text((copy / "meta.json").read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert identity.fingerprint(str(copy)) != first
    rules = identity.fingerprint("")
    monkeypatch.setattr(identity, "_room", lambda: "other rules")
    assert identity.fingerprint("") != rules


def test_parse_without_cache_is_in_order(nlp):
    docs = language.parse(TEXTS, nlp=nlp)
    assert [doc.text for doc in docs] == TEXTS


def test_parse_does_not_depend_on_the_batch(nlp):
    alone = [facts(language.parse([text], nlp=nlp)[0]) for text in TEXTS]
    assert alone == [facts(doc) for doc in language.parse(TEXTS, nlp=nlp)]
    assert alone == [facts(doc) for doc in nlp.pipe(TEXTS, batch_size=1)]
    assert alone[::-1] == [facts(doc) for doc in language.parse(TEXTS[::-1], nlp=nlp)]


def test_second_parse_parses_nothing(counted, tmp_path):
    nlp, counter = counted
    first = [facts(doc) for doc in language.parse(TEXTS, nlp=nlp, cache=tmp_path)]
    assert counter.seen == len(TEXTS)
    second = [facts(doc) for doc in language.parse(TEXTS, nlp=nlp, cache=tmp_path)]
    assert counter.seen == len(TEXTS)
    assert first == second == [facts(doc) for doc in language.parse(TEXTS, nlp=nlp)]


def test_only_new_texts_are_parsed(counted, tmp_path):
    nlp, counter = counted
    language.parse(TEXTS, nlp=nlp, cache=tmp_path)
    counter.seen = 0
    docs = language.parse(["Een nieuwe zin.", *TEXTS[:2], "Een nieuwe zin."], nlp=nlp, cache=tmp_path)
    assert counter.seen == 1
    assert [doc.text for doc in docs] == ["Een nieuwe zin.", *TEXTS[:2], "Een nieuwe zin."]


def test_trees_of_a_model_come_back_from_the_cache(model, tmp_path):
    nlp = pipeline.load(str(model))
    first = [facts(doc) for doc in language.parse(TEXTS, nlp=nlp, cache=tmp_path)]
    assert first == [facts(doc) for doc in language.parse(TEXTS, nlp=nlp, cache=tmp_path)]


@pytest.mark.parametrize("harm", [lambda data: b"", lambda data: data[:-9], lambda data: b"x" * 50])
@pytest.mark.parametrize("kind", ["*.spacy", "*.keys"])
def test_a_damaged_cache_is_made_again(counted, tmp_path, harm, kind):
    nlp, counter = counted
    expected = [facts(doc) for doc in language.parse(TEXTS, nlp=nlp, cache=tmp_path)]
    (path,) = tmp_path.rglob(kind)
    path.write_bytes(harm(path.read_bytes()))
    counter.seen = 0
    assert [facts(doc) for doc in language.parse(TEXTS, nlp=nlp, cache=tmp_path)] == expected
    assert counter.seen == len(TEXTS)
    counter.seen = 0
    language.parse(TEXTS, nlp=nlp, cache=tmp_path)
    assert counter.seen == 0


def test_a_cache_of_other_texts_is_not_believed(counted, tmp_path):
    nlp, _ = counted
    language.parse(["Iets anders."], nlp=nlp, cache=tmp_path / "a")
    language.parse(["Dit is het."], nlp=nlp, cache=tmp_path / "b")
    (wrong,), (right,) = (tmp_path / "a").rglob("*.spacy"), (tmp_path / "b").rglob("*.spacy")
    right.write_bytes(wrong.read_bytes())
    (doc,) = language.parse(["Dit is het."], nlp=nlp, cache=tmp_path / "b")
    assert doc.text == "Dit is het."


def test_parses_of_other_pipelines_are_cleared_and_nothing_else(nlp, tmp_path):
    old, own = tmp_path / "parsed-0123456789ab", tmp_path / "van-de-onderzoeker"
    for folder in (old, own):
        folder.mkdir()
        (folder / "iets.spacy").write_bytes(b"oud")
    language.parse(TEXTS, nlp=nlp, cache=tmp_path)
    assert not old.exists()
    assert (own / "iets.spacy").exists()


def test_the_cache_is_bounded(nlp, tmp_path, monkeypatch):
    monkeypatch.setattr(parsing, "MOST_FILES", 5)
    for at in range(12):
        language.parse([f"Zin nummer {at}."], nlp=nlp, cache=tmp_path)
    assert len(list(tmp_path.rglob("*.spacy"))) == len(list(tmp_path.rglob("*.keys"))) == 5
    monkeypatch.setattr(parsing, "MOST_BYTES", 1)
    language.parse(["Nog een."], nlp=nlp, cache=tmp_path)
    assert not list(tmp_path.rglob("*.spacy"))


def test_no_pickle_in_the_cache(nlp, tmp_path):
    import zlib

    language.parse(TEXTS, nlp=nlp, cache=tmp_path)
    (path,) = tmp_path.rglob("*.spacy")
    assert not zlib.decompress(path.read_bytes()).startswith(b"\x80\x04")


def test_a_pipeline_that_load_did_not_make(tmp_path):
    other = spacy.blank("nl")
    other.add_pipe("sentencizer")
    first = language.parse(["Een zin. Nog een."], nlp=other, cache=tmp_path)
    assert len(list(first[0].sents)) == 2
    assert language.describe(other)["hash"] == ""
    assert isinstance(first[0], Doc)

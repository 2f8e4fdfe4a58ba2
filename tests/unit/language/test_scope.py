"""Scope of denial and modality by clause numbers and alone, and for any text (by the parse: test_scope_parse)."""

from collections import Counter

import pytest
import spacy
from spacy.tokens import Doc

from workbench.language import attributes
from workbench.language.rules import rules, words
from workbench.language.scope import KINDS, Scope


@pytest.fixture(scope="module")
def blank():
    return spacy.blank("nl")


@pytest.fixture(scope="module")
def alone():
    pipe = spacy.blank("nl")
    pipe.add_pipe("workbench_scope")
    return pipe


def inside(doc, kind):
    return " ".join(token.text for token in doc if kind in token._.scope)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Er is geen geld maar de school gaat door.", "ontkend", "is geld"),
        ("Zij komt niet omdat het regent.", "ontkend", "komt"),
        ("Ik denk niet dat de raad instemt.", "ontkend", "denk instemt ."),
        ("Dat lukt niet. De school belt.", "ontkend", "lukt"),
        ("We willen rust, de raad wil vaart.", "wens", "rust vaart"),
        ("Dat loopt toch, of niet?", "ontkend", ""),
    ],
)
def test_alone_it_goes_by_marks_and_conjunctions(alone, text, kind, expected):
    doc = alone(text)
    assert inside(doc, kind).replace(" .", "").replace(" ,", "") == expected.replace(" .", "")


def test_clause_numbers_go_before_marks(nlp):
    component = Scope(nlp)
    doc = component(nlp("We hebben, zeg maar, geen overleg gehad, want de school was dicht."))
    assert inside(doc, "ontkend").endswith("overleg gehad ,")
    assert not doc[-3]._.negated


def test_what_a_token_says(alone):
    doc = alone("Wij kunnen dat niet oplossen.")
    verb = doc[4]
    assert verb._.negated is True
    assert verb._.scope == ("mogelijk", "ontkend")
    assert doc.user_data[attributes.SCOPES][4] == (("mogelijk", 1), ("ontkend", 3))
    assert doc[0]._.negated is False
    assert doc[0]._.scope == ()


def test_only_tokens_in_a_scope_are_stored(alone):
    assert alone("De school belt elke dag.").user_data[attributes.SCOPES] == {}
    stored = alone("De school belt niet.").user_data[attributes.SCOPES]
    assert 0 not in stored
    assert all(isinstance(at, int) and isinstance(kinds, tuple) for at, kinds in stored.items())


def test_a_doc_that_it_never_saw_answers(blank, alone):
    doc = blank("Er is geen geld.")
    assert doc[3]._.scope == ()
    assert doc[3]._.negated is False


def test_the_nearest_cue_of_a_kind_is_kept(alone):
    doc = alone("Niemand heeft ooit iets nooit gezegd.")
    assert dict(doc.user_data[attributes.SCOPES][5])["ontkend"] == 4


def test_scopes_survive_bytes(alone):
    doc = alone("Wij kunnen dat niet oplossen.")
    again = Doc(alone.vocab).from_bytes(doc.to_bytes())
    assert [token._.scope for token in again] == [token._.scope for token in doc]


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "...", "?!,;:", "🙂🙂", "niet", "niet niet", "als", "zonder", "of niet?"]
)
def test_odd_texts(alone, text):
    doc = alone(text)
    assert doc.text == text
    assert all(0 <= cue < len(doc) for kinds in doc.user_data[attributes.SCOPES].values() for _, cue in kinds)


@pytest.mark.parametrize(
    "word", sorted({word for rule in rules("scope")["cues"] for word in words(rule["match"]) if word.isalpha()})
)
def test_every_cue_stands_anywhere(alone, word):
    for text in (word, f"{word} dat", f"dat {word}", f"de raad {word} dat de school", f", {word} ,", f"te {word} te"):
        assert alone(text).text == text


def test_a_scope_reaches_no_farther_than_it_may(blank):
    text = " ".join(["wij hebben niet", *["groen"] * 100])
    for farthest in (1, 5, 40):
        doc = Scope(blank, farthest=farthest)(blank(text))
        denied = [token.i for token in doc if token._.negated]
        assert max(denied) == 2 + farthest
    with pytest.raises(ValueError, match="farthest"):
        Scope(blank, farthest=0)


class Counted(list):
    """A list that counts how often something is taken from it."""

    taken = 0

    def __getitem__(self, key):
        Counted.taken += len(range(*key.indices(len(self)))) if isinstance(key, slice) else 1
        return super().__getitem__(key)


@pytest.mark.parametrize("unit", ["wij hebben dat niet en de", "als dat zou", "niet", "geen zonder", "en de school"])
def test_work_grows_with_the_length(blank, monkeypatch, unit):
    """Twice the text without a full stop is twice the look-ups, not four times."""
    from workbench.language.scope_view import View

    kept = View.__init__

    def counting(self, lowers, *rest):
        kept(self, Counted(lowers), *rest)

    monkeypatch.setattr(View, "__init__", counting)
    component, taken = Scope(blank), []
    for times in (300, 600):
        Counted.taken = 0
        component(Doc(blank.vocab, words=(unit.split() * times)))
        taken.append(Counted.taken)
    assert taken[1] <= 2.2 * taken[0] + 1000


def test_a_hundred_thousand_words_without_full_stop(blank):
    size = 100_000
    doc = Scope(blank)(Doc(blank.vocab, words=["wij", "hebben", "dat", "niet", "gedaan"] * (size // 5)))
    assert doc[4]._.negated


@pytest.mark.parametrize("shape", ["chain", "flat"])
def test_a_parse_of_one_endless_sentence(blank, shape):
    size = 20_000
    heads = [max(0, at - 1) for at in range(size)] if shape == "chain" else [0] * size
    texts = ["niet", *["groen"] * 19] * (size // 20)
    doc = Doc(blank.vocab, words=texts, heads=heads, deps=["ROOT", *["obj"] * (size - 1)], pos=["NOUN"] * size)
    Scope(blank)(doc)
    assert max(abs(at - cue) for at, kinds in doc.user_data[attributes.SCOPES].items() for _, cue in kinds) <= 40


def test_the_same_text_gives_the_same(alone):
    text = "Als de raad niet instemt, zou dat volgens de school misschien moeten stoppen."
    assert [alone(text).user_data[attributes.SCOPES] for _ in range(3)] == [
        alone(text).user_data[attributes.SCOPES]
    ] * 3
    assert [list(alone(text).user_data[attributes.SCOPES])] == [sorted(alone(text).user_data[attributes.SCOPES])]


def test_the_rules_are_sound():
    data = rules("scope")
    ids = Counter(rule["id"] for rule in (*data["cues"], *data["none"]))
    assert max(ids.values()) == 1
    assert {rule["kind"] for rule in data["cues"]} == set(KINDS)
    assert set(data["stops"]) <= set(KINDS)
    from workbench.language.scope_tree import Tree
    from workbench.language.scope_words import Words

    for rule in data["cues"]:
        assert rule.get("also", "") in ("", "complement", "that", "raised")
        assert rule["reach"] == "nothing" or all(hasattr(view, "_" + rule["reach"]) for view in (Tree, Words))


def test_config_comes_from_the_factory():
    pipe = spacy.blank("nl")
    pipe.add_pipe("workbench_scope", config={"farthest": 3, "use_parser": False})
    assert pipe.get_pipe("workbench_scope").farthest == 3

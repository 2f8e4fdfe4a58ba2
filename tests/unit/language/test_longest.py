"""Sentences that a parser left too long."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from workbench.language.longest import Longest

NLP = spacy.blank("nl")


def parsed(words, heads):
    deps = ["ROOT" if head == at else "obj" for at, head in enumerate(heads)]
    return Doc(NLP.vocab, words=words, heads=heads, deps=deps)


def test_a_long_sentence_is_cut_and_each_piece_has_one_root():
    words = ["wij", "werken"] * 15 + ["maar"] + ["zij", "wachten"] * 15
    doc = Longest(NLP, longest=40)(parsed(words, [0] * len(words)))
    first, second = doc.sents
    assert second[0].text == "maar"
    assert [token.i for token in doc if token.head.i == token.i] == [first.root.i, second.root.i]
    assert second.root.dep_ == "ROOT"
    assert {token.dep_ for token in second if token.i != second.root.i} == {"dep"}
    assert {token.dep_ for token in first if token.i} == {"obj"}


def test_short_sentences_stay_as_they_are():
    doc = parsed(["dat", "klopt", "."], [1, 1, 1])
    before = [(token.head.i, token.dep_) for token in doc]
    assert [(token.head.i, token.dep_) for token in Longest(NLP)(doc)] == before


def test_a_doc_without_trees_gets_starts_only():
    doc = Doc(NLP.vocab, words=["woord"] * 200, sent_starts=[True] + [False] * 199)
    assert max(len(sentence) for sentence in Longest(NLP)(doc).sents) <= 60


@given(st.data())
def test_trees_stay_trees(data):
    size = data.draw(st.integers(1, 90))
    words = data.draw(st.lists(st.sampled_from(["en", "maar", "ik", "werk", ",", "."]), min_size=size, max_size=size))
    heads = [0] + [data.draw(st.integers(0, at - 1)) for at in range(1, size)]
    doc = Longest(NLP, longest=20)(parsed(words, heads))
    for sentence in doc.sents:
        assert sum(token.head.i == token.i for token in sentence) == 1
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)


@pytest.mark.parametrize("words", [[], ["."], ["\n"]])
def test_odd_docs(words):
    doc = Doc(NLP.vocab, words=words)
    assert [token.text for token in Longest(NLP)(doc)] == words

"""Main clauses in speech without punctuation."""

import spacy
from spacy.tokens import Doc

from workbench.language.speech import Speech

NLP = spacy.blank("nl")
#        0     1       2      3     4      5      6     7      8
WORDS = ["wij", "pakken", "dat", "op", "maar", "de", "raad", "wil", "dat"]
HEADS = [1, 1, 1, 1, 7, 6, 7, 1, 7]
DEPS = ["nsubj", "ROOT", "obj", "compound:prt", "cc", "det", "nsubj", "conj", "obj"]
TAGS = ["VNW", "WW|pv|tgw|mv", "VNW", "VZ|fin", "VG|neven", "LID", "N|soort|ev", "WW|pv|tgw|ev", "VNW"]


def doc(words=WORDS, deps=DEPS, tags=TAGS):
    return Doc(NLP.vocab, words=words, heads=HEADS, deps=deps, tags=tags)


def sentences(made):
    return [sentence.text for sentence in Speech(NLP)(made).sents]


def test_a_joined_main_clause_starts_a_sentence_and_the_tree_is_mended():
    made = Speech(NLP)(doc())
    assert [s.text for s in made.sents] == ["wij pakken dat op", "maar de raad wil dat"]
    assert [s.root.text for s in made.sents] == ["pakken", "wil"]
    assert made[7].dep_ == "ROOT"
    assert (made[4].dep_, made[4].head.i) == ("cc", 7)


def test_what_is_no_main_clause_stays():
    whole = [" ".join(WORDS)]
    no_subject = [*DEPS[:6], "obj", *DEPS[7:]]
    assert sentences(doc(deps=no_subject)) == whole
    no_finite_verb = [*TAGS[:7], "WW|inf|vrij|zonder", TAGS[8]]
    assert sentences(doc(tags=no_finite_verb)) == whole
    subordinate = [*DEPS[:4], "mark", *DEPS[5:7], "advcl", "obj"]
    assert sentences(doc(deps=subordinate)) == whole


def test_with_punctuation_or_without_a_parse_nothing_changes():
    comma = [*WORDS[:3], ",", *WORDS[4:]]
    assert sentences(doc(words=comma)) == [" ".join(comma)]
    plain = Doc(NLP.vocab, words=WORDS, sent_starts=[True] + [False] * 8)
    assert sentences(plain) == [" ".join(WORDS)]


def test_pieces_are_not_too_short():
    assert [s.text for s in Speech(NLP, shortest=6)(doc()).sents] == [" ".join(WORDS)]

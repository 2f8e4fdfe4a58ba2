"""Pieces and windows: nothing is lost, and what comes later changes little."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.coding.learned.pieces import LONGEST, META, Pieces, Word
from workbench.coding.learned.windows import CONTEXT, SENTENCE, TARGET, windows

LETTERS = "abcdeé"
VOCABULARY = ["<unk>", META, *LETTERS, META + "ab", "bc", "cde", META + "a"]
SCORES = [0.0, -3.0, *[-5.0] * len(LETTERS), -2.0, -2.5, -2.0, -2.2]
PIECES = Pieces(VOCABULARY, SCORES, {"É": "é"}, 0)
TEXT = st.text(alphabet=LETTERS + "É \n", max_size=60)
BOS, EOS = 100, 101


def sentence(size):
    return [Word(at, at + 1, (at % 50,)) for at in range(size)]


SENTENCES = st.lists(st.tuples(st.integers(1, SENTENCE + 20), st.booleans()), min_size=1, max_size=12)


@given(TEXT)
def test_pieces_spell_the_word(text):
    for word in PIECES.words(text):
        spelled = "".join(VOCABULARY[number] for number in word.ids)
        whole = META + text[word.start : word.end].replace("É", "é")
        assert whole.startswith(spelled)
        assert spelled == whole or len(word.ids) == LONGEST


def test_the_likeliest_pieces_win():
    assert [VOCABULARY[number] for number in PIECES.cut("abcde")] == [META + "ab", "cde"]


def test_an_unknown_character_is_one_piece():
    assert [VOCABULARY[number] for number in PIECES.cut("aqb")] == [META + "a", "<unk>", "b"]


@given(SENTENCES)
def test_every_sentence_is_judged_once(sizes):
    numbers, own = [], 0
    for _, new in sizes:
        own += new
        numbers.append(own)
    made = windows([sentence(size) for size, _ in sizes], numbers, BOS, EOS)
    assert [at for window in made for at in window.sentences] == list(range(len(sizes)))
    for window in made:
        assert len(window.ids) == len(window.sentence) == len(window.word) <= TARGET + SENTENCE + CONTEXT + 3
        assert (window.ids[0], window.ids[-1]) == (BOS, EOS)
        assert {at for at in window.sentence if at >= 0} == set(window.sentences)
        assert len(window.sentences) == 1 or sum(at >= 0 for at in window.sentence) <= TARGET


@given(SENTENCES, SENTENCES)
def test_what_comes_later_changes_the_last_window_only(first, second):
    cut = [sentence(size) for size, _ in first]
    more = cut + [sentence(size) for size, _ in second]
    before = windows(cut, [0] * len(cut), BOS, EOS)
    after = windows(more, [0] * len(cut) + [1] * len(second), BOS, EOS)
    assert after[: len(before) - 1] == before[:-1]
    assert after[len(before) - 1].sentences[0] == before[-1].sentences[0]

"""Gold scenarios as examples for the encoder: windows with a target for each code and for each word."""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "src"))

from workbench.coding.learned.pieces import Pieces  # noqa: E402
from workbench.coding.learned.windows import CONTEXT, windows  # noqa: E402
from workbench.evaluation.gold import REACH, Scenario  # noqa: E402

#: what is asked of single words: evidence of a code, first and second pole of a dilemma, who carries a role
WORDS = ("bewijs", "pool_a", "pool_b", "drager")
#: words of so many sentences before the anchor of a dilemma are asked which pole of it they are, if any
BEFORE = 3
IGNORE = -1.0
#: an optional label: one coder would give it, another would not
HALF = 0.5
LOWER, ALONE = 0.2, 0.25
MARKS = re.compile(r"[.,;:?!\"'()]")


def kinds(codes: list[str]) -> list[str]:
    """All that is asked of single words: WORDS, and for every dilemma whether a word is its pole A, its pole B."""
    return [*WORDS, *(f"{code}{pole}" for code in codes if code[0] == "D" for pole in "ab")]


def target(scenario: Scenario, codes: list[str]) -> tuple[list[list[float]], list[dict[str, list[tuple[int, int]]]]]:
    """Per sentence the wanted value of each code, and the spans of each kind of word.

    A label that is not actueel is wanted as little as none. The sentences of an episode before its anchor are left
    out of the loss for that dilemma: a coder may put it there as well. A span that is its whole text tells nothing of
    single words and is left out, save which pole it is. The poles of one dilemma are asked in its own sentences alone.
    """
    index = {code: at for at, code in enumerate(codes)}
    values = [[0.0] * len(codes) for _ in scenario.sentences]
    spans: list[dict] = [{name: [] for name in WORDS} for _ in scenario.sentences]
    for at, sentence in enumerate(scenario.sentences):
        for label in sentence.labels:
            if label.status != "actueel" or label.code not in index:
                continue
            place, value = index[label.code], HALF if label.optional else 1.0
            values[at][place] = max(values[at][place], value)
            if label.form:
                for near in range(max(0, at - BEFORE), at + 1):
                    spans[near] |= {name: spans[near].get(name, []) for name in (f"{label.code}a", f"{label.code}b")}
                for name, words in (("a", label.a), ("b", label.b)):
                    for back in range(at, max(-1, at - REACH - 1), -1):
                        start = scenario.sentences[back].text.find(words)
                        if start >= 0:
                            spans[back][f"pool_{name}"].append((start, start + len(words)))
                            spans[back].setdefault(f"{label.code}{name}", []).append((start, start + len(words)))
                            for between in range(back, at):
                                if values[between][place] == 0.0:
                                    values[between][place] = IGNORE
                            break
            else:
                start = sentence.text.find(label.span)
                spans[at]["bewijs"].append((start, start + len(label.span)))
            if label.drager and label.drager in sentence.text:
                start = sentence.text.find(label.drager)
                spans[at]["drager"].append((start, start + len(label.drager)))
    return values, spans


def rows(scenario: Scenario, codes: list[str], pieces: Pieces, bos: int, eos: int, rng: random.Random | None = None):
    """The windows of a scenario as dicts: ids, sentence, word, sentences, values, words.

    With ``rng`` some scenarios lose capitals and punctuation, and some windows lose what was said before.
    """
    (values, spans), asking = target(scenario, codes), kinds(codes)
    plain = rng is not None and rng.random() < LOWER
    texts = [sentence.text for sentence in scenario.sentences]
    if plain:
        texts = [MARKS.sub(" ", text).lower() for text in texts]
    cut = [pieces.words(text) for text in texts]
    turns = [sentence.turn for sentence in scenario.sentences]
    context = 0 if rng is not None and rng.random() < ALONE else CONTEXT
    asked = {at for at, sentence in enumerate(scenario.sentences) if sentence.who == "I"}
    for window in windows(cut, turns, bos, eos, context=context):
        judged = [at for at in window.sentences if at not in asked]
        if not judged:
            continue
        flags = []
        blurred = {(at, name) for at in window.sentences for name in WORDS if _whole(spans[at][name], texts[at])}
        for at, number in zip(window.sentence, window.word, strict=True):
            word = cut[at][number] if at >= 0 else None
            flags.append(
                [IGNORE] * len(asking)
                if word is None or at in asked
                else [
                    IGNORE
                    if (at, name) in blurred or name not in spans[at]
                    else float(any(a < word.end and word.start < b for a, b in spans[at][name]))
                    for name in asking
                ]
            )
        yield {
            "ids": window.ids,
            "sentence": [judged.index(at) + 1 if at in judged else 0 for at in window.sentence],
            "values": [values[at] for at in judged],
            "flags": flags,
            "names": [scenario.sentences[at].id for at in judged],
        }


def _whole(spans: list[tuple[int, int]], text: str) -> bool:
    return (0, len(text)) in spans

"""Words: which stand out, which go together, and where a word is used. For exploring, not for counting people."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from workbench.analysis import data
from workbench.analysis.names import fillers

if TYPE_CHECKING:
    import pandas as pd

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PLACEHOLDER = re.compile(r"\[[A-Z][A-Z -]*(?:-\d+)?\]")


def tokens(text: str) -> list[str]:
    """Words of a text in lower case, without numbers, punctuation and placeholders."""
    return [word.lower() for word in _WORD.findall(_PLACEHOLDER.sub(" ", text))]


def is_content(word: str) -> bool:
    """False for stop words, spoken fillers and very short words."""
    from spacy.lang.nl.stop_words import STOP_WORDS

    return len(word) > 2 and word not in STOP_WORDS and word not in fillers()


def spoken(region: data.RegionData) -> pd.DataFrame:
    """Utterances of respondents and authors with their text: source_id, utterance_id, voice, perspective, text."""
    texts = region.sources.set_index("source_id")["text"]
    said = region.utterances.set_index("utterance_id")
    rows = data.voices(region).drop_duplicates("utterance_id").copy()
    spans = said.loc[rows["utterance_id"], ["source_id", "start", "end"]].itertuples(index=False)
    rows["text"] = [texts[source][start:end] for source, start, end in spans]
    return rows[["source_id", "utterance_id", "voice", "perspective", "text"]].reset_index(drop=True)


def distinctive(utterances: pd.DataFrame, by: str = "perspective", top: int = 10) -> pd.DataFrame:
    """Words that one group uses more than the others: group, word, count, other, g2; strongest first.

    Words are taken together by their Snowball stem and shown in their commonest form. ``g2`` is Dunning's (1993)
    log-likelihood ratio; a word must occur twice and be over-used. Counts are of words, not of people.
    """
    import pandas as pd
    from nltk.stem.snowball import SnowballStemmer

    stem = SnowballStemmer("dutch").stem
    forms: dict[str, Counter] = {}
    per_group: dict[str, Counter] = {}
    for row in utterances.itertuples(index=False):
        group = per_group.setdefault(str(getattr(row, by)), Counter())
        for word in filter(is_content, tokens(row.text)):
            root = stem(word)
            forms.setdefault(root, Counter())[word] += 1
            group[root] += 1
    whole = sum(per_group.values(), Counter())
    rows = []
    for name in sorted(per_group):
        own, size = per_group[name], per_group[name].total()
        rest = whole.total() - size
        scored = [
            (
                name,
                _shown(forms[root]),
                number,
                whole[root] - number,
                _g2(number, whole[root] - number, size, rest),
            )
            for root, number in own.items()
            if number >= 2 and rest and number / size > (whole[root] - number) / rest
        ]
        rows += sorted(scored, key=lambda found: (-found[4], found[1]))[:top]
    return pd.DataFrame(rows, columns=["group", "word", "count", "other", "g2"])


def _shown(forms: Counter) -> str:
    return min(forms, key=lambda word: (-forms[word], word))


def _g2(own: int, other: int, size: int, rest: int) -> float:
    """Dunning's G2 of a word that occurs ``own`` times in ``size`` words and ``other`` times in ``rest``."""
    share = (own + other) / (size + rest)
    parts = ((own, size * share), (other, rest * share))
    return round(2 * sum(seen * math.log(seen / expected) for seen, expected in parts if seen), 2)


def collocations(utterances: pd.DataFrame, top: int = 20, least: int = 2) -> pd.DataFrame:
    """Pairs of words that stand together more than chance: pair, count, score (log-likelihood); strongest first."""
    import pandas as pd
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

    finder = BigramCollocationFinder.from_documents([tokens(text) for text in utterances["text"]])
    finder.apply_freq_filter(least)
    finder.apply_word_filter(lambda word: not is_content(word))
    scored = sorted(
        ((f"{a} {b}", finder.ngram_fd[a, b], round(score, 2)) for (a, b), score in
         finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)),
        key=lambda found: (-found[2], found[0]),
    )  # fmt: skip
    return pd.DataFrame(scored[:top], columns=["pair", "count", "score"])


def concordance(utterances: pd.DataFrame, word: str, *, width: int = 60, lines: int = 40) -> pd.DataFrame:
    """Where a word is used, with what stands around it: utterance_id, perspective, left, word, right.

    Finds every form with the same Snowball stem; ``width`` is in characters on either side.
    """
    import pandas as pd
    from nltk.stem.snowball import SnowballStemmer
    from nltk.text import ConcordanceIndex

    stem = SnowballStemmer("dutch").stem
    wanted = stem(word.strip().lower())
    rows = []
    for said in utterances.itertuples(index=False):
        found = list(re.finditer(r"\[[A-Z -]+(?:-\d+)?\]|[^\W_]+(?:[-'’][^\W_]+)*", said.text))
        index = ConcordanceIndex([match[0] for match in found], key=lambda token: stem(token.lower()))
        for place in index.offsets(wanted):
            start, end = found[place].span()
            left = said.text[max(0, start - width) : start]
            right = said.text[end : end + width]
            rows.append((said.utterance_id, said.perspective, left, found[place][0], right))
    return pd.DataFrame(rows[:lines], columns=["utterance_id", "perspective", "left", "word", "right"])

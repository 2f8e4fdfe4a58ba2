"""The reader for training: gold documents with the text tokenized as the workbench does it.

The pipeline is trained with spaCy's own tokenizer in its configuration; ``package.py`` puts the fitted one there.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import spacy


@spacy.registry.readers("workbench.Corpus.v1")
def make_corpus(path: str, limit: int = 0) -> Callable:
    """A corpus of a DocBin file; ``limit``: at most so many documents (0: all).

    The examples are made once and kept: spaCy asks for them many times while it collects labels.
    """
    kept: dict[int, list] = {}

    def corpus(nlp) -> list:
        if id(nlp.vocab) not in kept:
            kept.clear()
            kept[id(nlp.vocab)] = _examples(nlp, Path(path), limit)
        return kept[id(nlp.vocab)]

    return corpus


def _examples(nlp, path: Path, limit: int) -> list:
    from spacy.tokens import DocBin
    from spacy.training import Example

    from workbench.language import fit_tokenizer

    tokenizer = fit_tokenizer(spacy.blank("nl", vocab=nlp.vocab)).tokenizer
    docs = (doc for doc in DocBin().from_disk(path).get_docs(nlp.vocab) if len(doc))
    return [Example(tokenizer(gold.text), gold) for at, gold in enumerate(docs) if not limit or at < limit]

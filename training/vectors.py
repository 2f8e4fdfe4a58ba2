"""Word vectors for the pipeline: what the teacher makes of a word form, in a table that fits in the package.

Many forms share a row: the rows are the vectors of the most frequent forms, and every other form has the row that is
nearest to its own vector (spaCy's ``prune_vectors``).
"""

from __future__ import annotations

from pathlib import Path

ROWS = 24_000
SCALE = 4.0


def forms(data: Path, work: Path) -> None:
    """Write words.txt: the forms that get a vector although they are in no training text."""
    import gzip

    from workbench.language.dictionary import forms as dictionary

    found = {form for form in dictionary() if form.isalpha() and len(form) <= 24}
    with gzip.open(data / "use_vectors_nl_40k_96d.txt.gz", "rt", encoding="utf-8") as lines:
        next(lines)
        found |= {line.split(" ", 1)[0] for line in lines}
    (work / "words.txt").write_text("\n".join(sorted({form.lower() for form in found})), encoding="utf-8")


def table(work: Path) -> tuple[int, int]:
    """Write a blank pipeline with the vectors to work/vectors. Returns its forms and rows."""
    import numpy as np
    import spacy
    from spacy.vectors import Vectors

    stored = np.load(work / "vectors.npz")
    order = np.argsort(-stored["count"], kind="stable")
    words = stored["words"][order].tolist()
    values = stored["vectors"][order]
    values *= SCALE / np.sqrt((values**2).sum(1).mean())
    nlp = spacy.blank("nl")
    for word in words:
        nlp.vocab.strings.add(word)
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=values, keys=words, name="nl_workbench", attr="LOWER")
    nlp.vocab.prune_vectors(ROWS)
    nlp.to_disk(work / "vectors")
    return nlp.vocab.vectors.n_keys, nlp.vocab.vectors.shape[0]

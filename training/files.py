"""What the training data are: one entry a file, with its licence and how it is used.

The model card is written from this table, so a file that is added here is named in the card as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """A data file: ``use`` is trees, trees-only (its tags are predicted and ignored), names, vectors or dev."""

    file: str
    use: str
    what: str
    licence: str

    @property
    def running(self) -> float:
        """Share of the sentences without final punctuation that stay in running text: all where that is how the text
        was published (titles, list items), few where the file is a list of separate examples."""
        return 0.7 if self.licence == UD else 0.1


UD = "CC BY-SA 4.0"
ALPINO = "LGPL-2.1+"
SOURCES = (
    Source(
        "train_gold_ud216dev.conllu.gz",
        "trees",
        "UD 2.16 Alpino and LassySmall, 7/8 of the dev sets, gold",
        UD,
    ),
    Source("train_lassy_ud20.conllu.gz", "trees", "UD 2.0 LassySmall trees, re-mapped; CGN tags predicted", UD),
    Source("train_lassy_ud21.conllu.gz", "trees", "UD 2.1 LassySmall trees, re-mapped", UD),
    Source("train_alpino_ud21.conllu.gz", "trees", "UD 2.1 Alpino, what is in no other file", UD),
    Source("train_alpino_cdb.conllu.gz", "trees", "Alpino treebank (cdb), newspapers around 1970", ALPINO),
    Source("train_alpino_questions.conllu.gz", "trees", "Alpino treebank, questions", ALPINO),
    Source(
        "train_alpino_suites.conllu.gz",
        "trees",
        "Alpino treebank, grammar examples and test sentences",
        ALPINO,
    ),
    Source(
        "train_alpino_other.conllu.gz",
        "trees",
        "Alpino treebank, newspaper, helpdesk, TV news, mixed",
        ALPINO,
    ),
    Source("train_alpino_spoken.conllu.gz", "trees", "Alpino treebank, examples of spoken Dutch", ALPINO),
    Source("train_alpino_literary.conllu.gz", "trees", "Alpino treebank, novels", ALPINO),
    Source(
        "train_alpino_paco_silvertags.conllu.gz",
        "trees-only",
        "Alpino treebank, Flemish policy texts",
        ALPINO,
    ),
    Source("dev.conllu.gz", "dev", "UD 2.16 Alpino and LassySmall, 1/8 of the dev sets, gold", UD),
    Source(
        "ner_train.spacy",
        "names",
        "treebank text, parliamentary debates, EUPL documents; silver names by Frog",
        "CC BY-SA 4.0; no copyright; EUPL-1.2",
    ),
    Source("ner_dev.spacy", "names-dev", "the same mixture, held out; silver names by Frog", "as ner_train.spacy"),
    Source(
        "use_vectors_nl_40k_96d.txt.gz",
        "vectors",
        "word list of wordfreq 3.1.1 (its vectors are not used)",
        "Apache-2.0 / CC BY-SA 4.0",
    ),
)
ORIGIN = (
    "The Alpino files come from github rug-compling/Alpino (Treebank/, commit d5a3a242), converted to UD by alud"
    " 2.14.0. The UD files come from UD_Dutch-Alpino and UD_Dutch-LassySmall. No sentence of the UD 2.16 test sets is"
    " in the training data."
)


def of_use(*uses: str) -> list[Source]:
    """The sources with one of these uses, in the order of the table."""
    return [source for source in SOURCES if source.use in uses]


def need(folder: Path, source: Source) -> Path:
    """Path of a data file. Raises FileNotFoundError when it is not in the folder."""
    path = folder / source.file
    if not path.is_file():
        raise FileNotFoundError(f"{source.file} is not in {folder}")
    return path

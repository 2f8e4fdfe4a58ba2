"""Treebank files to sentences, to documents, and the development data to a DocBin file.

Documents hold gold tokens and the text as it was written. The reader (``corpus.py``) tokenizes that text with the
tokenizer of the workbench, and spaCy aligns the two: a token of ours that is exactly one gold token, or just several,
learns from them; others count as unknown.
"""

from __future__ import annotations

import gzip
import random
from dataclasses import dataclass, field
from pathlib import Path

import files

SEED = 3
ATTRS = ["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP"]
GROUP = (1, 5)
NO_SPACE_BEFORE = frozenset([",", ".", ";", ":", "?", "!", ")", "]", "}", "»", "”", "%", "..."])
NO_SPACE_AFTER = frozenset(["(", "[", "{", "«", "“"])
PAIRED = frozenset(['"', "'"])


@dataclass
class Sentence:
    """One tree. ``heads`` are places in the sentence, a root its own."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    name: str = ""

    @property
    def ends(self) -> bool:
        """Whether the last token is punctuation; headings, list items and many spoken fragments have none."""
        return self.pos[-1] == "PUNCT"


def read(path: Path) -> list[Sentence]:
    """The trees of a .conllu.gz file; a file without any SpaceAfter=No gets its spaces by rule."""
    sentences, now, spaced = [], Sentence(), False
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if now.words:
                    sentences.append(now)
                now = Sentence()
                continue
            if line.startswith("# sent_id = "):
                now.name = line[12:]
            cells = line.split("\t")
            if line.startswith("#") or not cells[0].isdigit():
                continue
            tight = "SpaceAfter=No" in cells[9]
            spaced = spaced or tight
            place, head = int(cells[0]) - 1, int(cells[6]) - 1
            now.words.append(cells[1])
            now.spaces.append(not tight)
            now.lemmas.append(cells[2])
            now.pos.append(cells[3])
            now.tags.append(cells[4])
            now.morphs.append("" if cells[5] == "_" else cells[5])
            now.heads.append(place if head < 0 else head)
            now.deps.append("ROOT" if head < 0 else cells[7])
    if now.words:
        sentences.append(now)
    if not spaced:
        for sentence in sentences:
            sentence.spaces = spaces_by_rule(sentence.words)
    return sentences


def spaces_by_rule(words: list[str]) -> list[bool]:
    """Whether a space follows each word, for text that came without that information."""
    spaces, opened = [True] * len(words), dict.fromkeys(PAIRED, False)
    for at, word in enumerate(words):
        tight_before = word in NO_SPACE_BEFORE
        if word in PAIRED:
            tight_before = opened[word]
            opened[word] = not opened[word]
            spaces[at] = not opened[word]
        if word in NO_SPACE_AFTER:
            spaces[at] = False
        if tight_before and at:
            spaces[at - 1] = False
    return spaces


def group(
    sentences: list[Sentence], rng: random.Random, sizes: tuple[int, int] = GROUP, joined: float = 0.0
) -> list[list[Sentence]]:
    """Sentences to documents, in order. A sentence without final punctuation is a document of its own, save for a
    share ``joined`` of them, so that a model learns where a title or list item ends."""
    groups, now, size = [], [], rng.randint(*sizes)
    for sentence in sentences:
        if not sentence.ends and rng.random() >= joined:
            groups.append([sentence])
            continue
        now.append(sentence)
        if len(now) >= size:
            groups.append(now)
            now, size = [], rng.randint(*sizes)
    return [*groups, now] if now else groups


def treebank(sentence: Sentence) -> str:
    """Which treebank a development sentence is from."""
    return "Alpino" if sentence.name.startswith("alpino") else "LassySmall"


def tens(sentences: list[Sentence]) -> list[list[Sentence]]:
    """Development documents: all sentences in their order, ten a document, each document of one treebank."""
    parts = {}
    for sentence in sentences:
        parts.setdefault(treebank(sentence), []).append(sentence)
    return [part[at : at + 10] for part in parts.values() for at in range(0, len(part), 10)]


def to_doc(vocab, sentences: list[Sentence]):
    """One spaCy document of several sentences, with all that is annotated."""
    from spacy.tokens import Doc

    words, spaces, heads, deps = [], [], [], []
    for sentence in sentences:
        offset = len(words)
        heads += [offset + head for head in sentence.heads]
        words += sentence.words
        spaces += [*sentence.spaces[:-1], True]
        deps += sentence.deps
    spaces[-1] = False
    names = ("tags", "pos", "morphs", "lemmas")
    labels = {name: [value for sentence in sentences for value in getattr(sentence, name)] for name in names}
    return Doc(vocab, words=words, spaces=spaces, heads=heads, deps=deps, **labels)


def convert(data: Path, work: Path) -> dict[str, tuple[int, int]]:
    """Write dev.spacy. Returns sentences and tokens of each treebank file."""
    import spacy
    from spacy.tokens import DocBin

    vocab, counts = spacy.blank("nl").vocab, {}
    store = DocBin(attrs=ATTRS, store_user_data=True)
    for source in files.of_use("trees", "trees-only", "dev"):
        sentences = read(files.need(data, source))
        counts[source.file] = len(sentences), sum(len(sentence.words) for sentence in sentences)
        for sents in tens(sentences) if source.use == "dev" else ():
            doc = to_doc(vocab, sents)
            doc.user_data["source"] = treebank(sents[0])
            store.add(doc)
    store.to_disk(work / "dev.spacy")
    return counts

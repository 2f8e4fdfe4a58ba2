"""Training data as JSON lines for the teacher, which runs in an environment without spaCy.

    ./wb python training/teacher/export.py --data DATA --work WORK

One document a line: words, spaces (whether one follows), and where known tags, pos, morphs, heads (a root its own
place), deps, starts (1: a sentence begins), ents (B-PER, I-PER, ... O).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import convert
import files

RAW = ("raw_eindhoven.txt.gz", "raw_cgn_vlaams.txt.gz")
RAW_WORDS = 90


def trees(data: Path, target: Path, *uses: str) -> None:
    """Treebank documents; dev in documents of ten sentences, as it is measured."""
    with target.open("w", encoding="utf-8") as out:
        for source in files.of_use(*uses):
            sentences = convert.read(files.need(data, source))
            rng = random.Random(f"{convert.SEED} {source.file}")
            groups = convert.tens(sentences) if "dev" in uses else convert.group(sentences, rng, joined=source.running)
            for group in groups:
                out.write(json.dumps(_document(group, source.use != "trees-only"), ensure_ascii=False) + "\n")


def _document(group: list[convert.Sentence], tagged: bool) -> dict:
    row: dict = {"words": [], "spaces": [], "heads": [], "deps": [], "starts": []}
    labels: dict = {"tags": [], "pos": [], "morphs": []} if tagged else {}
    for sentence in group:
        offset = len(row["words"])
        row["words"] += sentence.words
        row["spaces"] += [*sentence.spaces[:-1], True]
        row["heads"] += [offset + head for head in sentence.heads]
        row["deps"] += sentence.deps
        row["starts"] += [1] + [0] * (len(sentence.words) - 1)
        for name in labels:
            labels[name] += getattr(sentence, name)
    return {**row, **labels, "source": convert.treebank(group[0])}


def names(path: Path, target: Path) -> None:
    """Documents with names."""
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("nl").vocab
    with target.open("w", encoding="utf-8") as out:
        for doc in DocBin().from_disk(path).get_docs(vocab):
            tokens = [token for token in doc if not token.is_space]
            ents = [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in tokens]
            row = {"words": [t.text for t in tokens], "spaces": [bool(t.whitespace_) for t in tokens], "ents": ents}
            if tokens:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def raw(data: Path, target: Path) -> None:
    """Running text, some lines a document; noise marks of transcribers are left out."""
    with target.open("w", encoding="utf-8") as out:
        for name in RAW:
            row: dict = {"words": [], "spaces": [], "starts": [], "source": name}
            with gzip.open(data / name, "rt", encoding="utf-8") as lines:
                for line in lines:
                    words = [word.split("*")[0] for word in line.split() if word not in ("xxx", "ggg")]
                    words = [word for word in words if word]
                    if not words or len(words) > 2 * RAW_WORDS:
                        continue
                    if row["words"] and len(row["words"]) + len(words) > RAW_WORDS:
                        out.write(json.dumps(row, ensure_ascii=False) + "\n")
                        row = {"words": [], "spaces": [], "starts": [], "source": name}
                    row["words"] += words
                    row["spaces"] += [*convert.spaces_by_rule(words)[:-1], True]
                    row["starts"] += [1] + [0] * (len(words) - 1)
            if row["words"]:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    trees(args.data, args.work / "trees.jsonl", "trees", "trees-only")
    trees(args.data, args.work / "trees_dev.jsonl", "dev")
    names(args.data / "ner_train.spacy", args.work / "names.jsonl")
    names(args.data / "ner_dev.spacy", args.work / "names_dev.jsonl")
    raw(args.data, args.work / "raw.jsonl")


if __name__ == "__main__":
    main()

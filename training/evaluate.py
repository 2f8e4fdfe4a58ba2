"""Scores on the development data: raw text in, the workbench's own tokenizer, spaCy's scorer.

    python training/evaluate.py --model src/workbench/language/model --dev work/dev.spacy --names ner_dev.spacy

TAG is the CGN tag, SENT-F the F score of sentence starts, in documents of ten sentences. The development trees are gold
and come from two treebanks; the sum is also given for each. The names are silver: Frog labelled them, so agreement with
Frog is what is measured.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import corpus

TREES = {
    "TAG": "tag_acc",
    "POS": "pos_acc",
    "MORPH": "morph_acc",
    "LEMMA": "lemma_acc",
    "UAS": "dep_uas",
    "LAS": "dep_las",
    "SENT-F": "sents_f",
}
NAMES = {"P": "ents_p", "R": "ents_r", "F": "ents_f"}


def scores(model: Path, dev: Path, names: Path | None = None) -> dict[str, dict[str, float]]:
    """Row (all, Alpino, LassySmall; names, PER, LOC, ORG, MISC) -> measure -> score between 0 and 1."""
    from workbench import language

    nlp, found = language.load(str(model)), {}
    if "parser" in nlp.pipe_names:
        examples = list(corpus.make_corpus(str(dev))(nlp))
        for name, part in _parts(examples).items():
            result = nlp.evaluate(part)
            found[name] = {label: round(result[key] or 0.0, 4) for label, key in TREES.items()}
    if names is not None and "ner" in nlp.pipe_names:
        result = nlp.evaluate(list(corpus.make_corpus(str(names))(nlp)))
        found["names"] = {label: round(result[key], 4) for label, key in NAMES.items()}
        for kind, row in sorted(result["ents_per_type"].items()):
            found[kind] = {label: round(row[label.lower()], 4) for label in NAMES}
    return found


def _parts(examples: list) -> dict[str, list]:
    """All documents, and the documents of each treebank: dev holds Alpino first, then LassySmall."""
    marks = [example.reference.user_data.get("source", "") for example in examples]
    parts = {"all": examples}
    for name in sorted(set(marks) - {""}):
        parts[name] = [example for example, mark in zip(examples, marks, strict=True) if mark == name]
    return parts


def spoken(model: Path, debates: Path) -> str:
    """The scores on spoken Dutch as a table; without the folder of the debates these are left out (said on stderr)."""
    import spoken

    from workbench import language

    return spoken.table(spoken.score(language.load(str(model)), spoken.FOLDER, debates, "dev"))


def table(found: dict[str, dict[str, float]]) -> str:
    """The scores as two markdown tables."""
    lines = []
    for heads, rows in (
        (TREES, [row for row in found if "TAG" in found[row]]),
        (NAMES, [row for row in found if "F" in found[row]]),
    ):
        if rows:
            lines += ["| | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]
            lines += [f"| {row} | " + " | ".join(f"{found[row][head]:.3f}" for head in heads) + " |" for row in rows]
            lines.append("")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--names", type=Path)
    parser.add_argument("--json", type=Path, help="also write the scores to this file")
    args = parser.parse_args()
    found = scores(args.model, args.dev, args.names)
    print(table(found))
    if args.json:
        args.json.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()

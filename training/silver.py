"""Annotated JSON lines (teacher/label.py) to one DocBin: gold documents twice, the teacher's once, some changed.

Changed are, by a random number that hangs on the document alone:
- *spoken*: lower case, no punctuation, as speech recognition writes; sentences and trees stay;
- *placeholders*: names of one word become ``[PERSOON-3]`` and their like, as the gate against names leaves them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

ATTRS = ["ORTH", "SPACY", "TAG", "POS", "MORPH", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE"]
SPOKEN = {"first": 0.0, "again": 0.2, "silver": 0.1}
NAMES = {"PER": ("PERSOON", 0.2), "LOC": ("PLAATS", 0.02), "ORG": ("ORGANISATIE", 0.02)}
COLUMNS = ("words", "spaces", "tags", "pos", "morphs", "heads", "deps", "ents")


def rows(path: Path) -> Iterator[dict]:
    """Documents as they go into training: gold ones twice."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            for copy in ("first", "again") if row["gold"] else ("silver",):
                rng = random.Random(f"{number} {copy}")
                changed = placeholders(row, rng)
                if rng.random() < SPOKEN[copy]:
                    changed = spoken(changed)
                if changed["words"]:
                    yield changed


def spoken(row: dict) -> dict:
    """Lower case and without punctuation; punctuation that others hang on stays."""
    needed = {head for at, head in enumerate(row["heads"]) if head != at}
    keep = [
        at for at in range(len(row["words"])) if row["pos"][at] != "PUNCT" or at in needed or row["heads"][at] == at
    ]
    place = {old: new for new, old in enumerate(keep)}
    out = {name: [row[name][at] for at in keep] for name in COLUMNS}
    out["words"] = [word if word.startswith("[") else word.lower() for word in out["words"]]
    out["heads"] = [place[head] for head in out["heads"]]
    out["spaces"] = [True] * len(keep)
    return out


def placeholders(row: dict, rng: random.Random) -> dict:
    """Some names of one word replaced; what a word is and does stays the same."""
    words, ends = list(row["words"]), [*row["ents"][1:], "O"]
    for at, ent in enumerate(row["ents"]):
        kind, chance = NAMES.get(ent[2:], ("", 0.0))
        if not ent.startswith("B-") or ends[at].startswith("I-") or row["pos"][at] != "PROPN":
            continue
        if rng.random() < chance:
            words[at] = f"[{kind}-{rng.randint(1, 40)}]"
    return {**row, "words": words}


def doc(vocab, row: dict):
    """A spaCy document of one row."""
    from spacy.tokens import Doc

    ents, before = [], "O"
    for ent in row["ents"]:
        # a name may not go on where none began
        ents.append(f"B-{ent[2:]}" if ent.startswith("I-") and before[2:] != ent[2:] else ent)
        before = ent
    deps = ["ROOT" if head == at else dep for at, (head, dep) in enumerate(zip(row["heads"], row["deps"], strict=True))]
    labels = {name: row[name] for name in ("tags", "pos", "morphs", "heads")} | {"deps": deps, "ents": ents}
    return Doc(vocab, words=row["words"], spaces=[*row["spaces"][:-1], False], **labels)


def convert(work: Path) -> int:
    """Write train.spacy. Returns the number of tokens in it."""
    import spacy
    from spacy.tokens import DocBin

    vocab, store, tokens = spacy.blank("nl").vocab, DocBin(attrs=ATTRS), 0
    for row in rows(work / "labelled.jsonl"):
        made = doc(vocab, row)
        tokens += len(made)
        store.add(made)
    store.to_disk(work / "train.spacy")
    return tokens

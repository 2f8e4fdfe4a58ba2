"""Sentences without labels, which the larger net scores for the smaller one: real text, and some general Dutch.

    ./wb python training/coding/bare.py --texts REAL --raw WORK/raw.jsonl --gold GOLD/real --out WORK/bare.jsonl

``raw.jsonl`` is what the export step of training/train.py writes. Sentences that bear gold labels are left out.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from workbench import language
from workbench.evaluation import gold

SEED, PARAGRAPHS, SHORTEST = 1, 60, 9
MOST = 3000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--raw", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    nlp, lines, number = language.load(), [], 0
    parts = [scenario for part in ("train", "dev") for scenario in gold.read(args.gold / part, texts=args.texts)]
    known = {sentence.text for scenario in parts for sentence in scenario.sentences}
    real = [(path.stem, path.read_text(encoding="utf-8").split("\n")) for path in sorted(args.texts.glob("*[!E].*"))]
    rows = [json.loads(line) for line in args.raw.read_text(encoding="utf-8").splitlines()]
    some = random.Random(SEED).sample(rows, PARAGRAPHS)
    raw = [(f"raw-{at}", [" ".join(row["words"])[:MOST]]) for at, row in enumerate(some)]
    for name, paragraphs in real + raw:
        lines.append({"scenario": f"bare-{name}", "register": "", "form": "document"})
        for turn, paragraph in enumerate(paragraphs):
            for sentence in nlp(paragraph.strip(" #>*|-")).sents:
                text = sentence.text.strip()
                if len(text) >= SHORTEST and text not in known:
                    number += 1
                    lines.append({"id": f"bare-{number}", "turn": turn, "who": "R", "text": text, "labels": []})
    args.out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    print(f"{number} sentences")


if __name__ == "__main__":
    main()

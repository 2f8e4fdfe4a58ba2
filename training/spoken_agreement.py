"""Agreement of two annotators of spoken Dutch on the passages that both read: share and Cohen's kappa.

    python training/spoken_agreement.py [--differences [--shared ../shared/data/real]]

``second.jsonl`` holds the second annotator's labels as written down before the comparison, ``first_pass.jsonl`` the
first annotator's labels of the same passages at that moment; differences that were settled later change neither.
Sentence starts are counted over the tokens that do not open a passage, TAG and UPOS over all tokens.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import spoken

LAYERS = ("starts", "TAG", "UPOS")
Pairs = list[tuple[object, object]]


def kappa(pairs: Pairs) -> tuple[int, float, float]:
    """Number of pairs, share that is equal, Cohen's kappa (1 where chance alone would give full agreement)."""
    count = len(pairs)
    one, two = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    observed = sum(first == second for first, second in pairs) / count
    chance = sum(one[label] * two[label] for label in one) / count**2
    return count, observed, (observed - chance) / (1 - chance) if chance < 1 else 1.0


def labels(folder: Path) -> list[tuple[dict, int, dict[str, tuple[object, object]]]]:
    """Of each token in both files: the passage, the token's number, and both labels of each layer."""
    first, second = (
        {row["id"]: row for row in map(json.loads, (folder / name).read_text(encoding="utf-8").splitlines())}
        for name in ("first_pass.jsonl", "second.jsonl")
    )
    if first.keys() != second.keys():
        raise ValueError(f"only in one of the files: {sorted(first.keys() ^ second.keys())}")
    found = []
    for name, row in first.items():
        for number, (one, two) in enumerate(zip(row["tokens"], second[name]["tokens"], strict=True)):
            if one[:2] != two[:2]:
                raise ValueError(f"token {number} of {name} is cut in two ways")
            pairs: dict[str, tuple[object, object]] = {"TAG": (one[2], two[2]), "UPOS": (one[3], two[3])}
            if number:
                pairs["starts"] = one[0] in row["sentences"], two[0] in second[name]["sentences"]
            found.append((row, number, pairs))
    return found


def groups(row: dict) -> tuple[str, ...]:
    return (row["kind"], "speech", "all") if "kind" in row else ("debates", "all")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=spoken.FOLDER, help="the annotations")
    parser.add_argument("--differences", action="store_true", help="also list the tokens with two labels")
    parser.add_argument("--shared", type=Path, default=spoken.ROOT.parent / "shared" / "data" / "real")
    args = parser.parse_args()
    found = labels(args.folder)
    print("| | layer | n | equal | kappa |", "|---|---|---|---|---|", sep="\n")
    for part in (*spoken.ROWS, "all"):
        for layer in LAYERS:
            pairs = [both[layer] for row, _, both in found if layer in both and part in groups(row)]
            if pairs:
                count, observed, value = kappa(pairs)
                print(f"| {part} | {layer} | {count} | {observed:.1%} | {value:.3f} |")
    texts: dict[str, str | None] = {}
    for row, number, pairs in found if args.differences else ():
        text = row.get("text") or spoken.debate_text(row, args.shared, texts) or ""
        start, length, *_ = row["tokens"][number]
        for layer, (one, two) in pairs.items():
            if one != two:
                print(row["id"], number + 1, text[start : start + length], layer, one, two, sep="\t")


if __name__ == "__main__":
    main()

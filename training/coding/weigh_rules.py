"""What rules of one's own would win on texts to learn from: for each rule what it finds that our rules do not.

    ./wb python training/coding/weigh_rules.py training/coding/candidates GOLD/real/train --texts REAL

Prints F1 of the rules without and with them (optional labels left aside), and for each rule how many codings it adds
and how many of these a person gave too, an optional one counted half. Look at development data only when the choice is
made.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from workbench import codebook, language
from workbench.coding import Coder
from workbench.evaluation import compare, figures, gold
from workbench.evaluation.run import judge

WORTH = {compare.MUST: 1.0, compare.MAY: 0.5, compare.NOT: 0.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("rules", type=Path, help="folder with files named as those in coding/data")
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--texts", type=Path, help="folder of the real texts, for gold that holds places only")
    args = parser.parse_args()
    scenarios = [one for path in args.gold for one in gold.read(path, texts=args.texts)]
    nlp, book = language.load(), codebook.load()
    before, after = (judge(scenarios, Coder(book, nlp, rules_only=True, own_rules=own)) for own in (None, args.rules))
    for name, one in (("without", before), ("with", after)):
        print(name, figures.table(one.outcomes, one.sentences)["f1"].round(3).to_dict())
    known = before.outcomes.loc[before.outcomes["machine"], ["sentence", "code"]]
    found = after.outcomes[after.outcomes["machine"]].merge(known, how="left", indicator=True)
    new = found[found["_merge"] == "left_only"]
    new = new.assign(rule=new["rule"].str.split("+"), right=new["gold"].map(WORTH)).explode("rule")
    print(new.groupby("rule")["right"].agg(["size", "mean"]).round(2).to_string())


if __name__ == "__main__":
    main()

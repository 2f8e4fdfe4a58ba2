"""From which score a fact may go to a region: precision and recall of signaal and resultaat at a row of cuts.

    ./wb python benchmarks/certainty.py [FOLDER ...] [--texts FOLDER]

Rules and model together beside the development labels: the invented ones, and the real ones where their texts are; or
those in each FOLDER (never the test part). "alone": of these only sentences that are understood by themselves, and no
result that is still expected, as in what a region gets; recall stays over all labels. Optional labels are left aside.
The cut in use is bold: ``SURE`` in ``workbench/report/fact_rows.py``.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "regression" / "coding" / "gold"
REAL = Path(os.environ.get("WORKBENCH_REAL", ROOT.parent / "shared" / "data" / "real"))
KINDS = {"signal": "signaal", "result": "resultaat"}
COUNTED = 0.0  # every finding
CUTS = (COUNTED, 0.40, 0.45, 0.50, 0.55, 0.60, 0.65, 0.70)
HEAD = "| from | found | precision | recall | alone: found | precision | recall |\n|---|---|---|---|---|---|---|"


def outcomes(folder: Path, texts: Path) -> tuple[pd.DataFrame, dict[str, int]]:
    """As ``evaluation.compare.outcomes``, with ``text`` (the sentence); and scenario to its number of sentences."""
    from workbench import codebook, language
    from workbench.coding import Coder
    from workbench.evaluation import gold
    from workbench.evaluation.run import judge

    scenarios = gold.read(folder, texts=texts)
    said = {sentence.id: sentence.text for scenario in scenarios for sentence in scenario.sentences}
    found = judge(scenarios, Coder(codebook.load(), language.load()))
    return found.outcomes.assign(text=found.outcomes["sentence"].map(said)), found.sentences


def lines(rows: pd.DataFrame, sentences: dict[str, int], kind: str) -> Iterator[str]:
    """One line of the table per cut."""
    from workbench.evaluation import figures
    from workbench.report.alone import stands_alone
    from workbench.report.fact_rows import SURE, is_sure

    rows = rows[rows["code"] == KINDS[kind]]
    alone = rows["text"].map(lambda text: stands_alone(text) and is_sure(kind, text, score=1.0))
    for cut in CUTS:
        surer = rows["machine"] & (rows["score"] >= cut)
        cells = []
        for kept in (surer, surer & alone):
            found = figures.table(rows.assign(machine=kept), sentences, by="code").loc[KINDS[kind]]
            cells += [f"{found['found']:.0f}", f"{found['precision']:.2f}", f"{found['recall']:.2f}"]
        name = "counted" if cut == COUNTED else f"{cut:.2f}"
        yield f"| {f'**{name}**' if cut == SURE[kind] else name} | {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", metavar="FOLDER", nargs="*", type=Path, help="labels; without: the development part")
    parser.add_argument("--texts", metavar="FOLDER", type=Path, default=REAL, help="the texts of real labels")
    options = parser.parse_args()
    own = [GOLD / "dev", *([GOLD / "real" / "dev"] if options.texts.is_dir() else [])]
    parts = [outcomes(folder, options.texts) for folder in options.folders or own]
    import pandas as pd

    rows = pd.concat([part for part, _ in parts], ignore_index=True)
    sentences = {name: number for _, part in parts for name, number in part.items()}
    for kind, code in KINDS.items():
        of = rows[rows["code"] == code]
        print(f"{code}: {(of['gold'] == 'ja').sum()} labels in {sum(sentences.values())} sentences\n\n{HEAD}")
        print("\n".join(lines(rows, sentences, kind)) + "\n")


if __name__ == "__main__":
    main()

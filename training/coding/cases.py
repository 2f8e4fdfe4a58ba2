"""The older cases (tests/regression/coding/*.yaml) as gold scenarios, to train from.

    ./wb python training/coding/cases.py --out WORK/cases.jsonl

Beside it lies codes.json, the codes of the codebook in order. The cases have no spans: a label spans its whole text,
which blurs what the net learns of single words a little.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ruamel.yaml import YAML

from workbench import codebook

ROOM = Path(__file__).parents[2] / "tests" / "regression" / "coding"
#: slot.yaml and the sets that are held out stay out
FILES = ("ontwikkel", "proef", "vervolg", "bijna", "dilemma_passages")
FORMS = {"asr": "spraakherkend", "document": "document", "notulen": "verslag", "verslag": "verslag"}


def label(code: str, text: str, optional: bool) -> dict | None:
    code, _, status = code.partition("/")
    if status:
        return None
    if code.startswith("D") and code[1:].isdigit():
        return {"code": code, "a": text, "b": text, "form": "impliciet", "optional": optional}
    found = {"code": code, "span": text, "optional": optional}
    return found | ({"rolstatus": "vervuld"} if code.startswith("K") else {})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    lines = []
    for name in FILES:
        for case in YAML(typ="safe", pure=True).load((ROOM / f"{name}.yaml").read_text(encoding="utf-8")):
            who, text = "A" if case["reg"] == "document" else "R", case["text"]
            labels = [label(code, text, False) for code in case["codes"]]
            labels += [label(code, text, True) for code in case["optional"]]
            lines.append({"scenario": case["id"], "register": case["reg"], "form": FORMS.get(case["reg"], "gesproken")})
            kept = [one for one in labels if one]
            lines.append({"id": f"{case['id']}-1", "turn": 1, "who": who, "text": text, "labels": kept})
    args.out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    codes = list(codebook.load().entries)
    args.out.with_name("codes.json").write_text(json.dumps(codes), encoding="utf-8")
    print(f"{len(lines) // 2} cases, {len(codes)} codes")


if __name__ == "__main__":
    main()

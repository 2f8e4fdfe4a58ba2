"""Scores on spoken Dutch: sentence starts, CGN tags and UPOS in debates and in speech-recognised text.

    python training/spoken.py --model src/workbench/language/model --shared ../shared/data/real --part dev

The annotations and the guideline are in tests/regression/language/spoken. The debates are not part of the project: they
are read from ``--shared``, and passages whose file is absent or differs are left out with a line on stderr.

SENT is precision, recall and F of sentence starts, without the start of each passage, which is given; one of three is
undefined when nothing was to be found or nothing was found, and is then 0. TAG and UPOS are accuracies over the tokens
that the pipeline cuts in the same way; SAME is the share of such tokens.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "regression" / "language" / "spoken"
PARTS = ("dev", "test", "all")
ROWS = ("debates", "lower", "marked", "random", "speech")
MEASURES = ("SENT-P", "SENT-R", "SENT-F", "TAG", "UPOS", "SAME", "sentences", "tokens")


def score(nlp: Language, folder: Path = FOLDER, shared: Path | None = None, part: str = "dev") -> dict[str, dict]:
    """Row (debates, lower, marked, random; speech is the last three) -> measure -> value.

    ``folder`` holds debates.jsonl and speech.jsonl, ``shared`` the debate texts, ``part`` is dev, test or all. A row
    without passages is left out.
    """
    counts: dict[str, dict[str, int]] = {}
    for passage, text in passages(folder, shared, part):
        found = count(nlp(text), passage)
        kind = passage.get("kind", "debates")
        for row in (kind,) if kind == "debates" else (kind, "speech"):
            into = counts.setdefault(row, dict.fromkeys(found, 0))
            for name, number in found.items():
                into[name] += number
    return {row: _measures(counts[row]) for row in ROWS if row in counts}


def passages(folder: Path, shared: Path | None, part: str = "all") -> list[tuple[dict, str]]:
    """The passages of a part, each with its text; says on stderr which debates could not be read."""
    if part not in PARTS:
        raise ValueError(f"part is one of {', '.join(PARTS)}, not {part!r}")
    texts: dict[str, str | None] = {}
    found = []
    for name in ("debates", "speech"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            passage = json.loads(line)
            if part not in (passage["part"], "all"):
                continue
            text = passage.get("text") or debate_text(passage, shared, texts)
            if text is not None:
                found.append((passage, text))
    return found


def debate_text(passage: dict, shared: Path | None, texts: dict[str, str | None]) -> str | None:
    """The words of a debate passage, or None (said on stderr, once a file) when its file is absent or differs."""
    file = passage["file"]
    if file not in texts:
        path = shared / file if shared else None
        raw = path.read_bytes() if path and path.is_file() else None
        if raw is not None and hashlib.sha256(raw).hexdigest() == passage["file_sha256"]:
            texts[file] = raw.decode("utf-8")
        else:
            texts[file] = None
            print(f"SKIPPED: {file} {'is absent' if raw is None else 'differs'} ({shared})", file=sys.stderr)
    text = texts[file]
    if text is None:
        return None
    text = text[passage["start"] : passage["end"]]
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != passage["sha256"]:
        raise ValueError(f"the offsets of {passage['id']} are wrong")
    return text


def starts(doc: Doc) -> set[int]:
    """Offsets at which a sentence starts; of a sentence that starts with white space, its first word."""
    found, pending = set(), False
    for token in doc:
        pending = pending or token.i == 0 or bool(token.is_sent_start)
        if pending and not token.is_space:
            found.add(token.idx)
            pending = False
    return found


def count(doc: Doc, passage: dict) -> dict[str, int]:
    """What is right and what is not in one passage, to be added up."""
    given = passage["sentences"][0]
    gold, predicted = set(passage["sentences"]) - {given}, starts(doc) - {given}
    tokens = {(token.idx, len(token)): token for token in doc if not token.is_space}
    pairs = [(tokens.get((start, length)), tag, upos) for start, length, tag, upos in passage["tokens"]]
    same = [pair for pair in pairs if pair[0] is not None]
    return {
        "hit": len(gold & predicted),
        "gold": len(gold),
        "predicted": len(predicted),
        "tag": sum(token.tag_ == tag for token, tag, _ in same),
        "upos": sum(token.pos_ == upos for token, _, upos in same),
        "same": len(same),
        "tokens": len(pairs),
        "sentences": len(passage["sentences"]),
    }


def _measures(counts: dict[str, int]) -> dict[str, float]:
    def share(part: int, whole: int) -> float:
        return round(part / whole, 4) if whole else 0.0

    return {
        "SENT-P": share(counts["hit"], counts["predicted"]),
        "SENT-R": share(counts["hit"], counts["gold"]),
        "SENT-F": share(2 * counts["hit"], counts["gold"] + counts["predicted"]),
        "TAG": share(counts["tag"], counts["same"]),
        "UPOS": share(counts["upos"], counts["same"]),
        "SAME": share(counts["same"], counts["tokens"]),
        "sentences": counts["sentences"],
        "tokens": counts["tokens"],
    }


def table(found: dict[str, dict]) -> str:
    """The scores as a markdown table."""
    lines = ["| | " + " | ".join(MEASURES) + " |", "|---" * (len(MEASURES) + 1) + "|"]
    for row, measures in found.items():
        cells = (f"{measures[name]:.3f}" if name.isupper() else str(measures[name]) for name in MEASURES)
        lines.append(f"| {row} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", help="folder or package; without it the pipeline that the workbench uses")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="the annotations")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "data" / "real", help="the debates")
    parser.add_argument("--part", choices=PARTS, default="dev")
    parser.add_argument("--json", type=Path, help="also write the scores to this file")
    args = parser.parse_args()
    from workbench.language import load

    found = score(load(args.model), args.folder, args.shared, args.part)
    print(table(found))
    if args.json:
        args.json.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()

"""Measure the gate in: recall and precision on the marked passages, beside deduce, and speed.

    ./wb python benchmarks/privacy.py [--part dev] [--deduce PYTHON]

PYTHON is an interpreter that has deduce. Speed is words per second on one core after start-up, for rules, lists and names
together, with everybody of a region known; also as a share of what the pipeline needs to parse the same words.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MARKED = ROOT / "tests" / "regression" / "privacy"
KINDS = {"persoon": "PERSOON", "patient": "PERSOON"}
FORMS = ("gesproken", "minuut", "geschreven", "spraakherkend", "")


def ours(text: str, known: tuple[str, ...]) -> list[tuple[int, int, str]]:
    from workbench.privacy.pseudonymiser import pseudonymise

    rows = pseudonymise(text, known=known)[1]
    return list(zip(rows["start"], rows["end"], rows["kind"], strict=True))


def deduce(python: str, passages: list) -> dict[str, list[tuple[int, int, str]]]:
    texts = [passage.joined()[0] for passage in passages]
    asked = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(
        [python, str(Path(__file__).with_name("deduce_alone.py"))], input=asked, capture_output=True, text=True, check=True
    )
    found = {}
    for text, line in zip(texts, done.stdout.splitlines(), strict=True):
        # a gemeente or an organisation is no identifier here: only what deduce calls a person counts as a name
        kept = [(a, b, KINDS.get(tag, tag.upper())) for a, b, tag in json.loads(line)]
        found[text] = [one for one in kept if one[2] not in ("LOCATIE", "INSTELLING", "ZIEKENHUIS", "LEEFTIJD")]
    return found


def table(title: str, outcome) -> None:
    print(f"\n{title}\n{'':28}{'n':>5}{'recall':>9}{'precision':>11}")
    for form in FORMS:
        one = outcome.figures.get((form, "PERSOON"))
        if one:
            print(f"{'names, ' + (form or 'all'):28}{one.marked:5}{one.recall:9.3f}{one.precision:11.3f}")
    for kind in sorted(kind for form, kind in outcome.figures if not form and kind not in ("PERSOON", "")):
        one = outcome.figures["", kind]
        if one.marked:
            print(f"{kind:28}{one.marked:5}{one.recall:9.3f}{one.precision:11.3f}")


def speed() -> None:
    from workbench.evaluation import marked
    from workbench.privacy.pseudonymiser import Pseudonymiser

    texts = [passage.joined()[0] for passage in marked.read(MARKED / "train")]
    words = sum(len(text.split()) for text in texts)
    gate = Pseudonymiser([])
    started = time.perf_counter()
    for text in texts:
        gate.add_addressed(text)
    gate.add_mentioned(texts)
    known = time.perf_counter()
    gate.find(texts[0])
    ready = time.perf_counter()
    for text in texts:
        gate.find(text)
    ended = time.perf_counter()
    print(f"\n{words} words, {len(gate.people)} people found in them")
    print(f"make people known        {words / (known - started):9.0f} words/s")
    print(f"replace                  {words / (ended - ready):9.0f} words/s")
    print(f"both                     {words / (ended - started):9.0f} words/s")
    from workbench import language

    nlp = language.load()
    some = texts[:40]
    list(nlp.pipe(some[:2]))
    began = time.perf_counter()
    list(nlp.pipe(some))
    parse = sum(len(text.split()) for text in some) / (time.perf_counter() - began)
    print(f"parse, same run          {parse:9.0f} words/s; the gate takes {parse / (words / (ended - started)):.2f} of that time")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--part", default="dev", help="dev, or test (once for each release)")
    parser.add_argument("--deduce", metavar="PYTHON", help="an interpreter that has deduce")
    args = parser.parse_args()
    begun = time.perf_counter()
    ours("Jan.", ())
    print(f"start-up {time.perf_counter() - begun:.2f} s")
    from workbench.evaluation import marked

    passages = marked.read(MARKED / args.part)
    table(f"this gate, {args.part}", marked.measure(passages, ours))
    if args.deduce:
        found = deduce(args.deduce, passages)
        table(f"deduce alone, {args.part}", marked.measure(passages, lambda text, known: found[text]))
    speed()


if __name__ == "__main__":
    sys.exit(main())

"""Measure the gate in: recall and precision on the marked passages, beside deduce, and speed.

    ./wb python benchmarks/privacy.py [--part dev] [--deduce PYTHON]

PYTHON is an interpreter that has deduce. Speed is words per second on one core after start-up, for rules, lists and
names together, on the sources of the example regions; also as a share of what the pipeline needs to parse them.
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
COPIES = 3
FORMS = ("gesproken", "minuut", "geschreven", "spraakherkend", "")


def ours(text: str, known: tuple[str, ...]) -> list[tuple[int, int, str]]:
    from workbench.privacy.pseudonymiser import pseudonymise

    rows = pseudonymise(text, known=known)[1]
    return list(zip(rows["start"], rows["end"], rows["kind"], strict=True))


def deduce(python: str, passages: list) -> dict[str, list[tuple[int, int, str]]]:
    texts = [passage.joined()[0] for passage in passages]
    asked = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(
        [python, str(Path(__file__).with_name("deduce_alone.py"))],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
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
    """The sources of the example regions, each region with a gate of its own, as ``read`` does it."""
    import workbench
    from workbench.privacy.pseudonymiser import Pseudonymiser
    from workbench.project import open_project
    from workbench.region import load_region

    project, words, people, learn, replace, texts = open_project(ROOT), 0, 0, 0.0, 0.0, []
    for name in project.regions():
        folder = project.region(name)
        region = load_region(folder.raw)
        own = [workbench.read(path).text for path in folder.source_files()]
        own = ["\n".join([text] * COPIES) for text in own]
        gate = Pseudonymiser([person.namen for person in region.gesprekspartners], region.kenmerken.gemeenten)
        began = time.perf_counter()
        for text in own:
            gate.add_addressed(text)
        gate.add_mentioned(own)
        middle = time.perf_counter()
        for text in own:
            gate.find(text)
        ended = time.perf_counter()
        learn, replace = learn + middle - began, replace + ended - middle
        words, people = words + sum(len(text.split()) for text in own), people + len(gate.people)
        texts += own
    print(f"\n{words} words of the example regions ({COPIES} copies), {people} people")
    for title, seconds in (("make people known", learn), ("replace", replace), ("both", learn + replace)):
        print(f"{title:24}{words / seconds:9.0f} words/s")
    from workbench import language

    nlp = language.load()
    some = [line for text in texts[:6] for line in text.split("\n")]
    list(nlp.pipe(some[:20]))
    began = time.perf_counter()
    list(nlp.pipe(some))
    parse = sum(len(text.split()) for text in some) / (time.perf_counter() - began)
    share = parse / (words / (learn + replace))
    print(f"{'parse, in the same run':24}{parse:9.0f} words/s; the gate takes {share:.2f} of the time of a parse")


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

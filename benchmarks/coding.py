"""Speed and memory of the coding, as ratios to the parse of the same text, measured in one run on one core.

./wb python benchmarks/coding.py [FILE ...]   (text files; without them the interviews of the example regions)
"""

from __future__ import annotations

import subprocess
import sys
import time

from language import best, memory, sample, size  # sets one thread before numpy is loaded

SOURCES = 20
START = "from workbench.coding.apply import prepared; prepared()"


def main() -> None:
    texts = sample(sys.argv[1:])
    words = size(texts)
    from workbench import language
    from workbench.coding import Coder, code_source
    from workbench.coding.apply import lines

    nlp = language.load()
    text = "\n".join(texts)
    utterances = lines(text, "respondent")
    docs = list(language.parse(texts, nlp=nlp, cache=None))
    rules, whole = Coder(None, nlp, rules_only=True), Coder(None, nlp)

    def run(coder: Coder):
        return lambda: code_source(text, utterances, docs=docs, coder=coder)

    parse = best(lambda: list(language.parse(texts, nlp=nlp, cache=None)))
    plain, learned = best(run(rules)), best(run(whole))
    print(f"{words:,} words, {len(texts)} utterances\n")
    print("| what | words/s | time against the parse |\n|---|---|---|")
    for name, seconds in (
        ("parse", parse),
        ("rules", plain),
        ("rules and model", learned),
        ("parse, rules and model", parse + learned),
    ):
        print(f"| {name} | {words / seconds:,.0f} | {seconds / parse:.2f} |")
    first = memory()
    for _ in range(SOURCES):
        run(whole)()
    print(f"\nmemory: {first:.0f} MB, after {SOURCES} sources more {memory():.0f} MB")
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", START], check=True)
    print(f"start of a process until it can code: {time.perf_counter() - begin:.1f} s")


if __name__ == "__main__":
    main()

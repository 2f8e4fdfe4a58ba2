"""Speed and memory of the language room, as ratios measured in one run, on one core.

    ./wb python benchmarks/language.py [FILE ...]   (text files; without them invented talk is used)

Against the bare tokenizer (``spacy.blank("nl")``), and against Frog on the same text where Frog is installed (Debian:
frog, frogdata and uctodata); its start-up and its
parser (minutes for some sentences) are left out of its speed. Seconds differ per machine; read the ratios.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

ROUNDS = 3
FROG_WORDS = 1_500
FROG_SECONDS = 120
MANY_WORDS = 1_000_000


def best(function: Callable[[], object]) -> float:
    """Seconds of the quickest of some rounds."""
    seconds = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        function()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def sample(files: list[str]) -> list[str]:
    """Paragraphs to parse: of the files given, else the plain-text interviews of the example regions."""
    chosen = [Path(file) for file in files]
    if not chosen:
        chosen = sorted((Path(__file__).resolve().parents[1] / "data" / "raw").rglob("*.txt"))
    from workbench.transcripts.encoding import decode

    lines = [line.strip() for file in chosen for line in decode(file.read_bytes())[0].split("\n")]
    return [line for line in lines if line]


def size(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def memory() -> float:
    """The most memory this process had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def frog(texts: list[str]) -> float | None:
    """Words per second of Frog after its start-up, None where there is no Frog."""
    if not shutil.which("frog"):
        return None
    few: list[str] = []
    for text in texts:
        if size(few) < FROG_WORDS:
            few.append(text)
    with tempfile.TemporaryDirectory() as folder:
        seconds = []
        for name, content in (("one", "Ja ."), ("all", "\n\n".join(few))):
            path = Path(folder) / name
            path.write_text(content, encoding="utf-8")
            begin = time.perf_counter()
            command = ["frog", "-t", str(path), "-o", str(path) + ".out", "--threads=1", "--skip=p"]
            subprocess.run(command, check=True, capture_output=True, timeout=FROG_SECONDS)
            seconds.append(time.perf_counter() - begin)
    return size(few) / (seconds[1] - seconds[0])


def components(nlp, texts: list[str], words: int) -> list[str]:
    """Share of each component in the time of all of them."""
    seconds: dict[str, float] = {}
    docs = [nlp.make_doc(text) for text in texts]
    for name, component in nlp.pipeline:
        begin = time.perf_counter()
        docs = (
            list(component.pipe(docs, batch_size=128)) if hasattr(component, "pipe") else [component(d) for d in docs]
        )
        seconds[name] = time.perf_counter() - begin
    whole = sum(seconds.values())
    return [f"| {name} | {words / value:,.0f} | {value / whole:.1%} |" for name, value in seconds.items()]


def cache(texts: list[str], nlp) -> tuple[float, float]:
    """Seconds of a first and of a second ``parse`` with a cache."""
    from workbench import language

    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        language.parse(texts, nlp=nlp, cache=Path(folder))
        first = time.perf_counter() - begin
        return first, best(lambda: language.parse(texts, nlp=nlp, cache=Path(folder)))


def main() -> None:
    texts = sample(sys.argv[1:])
    words = size(texts)
    import spacy

    before, begin = memory(), time.perf_counter()
    from workbench import language

    nlp = language.load()
    loaded = time.perf_counter() - begin
    about = language.describe(nlp)
    print(f"{about['name']} {about['version']} ({about['hash']}), {words:,} words\n")
    blank = spacy.blank("nl")
    list(nlp.pipe(texts))
    bare = words / best(lambda: list(blank.pipe(texts)))
    ours = words / best(lambda: list(nlp.pipe(texts)))
    theirs = frog(texts)
    print("| what | words/s | against the bare tokenizer |\n|---|---|---|")
    print(f'| spacy.blank("nl") | {bare:,.0f} | 1.00 |\n| the whole pipeline | {ours:,.0f} | {ours / bare:.3f} |')
    if theirs is None:
        print("| Frog | not installed (Debian: apt-get install frog frogdata uctodata) | |")
    else:
        print(f"| Frog without its parser | {theirs:,.0f} | {theirs / bare:.3f} |")
        print(f"\nThe pipeline is {ours / theirs:.1f} times as fast as Frog without its parser.")
    first, again = cache(texts, nlp)
    print(f"\nfrom the cache: {again / first:.1%} of the time of a first parse; load {loaded:.2f} s\n")
    print("| component | words/s | share |\n|---|---|---|")
    print("\n".join(components(nlp, texts, words)))
    now = memory()
    seen = 0
    while seen < MANY_WORDS:
        for _ in nlp.pipe(texts):
            pass
        seen += words
        if seen - words < MANY_WORDS // 10 <= seen:
            tenth = memory()
    print(f"\nmemory: {before:.0f} MB before loading, {now:.0f} MB after one pass, {tenth:.0f} MB after 100,000 words, "
          f"{memory():.0f} MB after {seen:,}")  # fmt: skip


if __name__ == "__main__":
    main()

"""Words per second of the language room: the tokenizer alone, each component, the whole pipeline and the cache.

Run: ./wb python benchmarks/language.py [FILE ...]   (text files; without them the example regions' text is used)
Seconds differ per machine; read the ratios.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5


def best(function) -> float:
    """Seconds of the quickest of some rounds."""
    seconds = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        function()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def sample(files: list[str]) -> list[str]:
    """Paragraphs to parse: of the files given, else invented talk."""
    if files:
        return [line for file in files for line in Path(file).read_text(encoding="utf-8").splitlines() if line.strip()]
    talk = (
        "Nou ja, wij pakken dat als regio nu samen op, maar de raad van onze gemeente wil eerst weten wat het kost. "
        "En dan zegt het samenwerkingsverband: dat hebben we toch al afgesproken? Eh... dat klopt ook wel. "
        "De jeugdhulpaanbieders laten het los, want zij krijgen de wachtlijsten niet weg omdat er geen mensen zijn. "
    )
    return [talk * (1 + at % 3) for at in range(300)]


def main() -> None:
    begin = time.perf_counter()
    import spacy

    print(f"import spacy            {time.perf_counter() - begin:8.2f} s  ({spacy.__version__})")
    from workbench import language

    begin = time.perf_counter()
    nlp = language.load()
    print(f"load                    {time.perf_counter() - begin:8.2f} s  ({language.describe(nlp)['name']})")
    texts = sample(sys.argv[1:])
    words = sum(len(text.split()) for text in texts)
    begin = time.perf_counter()
    docs = list(nlp.pipe(texts))
    print(f"first pass              {words / (time.perf_counter() - begin):10,.0f} words/s")
    alone = best(lambda: [nlp.make_doc(text) for text in texts])
    print(f"{'tokenizer alone':24}{words / alone:10,.0f} words/s  1.00")
    for name, component in nlp.pipeline:
        seconds = best(lambda step=component: [step(doc) for doc in docs])
        print(f"{name:24}{words / seconds:10,.0f} words/s  {seconds / alone:.2f} of the tokenizer")
    whole = best(lambda: list(nlp.pipe(texts)))
    print(f"{'whole pipeline':24}{words / whole:10,.0f} words/s  {whole / alone:.2f} of the tokenizer")
    seconds = best(lambda: [language.columns(doc) for doc in docs])
    print(f"{'columns':24}{words / seconds:10,.0f} words/s  {seconds / whole:.2f} of the pipeline")
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        language.parse(texts, nlp=nlp, cache=Path(folder))
        first = time.perf_counter() - begin
        again = best(lambda: language.parse(texts, nlp=nlp, cache=Path(folder)))
        size = sum(path.stat().st_size for path in Path(folder).rglob("*.*"))
    print(f"{'parse and store':24}{words / first:10,.0f} words/s  {first / whole:.2f} of the pipeline")
    print(f"{'read from the cache':24}{words / again:10,.0f} words/s  {again / whole:.2f} of the pipeline")
    print(f"cache                   {size / words:8.1f} bytes a word")


if __name__ == "__main__":
    main()

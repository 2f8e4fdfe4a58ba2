"""Speed of the main job, as ratios measured in one run: ``./wb python benchmarks/main_job.py [--repeat 5]``.

Prints a Markdown table: coding against the bare pipeline on the same text, an unchanged run against the first, and
one report against an empty notebook run by papermill in-process. Seconds depend on the machine; ratios hold.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def clock(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def copy_of_examples(folder: Path) -> Path:
    """A project with the example regions, where nothing has been made yet."""
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    return folder


def coding_against_pipe(folder: Path, repeat: int) -> tuple[float, float, int]:
    """Words per second of stage code (read tables, parse, code, write) and of ``nlp.pipe``, in turn; and words."""
    from workbench import language, tables
    from workbench.project import open_project
    from workbench.runs.tables.code import code
    from workbench.runs.tables.prepare import prepare, store

    project = open_project(folder)
    regions = [project.region(name) for name in project.regions()]
    texts = []
    for region in regions:
        prepared = prepare(region)
        store(region, prepared)
        utterances = tables.read(tables.UTTERANCES, region.table("utterances"))
        by_source = dict(zip(prepared.sources["source_id"], prepared.sources["text"], strict=True))
        texts += [by_source[u.source_id][u.start : u.end] for u in utterances.itertuples()]
    words = sum(len(text.split()) for text in texts)
    nlp = language.load()

    def bare():
        return list(nlp.pipe(texts))

    def coded():
        for region in regions:
            shutil.rmtree(region.processed / "cache", ignore_errors=True)
            code(region)

    bare(), coded()
    pairs = [(clock(bare), clock(coded)) for _ in range(repeat)]
    return (*(words / statistics.median(column) for column in zip(*pairs, strict=True)), words)


def unchanged_against_first(folder: Path, repeat: int) -> tuple[float, float]:
    """Seconds of ``workbench code --all`` as a whole process: the first time and when nothing has changed."""
    command = [sys.executable, "-m", "workbench", "code", "--all", "--project", str(folder)]

    def run():
        # 15 = done, files were left out; the examples have none
        subprocess.run(command, check=True, capture_output=True)

    firsts, seconds = [], []
    for _ in range(repeat):
        shutil.rmtree(folder / "data" / "processed", ignore_errors=True)
        firsts.append(clock(run))
        seconds.append(clock(run))
    return statistics.median(firsts), statistics.median(seconds)


def report_against_empty(folder: Path, repeat: int) -> tuple[float, float]:
    """Seconds of one report (notebook and page) and of an empty notebook, each in a spawned worker."""
    from workbench.engine.spawned import each
    from workbench.project import open_project
    from workbench.runs.pages import kernel

    project = open_project(folder)
    name = project.regions()[0]
    empty = folder / "empty.ipynb"
    write_empty(empty)

    def job(notebook: Path, parameters: dict, target: str) -> kernel.Job:
        return kernel.Job(str(notebook), parameters, target, "x", str(folder), str(folder))

    parameters = {"project_dir": str(folder), "region": name, "versie": "concept", "k": 3}
    full = job(project.notebooks / "30_rapport_regio.ipynb", parameters, str(folder / "page.html"))
    bare = job(empty, {}, "")

    def run(one):
        [(_, outcome)] = each(kernel.run, [one])
        assert outcome.ok, outcome.reason

    pairs = [(clock(lambda: run(full)), clock(lambda: run(bare))) for _ in range(repeat)]
    return tuple(statistics.median(column) for column in zip(*pairs, strict=True))


def write_empty(path: Path) -> None:
    """An empty notebook: what running one costs by itself."""
    import nbformat

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("")])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5)
    repeat = parser.parse_args().repeat
    with tempfile.TemporaryDirectory() as temporary:
        folder = copy_of_examples(Path(temporary) / "project")
        pipe, coding, words = coding_against_pipe(folder, repeat)
        first, second = unchanged_against_first(folder, repeat)
        report, empty = report_against_empty(folder, repeat)
    rows = [
        (f"what ({words:,} words, median of {repeat})", "measured", "against", "ratio", "aim"),
        ("---",) * 5,
        ("`workbench code`", f"{coding:,.0f} words/s", f"bare `nlp.pipe` {pipe:,.0f} words/s", f"{coding / pipe:.2f}",
         "at least 0.80"),
        ("unchanged `workbench code --all`", f"{second:.2f} s", f"first run {first:.2f} s", f"{second / first:.1%}",
         "under 5%"),
        ("one report", f"{report:.2f} s", f"empty papermill run {empty:.2f} s", f"{report / empty:.2f}", "under 3"),
    ]  # fmt: skip
    print(*("| " + " | ".join(row) + " |" for row in rows), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A night of reports, as ratios measured in one run: ``./wb python benchmarks/batch.py [--regions 30] [--repeat 1]``.

Copies of the example regions under other names, in a temporary project. Prints a Markdown table: all reports with two
workers against one, a region against an empty notebook run by papermill in-process, and a night in which nothing
changed. Reading and coding the regions comes first and is not measured.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from main_job import ROOT, clock, write_empty


def copies(folder: Path, number: int) -> Path:
    """A project with so many regions, each a copy of one of the examples, where nothing has been made yet."""
    examples = sorted(path for path in (ROOT / "data" / "raw").iterdir() if (path / "region.yaml").is_file())
    for index in range(number):
        example = examples[index % len(examples)]
        shutil.copytree(example, folder / "data" / "raw" / f"{example.name}-{index + 1:02d}")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    return folder


def workbench(folder: Path, *arguments: str) -> None:
    """One command as a whole process; anything but success ends the benchmark."""
    command = [sys.executable, "-m", "workbench", *arguments, "--project", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"workbench {' '.join(arguments)} gave {done.returncode}:\n{done.stderr[-2000:]}")


def empty_run(folder: Path) -> float:
    """Seconds of an empty notebook in a spawned worker: what every page costs at least."""
    from workbench.engine.spawned import each
    from workbench.runs.pages import kernel

    notebook = folder / "empty.ipynb"
    write_empty(notebook)
    job = kernel.Job(str(notebook), {}, "", "x", str(folder), str(folder))

    def run() -> None:
        [(_, outcome)] = each(kernel.run, [job])
        assert outcome.ok, outcome.reason

    return clock(run)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--regions", type=int, default=30)
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = copies(Path(temporary) / "project", options.regions)
        workbench(folder, "code", "--all")
        rounds = [
            (
                clock(lambda: workbench(folder, "report", "--all", "--workers", "1")),
                clock(lambda: workbench(folder, "report", "--all", "--workers", "2")),
                clock(lambda: workbench(folder, "report", "--all", "--changed")),
                empty_run(folder),
            )
            for _ in range(options.repeat)
        ]
        pages = len(list(folder.glob("data/processed/*/*.html"))) - len(list(folder.glob("data/processed/runs/*.html")))
    one, two, unchanged, empty = (statistics.median(column) for column in zip(*rounds, strict=True))
    number, bare = options.regions, f"empty papermill run {empty:.2f} s"
    rows = [
        (f"what ({number} regions, {pages} pages, median of {options.repeat})", "measured", "against", "ratio"),
        ("---",) * 4,
        ("`report --all --workers 2`", f"{two:.1f} s", f"`--workers 1` {one:.1f} s", f"{one / two:.2f} times"),
        ("one region of these", f"{one / number:.2f} s", bare, f"{one / number / empty:.2f}"),
        ("one page of these", f"{one / pages:.2f} s", bare, f"{one / pages / empty:.2f}"),
        ("unchanged `workbench report --all --changed`", f"{unchanged:.2f} s", f"{unchanged / number:.3f} s a region",
         f"{unchanged / one:.1%} of making them"),
    ]  # fmt: skip
    print(*("| " + " | ".join(row) + " |" for row in rows), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Keys that tell whether a stage must run again: what went in, and the code and data that worked on it.

Cheap on purpose (no spaCy, no pandas): an unchanged run must be over in a blink.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

import workbench
from workbench.project import RegionFolder, hash_file, hash_text
from workbench.runs.state.own import readable_notebook

PACKAGE = Path(workbench.__file__).parent
READ_ROOMS = (
    "tables.py",
    "region",
    "transcripts",
    "privacy",
    "runs/tables/gather.py",
    "runs/tables/prepare.py",
    "runs/tables/people.py",
    "runs/tables/forgotten.py",
    "runs/tables/not_quoted.py",
    "report/bare.py",
)
CODE_ROOMS = ("codebook", "language", "coding", "runs/tables/code.py")
RULES_ONLY = "WORKBENCH_RULES_ONLY"
REPORT_ROOMS = ("analysis", "report", "runs/pages/render.py", "runs/pages/kernel.py", "runs/pages/release.py")


@cache
def code_key(rooms: tuple[str, ...]) -> str:
    """Hash over the source and data files of some rooms of the package."""
    digest = hashlib.sha256(workbench.__version__.encode())
    for room in rooms:
        top = PACKAGE / room
        files = [top] if top.is_file() else sorted(path for path in top.rglob("*") if path.is_file())
        for path in files:
            if path.suffix != ".pyc" and "__pycache__" not in path.parts:
                digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def input_hashes(folder: RegionFolder) -> dict[str, str]:
    """SHA-256 per raw file (and the settings that are there), by path relative to the region.

    A file that may not be opened has no hash; reading it says so later.
    """
    files = [*folder.source_files(), *folder.settings]
    return {path.relative_to(folder.raw).as_posix(): _hash(path) for path in files}


def _hash(path: Path) -> str:
    try:
        return hash_file(path)
    except OSError:
        return ""


def read_key(folder: RegionFolder) -> str:
    """Changes when a raw file, a setting of the region or the reading code changes."""
    inputs = input_hashes(folder)
    return hash_text("read", code_key(READ_ROOMS), *(f"{name}={digest}" for name, digest in sorted(inputs.items())))


def coding_key(read: str, codebook: Path | None, own_rules: Path | None = None) -> str:
    """Changes when the read tables, the pipeline, the rules, the model or the codebook change."""
    from workbench.language import fingerprint

    own = hash_file(codebook) if codebook else "built-in"
    parts = "rules" if rules_only() else "rules and model"
    rules = [hash_file(path) for path in sorted(own_rules.glob("*.y*ml"))] if own_rules else []
    return hash_text("code", read, fingerprint(), own, parts, *rules, code_key(CODE_ROOMS))


def rules_only() -> bool:
    """Whether the learned part of the coding is off (``--rules-only`` says so for a command and its workers)."""
    return os.environ.get(RULES_ONLY, "") not in ("", "0")


def report_key(coded: str, notebook: Path, parameters: dict) -> str:
    """Changes when the codings, the notebook, its parameters or the reporting code change; raises ReportFailed."""
    settings = repr(sorted(parameters.items()))
    return hash_text("report", coded, hash_file(readable_notebook(notebook)), settings, code_key(REPORT_ROOMS))

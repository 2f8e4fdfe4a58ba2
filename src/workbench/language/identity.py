"""Which pipeline is in use, and a fingerprint of it, without importing spaCy.

The fingerprint changes when anything changes that can change a parse: the word lists and code of this room, the chosen
model, or the version of spaCy. It is short, and quick enough to ask before every run.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from workbench.errors import PipelineMissing

HERE = Path(__file__).parent
BUNDLED = HERE / "model"
VARIABLE = "WORKBENCH_PIPELINE"
RULES = "regels"
NOT_LANGUAGE = {"parsing.py", "__init__.py"}


@dataclass(frozen=True)
class Choice:
    """A pipeline that was chosen: ``kind`` is asked, bundled or rules; ``path`` its folder where there is one."""

    kind: str
    name: str
    path: Path | None = None


def choose(name: str | None = None) -> Choice:
    """Which pipeline ``load`` takes. Raises PipelineMissing when the one that is asked for is not there."""
    asked = (name if name is not None else os.environ.get(VARIABLE, "")).strip()
    if asked:
        folder = Path(asked).expanduser()
        if (folder / "meta.json").is_file():
            return Choice("asked", folder.resolve().name, folder.resolve())
        if asked.isidentifier() and _installed(asked):
            return Choice("asked", asked)
        raise PipelineMissing(
            "dit spaCy-model is er niet",
            where=asked,
            remedy=f"Geef een map met een spaCy-model of de naam van een geïnstalleerd model, of maak {VARIABLE} leeg.",
        )
    if (BUNDLED / "meta.json").is_file():
        return Choice("bundled", "workbench", BUNDLED)
    return Choice("rules", RULES)


def _installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def fingerprint(name: str | None = None) -> str:
    """Short hash of the pipeline ``load(name)`` gives; under 50 ms. Raises PipelineMissing as ``choose`` does."""
    choice = choose(name)
    digest = hashlib.sha256(_room().encode())
    digest.update(f"{choice.kind}\0{choice.name}\0{_versions()}".encode())
    if choice.path:
        _add_model(digest, choice.path)
    elif choice.kind == "asked":
        digest.update(metadata.version(choice.name).encode())
    return digest.hexdigest()[:12]


def _add_model(digest, folder: Path) -> None:
    """A model counts by its meta and config, and by name and size of its other files."""
    for file in ("meta.json", "config.cfg"):
        if (folder / file).is_file():
            digest.update((folder / file).read_bytes())
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())


@cache
def _versions() -> str:
    return f"spacy={metadata.version('spacy')}"


@cache
def _room() -> str:
    """Hash over the code and data of this room; files that only store or hand on parses do not count."""
    digest = hashlib.sha256()
    files = [*HERE.glob("*.py"), *(HERE / "data").iterdir()]
    for path in sorted(files, key=lambda path: path.name):
        if path.name not in NOT_LANGUAGE:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()

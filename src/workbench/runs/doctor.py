"""``doctor``: is everything there, and which Dutch pipeline does the work."""

from __future__ import annotations

import platform
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import workbench
from workbench.errors import UserError
from workbench.project import find_project

PACKAGES = ("jupyterlab", "pandas", "matplotlib", "spacy", "nltk", "papermill", "nbconvert", "pytest")


@dataclass(frozen=True)
class Health:
    """What was looked at: name, whether it is well, and what was seen."""

    findings: tuple[tuple[str, bool, str], ...]

    @property
    def ok(self) -> bool:
        return all(well for _, well, _ in self.findings)

    def as_json(self) -> dict:
        return {
            "goed": self.ok,
            "bevindingen": [dict(zip(("naam", "goed", "gezien"), f, strict=True)) for f in self.findings],
        }

    def as_text(self) -> str:
        width = max(len(name) for name, _, _ in self.findings)
        return "\n".join(
            f"{'goed ' if well else 'FOUT '} {name:<{width}}  {seen}" for name, well, seen in self.findings
        )


def examine(project_dir: str | None) -> Health:
    """Look at Python, packages, pipeline, codebook and project; changes nothing."""
    findings = [("workbench", True, workbench.__version__), ("python", True, platform.python_version())]
    findings += [_package(name) for name in PACKAGES]
    findings += [_pipeline(), _codebook(), _project(project_dir)]
    return Health(tuple(findings))


def _package(name: str) -> tuple[str, bool, str]:
    try:
        return name, True, version(name)
    except PackageNotFoundError:
        return name, False, "ontbreekt; draai ./wb opnieuw"


def _pipeline() -> tuple[str, bool, str]:
    from workbench import language

    try:
        about = language.describe(language.load())
    except UserError as error:
        return "taalpijplijn", False, str(error)
    lacks = f"; mist: {', '.join(about['lacks'])}" if about["lacks"] else ""
    return "taalpijplijn", True, f"{about['name']} {about['version']} ({about['hash']}){lacks}"


def _codebook() -> tuple[str, bool, str]:
    from workbench import codebook

    try:
        return "codeboek", True, codebook.load().version
    except UserError as error:
        return "codeboek", False, str(error)


def _project(project_dir: str | None) -> tuple[str, bool, str]:
    try:
        project = find_project(project_dir)
    except UserError as error:
        return "project", project_dir is None, str(error)
    try:
        project.processed.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=project.processed):
            pass
    except OSError as error:
        return "project", False, f"kan niet schrijven in data/processed ({error.strerror})"
    return "project", True, f"{len(project.regions())} regio's in data/raw"

"""``doctor``: is everything there, which Dutch pipeline does the work, and can a PDF be made."""

from __future__ import annotations

import platform
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

import workbench
from workbench.errors import UserError
from workbench.project import find_project
from workbench.report.wording import count

PACKAGES = ("jupyterlab", "pandas", "matplotlib", "spacy", "nltk", "papermill", "nbconvert", "weasyprint", "pytest")


class Finding(NamedTuple):
    """One thing that was looked at; without what is not ``needed`` the workbench goes on, with less."""

    name: str
    well: bool
    seen: str
    needed: bool = True

    @property
    def mark(self) -> str:
        return "goed" if self.well else "FOUT" if self.needed else "mist"


@dataclass(frozen=True)
class Health:
    """All that was looked at; ``ok`` when everything that is needed is well."""

    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return all(one.well or not one.needed for one in self.findings)

    def as_json(self) -> dict:
        found = [{"naam": one.name, "goed": one.well, "gezien": one.seen, "nodig": one.needed} for one in self.findings]
        return {"goed": self.ok, "bevindingen": found}

    def as_text(self) -> str:
        width = max(len(one.name) for one in self.findings)
        return "\n".join(f"{one.mark}  {one.name:<{width}}  {one.seen}" for one in self.findings)


def examine(project_dir: str | None) -> Health:
    """Look at Python, packages, pipeline, codebook, project and what a PDF needs; changes nothing."""
    findings = [Finding("workbench", True, workbench.__version__), Finding("python", True, platform.python_version())]
    findings += [_package(name) for name in PACKAGES]
    findings += [_pdf(), _pipeline(), _codebook(), _project(project_dir)]
    return Health(tuple(findings))


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        return Finding(name, False, "ontbreekt; draai ./wb opnieuw")


def _pdf() -> Finding:
    from workbench.report import pdf

    try:
        why_not = pdf.why_not()
    except ImportError:
        return Finding("pdf", False, "kan niet: weasyprint ontbreekt", needed=False)
    seen = "kan gemaakt worden" if why_not is None else f"kan niet: pango ontbreekt. {why_not.remedy}"
    return Finding("pdf", why_not is None, seen, needed=False)


def _pipeline() -> Finding:
    from workbench import language

    try:
        about = language.describe(language.load())
    except UserError as error:
        return Finding("taalpijplijn", False, str(error))
    lacks = f"; mist: {', '.join(about['lacks'])}" if about["lacks"] else ""
    return Finding("taalpijplijn", True, f"{about['name']} {about['version']} ({about['hash']}){lacks}")


def _codebook() -> Finding:
    from workbench import codebook

    try:
        return Finding("codeboek", True, codebook.load().version)
    except UserError as error:
        return Finding("codeboek", False, str(error))


def _project(project_dir: str | None) -> Finding:
    try:
        project = find_project(project_dir)
    except UserError as error:
        return Finding("project", project_dir is None, str(error))
    try:
        project.processed.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=project.processed):
            pass
    except OSError as error:
        return Finding("project", False, f"kan niet schrijven in data/processed ({error.strerror})")
    there = count(len(project.regions()), "regio", "regio's")
    return Finding("project", True, f"{there} in data/raw")

"""Stage report: notebooks become HTML pages, each in a process of its own; the last good page stays until then."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.engine.spawned import Died, each
from workbench.errors import NotWritable, ReportFailed
from workbench.project import Project, RegionFolder, cannot_write, hash_file, read_json
from workbench.runs import kernel, release
from workbench.runs.manifest import Manifest, now, region_lock

TITLES = {
    "30_rapport_regio": "Rapport regio",
    "40_vergelijking": "Vergelijking van regio's",
    "10_verkennen": "Verkennen",
}
PAGES = {"30_rapport_regio": "rapport", "40_vergelijking": "vergelijking", "10_verkennen": "verkennen"}


@dataclass(frozen=True)
class Page:
    """One page to make: from which notebook, with which (validated) parameters, in which folder, under which key."""

    folder: RegionFolder
    notebook: str
    parameters: dict
    key: str
    title: str

    @property
    def target(self) -> Path:
        version = "-regio" if self.parameters.get("versie") == "regio" else ""
        return self.folder.processed / f"{PAGES[self.notebook]}{version}.html"

    @property
    def name(self) -> str:
        """Under which the manifest keeps this page: concept and regio are two pages of one notebook."""
        return self.target.stem

    def is_current(self) -> bool:
        """Whether the last good page was made from the very same things and still lies there unchanged."""
        good = Manifest(self.folder.processed).report(self.name).get("last_good") or {}
        return (
            good.get("key") == self.key and self.target.is_file() and good.get("file_sha256") == hash_file(self.target)
        )


@dataclass(frozen=True)
class Rendered:
    """How a page ended. ``kept`` is the date of the last good page that is still in place after a failure."""

    page: Page
    outcome: kernel.Outcome
    kept: str = ""

    def error(self) -> ReportFailed:
        last = f" Het rapport van {self.kept} staat er nog." if self.kept else " Er is nog geen eerder rapport."
        return ReportFailed(
            f"het rapport is niet gemaakt: {self.outcome.reason}",
            where=self.page.folder.name,
            remedy=f"De vorige versie is niet aangeraakt.{last}",
        )


def render(
    project: Project, pages: list[Page], *, workers: int = 1, on_wait: Callable[[], None] = lambda: None
) -> Iterator[Rendered]:
    """Make pages, at most ``workers`` at once, and yield each as it ends; holds each region's lock meanwhile."""
    jobs: list[kernel.Job] = []
    with ExitStack() as stack:
        for folder in sorted({page.folder for page in pages}, key=lambda one: one.name):
            stack.enter_context(region_lock(folder, on_wait=on_wait))
            sweep(folder)
        done: set[int] = set()
        try:
            for page in pages:
                manifest = Manifest(page.folder.processed)
                manifest.settle_killed()
                manifest.begin_report(page.name, key=page.key, parameters=public(page.parameters))
                jobs.append(_job(project, page))
            for index, result in each(kernel.run, jobs, workers=workers):
                done.add(index)
                yield _finish(pages[index], jobs[index], result)
        finally:
            for index, job in enumerate(jobs):
                shutil.rmtree(job.work, ignore_errors=True)
                shutil.rmtree(job.short, ignore_errors=True)
                if index not in done:
                    _stopped(pages[index])


def sweep(folder: RegionFolder) -> None:
    """Throw away what a killed run left behind; only for whoever holds the lock."""
    for leftover in folder.processed.glob(".werk-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    for leftover in folder.processed.glob(".*.tmp*"):
        with suppress(OSError):
            leftover.unlink()


def _stopped(page: Page) -> None:
    """Write down that a page was not finished; when even that cannot be written, the next run finds it running."""
    with suppress(NotWritable):
        Manifest(page.folder.processed).end_report(page.name, "killed", reason="niet afgemaakt")


def public(parameters: dict) -> dict:
    """Parameters as they may be stored and shown: without the place of the project on this machine."""
    return {name: value for name, value in parameters.items() if name != "project_dir"}


def _job(project: Project, page: Page) -> kernel.Job:
    try:
        work = tempfile.mkdtemp(prefix=".werk-", dir=page.folder.processed)
        short = kernel.short_folder()
    except OSError as error:
        raise cannot_write(page.target, error) from None
    return kernel.Job(
        notebook=str(project.notebooks / f"{page.notebook}.ipynb"),
        parameters={**page.parameters, "project_dir": str(project.root)},
        target=str(Path(work) / "page.html"),
        title=page.title,
        work=work,
        home=str(project.root),
        short=short,
    )


def _finish(page: Page, job: kernel.Job, result: kernel.Outcome | Died) -> Rendered:
    manifest = Manifest(page.folder.processed)
    good = manifest.report(page.name).get("last_good") or {}
    kept = str(good.get("ended", ""))[:10] if page.target.is_file() else ""
    if isinstance(result, Died):
        result = kernel.Outcome(False, "het proces is gestopt voor het klaar was")
    if result.ok:
        made = Path(job.target)
        try:
            digest = hash_file(made)
            entries = read_json(kernel.released(job)).get("citaten") or []
            release.keep(page.folder.processed, page.name, entries, now())
            made.replace(page.target)
        except (OSError, NotWritable) as error:
            cause = getattr(error, "strerror", None) or getattr(error, "what", "")
            reason = f"{page.target.name} kan niet geschreven worden ({cause})"
            manifest.end_report(page.name, "failed", reason=reason)
            return Rendered(page, kernel.Outcome(False, reason), kept)
        manifest.end_report(page.name, "ok", file=page.target.name, file_sha256=digest)
        return Rendered(page, result)
    manifest.end_report(page.name, "failed", reason=result.reason)
    return Rendered(page, result, kept)

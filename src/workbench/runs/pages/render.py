"""Stage report: notebooks become HTML pages, each in a process of its own; the last good page stays until then."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from workbench.engine.spawned import Died, each
from workbench.errors import NotWritable, RegionBusy, ReportFailed, UserError
from workbench.project import Project, RegionFolder, cannot_write, hash_file, read_json, shipped_notebooks, why_not
from workbench.runs.pages import kernel, release
from workbench.runs.state import faults
from workbench.runs.state.leftovers import SHORT, WORK_PREFIX, sweep
from workbench.runs.state.manifest import Holder, Manifest, now, region_lock

TITLES = {
    "30_rapport_regio": "Rapport regio",
    "35_factsheet": "Factsheet regio",
    "40_vergelijking": "Vergelijking van regio's",
    "10_verkennen": "Verkennen",
}
PAGES = {
    "30_rapport_regio": "rapport",
    "35_factsheet": "factsheet",
    "40_vergelijking": "vergelijking",
    "10_verkennen": "verkennen",
}
# came later: a project that has notebooks of its own may not have this one yet
LATER = {"35_factsheet"}


def page_name(notebook: str, version: object) -> str:
    """What the page of a notebook is called: concept and regio are two pages of one notebook."""
    return f"{PAGES[notebook]}{'-regio' if version == 'regio' else ''}"


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
        return self.folder.processed / f"{page_name(self.notebook, self.parameters.get('versie'))}.html"

    @property
    def what(self) -> str:
        """What this page is called in a sentence."""
        return {"35_factsheet": "de factsheet", "40_vergelijking": "de vergelijking"}.get(self.notebook, "het rapport")

    @property
    def name(self) -> str:
        """Under which the manifest keeps this page."""
        return self.target.stem

    def is_current(self) -> bool:
        """Whether the last good page was made from the very same things and still lies there unchanged."""
        good = Manifest(self.folder.processed).report(self.name).get("last_good") or {}
        if good.get("key") != self.key:
            return False
        try:
            return self.target.is_file() and good.get("file_sha256") == hash_file(self.target)
        except OSError:  # what we may not read is not known to be ours
            return False

    def found_current(self) -> None:
        """Write down that the last good page holds again, when a later attempt at another one went wrong.

        Not while another command works on the region: then that one writes down what came of it.
        """
        if Manifest(self.folder.processed).report(self.name).get("outcome") != "ok":
            with suppress(NotWritable, RegionBusy), region_lock(self.folder, wait_s=0):
                if self.is_current():
                    Manifest(self.folder.processed).restore_report(self.name)


@dataclass(frozen=True)
class Rendered:
    """How a page ended, after how many seconds of work on it.

    ``kept`` is the date of the last good page that is still in place after a failure; ``refused`` is the reason
    why the work could not begin.
    """

    page: Page
    outcome: kernel.Outcome
    kept: str = ""
    seconds: float = 0.0
    refused: UserError | None = None

    def error(self) -> UserError:
        if self.refused:
            return self.refused
        what = self.page.what
        last = f" {what.capitalize()} van {self.kept} staat er nog." if self.kept else " Er is nog geen eerdere versie."
        return ReportFailed(
            f"{what} is niet gemaakt: {self.outcome.reason}",
            where=self.page.folder.name,
            remedy=f"De vorige versie is niet aangeraakt.{last}",
        )


def render(
    project: Project,
    pages: list[Page],
    *,
    workers: int = 1,
    cell_timeout_s: int = kernel.CELL_TIMEOUT_S,
    on_wait: Callable[[RegionFolder, Holder], None] = lambda folder, holder: None,
    on_begin: Callable[[Page], None] = lambda page: None,
) -> Iterator[Rendered]:
    """Make pages, at most ``workers`` at once, and yield each as it ends; holds each region's lock meanwhile.

    ``on_begin`` is called when the work on a page begins.
    A region that is held by another, or that cannot be written in, does not keep the others from being made.
    """
    begun: list[tuple[Page, kernel.Job]] = []
    refused: dict[RegionFolder, UserError] = {}
    done: set[int] = set()
    with ExitStack() as stack:
        for folder in sorted({page.folder for page in pages}, key=lambda one: one.name):
            try:
                stack.enter_context(region_lock(folder, on_wait=partial(on_wait, folder)))
                sweep(folder)
                Manifest(folder.processed).settle_killed()
            except Exception as error:
                refused[folder] = faults.of_region(error, folder)
        try:
            for page in pages:
                try:
                    if page.folder not in refused:
                        begun.append((page, _begin(project, page, cell_timeout_s)))
                except Exception as error:
                    refused[page.folder] = faults.of_region(error, page.folder)
                if error := refused.get(page.folder):
                    yield _refuse(page, error)
            jobs = [job for _, job in begun]
            for index, result in each(kernel.run, jobs, workers=workers, on_begin=lambda one: on_begin(begun[one][0])):
                done.add(index)
                yield _finish(*begun[index], result)
        finally:
            for index, (page, job) in enumerate(begun):
                shutil.rmtree(job.work, ignore_errors=True)
                shutil.rmtree(job.short, ignore_errors=True)
                if index not in done:
                    _stopped(page)


def notebook_file(project: Project, name: str) -> Path:
    """The project's own notebook; that of the workbench where the project was begun before there was one."""
    own = project.notebooks / f"{name}.ipynb"
    return own if os.path.lexists(own) or name not in LATER else shipped_notebooks() / own.name


def _stopped(page: Page) -> None:
    """Write down that a page was not finished; when even that cannot be written, the next run finds it running."""
    with suppress(NotWritable):
        Manifest(page.folder.processed).end_report(page.name, "killed", reason="niet afgemaakt")


def public(parameters: dict) -> dict:
    """Parameters as they may be stored and shown: without the place of the project on this machine."""
    return {name: value for name, value in parameters.items() if name != "project_dir"}


def _begin(project: Project, page: Page, cell_timeout_s: int) -> kernel.Job:
    """Write down that the page is being made, and where; raises NotWritable."""
    manifest = Manifest(page.folder.processed)
    manifest.begin_report(page.name, key=page.key, parameters=public(page.parameters))
    try:
        work = tempfile.mkdtemp(prefix=WORK_PREFIX, dir=page.folder.processed)
        short = kernel.short_folder()
        (Path(work) / SHORT).write_text(short, encoding="utf-8")
    except OSError as error:
        raise cannot_write(page.target, error) from None
    return kernel.Job(
        notebook=str(notebook_file(project, page.notebook)),
        parameters={**page.parameters, "project_dir": str(project.root)},
        target=str(Path(work) / "page.html"),
        title=page.title,
        work=work,
        home=str(project.root),
        cell_timeout_s=cell_timeout_s,
        short=short,
    )


def _refuse(page: Page, error: UserError) -> Rendered:
    return Rendered(page, kernel.Outcome(False, str(error), error.exit_code), refused=error)


def _finish(page: Page, job: kernel.Job, result: kernel.Outcome | Died) -> Rendered:
    """Put a page in place and write down how it ended; what goes wrong with that is a failure of this page alone."""
    try:
        seconds = max(0.0, time.time() - kernel.begun(job).stat().st_mtime)
    except OSError:
        seconds = 0.0
    try:
        return replace(_placed(page, job, result), seconds=seconds)
    except Exception as error:
        # the manifest still says that it is being made: the next run finds that and makes it again
        return replace(_refuse(page, faults.of_region(error, page.folder)), seconds=seconds)


def _placed(page: Page, job: kernel.Job, result: kernel.Outcome | Died) -> Rendered:
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
            cause = why_not(error) if isinstance(error, OSError) else error.what
            reason = f"{page.target.name} kan niet geschreven worden ({cause})"
            manifest.end_report(page.name, "failed", reason=reason)
            return Rendered(page, kernel.Outcome(False, reason), kept)
        manifest.end_report(page.name, "ok", file=page.target.name, file_sha256=digest)
        return Rendered(page, result)
    manifest.end_report(page.name, "failed", reason=result.reason)
    return Rendered(page, result, kept)

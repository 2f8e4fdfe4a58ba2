"""What there is to publish: the pages of ``versie regio`` of some regions, made again where they are not up to date.

``refresh`` makes them; ``collect`` reads what there is then, checks its quotes against the approved sources, and is
for whoever holds the regions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.errors import NotDisclosable, ReportFailed
from workbench.privacy.disclosure import Policy
from workbench.project import Project, RegionFolder
from workbench.region import load_names, load_region
from workbench.report.view import View
from workbench.report.wording import listing
from workbench.runs.history.outcomes import CURRENT
from workbench.runs.history.records import Run
from workbench.runs.pages import release, reports
from workbench.runs.pages.kept_k import k_of
from workbench.runs.pages.parameters import validate
from workbench.runs.pages.render import TITLES, Page, notebook_file, page_name
from workbench.runs.pages.result import Result
from workbench.runs.publishing import forms, given
from workbench.runs.state import fingerprint
from workbench.runs.state.manifest import Manifest
from workbench.runs.tables.update import Say

VERSION = "regio"


def chosen_k(folder: RegionFolder) -> int:
    """The k of the last good report to share: who made it with a larger one keeps that."""
    return k_of(folder, page_name(reports.REPORT, VERSION))


def common_k(project: Project, folders: Sequence[RegionFolder]) -> int:
    """The k of regions that are handed over together; raises NotDisclosable when they differ.

    With the tables of the other region, or the comparison, a reader could work out what the larger k hides. So the
    comparison may have had a smaller k (it is made again), and never a larger one.
    """
    found = {folder.name: chosen_k(folder) for folder in folders}
    largest = max(found.values())
    if smaller := [name for name, k in found.items() if k < largest]:
        told = listing([f"{name} (k={k})" for name, k in found.items()])
        raise NotDisclosable(
            f"deze regio's hebben niet dezelfde k: {told}. Samen verklappen ze wat een van de rapporten verbergt",
            where="publicatie",
            remedy=f"Maak ze eerst gelijk: workbench report {' '.join(smaller)} --versie regio -p k={largest}",
        )
    folder, _ = _compared(project, [folder.name for folder in folders])
    k = k_of(folder, page_name(reports.COMPARE, VERSION)) if folder else largest
    if k > largest:
        raise NotDisclosable(
            f"de vergelijking is gemaakt met k={k} en de rapporten met k={largest}. Samen verklappen ze wat de "
            "vergelijking verbergt",
            where="publicatie",
            remedy=f"Maak ze eerst gelijk: workbench report {' '.join(found)} --versie regio -p k={k} (of de "
            f"vergelijking met een kleinere k: workbench compare {' '.join(found)} --versie regio -p k={largest})",
        )
    return largest


def pages_of(project: Project, folder: RegionFolder, k: int) -> list[Page]:
    """The report of a region, and its factsheet when that is there."""
    pages = [_page(project, folder, notebook, k) for notebook in (reports.REPORT, reports.FACTSHEET)]
    return [page for page in pages if page.notebook == reports.REPORT or page.target.is_file()]


def _page(project: Project, folder: RegionFolder, notebook: str, k: int) -> Page:
    parameters = validate(notebook, {"region": folder.name, "versie": VERSION, "k": k})
    coded = Manifest(folder.processed).stage("code").get("key", "")
    key = fingerprint.report_key(coded, notebook_file(project, notebook), parameters)
    return Page(folder, notebook, parameters, key, f"{TITLES[notebook]}: {load_region(folder.raw).naam}")


def comparison_of(project: Project, names: Sequence[str]) -> Page | None:
    """The page that lays exactly these regions side by side, when somebody made one; with the k of their reports."""
    folder, regions = _compared(project, names)
    if folder is None:
        return None
    k = max(chosen_k(project.region(name)) for name in regions)
    parameters = validate(reports.COMPARE, {"regios": regions, "versie": VERSION, "k": k})
    coded = "".join(Manifest(project.region(name).processed).stage("code").get("key", "") for name in regions)
    key = fingerprint.report_key(coded, notebook_file(project, reports.COMPARE), parameters)
    return Page(folder, reports.COMPARE, parameters, key, TITLES[reports.COMPARE])


def _compared(project: Project, names: Sequence[str]) -> tuple[RegionFolder | None, list[str]]:
    """Where the comparison of exactly these regions lies, and the regions in its order; None when there is none."""
    folder = RegionFolder(reports.COMPARISON, project.raw, project.processed / reports.COMPARISON)
    name = page_name(reports.COMPARE, VERSION)
    good = Manifest(folder.processed).report(name).get("last_good") or {}
    regions = (good.get("parameters") or {}).get("regios") or []
    there = sorted(regions) == sorted(names) and (folder.processed / f"{name}.html").is_file()
    return (folder, regions) if there else (None, [])


def refresh(
    project: Project, folders: Sequence[RegionFolder], wanted: Sequence[str] | None, result: Result, run: Run, say: Say
) -> None:
    """Make every page that is missing or out of date; what was left out of a region goes into ``result``, and what
    came of every page into the record of the run.

    ``wanted`` are the forms to have beside each page; None means those that it had before.
    Raises NotDisclosable (see common_k) and the error that keeps a page from being made.
    """
    k = common_k(project, folders)
    names = [folder.name for folder in folders]
    before = {page.target: forms.there(page) for page in _all_pages(project, folders)}
    asked = {"version": VERSION, "assignments": [f"k={k}"], "say": say, "within": run}
    made = reports.report(project, names, every=False, changed=True, **asked)
    _raise_grave(made)
    result.errors += made.errors
    page = comparison_of(project, names)
    if page is not None and page.is_current():
        run.expect(reports.COMPARISON, 1)
        run.page(reports.COMPARISON, CURRENT, name=page.target.name, key=page.key)
    elif page is not None:
        _raise_grave(reports.compare(project, page.parameters["regios"], **asked))
    for page in _all_pages(project, folders):
        forms.bring(page, before.get(page.target, ()) if wanted is None else wanted, say)


def _all_pages(project: Project, folders: Sequence[RegionFolder]) -> list[Page]:
    pages = [page for folder in folders for page in pages_of(project, folder, chosen_k(folder))]
    shared = comparison_of(project, [folder.name for folder in folders])
    return [*pages, *([shared] if shared else [])]


def _raise_grave(made: Result) -> None:
    """A file that was left out keeps nobody from publishing the rest; anything else does."""
    if grave := [error for error in made.errors if error.exit_code != 15]:
        raise grave[0]


@dataclass(frozen=True)
class Material:
    """What a region (or the comparison) has to hand over.

    ``made``: stem of a page -> when it was made. ``pages``: stem -> HTML. ``forms``: file name -> bytes, the same pages
    in another form. ``names`` may stand nowhere, ``kept`` only look like names. ``quotes`` and ``facts`` are entries
    for the record of releases. The comparison has no ``view``.
    """

    made: dict[str, str]
    k: int
    pages: dict[str, str]
    forms: dict[str, bytes]
    names: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    quotes: tuple[dict, ...] = ()
    facts: tuple[dict, ...] = ()
    view: View | None = None

    def for_others(self) -> dict:
        """What the record that goes along says of it."""
        about = {"gemaakt": self.made, "versie": VERSION, "k": self.k}
        return {**about, **given.for_others(self.view, self.quotes, self.facts)} if self.view else about


def collect(
    project: Project, regions: Sequence[str], wanted: Sequence[str] | None, say: Say
) -> tuple[dict[str, Material], Material | None]:
    """What these regions have, by name, and their comparison, with forms as ``wanted`` (see forms.taken).

    Raises NotDisclosable, ReportFailed.
    """
    common_k(project, [project.region(name) for name in regions])  # once more: now nobody else changes them
    page = comparison_of(project, regions)
    shared = _material(project, [page], list(regions), wanted, say) if page else None
    return {name: _of_region(project, name, wanted, say) for name in regions}, shared


def _of_region(project: Project, name: str, wanted: Sequence[str] | None, say: Say) -> Material:
    from workbench.analysis import data

    folder = project.region(name)
    k = chosen_k(folder)
    view = View(data.load(project, name), Policy(k, VERSION))
    if not len(view.data.sources):
        raise reports.nothing_approved(folder)
    names = (*view.names, *load_names(folder.raw).altijd)
    return _material(project, pages_of(project, folder, k), [name], wanted, say, names=names, view=view)


def _material(
    project: Project, pages: list[Page], regions: list[str], wanted: Sequence[str] | None, say: Say,
    *, names=(), view=None,
) -> Material:  # fmt: skip
    k, html, others, quotes = pages[0].parameters["k"], {}, {}, []
    for page in pages:
        html[page.name] = _current(page)
        others |= forms.taken(page, wanted, say)
        quotes += release.check(
            page.target, project_dir=str(project.root), regions=regions, version=VERSION, k=k,
            where=f"{page.folder.name}/{page.target.name}",
        )  # fmt: skip
    facts = given.fact_entries(view) if view else ()
    made = {page.name: _made_at(page) for page in pages}
    kept = release.kept_of(project, regions)
    return Material(made, k, html, others, names, kept, tuple(quotes), tuple(facts), view)


def _current(page: Page) -> str:
    """The words of a page; raises ReportFailed when it is not the one that was made last from what there is now."""
    if not page.is_current():
        raise ReportFailed(
            "deze pagina is niet meer actueel: er is intussen iets veranderd",
            where=f"{page.folder.name}/{page.target.name}",
            remedy="Probeer het opnieuw.",
        )
    return page.target.read_text(encoding="utf-8")


def _made_at(page: Page) -> str:
    """When a page was made, from the manifest: publishing it again later tells the same."""
    return str((Manifest(page.folder.processed).report(page.name).get("last_good") or {}).get("ended", ""))

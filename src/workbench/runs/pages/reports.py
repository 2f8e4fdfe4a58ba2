"""The verbs that work on regions: update tables, make reports, compare, demo. One bad region never stops the rest."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

from workbench.errors import InvalidParameter, NotDisclosable
from workbench.project import Project, RegionFolder
from workbench.region import load_region
from workbench.runs.history.limits import NO_LIMIT, Limits
from workbench.runs.history.outcomes import CURRENT, FAILED, GOOD, reason
from workbench.runs.history.recorded import recorded
from workbench.runs.history.records import Run
from workbench.runs.pages.choosing import COMPARISON, chosen, vanished
from workbench.runs.pages.kept_k import kept_or_refused, told_kept, with_kept_k
from workbench.runs.pages.making import kind_of, make_forms, recorded_update, refuse, render_pages, update_one
from workbench.runs.pages.parameters import parse_assignments, validate
from workbench.runs.pages.render import TITLES, Page, notebook_file
from workbench.runs.pages.result import Result, shown
from workbench.runs.state import faults, fingerprint, own
from workbench.runs.tables.apart import beside
from workbench.runs.tables.update import Say, quiet

REPORT, FACTSHEET, COMPARE = "30_rapport_regio", "35_factsheet", "40_vergelijking"


def update_all(
    project: Project,
    names: list[str],
    *,
    every: bool,
    through: str,
    force: bool = False,
    say: Say = quiet,
) -> Result:
    """Bring the tables of regions up to date, through ``read`` or ``code``."""
    result, folders = Result(), chosen(project, names, every)
    _warn(project, result, every, say)
    if through == "code":
        own.readable(project.root)
    with beside(folders) as helper:
        for folder in folders:
            update_one(helper, project, folder, through, force, say, result)
    return result


def report(
    project: Project, names: list[str], *, every: bool, version: str = "concept", assignments: list[str] = (),
    workers: int = 2, changed: bool = False, force: bool = False, forms: Sequence[str] = (),
    limits: Limits = NO_LIMIT, say: Say = quiet, within: Run | None = None,
) -> Result:  # fmt: skip
    """Bring regions up to date and make the report and the factsheet of each.

    Parameters are checked before anything runs. ``forms`` (see formats) are made beside every page that is in place.
    ``within``: the record of the command that this is done for (see recorded).
    """
    folders = chosen(project, names, every)
    if workers < 1:
        raise InvalidParameter("dit moet minstens 1 zijn", where="--workers", remedy="Bijvoorbeeld 2.")
    given = {"versie": version, **parse_assignments(REPORT, list(assignments))}
    kept, refused = kept_or_refused(folders, (REPORT, FACTSHEET), given)
    parameters = {name: validate(REPORT, {**values, "region": name}) for name, values in kept.items()}
    result, pages = Result(), []
    asked = {**given, "regios": "alle" if every else [folder.name for folder in folders], "alleen_veranderd": changed}
    asked["formaat"] = list(forms)
    regions = [folder.name for folder in folders]
    around = {"limits": limits, "result": result, "say": say, "within": within}
    with recorded(project, "report", asked, regions, **around) as run, ExitStack() as stack:
        helper = stack.enter_context(beside(folders))
        _warn(project, result, every, say)
        own.readable(project.root, *(notebook_file(project, notebook) for notebook in (REPORT, FACTSHEET)))
        for folder in folders:
            if error := refused.get(folder.name):  # before its manifest is written, and with that forgets more
                refuse(folder, error, result, run)
                continue
            updated = recorded_update(helper, project, folder, force, say, result, run)
            if not updated:
                continue
            if kept[folder.name] != given:
                say(told_kept(folder.name, kept[folder.name]))
            try:
                given_here = (parameters[folder.name], updated.key)
                of_region = [_page(project, folder, notebook, *given_here) for notebook in (REPORT, FACTSHEET)]
                if version == "regio" and not _has_approved(folder):
                    raise nothing_approved(folder)
            except Exception as fault:
                error = faults.of_region(fault, folder)
                result.errors.append(error)
                run.note(folder.name, FAILED, why=reason(error))
                continue
            run.expect(folder.name, len(of_region) + bool(forms))
            for page in of_region:
                if changed and page.is_current():
                    result.lines.append(f"{folder.name}: {kind_of(page)} is nog actueel: {shown(page.target)}")
                    result.pages.append({"regio": folder.name, "bestand": str(page.target), "uitkomst": "actueel"})
                    page.found_current()
                    run.page(folder.name, CURRENT, name=page.target.name, key=page.key)
                else:
                    pages.append(page)
        stack.close()  # the memory of the language pipeline is for the pages now
        render_pages(project, pages, result, run, say, workers=workers, cell_timeout_s=limits.cell_s)
        make_forms(project, result, run, forms, say)
    return result


def _warn(project: Project, result: Result, every: bool, say: Say) -> None:
    """Of all regions one that has gone would be missing without a word."""
    if every:
        result.warnings += vanished(project)
        for warning in result.warnings:
            say(f"let op: {warning}")


def _has_approved(folder: RegionFolder) -> bool:
    return any(entry.status == "goedgekeurd" for entry in load_region(folder.raw).bronnen)


def nothing_approved(folder: RegionFolder) -> NotDisclosable:
    """A page to share would be empty."""
    return NotDisclosable(
        "geen enkele bron is goedgekeurd, dus er is niets om te delen",
        where=f"regio {folder.name}",
        remedy="Zet in region.yaml bij elke bron die getoond mag worden 'status: goedgekeurd'.",
    )


def _page(project: Project, folder: RegionFolder, notebook: str, parameters: dict, coded: str) -> Page:
    key = fingerprint.report_key(coded, notebook_file(project, notebook), parameters)
    region = load_region(folder.raw)
    return Page(folder, notebook, parameters, key, f"{TITLES[notebook]}: {region.naam}")


def compare(
    project: Project, names: list[str], *, version: str = "concept", assignments: list[str] = (),
    force: bool = False, forms: Sequence[str] = (), limits: Limits = NO_LIMIT, say: Say = quiet,
    within: Run | None = None,
) -> Result:  # fmt: skip
    """Make the page that shows regions side by side; no name means all of them. ``within``: as of ``report``."""
    every = not names
    folders = chosen(project, names, every)
    if len(folders) < 2:
        raise InvalidParameter("een vergelijking vraagt minstens twee regio's", where="compare")
    given = {"versie": version, **parse_assignments(COMPARE, list(assignments))}
    folder = RegionFolder(COMPARISON, project.raw, project.processed / COMPARISON)
    kept = with_kept_k(folder, [COMPARE], given)
    result, names = Result(), [folder.name for folder in folders]
    asked = {**kept, "regios": names, "formaat": list(forms)}
    around = {"limits": limits, "result": result, "say": say, "within": within}
    with recorded(project, "compare", asked, list(dict.fromkeys([*names, COMPARISON])), **around) as run:
        _warn(project, result, every, say)
        own.readable(project.root, notebook := notebook_file(project, COMPARE))
        with beside(folders) as helper:
            updated = [recorded_update(helper, project, folder, force, say, result, run) for folder in folders]
        good = [one for one in updated if one]
        for one in good:
            run.note(one.region, GOOD if one.did else CURRENT)
        if good:
            parameters = validate(COMPARE, {**kept, "regios": [one.region for one in good]})
            key = fingerprint.report_key("".join(one.key for one in good), notebook, parameters)
            if kept != given:
                say(told_kept("de vergelijking", kept))
            run.expect(COMPARISON, 1 + bool(forms))
            page = Page(folder, COMPARE, parameters, key, TITLES[COMPARE])
            render_pages(project, [page], result, run, say, cell_timeout_s=limits.cell_s)
            make_forms(project, result, run, forms, say)
    return result


def demo(project: Project, *, workers: int = 2, say: Say = quiet) -> Result:
    """The main job on the example regions: every region marked ``fictief`` gets its report, and one comparison."""
    names = [name for name in project.regions() if load_region(project.region(name).raw).fictief]
    result = report(project, names, every=False, version="regio", workers=workers, say=say)
    result.record = {}
    compared = compare(project, names, version="regio", say=say)
    result.pages += compared.pages
    result.errors += [error for error in compared.errors if error.exit_code != 15]
    made = sorted(page["bestand"] for page in result.pages if page["uitkomst"] != "mislukt")
    result.lines = ["", "Klaar. Open deze bestanden in een browser:"] + [f"  {shown(path)}" for path in made]
    return result

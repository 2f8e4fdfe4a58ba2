"""The verbs that work on regions: update tables, make reports, compare, demo. One bad region never stops the rest."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from workbench.errors import InvalidParameter, NoProject, NotDisclosable, UnknownRegion, UserError
from workbench.project import Project, RegionFolder
from workbench.region import load_region
from workbench.report.wording import count
from workbench.runs.history.limits import Limits
from workbench.runs.history.recorded import recorded
from workbench.runs.history.records import CURRENT, FAILED, FOLDER, GOOD, PARTLY, RUNNING, Run, left_out, reason
from workbench.runs.pages import formats
from workbench.runs.pages.parameters import parse_assignments, validate
from workbench.runs.pages.render import TITLES, Page, Rendered, notebook_file, render
from workbench.runs.pages.result import Result
from workbench.runs.state import fingerprint
from workbench.runs.tables.update import Say, Updated, quiet, update, waiting

COMPARISON = "_vergelijking"
TAKEN = {COMPARISON: "de vergelijking van regio's", FOLDER: "het overzicht van wat er gedaan is"}
REPORT, FACTSHEET, COMPARE = "30_rapport_regio", "35_factsheet", "40_vergelijking"
NO_LIMIT = Limits()


def shown(path: str | Path) -> str:
    """A path as a reader wants it: from here when it lies below here, else whole."""
    path = Path(path)
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) and here.parent != here else path)


def chosen(project: Project, names: list[str], every: bool) -> list[RegionFolder]:
    """The regions named, or all; raises UnknownRegion, and InvalidParameter when none was named."""
    if not project.regions():
        raise NoProject(
            "er staat nog geen regio in data/raw",
            where=project.root.name,
            remedy="Maak een map per regio en zet daar bestanden in.",
        )
    if not names and not every:
        raise InvalidParameter("noem een regio of geef --all", remedy=f"Regio's: {', '.join(project.regions())}.")
    wanted = project.regions() if every else dict.fromkeys(names)
    for name in wanted:
        if name.lower() in TAKEN:
            taken = f"deze naam is voor {TAKEN[name.lower()]}"
            raise UnknownRegion(taken, where=f"data/raw/{name}", remedy="Hernoem de map.")
    return [project.region(name) for name in wanted]


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
    result = Result()
    for folder in chosen(project, names, every):
        _update_one(project, folder, through, force, say, result)
    return result


def _update_one(project, folder, through, force, say, result: Result) -> Updated | None:
    try:
        updated = update(project, folder, through=through, force=force, say=say)
    except UserError as error:
        result.errors.append(error)
        result.lines.append(f"{folder.name}: niet gelukt")
        result.regions.append({"regio": folder.name, "uitkomst": "mislukt", "exit_code": error.exit_code})
        return None
    without = updated.left_out_error()
    result.errors += [without] if without else []
    for warning in updated.warnings if updated.did else ():
        say(f"{folder.name}: let op: {warning}")
    state = "tabellen bijgewerkt" if updated.did else "tabellen waren nog actueel"
    parts = [count(updated.sources, "bron", "bronnen")]
    parts += [count(updated.codings, "codering", "coderingen")] if through == "code" else []
    parts += [left_out(len(updated.left_out))] if without else []
    result.lines.append(f"{folder.name}: {state}; {', '.join(parts)}")
    result.regions.append(
        {
            "regio": folder.name,
            "uitkomst": PARTLY if without else GOOD,
            "gedaan": list(updated.did),
            "bronnen": updated.sources,
            "coderingen": updated.codings,
            "weggelaten": list(updated.left_out),
        }
    )
    return updated


def report(
    project: Project, names: list[str], *, every: bool, version: str = "concept", assignments: list[str] = (),
    workers: int = 2, changed: bool = False, force: bool = False, forms: Sequence[str] = (),
    limits: Limits = NO_LIMIT, say: Say = quiet,
) -> Result:  # fmt: skip
    """Bring regions up to date and make the report and the factsheet of each.

    Parameters are checked before anything runs. ``forms`` (see formats) are made beside every page that is in place.
    """
    folders = chosen(project, names, every)
    given = {"versie": version, **parse_assignments(REPORT, list(assignments))}
    parameters = {folder.name: validate(REPORT, {**given, "region": folder.name}) for folder in folders}
    result, pages = Result(), []
    asked = {**given, "regios": "alle" if every else [folder.name for folder in folders], "alleen_veranderd": changed}
    with recorded(
        project, "report", asked, [folder.name for folder in folders], limits=limits, result=result, say=say
    ) as run:
        for folder in folders:
            updated = _recorded_update(project, folder, force, say, result, run)
            if not updated:
                continue
            try:
                given_here = (parameters[folder.name], updated.key)
                of_region = [_page(project, folder, notebook, *given_here) for notebook in (REPORT, FACTSHEET)]
                if version == "regio" and not _has_approved(folder):
                    raise nothing_approved(folder)
            except UserError as error:
                result.errors.append(error)
                run.note(folder.name, FAILED, why=reason(error))
                continue
            run.expect(folder.name, len(of_region) + bool(forms))
            for page in of_region:
                if changed and page.is_current():
                    result.lines.append(f"{folder.name}: {_kind(page)} is nog actueel: {shown(page.target)}")
                    result.pages.append({"regio": folder.name, "bestand": str(page.target), "uitkomst": "actueel"})
                    run.page(folder.name, CURRENT, name=page.target.name, key=page.key)
                else:
                    say(f"{folder.name}: maakt {page.what}")
                    pages.append(page)
        _render(project, pages, result, run, say, workers=workers, cell_timeout_s=limits.cell_s)
        _forms(project, result, run, forms, say)
    return result


def _recorded_update(project, folder, force, say, result: Result, run: Run) -> Updated | None:
    """Bring the tables up to date, with what came of it in the record of the run."""
    begun = time.monotonic()
    updated = _update_one(project, folder, "code", force, say, result)
    took = time.monotonic() - begun
    if updated:
        run.note(folder.name, RUNNING, took, invoer=updated.key, weggelaten=len(updated.left_out))
    else:
        run.note(folder.name, FAILED, took, why=reason(result.errors[-1]))
    return updated


def _render(project: Project, pages: list[Page], result: Result, run: Run, say: Say, **how: int) -> None:
    """Make pages, with what came of each in the result and in the record of the run."""
    with closing(render(project, pages, on_wait=lambda *held: say(waiting(*held)), **how)) as every:
        for rendered in every:
            _note(result, rendered)
            page, how_it_went = rendered.page, GOOD if rendered.outcome.ok else FAILED
            about = {"name": page.target.name, "key": page.key, "why": reason(rendered.outcome)}
            run.page(page.folder.name, how_it_went, rendered.seconds, **about)


def _forms(project: Project, result: Result, run: Run, asked: Sequence[str], say: Say) -> None:
    """Make Word and PDF beside the pages, with what came of them in the record of the run."""
    for region, (seconds, failed) in formats.beside(project, result, asked, say).items():
        if asked:
            run.forms(region, seconds, failed=failed)


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


def _kind(page: Page) -> str:
    """``rapport`` or ``factsheet``, in what a command says."""
    return page.what.split()[-1]


def _note(result: Result, rendered: Rendered) -> None:
    name = rendered.page.folder.name.strip("_")
    entry = {
        "regio": name,
        "bestand": str(rendered.page.target),
        "uitkomst": "gelukt" if rendered.outcome.ok else "mislukt",
    }
    result.pages.append(entry)
    if rendered.outcome.ok:
        result.lines.append(f"{name}: {_kind(rendered.page)}: {shown(rendered.page.target)}")
    else:
        result.lines.append(f"{name}: {_kind(rendered.page)} mislukt")
        result.errors.append(rendered.error())


def compare(
    project: Project, names: list[str], *, version: str = "concept", assignments: list[str] = (),
    force: bool = False, forms: Sequence[str] = (), limits: Limits = NO_LIMIT, say: Say = quiet,
) -> Result:  # fmt: skip
    """Make the page that shows regions side by side; no name means all of them."""
    folders = chosen(project, names, not names)
    if len(folders) < 2:
        raise InvalidParameter("een vergelijking vraagt minstens twee regio's", where="compare")
    given = {"versie": version, **parse_assignments(COMPARE, list(assignments))}
    result, names = Result(), [folder.name for folder in folders]
    asked = {**given, "regios": names}
    with recorded(project, "compare", asked, [*names, COMPARISON], limits=limits, result=result, say=say) as run:
        updated = [_recorded_update(project, folder, force, say, result, run) for folder in folders]
        good = [one for one in updated if one]
        for one in good:
            run.note(one.region, GOOD if one.did else CURRENT)
        if good:
            parameters = validate(COMPARE, {**given, "regios": [one.region for one in good]})
            coded, notebook = "".join(one.key for one in good), project.notebooks / f"{COMPARE}.ipynb"
            key = fingerprint.report_key(coded, notebook, parameters)
            folder = RegionFolder(COMPARISON, project.raw, project.processed / COMPARISON)
            run.expect(COMPARISON, 1 + bool(forms))
            say("maakt de vergelijking")
            page = Page(folder, COMPARE, parameters, key, TITLES[COMPARE])
            _render(project, [page], result, run, say, cell_timeout_s=limits.cell_s)
            _forms(project, result, run, forms, say)
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

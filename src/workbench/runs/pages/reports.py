"""The verbs that work on regions: update tables, make reports, compare, demo. One bad region never stops the rest."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.errors import InvalidParameter, NoProject, NotDisclosable, UnknownRegion, UserError
from workbench.project import Project, RegionFolder
from workbench.region import load_region
from workbench.runs.history.limits import NO_LIMIT, Limits
from workbench.runs.history.outcomes import CURRENT, FAILED, GOOD, reason
from workbench.runs.history.recorded import recorded
from workbench.runs.history.records import FOLDER, Run
from workbench.runs.pages.kept_k import told_kept, with_kept_k
from workbench.runs.pages.making import kind_of, make_forms, recorded_update, render_pages, update_one
from workbench.runs.pages.parameters import parse_assignments, validate
from workbench.runs.pages.render import TITLES, Page, notebook_file
from workbench.runs.pages.result import Result, shown
from workbench.runs.state import fingerprint
from workbench.runs.tables.update import Say, quiet

COMPARISON = "_vergelijking"
TAKEN = {COMPARISON: "de vergelijking van regio's", FOLDER: "het overzicht van wat er gedaan is"}
REPORT, FACTSHEET, COMPARE = "30_rapport_regio", "35_factsheet", "40_vergelijking"


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
        update_one(project, folder, through, force, say, result)
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
    given = {"versie": version, **parse_assignments(REPORT, list(assignments))}
    kept = {one.name: with_kept_k(one, (REPORT, FACTSHEET), given) for one in folders}
    parameters = {name: validate(REPORT, {**values, "region": name}) for name, values in kept.items()}
    result, pages = Result(), []
    asked = {**given, "regios": "alle" if every else [folder.name for folder in folders], "alleen_veranderd": changed}
    asked["formaat"] = list(forms)
    regions, around = list(parameters), {"limits": limits, "result": result, "say": say, "within": within}
    with recorded(project, "report", asked, regions, **around) as run:
        for folder in folders:
            updated = recorded_update(project, folder, force, say, result, run)
            if not updated:
                continue
            if kept[folder.name] != given:
                say(told_kept(folder.name, kept[folder.name]))
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
                    result.lines.append(f"{folder.name}: {kind_of(page)} is nog actueel: {shown(page.target)}")
                    result.pages.append({"regio": folder.name, "bestand": str(page.target), "uitkomst": "actueel"})
                    run.page(folder.name, CURRENT, name=page.target.name, key=page.key)
                else:
                    pages.append(page)
        render_pages(project, pages, result, run, say, workers=workers, cell_timeout_s=limits.cell_s)
        make_forms(project, result, run, forms, say)
    return result


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
    folders = chosen(project, names, not names)
    if len(folders) < 2:
        raise InvalidParameter("een vergelijking vraagt minstens twee regio's", where="compare")
    given = {"versie": version, **parse_assignments(COMPARE, list(assignments))}
    folder = RegionFolder(COMPARISON, project.raw, project.processed / COMPARISON)
    kept = with_kept_k(folder, [COMPARE], given)
    result, names = Result(), [folder.name for folder in folders]
    asked = {**kept, "regios": names, "formaat": list(forms)}
    around = {"limits": limits, "result": result, "say": say, "within": within}
    with recorded(project, "compare", asked, [*names, COMPARISON], **around) as run:
        updated = [recorded_update(project, folder, force, say, result, run) for folder in folders]
        good = [one for one in updated if one]
        for one in good:
            run.note(one.region, GOOD if one.did else CURRENT)
        if good:
            parameters = validate(COMPARE, {**kept, "regios": [one.region for one in good]})
            coded, notebook = "".join(one.key for one in good), project.notebooks / f"{COMPARE}.ipynb"
            key = fingerprint.report_key(coded, notebook, parameters)
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

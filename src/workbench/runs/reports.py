"""The verbs that work on regions: update tables, make reports, compare, demo. One bad region never stops the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from workbench.errors import InvalidParameter, NoProject, NotDisclosable, UnknownRegion, UserError
from workbench.project import Project, RegionFolder
from workbench.region import load_region
from workbench.runs import fingerprint
from workbench.runs.parameters import parse_assignments, validate
from workbench.runs.render import TITLES, Page, Rendered, render
from workbench.runs.update import Say, Updated, quiet, update

COMPARISON = "_vergelijking"
REPORT, COMPARE = "30_rapport_regio", "40_vergelijking"


@dataclass
class Result:
    """Outcome of a command over regions: a line each, pages made, and the errors to tell at the end."""

    lines: list[str] = field(default_factory=list)
    pages: list[dict] = field(default_factory=list)
    regions: list[dict] = field(default_factory=list)
    errors: list[UserError] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """That of the gravest error: a failure before a source that was left out."""
        codes = [error.exit_code for error in self.errors]
        return next((code for code in codes if code != 15), codes[0] if codes else 0)

    def as_text(self) -> str:
        return "\n".join(self.lines)

    def as_json(self) -> dict:
        return {
            "regios": self.regions,
            "rapporten": self.pages,
            "fouten": [{"fout": str(error), "exit_code": error.exit_code} for error in self.errors],
        }


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
    if COMPARISON in wanted:
        raise UnknownRegion(
            "deze naam is voor de vergelijking van regio's", where=f"data/raw/{COMPARISON}", remedy="Hernoem de map."
        )
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
    if left_out := updated.left_out_error():
        result.errors.append(left_out)
    for warning in updated.warnings if updated.did else ():
        say(f"{folder.name}: let op: {warning}")
    state = "tabellen bijgewerkt" if updated.did else "tabellen waren nog actueel"
    codings = f", {updated.codings} coderingen" if through == "code" else ""
    result.lines.append(f"{folder.name}: {state}; {updated.sources} bronnen{codings}")
    result.regions.append(
        {
            "regio": folder.name,
            "uitkomst": "gelukt",
            "gedaan": list(updated.did),
            "bronnen": updated.sources,
            "coderingen": updated.codings,
            "weggelaten": list(updated.left_out),
        }
    )
    return updated


def report(
    project: Project, names: list[str], *, every: bool, version: str = "concept", assignments: list[str] = (),
    workers: int = 2, changed: bool = False, force: bool = False, say: Say = quiet,
) -> Result:  # fmt: skip
    """Bring regions up to date and make the report of each. Parameters are checked before anything runs."""
    folders = chosen(project, names, every)
    given = {"versie": version, **parse_assignments(REPORT, list(assignments))}
    parameters = {folder.name: validate(REPORT, {**given, "region": folder.name}) for folder in folders}
    result, pages = Result(), []
    for folder in folders:
        if updated := _update_one(project, folder, "code", force, say, result):
            page = _page(project, folder, parameters[folder.name], updated.key)
            if version == "regio" and not _has_approved(folder):
                result.errors.append(nothing_approved(folder))
            elif changed and page.is_current():
                result.lines.append(f"{folder.name}: rapport is nog actueel: {shown(page.target)}")
                result.pages.append({"regio": folder.name, "bestand": str(page.target), "uitkomst": "actueel"})
            else:
                say(f"{folder.name}: maakt het rapport")
                pages.append(page)
    for rendered in render(project, pages, workers=workers):
        _note(result, rendered)
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


def _page(project: Project, folder: RegionFolder, parameters: dict, coded: str) -> Page:
    key = fingerprint.report_key(coded, project.notebooks / f"{REPORT}.ipynb", parameters)
    region = load_region(folder.raw)
    return Page(folder, REPORT, parameters, key, f"{TITLES[REPORT]}: {region.naam}")


def _note(result: Result, rendered: Rendered) -> None:
    name = rendered.page.folder.name.strip("_")
    entry = {
        "regio": name,
        "bestand": str(rendered.page.target),
        "uitkomst": "gelukt" if rendered.outcome.ok else "mislukt",
    }
    result.pages.append(entry)
    if rendered.outcome.ok:
        result.lines.append(f"{name}: rapport: {shown(rendered.page.target)}")
    else:
        result.lines.append(f"{name}: rapport mislukt")
        result.errors.append(rendered.error())


def compare(
    project: Project, names: list[str], *, version: str = "concept", assignments: list[str] = (),
    force: bool = False, say: Say = quiet,
) -> Result:  # fmt: skip
    """Make the page that shows regions side by side; no name means all of them."""
    folders = chosen(project, names, not names)
    if len(folders) < 2:
        raise InvalidParameter("een vergelijking vraagt minstens twee regio's", where="compare")
    given = {"versie": version, **parse_assignments(COMPARE, list(assignments))}
    result = Result()
    updated = [_update_one(project, folder, "code", force, say, result) for folder in folders]
    good = [one for one in updated if one]
    if not good:
        return result
    parameters = validate(COMPARE, {**given, "regios": [one.region for one in good]})
    key = fingerprint.report_key("".join(one.key for one in good), project.notebooks / f"{COMPARE}.ipynb", parameters)
    folder = RegionFolder(COMPARISON, project.raw, project.processed / COMPARISON)
    say("maakt de vergelijking")
    for rendered in render(project, [Page(folder, COMPARE, parameters, key, TITLES[COMPARE])]):
        _note(result, rendered)
    return result


def demo(project: Project, *, workers: int = 2, say: Say = quiet) -> Result:
    """The main job on the example regions: every region marked ``fictief`` gets its report, and one comparison."""
    names = [name for name in project.regions() if load_region(project.region(name).raw).fictief]
    result = report(project, names, every=False, version="regio", workers=workers, say=say)
    compared = compare(project, names, version="regio", say=say)
    result.pages += compared.pages
    result.errors += [error for error in compared.errors if error.exit_code != 15]
    made = sorted(page["bestand"] for page in result.pages if page["uitkomst"] != "mislukt")
    result.lines = ["", "Klaar. Open deze bestanden in een browser:"] + [f"  {shown(path)}" for path in made]
    return result

"""What a command does with regions: bring tables up to date, render pages, make Word and PDF beside them.

What came of it goes into the result, for whoever gave the command, and into the record of the run.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing

from workbench.engine.helper import Helper
from workbench.errors import UserError
from workbench.project import Project, RegionFolder
from workbench.report.wording import count
from workbench.runs.history.outcomes import FAILED, GOOD, PARTLY, RUNNING, left_out, reason
from workbench.runs.history.records import Run
from workbench.runs.pages import formats
from workbench.runs.pages.choosing import check
from workbench.runs.pages.render import Page, Rendered, render
from workbench.runs.pages.result import Result, shown
from workbench.runs.state import faults
from workbench.runs.tables.apart import update_apart
from workbench.runs.tables.update import Say, Updated, waiting


def update_one(helper: Helper | None, project, folder, through, force, say, result: Result) -> Updated | None:
    """Bring the tables of a region up to date, through ``read`` or ``code``; None when that was not possible.

    Whatever went wrong is an error in the result, of this region alone.
    """
    try:
        check(folder)
        updated = update_apart(helper, project, folder, through=through, force=force, say=say)
    except Exception as fault:
        _failed(folder, faults.of_region(fault, folder), result)
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


def _failed(folder: RegionFolder, error: UserError, result: Result) -> None:
    result.errors.append(error)
    result.lines.append(f"{folder.name}: niet gelukt")
    result.regions.append({"regio": folder.name, "uitkomst": "mislukt", "exit_code": error.exit_code})


def recorded_update(helper: Helper | None, project, folder, force, say, result: Result, run: Run) -> Updated | None:
    """Bring the tables up to date, with what came of it in the record of the run."""
    begun = time.monotonic()
    updated = update_one(helper, project, folder, "code", force, say, result)
    took = time.monotonic() - begun
    if updated:
        run.note(folder.name, RUNNING, took, invoer=updated.key, weggelaten=len(updated.left_out))
    else:
        run.note(folder.name, FAILED, took, why=reason(result.errors[-1]))
    return updated


def refuse(folder: RegionFolder, error: UserError, result: Result, run: Run) -> None:
    """Do nothing with a region, and tell why."""
    _failed(folder, error, result)
    run.note(folder.name, FAILED, why=reason(error))


def render_pages(project: Project, pages: list[Page], result: Result, run: Run, say: Say, **how: int) -> None:
    """Make pages, with what came of each in the result and in the record of the run; says which begins and ends."""
    told = {
        "on_wait": lambda *held: say(waiting(*held)),
        "on_begin": lambda page: say(f"{_of_region(page)}maakt {page.what}"),
    }
    with closing(render(project, pages, **told, **how)) as every:
        for number, rendered in enumerate(every, start=1):
            _note(result, rendered)
            page, how_it_went = rendered.page, GOOD if rendered.outcome.ok else FAILED
            ended = "klaar" if rendered.outcome.ok else "niet gemaakt"
            say(f"{_of_region(page)}{page.what} is {ended} ({number} van {len(pages)})")
            about = {"name": page.target.name, "key": page.key, "why": reason(rendered.outcome)}
            run.page(page.folder.name, how_it_went, rendered.seconds, **about)


def make_forms(project: Project, result: Result, run: Run, asked: Sequence[str], say: Say) -> None:
    """Make Word and PDF beside the pages, with what came of them in the record of the run."""
    for region, (seconds, failed) in formats.beside(project, result, asked, say).items():
        if asked:
            run.forms(region, seconds, failed=failed)


def kind_of(page: Page) -> str:
    """``rapport``, ``factsheet`` or ``vergelijking``, in what a command says."""
    return page.what.split()[-1]


def _of_region(page: Page) -> str:
    """How a line about a page begins; the comparison is of no region."""
    return "" if page.folder.name.startswith("_") else f"{page.folder.name}: "


def _note(result: Result, rendered: Rendered) -> None:
    name = rendered.page.folder.name.strip("_")
    entry = {
        "regio": name,
        "bestand": str(rendered.page.target),
        "uitkomst": "gelukt" if rendered.outcome.ok else "mislukt",
    }
    result.pages.append(entry)
    what = f"{_of_region(rendered.page)}{kind_of(rendered.page)}"
    if rendered.outcome.ok:
        result.lines.append(f"{what}: {shown(rendered.page.target)}")
    else:
        result.lines.append(f"{what} mislukt")
        result.errors.append(rendered.error())

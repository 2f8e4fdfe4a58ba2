"""Reading and coding in a process beside us: what ends that process costs one region, not the night.

Where one region is asked for there is nothing to save, and a process of its own would only cost time.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from workbench.engine.helper import Helper, Tell
from workbench.engine.spawned import Died
from workbench.errors import UserError
from workbench.project import Project, RegionFolder
from workbench.runs.state import faults
from workbench.runs.tables.update import Say, Updated, current, update

Job = tuple[Project, RegionFolder, str, bool]


def beside(folders: Sequence[RegionFolder]) -> AbstractContextManager[Helper | None]:
    """The process for these regions, begun with the first that has work; none for one region."""
    return Helper() if len(folders) > 1 else nullcontext()


def update_apart(
    helper: Helper | None, project: Project, folder: RegionFolder, *, through: str, force: bool, say: Say
) -> Updated:
    """As ``update``, in the helper's process when there is one.

    Nothing is loaded or begun for a region in which nothing has changed.
    Raises what ``update`` raises as a UserError, and Halted when the process ended before it was ready.
    """
    if helper is None:
        return update(project, folder, through=through, force=force, say=say)
    if not force and (found := current(project, folder, through=through, say=say)):
        return found
    came = helper.call(_update, (project, folder, through, force), lambda said: say(*said))
    if isinstance(came, Died):
        raise faults.halted(folder)
    if isinstance(came, UserError):
        raise came
    return came


def _update(job: Job, tell: Tell) -> Updated | UserError:
    project, folder, through, force = job
    try:
        return update(
            project, folder, through=through, force=force, say=lambda text, passing=False: tell((text, passing))
        )
    except Exception as error:
        return faults.of_region(error, folder)

"""Which regions a command is for, which of them cannot be, and which were there before and are gone."""

from __future__ import annotations

from workbench.errors import InvalidParameter, NoProject, UnknownRegion
from workbench.project import Project, RegionFolder
from workbench.runs.history.records import FOLDER

COMPARISON = "_vergelijking"
TAKEN = {COMPARISON: "de vergelijking van regio's", FOLDER: "het overzicht van wat er gedaan is"}


def chosen(project: Project, names: list[str], every: bool) -> list[RegionFolder]:
    """The regions named, or all; raises UnknownRegion, and InvalidParameter when none was named.

    Of all regions one that cannot be is among them: the others do not wait for it (see check).
    """
    there = project.regions()
    if not there:
        raise NoProject(
            "er staat nog geen regio in data/raw",
            where=project.root.name,
            remedy="Maak een map per regio en zet daar bestanden in.",
        )
    if not names and not every:
        raise InvalidParameter("noem een regio of geef --all", remedy=f"Regio's: {', '.join(there)}.")
    folders = [project.region(name) for name in (there if every else dict.fromkeys(names))]
    if not every:
        for folder in folders:
            check(folder)
    return folders


def check(folder: RegionFolder) -> None:
    """Raise UnknownRegion for a folder whose name cannot be that of a region."""
    taken = TAKEN.get(folder.name.lower())
    if taken or folder.name != folder.raw.name:
        raise UnknownRegion(
            f"deze naam is voor {taken}" if taken else "in deze naam staat een teken dat niet kan (geen UTF-8)",
            where=f"data/raw/{folder.name}",
            remedy="Hernoem de map.",
        )


def vanished(project: Project) -> list[str]:
    """A warning for every region that was made before and has no folder under ``data/raw`` any more."""
    known = {path.parent.name for path in project.processed.glob("*/manifest.json")}
    gone = sorted(name for name in known - set(project.regions()) if name[0] not in "_." and name not in TAKEN)
    return [
        f"{name}: de map data/raw/{name} is er niet meer, dus deze regio doet niet mee. Is de schijf gekoppeld? "
        f"Hoort deze regio er niet meer bij, haal dan ook data/processed/{name} weg."
        for name in gone
    ]

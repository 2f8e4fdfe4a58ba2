"""The first page of a project: which regions there are and how far each is."""

from __future__ import annotations

from pathlib import Path

from workbench import tables as stored
from workbench.errors import UserError
from workbench.project import RegionFolder, open_project
from workbench.region import load_region
from workbench.report import tables
from workbench.report.markup import Html


def overview(project_dir: str | Path = ".") -> Html:
    """Every region with the number of files, what was done with it, and what to do next; raises NoProject."""
    project = open_project(project_dir)
    rows = [_row(project.region(name)) for name in project.regions()]
    head = ["Regio", "Bestanden", "Stand", "Volgende stap"]
    return tables.table("Regio’s in dit project", head, rows, numbers=(1,))


def _row(folder: RegionFolder) -> tuple[str, int, str, str]:
    files = len(folder.source_files())
    try:
        name = load_region(folder.raw).naam or folder.name
    except UserError:
        return folder.name, files, "region.yaml klopt niet", f"workbench read {folder.name}"
    shown = folder.name if name == folder.name else f"{folder.name}: {name}"
    if not folder.table("utterances").exists():
        return shown, files, "nog niet gelezen", f"workbench read {folder.name}"
    if not folder.table("codings").exists():
        return shown, files, "gelezen, nog niet gecodeerd", f"workbench code {folder.name}"
    try:
        number = len(stored.read(stored.SOURCES, folder.table("sources")))
    except UserError:
        return shown, files, "een tabel is beschadigd", f"workbench code {folder.name}"
    sources = f"{number} bronnen" if number != 1 else "1 bron"
    return shown, files, f"gecodeerd, {sources}", f"workbench report {folder.name}"

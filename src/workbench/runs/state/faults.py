"""Whatever ends the work on one region becomes an error of that region alone, in words that give nothing away."""

from __future__ import annotations

import errno
import os
import traceback
from pathlib import Path

from workbench.errors import NotWritable, ReportFailed, UnreadableSource, UserError
from workbench.project import RegionFolder, cannot_write, readable, why_not

NO_ROOM = {errno.ENOSPC, errno.EROFS, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


class Unexpected(UserError):
    """A fault of the workbench itself: its kind is told and no more, its message may hold a word of a transcript."""


class Halted(ReportFailed):
    """The process that worked on a region was ended: out of memory, a crash, somebody's kill."""


def halted(folder: RegionFolder) -> Halted:
    return Halted(
        "het lezen of coderen is gestopt voor het klaar was (te weinig geheugen?)",
        where=f"regio {folder.name}",
        remedy="De vorige versie van het rapport is niet aangeraakt. Draai het opnieuw.",
    )


def of_region(error: Exception, folder: RegionFolder) -> UserError:
    """The error to tell about a region: a user error as it is, else what the system refused, else the kind of fault."""
    if isinstance(error, UserError):
        return error
    where = f"regio {folder.name}"
    if os.environ.get("WORKBENCH_DEBUG"):
        traceback.print_exception(error)
    if not isinstance(error, OSError):
        return Unexpected(
            f"onverwachte fout van het soort {type(error).__name__}",
            where=where,
            remedy="Dit is een fout in de werkbank. Zet WORKBENCH_DEBUG=1 voor de regels code (deel die niet: er kan "
            "tekst van een gesprek in staan).",
        )
    place = _place(error, folder)
    if error.errno in NO_ROOM:
        full = cannot_write(Path(place), error)
        return NotWritable(full.what, where=place or where, remedy=full.remedy)
    return UnreadableSource(
        f"kan niet gelezen worden ({why_not(error)})", where=place or where, remedy="Kijk naar de rechten."
    )


def _place(error: OSError, folder: RegionFolder) -> str:
    """Which file it is, from the project: one that we made, or a setting. A raw file may be named after a person."""
    if not isinstance(error.filename, str | bytes):
        return ""
    path = Path(os.fsdecode(error.filename))
    if path.is_relative_to(folder.processed):
        return readable((Path("data/processed") / folder.name / path.relative_to(folder.processed)).as_posix())
    if path == folder.raw:
        return f"data/raw/{folder.name}"
    known = path.parent == folder.raw and path.name in ("region.yaml", "namen.yaml", "vergeten.yaml")
    return f"data/raw/{folder.name}/{path.name}" if known else ""

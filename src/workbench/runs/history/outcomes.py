"""How a run or a region of it can end, and why, in words that hold no name and no file."""

from __future__ import annotations

from typing import Protocol

from workbench import errors
from workbench.errors import UserError
from workbench.report.wording import count
from workbench.runs.state.faults import Halted, Unexpected

CURRENT, GOOD, STOPPED, FAILED, RUNNING = "actueel", "gelukt", "afgebroken", "mislukt", "bezig"
#: all went well with what could be read, and that was not everything
PARTLY = "gelukt met weggelaten bestanden"
GRAVER = (RUNNING, CURRENT, GOOD, PARTLY, STOPPED, FAILED)
KINDS = {
    errors.NoProject: "er is geen regio",
    errors.UnknownRegion: "deze regio is er niet",
    errors.InvalidRegionFile: "in region.yaml, namen.yaml of vergeten.yaml staat iets dat niet klopt",
    errors.UnreadableSource: "een bestand kan niet gelezen worden",
    errors.NothingToDo: "er is geen bestand dat gebruikt kan worden",
    errors.SourcesLeftOut: "er zijn bestanden weggelaten",
    errors.InvalidParameter: "een instelling van de opdracht klopt niet",
    errors.ReportFailed: "het notebook kan niet gebruikt worden",
    errors.RegionBusy: "een andere opdracht was met deze regio bezig",
    errors.PipelineMissing: "de taalpijplijn kan niet geladen worden",
    errors.InvalidCodebook: "in het codeboek of de regels staat iets dat niet klopt",
    errors.NotDisclosable: "wat erin komt mag niet naar buiten of niet samen, of geen bron is goedgekeurd",
    errors.BadTable: "een tabel is beschadigd",
    errors.FolderNotEmpty: "op die plaats staat al iets anders",
    errors.NotWritable: "er kan niet geschreven worden (schijf vol, geen recht, of er staat iets in de weg)",
    errors.KeyFileProblem: "er is iets met het sleutelbestand",
    errors.RunTooLong: "de opdracht duurde te lang",
}
KIND_OF = {kind.exit_code: words for kind, words in KINDS.items()}


class Ended(Protocol):
    """How a notebook ended: ``exit_code`` of the user error that ended it, else 0 and a ``reason`` in our own words."""

    exit_code: int
    reason: str


def reason(error: UserError | Ended) -> str:
    """Why something did not go well, in words that hold no name and no file: the kind of an error, or our own words
    about a notebook."""
    if isinstance(error, Unexpected | Halted):
        return error.what
    if error.exit_code:
        return KIND_OF.get(error.exit_code, "de opdracht kan zo niet")
    return getattr(error, "reason", "")


def left_out(number: int) -> str:
    """How many files a run did without."""
    return f"{count(number, 'bestand', 'bestanden')} weggelaten"


def brief(verb: str, exit_code: int) -> dict:
    """The record of a command that ended before it had one."""
    why = KIND_OF.get(exit_code, "onverwachte fout")
    return {"opdracht": verb, "uitkomst": FAILED, "exit_code": exit_code, "reden": why, "regios": []}

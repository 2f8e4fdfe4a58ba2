"""Errors a user can cause: one Dutch sentence that says what, where and how to mend it.

Every class has an exit code of its own (documented in ``docs/exit-codes.md``). A message names
files, regions and fields, and never holds a word of a transcript.
"""


class UserError(Exception):
    """Base of all errors that are the user's to mend.

    ``what`` says what went wrong, ``where`` names the file, region or field, and ``remedy`` says what to do.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", remedy: str = ""):
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        end = "" if self.what.endswith((".", "?")) else "."
        return f"{place}{self.what}{end}" + (f" {self.remedy}" if self.remedy else "")


class NoProject(UserError):
    """There is no project (no ``data/raw``) at the place where we were told to look."""

    exit_code = 10


class UnknownRegion(UserError):
    """A region was named that has no folder under ``data/raw``."""

    exit_code = 11


class InvalidRegionFile(UserError):
    """``region.yaml`` cannot be read or holds something that is not allowed."""

    exit_code = 12


class UnreadableSource(UserError):
    """A transcript or document cannot be read."""

    exit_code = 13


class NothingToDo(UserError):
    """A region holds no source that can be used."""

    exit_code = 14


class SourcesLeftOut(UserError):
    """The run is done, but one or more sources were left out."""

    exit_code = 15


class InvalidParameter(UserError):
    """A notebook parameter is unknown or has a value that is not allowed."""

    exit_code = 20


class ReportFailed(UserError):
    """A report could not be rendered; the last good one is still in place."""

    exit_code = 21


class RegionBusy(UserError):
    """Another run is working on the same region."""

    exit_code = 22


class PipelineMissing(UserError):
    """The configured spaCy pipeline cannot be loaded."""

    exit_code = 23


class InvalidCodebook(UserError):
    """A codebook or rule file cannot be read or contradicts itself."""

    exit_code = 24


class NotDisclosable(UserError):
    """Something was asked for that the disclosure gate does not let through."""

    exit_code = 25


class BadTable(UserError):
    """A table on disk is damaged or was written by another version."""

    exit_code = 26


class FolderNotEmpty(UserError):
    """``init`` was asked to write where something stands already."""

    exit_code = 27


class NotWritable(UserError):
    """A file or folder cannot be written (no rights, disk full)."""

    exit_code = 28


class InvalidGold(UserError):
    """A file with gold labels cannot be read or does not fit its text."""

    exit_code = 29


class KeyFileProblem(UserError):
    """The key from placeholder to name is not there, is locked or lies where it may not lie."""

    exit_code = 30


class UnknownRespondent(UserError):
    """A respondent was named that the region does not know."""

    exit_code = 31


class RunTooLong(UserError):
    """The whole run took longer than it may; what was not finished is still as it was."""

    exit_code = 32

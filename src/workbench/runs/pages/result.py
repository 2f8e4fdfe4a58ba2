"""What a command over regions comes to: lines, pages, errors, and the record of the run."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from workbench.errors import UserError
from workbench.runs.history.listing import table


def shown(path: str | Path) -> str:
    """A path as a reader wants it: from here when it lies below here, else whole."""
    path = Path(path)
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) and here.parent != here else path)


@dataclass
class Result:
    """Outcome of a command over regions: a line each, pages made, and the errors to tell at the end.

    ``record`` is what the history keeps of the run (see history); empty for commands that are not kept. ``warnings``
    are told beside it and change no exit code.
    """

    lines: list[str] = field(default_factory=list)
    pages: list[dict] = field(default_factory=list)
    regions: list[dict] = field(default_factory=list)
    errors: list[UserError] = field(default_factory=list)
    record: dict = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """That of the gravest error: a failure before a source that was left out."""
        codes = [error.exit_code for error in self.errors]
        return next((code for code in codes if code != 15), codes[0] if codes else 0)

    def as_text(self) -> str:
        """The lines, and for a run over more regions a table at the end."""
        return "\n".join([*self.lines, *(["", table(self.record)] if len(self.record.get("regios", ())) > 1 else [])])

    def as_json(self) -> dict:
        return {
            "regios": self.regions,
            "rapporten": self.pages,
            "fouten": [{"fout": str(error), "exit_code": error.exit_code} for error in self.errors],
            "verloop": self.record.get("regios", []),
            "let_op": self.warnings,
            "exit_code": self.exit_code,
        }

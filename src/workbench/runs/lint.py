"""``lint``: remarks on the rules, those of the project among them; with regions also which cues never fired there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench import tables
from workbench.coding import lint as linter
from workbench.coding.rules import load
from workbench.project import find_project
from workbench.runs.state.own import own_codebook, own_rules
from workbench.runs.tables.code import tools

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Linted:
    """The remarks, and how many rules and cues were looked at."""

    remarks: tuple[linter.Remark, ...]
    rules: int
    cues: int

    def as_json(self) -> dict:
        return {"regels": self.rules, "cues": self.cues, "opmerkingen": [one._asdict() for one in self.remarks]}

    def as_text(self) -> str:
        lines = [f"{one.kind:12}{one.rule:24}'{one.cue}': {one.text}" for one in self.remarks]
        counts = {kind: sum(one.kind == kind for one in self.remarks) for kind in {one.kind for one in self.remarks}}
        said = ", ".join(f"{kind} {number}" for kind, number in sorted(counts.items())) or "geen opmerkingen"
        return "\n".join([*lines, f"{self.rules} regels met {self.cues} cues: {said}"])


def lint(project_dir: str | None, regions: Sequence[str]) -> Linted:
    """Raises InvalidCodebook, NoProject, UnknownRegion, and BadTable for a region that was not read yet."""
    from workbench import language

    project = find_project(project_dir)
    own = own_rules(project.root)
    book = load(own)
    remarks = linter.examine(book)
    if regions:
        nlp, coder = tools(own_codebook(project.root), own)
        texts = [text for name in regions for text in _texts(project.region(name))]
        remarks += linter.silent(coder.matcher, language.parse(texts, nlp=nlp, cache=None))
    return Linted(tuple(remarks), len(book.rules), sum(len(rule.match) for rule in book.rules))


def _texts(folder) -> list[str]:
    sources = tables.read(tables.SOURCES, folder.table("sources")).set_index("source_id")["text"]
    utterances = tables.read(tables.UTTERANCES, folder.table("utterances"))
    return [sources[row.source_id][row.start : row.end] for row in utterances.itertuples()]

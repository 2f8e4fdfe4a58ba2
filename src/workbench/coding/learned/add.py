"""Lets the model read a source and adds what it found to what the rules found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.coding.learned import model
from workbench.coding.learned.combine import BY_RULES, Sentence, carrier, combine, settings
from workbench.coding.learned.complete import complete, passage_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.coding.apply import Unit
    from workbench.coding.carriers import Carriers
    from workbench.coding.facts import When
    from workbench.coding.finding import Finding
    from workbench.coding.matcher import Passage


class Learned:
    """The model of the package for one codebook. ``kind_of``: code to theme, dilemma, role, flag or nothing."""

    def __init__(self, kind_of: Callable[[str], str], carriers: Carriers, when: When):
        self._kind_of, self._carriers, self._when = kind_of, carriers, when
        self.model, self.weights = model.load(), settings()

    def add(
        self, text: str, units: list[Unit], found: list[list[Finding]], passages: list[list[Passage]]
    ) -> list[list[Finding]]:
        """The findings of each unit with the scores of rules and model together, in the order of the text."""
        places: list[tuple[int, int]] = []
        owner: list[int] = []
        for number, unit in enumerate(units):
            for start, end in sentences(unit.doc):
                places.append((unit.start + start, unit.start + end))
                owner.append(number)
        readings = self.model.read(text, places, owner)
        own: list[list[Sentence]] = [[] for _ in units]
        for number, ((start, end), unit, reading) in enumerate(zip(places, owner, readings, strict=True)):
            offset = units[unit].start
            own[unit].append(Sentence(number, start - offset, end - offset, reading))
        out = []
        for unit, said, old, cued in zip(units, own, found, passages, strict=True):
            new = (
                combine(text, old, said, self.model.codes, self._kind_of, unit.start, self.weights)
                if unit.coded
                else []
            )
            new = [one if one.by == BY_RULES or one.extra else self._complete(one, unit, said, cued) for one in new]
            out.append(sorted(new, key=lambda one: (one.start, one.end, self._kind_of(one.code), one.code)))
        return out

    def _complete(self, finding: Finding, unit: Unit, said: list[Sentence], cued: list[Passage]) -> Finding:
        last = next(sentence for sentence in said if sentence.end >= finding.end)
        passage = passage_of(unit.doc, cued, last.start, last.end)
        kind = self._kind_of(finding.code)
        who = carrier(last.reading, unit.start) if kind == "role" else None
        return complete(finding, kind, unit.doc, passage, self._carriers, self._when, who)


def sentences(doc) -> list[tuple[int, int]]:
    """The sentences of a document, without the white space around them."""
    text, found = doc.text, []
    for sentence in doc.sents:
        words = text[sentence.start_char : sentence.end_char]
        bare = words.strip()
        if bare:
            start = sentence.start_char + words.index(bare)
            found.append((start, start + len(bare)))
    return found

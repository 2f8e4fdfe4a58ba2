"""Facts as rows of a table: what, who, when and where it was said; each sentence once, and in one table.

A concept shows whatever says something. What goes to a region must be surer, and be understood by someone who was
not there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from workbench.analysis import counts
from workbench.analysis.names import carrier_kind, name_of
from workbench.privacy import disclosure
from workbench.report import alone, trace
from workbench.report.markup import Html, text
from workbench.report.outcome import TITLES, outcome
from workbench.report.same_fact import Told, same, told
from workbench.report.view import View

DATED = ("decision", "agreement")
#: a sentence with more than one kind of fact stands in the first of these tables
ORDER = (*DATED, "result", "signal")
#: From which score a fact goes to a region. Of what is understood by itself on the development labels, this lifts
#: precision from .59 to .76 for signals and from .77 to .81 for results, at a quarter and a seventh of their recall; a
#: higher cut wins no more than chance explains (benchmarks/certainty.py).
SURE = {"signal": 0.6, "result": 0.6}
MOST_SHARED = {"signal": 8}
OTHER_WORDS = "met andere woorden:"
SOMEBODY, UNNAMED = "gesprekspartner", "iemand (naam weggelaten)"
OPEN_END = "niet gezegd"
_ONLY_A_NAME = re.compile(r"(?:\[[^\]]*\]\s*)+")


class Place(NamedTuple):
    """Where a fact was said, and who may have said it."""

    source_id: str
    utterance_id: str
    start: int
    end: int
    voices: tuple[str, ...]


@dataclass
class Row:
    """One fact: its words, who and when ("" for kinds without), where as it may be told, and all its places."""

    what: str
    who: str
    when: str
    told: Told
    where: list[str | Html] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def take(self, who: str, when: str, where: str | Html, place: Place) -> None:
        """Add a place where the same was said; it may say what the first left open."""
        self.who = who if self.who == OPEN_END else self.who
        self.when = when if self.when == OPEN_END else self.when
        self.places.append(place)
        if where not in self.where:
            self.where.append(where)


@dataclass(frozen=True)
class Facts:
    """The rows of one kind, and how many facts are left out: not to be understood, not sure enough, or not to be shown;
    ``more``: sure enough, but there are better ones."""

    rows: tuple[Row, ...]
    unclear: int
    unsure: int
    hidden: int
    more: int


def facts_of(view: View, kind: str) -> Facts:
    """The facts of one kind (result, decision, agreement, signal), the best first."""
    return view.once(_all)[kind]


def results(view: View) -> dict[str, list[Row]]:
    """The results by what came of them (outcome.TITLES), the best first."""
    found = [(outcome(row.what), row) for row in facts_of(view, "result").rows]
    return {one: [row for came, row in found if came == one] for one in TITLES}


def _all(view: View) -> dict[str, Facts]:
    found: dict[str, Facts] = {}
    taken: list[Place] = []
    for kind in ORDER:
        found[kind] = _kind(view, kind, tuple(taken))
        taken += [place for row in found[kind].rows for place in row.places]
    return found


def _kind(view: View, kind: str, taken: tuple[Place, ...]) -> Facts:
    rows: list[Row] = []
    unclear = unsure = hidden = 0
    for fact in _in_order(view, kind):
        place = Place(fact.source_id, fact.utterance_id, fact.start, fact.end, fact.voices)
        passage = view.source_text(fact.source_id)[fact.start : fact.end]
        if any(_overlap(place, other) for other in taken):
            continue
        if not (alone.stands_alone if view.policy.shared else alone.says_something)(passage):
            unclear += 1
        elif view.policy.shared and not is_sure(kind, passage, fact.score):
            unsure += 1
        elif (released := view.release(fact.source_id, fact.start, fact.end, fact.voices)) is None:
            hidden += 1
        else:
            _add(rows, _row(view, kind, fact, released), _where(view, fact, released), place)
    most = MOST_SHARED.get(kind, len(rows)) if view.policy.shared else len(rows)
    return Facts(tuple(rows[:most]), unclear, unsure, hidden, len(rows) - len(rows[:most]))


def _in_order(view: View, kind: str) -> list:
    """The surest first; for a region the clearest sentences first."""
    found = counts.facts(view.evidence, kind)
    facts = list(found.sort_values(["score", "source_id", "start"], ascending=[False, True, True]).itertuples())
    if not view.policy.shared:
        return facts
    return sorted(facts, key=lambda fact: alone.flaws(view.source_text(fact.source_id)[fact.start : fact.end]))


def is_sure(kind: str, passage: str, score: float) -> bool:
    """Whether a fact is sure enough for a region: by its score, and a result must be there already."""
    return score >= SURE.get(kind, 0.0) and not (kind == "result" and alone.is_expected(passage))


def _overlap(one: Place, other: Place) -> bool:
    return one.source_id == other.source_id and one.start < other.end and other.start < one.end


def _add(rows: list[Row], new: Row, where: str | Html, place: Place) -> None:
    known = next((row for row in rows if same(row.told, new.told)), None)
    if known is None:
        rows.append(new)
    elif known.told.words != new.told.words:
        # the words of the row stand between quotation marks on some pages: they are not this speaker's
        where = Html(f"{OTHER_WORDS} {text(where)}")
    (known or new).take(new.who, new.when, where, place)


def _row(view: View, kind: str, fact, released: disclosure.Released) -> Row:
    who, when = (_who(view, fact.wie), _known(view, fact.wanneer)) if kind in DATED else ("", "")
    return Row(released.text, who, when, told(released.text))


def _where(view: View, fact, released: disclosure.Released) -> str | Html:
    source = view.source_name(fact.source_id, fact.voices)
    where = ", ".join(filter(None, (source, released.label if fact.voices else ""))) or SOMEBODY
    trail = trace.of_row(view, fact._asdict())
    return Html(f"{text(where)} {trace.small(trail)}") if trail else where


def _who(view: View, value: str) -> str:
    """Who it is about; a pronoun says nothing in a table, and ``wij`` is the speaker's own side."""
    kind = carrier_kind(value, "")
    if kind == "spreker":
        return name_of("drager", kind)
    known = _known(view, value) if kind else OPEN_END
    return UNNAMED if _ONLY_A_NAME.fullmatch(known) else known


def _known(view: View, value: str) -> str:
    if not value or value == "onbekend":
        return OPEN_END
    return "[niet getoond]" if disclosure.leftover(value, view.names) else disclosure.clean(value)

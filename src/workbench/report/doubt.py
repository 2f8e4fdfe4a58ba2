"""Whether a reader can work out a number under k from what a page tells about who said what.

A table has groups as rows and poles as columns (a theme has one column). A reader knows the numbers in its margins
that are shown, that a hidden one is at least 1, how many people a group has, and from named groups and quotes where
somebody is at least. All these are bounds on a flow, all -> group -> pole -> all: from a table that fits, a number can
be another exactly when the flow can be led round in a circle through it. So no tables need be tried one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from workbench.report.view import View

POLES = ("a", "beide", "b")
ALL, END = "all", "end"
Edge = tuple[object, object]


@dataclass(frozen=True)
class Quoted:
    """Where a quote shows somebody to be: group and pole by their place, None where it does not tell."""

    group: int | None
    pole: int | None


@dataclass(frozen=True)
class Told:
    """People per group and pole, and what of them is shown; in ``rows`` and ``columns`` None is a hidden number.

    No ``rows`` or no ``columns``: nothing is told along that side. ``total`` is None for a number under ``k``.
    """

    numbers: tuple[tuple[int, ...], ...]
    sizes: tuple[int, ...]
    total: int | None
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]
    k: int

    def in_doubt(self, quotes: tuple[Quoted, ...] = (), *, named: bool = False) -> bool:
        """Whether every number from 1 to k - 1 can still be another one.

        ``named``: it is told which groups stress which pole. ``quotes`` stand under it and are of different people.
        """
        edges = dict(self._edges(quotes, named))
        return all(_can_differ(edges, edge) for edge, (_, value, _) in edges.items() if 0 < value < self.k)

    def _edges(self, quotes: tuple[Quoted, ...], named: bool) -> Iterator[tuple[Edge, tuple[int, int, int]]]:
        """(from, to) -> least, real and most people, as far as a reader knows."""
        everybody = sum(self.sizes)
        real = sum(map(sum, self.numbers))
        least, most = (1, self.k - 1) if self.total is None else (self.total, self.total)
        yield (END, ALL), (max(least, len(quotes)), real, most)
        for place, row in enumerate(self.numbers):
            least, most = _bounds(self.rows, place, self.sizes[place])
            own = sum(one.group == place for one in quotes)
            yield (ALL, ("group", place)), (max(least, own), sum(row), most)
            for pole, value in enumerate(row):
                least = max(int(named and value > 0), quotes.count(Quoted(place, pole)))
                yield (("group", place), ("pole", pole)), (least, value, 0 if named and not value else everybody)
        for pole, column in enumerate(zip(*self.numbers, strict=True)):
            least, most = _bounds(self.columns, pole, everybody)
            own = sum(one.pole == pole for one in quotes)
            yield (("pole", pole), END), (max(least, own), sum(column), most)


def _bounds(shown: tuple[int | None, ...], place: int, most: int) -> tuple[int, int]:
    if not shown:
        return 0, most
    value = shown[place]
    return (1, most) if value is None else (value, value)


def _can_differ(edges: dict[Edge, tuple[int, int, int]], edge: Edge) -> bool:
    (start, end), (least, value, most) = edge, edges[edge]
    others = {other: bounds for other, bounds in edges.items() if other != edge}
    return (value < most and _leads(others, end, start)) or (value > least and _leads(others, start, end))


def _leads(edges: dict[Edge, tuple[int, int, int]], start: object, goal: object) -> bool:
    """Whether one person more can go from one point to the other, by filling an edge or taking back what it holds."""
    seen, ahead = {start}, [start]
    while ahead:
        here = ahead.pop()
        for (tail, head), (least, value, most) in edges.items():
            for before, after, room in ((tail, head, value < most), (head, tail, value > least)):
                if room and before == here and after not in seen:
                    seen.add(after)
                    ahead.append(after)
    return goal in seen


class Doubt:
    """One code of a region: what is told of it, and which quotes may stand under it in a version to share."""

    def __init__(self, view: View, kind: str, code: str):
        self._view = view
        self._count = next((one for one in view.counts(kind) if one.code == code), None)
        self._group = {voice: place for place, group in enumerate(view.groups) for voice in view.voices_of(group)}
        rows = view.evidence
        if kind == "dilemma":
            rows = view.poles
            self._pole = {row.voice: POLES.index(row.pole) for row in rows[rows["code"] == code].itertuples()}
        else:
            said = rows[(rows["kind"] == kind) & (rows["code"] == code)]["voice"].dropna().unique()
            self._pole = dict.fromkeys(said, 0)
        self._shown: list[Quoted] = []
        numbers = [[0] * (len(POLES) if kind == "dilemma" else 1) for _ in view.groups]
        for voice, pole in self._pole.items():
            numbers[self._group[voice]][pole] += 1
        self.numbers = tuple(map(tuple, numbers))
        poles = tuple(view.line([sum(column) for column in zip(*numbers, strict=True)])) if kind == "dilemma" else ()
        self._told = Told(
            self.numbers,
            tuple(group.voices for group in view.groups),
            self._count.voices if self._count else 0,
            self._count.cells if self._count else (),
            poles,
            view.policy.k,
        )

    @cached_property
    def names_groups(self) -> bool:
        """Whether it may be told which groups stress which pole."""
        # group by pole is a table of its own: all its cells together must leave room for doubt
        together = self._view.line([value for row in self.numbers for value in row])
        return len(self.numbers) > 1 and any(value != 0 for value in together) and self._told.in_doubt(named=True)

    @property
    def groups_told(self) -> bool:
        return bool(self._told.rows)

    def most(self, number: int) -> int:
        """How many quotes may stand here: fewer than there are people, and one where these are not told."""
        told = self._told
        return min(number, 1 if told.total is None or not told.rows else max(told.total - 1, 0))

    def takes(self, voices: tuple[str, ...], label: str) -> bool:
        """Take one more quote when it leaves every hidden number in doubt; quotes are of different people."""
        groups = {self._group[voice] for voice in voices} if label else set()
        poles = {self._pole.get(voice) for voice in voices}
        one = Quoted(groups.pop() if len(groups) == 1 else None, poles.pop() if len(poles) == 1 else None)
        quotes = (*self._shown, one)
        if one.group is not None:
            told = self._told.rows[one.group]
            if sum(other.group == one.group for other in quotes) > (1 if told is None else told - 1):
                return False
        if not self._told.in_doubt(quotes, named=self.names_groups):
            return False
        self._shown.append(one)
        return True

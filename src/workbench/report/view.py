"""One region as it may be seen: the only way from tables to anything that is shown.

Everything that leaves passes ``workbench.privacy.disclosure`` here: sources, numbers, labels and quotes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from workbench.analysis import counts, data
from workbench.analysis.names import name_of
from workbench.privacy import disclosure
from workbench.report.bare import as_shown

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

Made = TypeVar("Made")

EVERYWHERE = "alle groepen"


@dataclass(frozen=True)
class Group:
    """Perspectives that are shown as one: ``label``, their stored names, and how many voices they have."""

    label: str
    perspectives: tuple[str, ...]
    voices: int


@dataclass(frozen=True)
class Count:
    """How many people spoke of a code: ``voices`` is None when it may not be told; ``cells`` goes per group.

    A None in ``cells`` means: mentioned, number not told. No cells: not even the groups may be told.
    ``fragments`` counts coded passages.
    """

    code: str
    voices: int | None
    fragments: int
    cells: tuple[int | None, ...]

    @property
    def rank(self) -> int:
        return -1 if self.voices is None else self.voices

    def quotes(self, most: int) -> int:
        """How many quotes may stand under it: their labels name groups, so one where groups may not be told."""
        return most if self.cells else min(most, 1)


class View:
    """A region under a policy. Sources that the policy does not allow are gone before anything is counted."""

    def __init__(self, region_data: data.RegionData, policy: disclosure.Policy):
        allowed = [
            row.source_id for row in region_data.sources.itertuples() if disclosure.source_allowed(row.status, policy)
        ]
        self.policy = policy
        self.all_sources = len(region_data.sources)
        self.data = region_data.restrict(allowed)
        self.codes = self.data.codes
        self.names = region_data.names()
        self._made: dict[Callable, object] = {}

    def once(self, make: Callable[[View], Made]) -> Made:
        """What a function makes of this view: made the first time it is asked, and kept as long as the view."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]

    @cached_property
    def people(self) -> pd.DataFrame:
        return data.people(self.data)

    def voices_of(self, group: Group) -> list[str]:
        """The ids of the people in a group."""
        return list(self.people[self.people["perspective"].isin(group.perspectives)]["voice"])

    @property
    def total(self) -> int:
        """Number of people who were spoken to."""
        return len(self.people)

    @cached_property
    def evidence(self) -> pd.DataFrame:
        return data.evidence(self.data)

    @cached_property
    def _voices(self) -> list[disclosure.Voice]:
        return [
            disclosure.Voice(
                row.voice,
                name_of("spreker", row.perspective),
                name_of("organisatietype", row.organisation_type),
                row.role if isinstance(row.role, str) else "",
                name_of("familie", row.perspective),
            )
            for row in self.people.itertuples()
        ]

    @cached_property
    def labels(self) -> dict[str, str]:
        """What may stand under a quote, per voice."""
        return disclosure.speaker_labels(self._voices, self.policy)

    @cached_property
    def groups(self) -> list[Group]:
        """Perspectives that are big enough to show apart; the small ones are taken together, last."""
        stored = {name_of("spreker", value): value for value in sorted(self.people["perspective"].unique())}
        result = []
        for names, size in disclosure.perspective_groups(self._voices, self.policy):
            perspectives = tuple(stored[name] for name in names)
            label = " & ".join(name_of("perspectief", value) for value in perspectives)
            result.append(Group(label, perspectives, size))
        return result

    def number(self, people: int) -> int | None:
        """A number of people, or None when it may not be told."""
        return people if disclosure.number_allowed(people, self.policy) else None

    def line(self, numbers: list[int]) -> list[int | None]:
        """Numbers of people that add up to a total which is shown too; nothing when not even places may be told."""
        if not disclosure.spread_safe(numbers, self.policy):
            return []
        if self.number(sum(numbers)) is None:
            return disclosure.suppress(numbers, self.policy)
        shown = disclosure.suppress(numbers, self.policy, total_shown=True)
        return shown if disclosure.total_safe(numbers, shown) else [None if value else 0 for value in numbers]

    def counts(self, kind: str) -> list[Count]:
        """Every code of a kind that at least one fragment has: most people first, then by code."""
        return self._themes if kind == "theme" else self._dilemmas

    @cached_property
    def _themes(self) -> list[Count]:
        return self._counted("theme")

    @cached_property
    def _dilemmas(self) -> list[Count]:
        return self._counted("dilemma")

    def _counted(self, kind: str) -> list[Count]:
        found = counts.themes(self.evidence) if kind == "theme" else counts.dilemmas(self.evidence)
        spread = counts.by_perspective(self.evidence, kind)
        result = []
        for row in found.itertuples():
            numbers = [
                int(sum(spread.loc[row.code].get(value, 0) for value in group.perspectives))
                if row.code in spread.index
                else 0
                for group in self.groups
            ]
            cells = tuple(self.line(numbers))
            result.append(Count(row.code, self.number(int(row.voices)), int(row.fragments), cells))
        order = list(self.codes.themes if kind == "theme" else self.codes.dilemmas)
        place = {code: number for number, code in enumerate(order)}
        # under k the real number may not show in the order either
        return sorted(result, key=lambda one: (-one.rank, place.get(one.code, len(place)), one.code))

    @cached_property
    def roles(self) -> pd.DataFrame:
        """Per role, kind of carrier and state how many people say so, as ``counts.roles``; not for showing as it is."""
        return counts.roles(self.evidence)

    @cached_property
    def carriers(self) -> pd.DataFrame:
        """The same for tables; for a region, no words that may point at one person."""
        return counts.roles(self.evidence, public=True) if self.policy.shared else self.roles

    @cached_property
    def poles(self) -> pd.DataFrame:
        """Which pole of a dilemma a person stresses, as ``counts.poles``; not for showing as it is."""
        return counts.poles(self.evidence)

    def spread(self, one: Count) -> list[str]:
        """Groups in which a code was mentioned; nothing when there is but one group."""
        if len(self.groups) < 2 or not one.cells:
            return []
        found = [group.label for group, value in zip(self.groups, one.cells, strict=True) if value != 0]
        return [EVERYWHERE] if len(found) == len(self.groups) > 2 else found

    def release(self, source_id: str, start: int, end: int, voices: tuple[str, ...]) -> disclosure.Released | None:
        """A passage of a source as it may be shown, or None."""
        source = self._sources[source_id]
        if self._kept_back(source["text"][start:end]):
            return None
        known = self.people[self.people["voice"].isin(voices)]["perspective"]
        perspectives = {*known, source["perspective"]} if voices else {source["perspective"]}
        quote = disclosure.Quote(
            source["text"][start:end],
            voices,
            tuple(sorted(value for value in perspectives if isinstance(value, str))),
            source["status"],
        )
        return disclosure.release(
            quote,
            self.labels,
            self.policy,
            names=self.names,
            inwoner_voices=int((self.people["perspective"] == "inwoner").sum()),
        )

    def _kept_back(self, passage: str) -> bool:
        """Whether the researcher said that these words are not to be quoted, or words around or inside them."""
        words = as_shown(passage)
        return any(one in words or words in one for one in self._not_quoted)

    @cached_property
    def _not_quoted(self) -> tuple[str, ...]:
        found = map(as_shown, self.data.region.niet_citeren)
        return tuple(words for words in found if words.strip())

    @cached_property
    def _sources(self) -> dict[str, dict]:
        return self.data.sources.set_index("source_id").to_dict("index")

    def source_text(self, source_id: str) -> str:
        """The whole text of a source; not for showing: what is shown goes through ``release``."""
        return self._sources[source_id]["text"]

    def utterance_span(self, utterance_id: str) -> tuple[int, int]:
        """Where an utterance starts and ends in its source."""
        return self._spans[utterance_id]

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        rows = self.data.utterances
        return {row.utterance_id: (int(row.start), int(row.end)) for row in rows.itertuples()}

    def source_name(self, source_id: str, voices: tuple[str, ...]) -> str:
        """What may be said of the source in which these people spoke: the title of a document, else the kind of source.

        "" where fewer than k people have that kind and the label that stands beside it.
        """
        source = self._sources[source_id]
        kind, title = source["kind"], source["title"]
        if kind == "document" and isinstance(title, str) and not disclosure.leftover(title, self.names):
            return disclosure.clean(title)
        found = {self.labels.get(voice, disclosure.NO_LABEL) for voice in voices}
        label = found.pop() if len(found) == 1 else disclosure.NO_LABEL
        return name_of("soort_bron", kind)[0] if not voices or (kind, label) in self._kinds_told else ""

    @cached_property
    def _kinds_told(self) -> frozenset[tuple[str, str]]:
        kinds = self._spoken["source_id"].map(self.data.sources.set_index("source_id")["kind"])
        return disclosure.kinds_told(zip(self._spoken["voice"], kinds, strict=True), self.labels, self.policy)

    @cached_property
    def _spoken(self) -> pd.DataFrame:
        return data.voices(self.data).dropna(subset="voice")

    def speakers(self, source_id: str) -> set[str]:
        """Who spoke in a source."""
        return set(self._spoken[self._spoken["source_id"] == source_id]["voice"])

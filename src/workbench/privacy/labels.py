"""Labels for people who were spoken to, and groups of them: as fine as at least ``k`` people share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.privacy.numbers import Policy

NO_LABEL = ""


@dataclass(frozen=True)
class Voice:
    """One person who was spoken to, with what is known from coarse to fine; empty means not known.

    ``family`` holds kindred perspectives together, so that a small one joins its kin and not just anyone.
    """

    id: str
    perspective: str = ""
    organisation: str = ""
    role: str = ""
    family: str = ""

    @property
    def levels(self) -> tuple[str, ...]:
        return (self.family or self.perspective, self.perspective, self.organisation, self.role)


FAMILY_AND_PERSPECTIVE = 2
MOST_NAMED = 3


def speaker_labels(voices: Iterable[Voice], policy: Policy) -> dict[str, str]:
    """The finest label per voice id such that each label is borne by at least k voices.

    Goes from perspective through kind of organisation to role. A split is made only where those left behind
    with the coarser label are none or at least k themselves: otherwise the coarse label would point at them.
    People who cannot be told apart by perspective get NO_LABEL, and so does everyone when there are fewer than k.
    """
    people = _in_order(voices)
    if len(people) < policy.k:
        return {voice.id: NO_LABEL for voice in people}
    labels: dict[str, str] = {}
    for members, label in _split(people, 0, NO_LABEL, policy.k, len(people[0].levels) if people else 0):
        if not label and len(members) < len(people):
            names = sorted({voice.perspective for voice in members if voice.perspective})
            label = " of ".join(names) if len(names) <= MOST_NAMED else "ander perspectief"
        labels.update({voice.id: label for voice in members})
    return labels


def perspective_groups(voices: Iterable[Voice], policy: Policy) -> list[tuple[tuple[str, ...], int]]:
    """Perspectives that may be shown apart, and those taken together: (perspectives, number of voices).

    Largest first, those taken together last. Every group has at least k voices, or there is one group of all.
    """
    people = _in_order(voices)
    if not people:
        return []
    parts = [(people, "")]
    if len(people) >= policy.k:
        parts = _split(people, 0, NO_LABEL, policy.k, FAMILY_AND_PERSPECTIVE)
    groups = [(tuple(sorted({voice.perspective for voice in members})), len(members)) for members, _ in parts]
    return sorted(groups, key=lambda group: (len(group[0]) > 1, -group[1], group[0]))


def _in_order(voices: Iterable[Voice]) -> list[Voice]:
    return sorted(set(voices), key=lambda voice: voice.id)


def _split(people: list[Voice], level: int, label: str, k: int, depth: int) -> list[tuple[list[Voice], str]]:
    """Groups of people with their label; a family has no label of its own."""
    if level == depth:
        return [(people, label)]
    apart, together = _parts(people, level, k)
    result = [(together, label)] if together else []
    for members in apart:
        finer = members[0].levels[level] if level else NO_LABEL
        result += _split(members, level + 1, finer, k, depth)
    return result


def _parts(people: list[Voice], level: int, k: int) -> tuple[list[list[Voice]], list[Voice]]:
    """Groups of at least k that share a value at this level, and the others, who are none or at least k."""
    by_value: dict[str, list[Voice]] = {}
    for voice in people:
        by_value.setdefault(voice.levels[level], []).append(voice)
    together = by_value.pop("", [])
    apart = sorted(by_value.values(), key=lambda members: (len(members), members[0].levels[level]))
    while apart and (len(apart[0]) < k or 0 < len(together) < k):
        together = together + apart.pop(0)
    return apart, together

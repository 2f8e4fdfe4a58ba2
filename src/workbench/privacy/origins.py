"""Which kind of source may be told beside which label: the pair must be borne by at least ``k`` people as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbench.privacy.labels import NO_LABEL
from workbench.privacy.numbers import Policy


def kinds_told(
    spoken: Iterable[tuple[str, str]], labels: Mapping[str, str], policy: Policy
) -> frozenset[tuple[str, str]]:
    """The pairs (kind of source, label) that may stand under words.

    ``spoken`` says in which kinds of sources each voice spoke: (voice, kind); ``labels`` comes from ``speaker_labels``.
    Who reads a label without a kind knows that it is none of the kinds that are told: those left together are none or
    at least k people, as with the labels themselves. Words of several people with different labels bear NO_LABEL, so
    there everyone who spoke in such a source counts.
    """
    bearers: dict[str, dict[str, set[str]]] = {}
    for voice, kind in spoken:
        for label in {labels.get(voice, NO_LABEL), NO_LABEL}:
            bearers.setdefault(label, {}).setdefault(kind, set()).add(voice)
    return frozenset((kind, label) for label, kinds in bearers.items() for kind in _apart(kinds, policy.k))


def _apart(kinds: Mapping[str, set[str]], k: int) -> set[str]:
    """Kinds with at least k voices, such that the others together have none or at least k."""
    order = sorted(kinds, key=lambda kind: (len(kinds[kind]), kind))
    together: set[str] = set()
    while order and (len(kinds[order[0]]) < k or 0 < len(together) < k):
        together |= kinds[order.pop(0)]
    return set(order)

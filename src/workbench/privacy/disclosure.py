"""The gate out: what may leave the workbench, as counts, as speaker labels and as quotes.

Pure functions over plain values: nothing is read, written or remembered here. The one door for whoever shows
something: ``numbers`` (which numbers), ``labels`` (which label under a quote), ``origins`` (which kind
of source beside it), ``leftovers`` (which words) and, here,
which quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.privacy.labels import NO_LABEL, Voice, perspective_groups, speaker_labels
from workbench.privacy.leftovers import betrays, clean, leftover
from workbench.privacy.numbers import (
    SMALLEST_K,
    VERSIONS,
    Policy,
    number_allowed,
    source_allowed,
    spread_safe,
    suppress,
    total_safe,
)
from workbench.privacy.origins import kinds_told
from workbench.privacy.recognisable import recognisable

__all__ = [
    "NO_LABEL", "SMALLEST_K", "VERSIONS", "Policy", "Quote", "Released", "Voice", "betrays", "clean", "kinds_told",
    "leftover", "number_allowed", "perspective_groups", "release", "source_allowed", "speaker_labels", "spread_safe",
    "suppress", "total_safe",
]  # fmt: skip


@dataclass(frozen=True)
class Quote:
    """Words of one source, with the voices who may have spoken them and the perspective they spoke from."""

    text: str
    voices: tuple[str, ...]
    perspectives: tuple[str, ...] = ()
    source_status: str = "concept"


@dataclass(frozen=True)
class Released:
    """A quote that passed: its cleaned text and a label that at least k people share (may be empty)."""

    text: str
    label: str


def release(
    quote: Quote,
    labels: Mapping[str, str],
    policy: Policy,
    *,
    names: Iterable[str] = (),
    inwoner_voices: int = 0,
) -> Released | None:
    """The quote as it may be shown, or None.

    ``labels`` comes from ``speaker_labels`` over all voices of the region; ``names`` are the names known in the
    region; ``inwoner_voices`` is how many inwoners were spoken to. A quote without voices is of a document.
    """
    if not source_allowed(quote.source_status, policy) or leftover(quote.text, names) or betrays(quote.text):
        return None
    if quote.voices and len(labels) < policy.k:
        return None
    if policy.shared and recognisable(clean(quote.text)):
        return None
    if policy.shared and "inwoner" in quote.perspectives and inwoner_voices < policy.k:
        return None
    found = {labels.get(voice, NO_LABEL) for voice in quote.voices}
    return Released(clean(quote.text), found.pop() if len(found) == 1 else NO_LABEL)

"""The gate out: what may leave the workbench, as counts, as speaker labels and as quotes.

Pure functions over plain values: nothing is read, written or remembered here. The rule is k-anonymity over
voices (people who were spoken to): a number of people below ``k`` is not shown, a total never gives it back, and
every label under a quote is borne by at least ``k`` people (Sweeney 2002; practice of Dutch quickscans).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.errors import InvalidParameter
from workbench.privacy import identifiers
from workbench.privacy.address import addressed
from workbench.privacy.named import names_one
from workbench.privacy.recognisable import recognisable
from workbench.privacy.recognise import mentions, model
from workbench.privacy.signs import evened, visible

VERSIONS = ("concept", "regio")
SMALLEST_K = 3
#: how much surer (log odds) than in a transcript a word must look like a name to stop what goes out
SURER = 4.0
NO_LABEL = ""


@dataclass(frozen=True)
class Policy:
    """What is allowed: ``k`` people at least, in a ``concept`` (for the researcher) or for the ``regio``.

    A concept may look through the veil with a smaller k; a version for the region never goes under 3.
    Raises InvalidParameter.
    """

    k: int = SMALLEST_K
    version: str = "concept"

    def __post_init__(self):
        if self.version not in VERSIONS:
            raise InvalidParameter(
                "onbekende versie", where="versie", remedy=f"Kies een van deze: {', '.join(VERSIONS)}."
            )
        if isinstance(self.k, bool) or not isinstance(self.k, int) or self.k < 1:
            raise InvalidParameter("k moet een heel getal van 1 of meer zijn", where="k")
        if self.version == "regio" and self.k < SMALLEST_K:
            raise InvalidParameter(f"voor de regio is k ten minste {SMALLEST_K}", where="k")

    @property
    def shared(self) -> bool:
        """True when the result leaves the research team."""
        return self.version == "regio"


def source_allowed(status: str, policy: Policy) -> bool:
    """A refused source never counts; a source for the region must have been approved."""
    return status == "goedgekeurd" if policy.shared else status in ("goedgekeurd", "concept")


def number_allowed(value: int, policy: Policy) -> bool:
    """A number of people may be shown when it is nought or at least k."""
    return value == 0 or value >= policy.k


def suppress(counts: Sequence[int], policy: Policy, *, total_shown: bool = False) -> list[int | None]:
    """Numbers of people along one line of a table, with None where a number may not be shown.

    ``total_shown``: the sum of the line stands somewhere in the report. Then the hidden numbers together must
    leave room for doubt: at least two are hidden, and they are not all forced to be one. Where that cannot be
    had by hiding further numbers, ``total_safe`` is False and the total must go.
    """
    shown = [value if number_allowed(value, policy) else None for value in counts]
    if not total_shown or None not in shown:
        return shown
    rest = sorted((value, place) for place, value in enumerate(shown) if value)
    for _, place in rest:
        if _in_doubt(counts, shown):
            break
        shown[place] = None
    return shown


def total_safe(counts: Sequence[int], shown: Sequence[int | None]) -> bool:
    """Whether the sum of ``counts`` may stand beside what is shown without giving a hidden number back."""
    return None not in shown or _in_doubt(counts, shown)


def spread_safe(counts: Sequence[int], policy: Policy) -> bool:
    """Whether it may be told in which groups a number of people is found.

    ``counts`` are people per group. Their total stands in the report, as a number from k on and else as "fewer
    than k". A reader knows that every group named holds at least one. Where that leaves one person for each group
    and nothing else, the groups may not be named.
    """
    there = [value for value in counts if value]
    if all(number_allowed(value, policy) for value in there):
        return True
    total = sum(there)
    return len(there) < (total if number_allowed(total, policy) else policy.k - 1)


def _in_doubt(counts: Sequence[int], shown: Sequence[int | None]) -> bool:
    """A reader knows each hidden number is at least one and knows their sum: is each still uncertain?"""
    hidden = [value for value, seen in zip(counts, shown, strict=True) if seen is None]
    return len(hidden) >= 2 and sum(hidden) > len(hidden)


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


# What still points at a person after the names are gone. Bounds keep the work linear on any input.
_LEFTOVERS = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}\.\w"  # e-mail address
    r"|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"  # bank account (IBAN)
    r"|(?<![\d.,])(?:\+|00)?\d(?:[ .()/-]{0,2}\d){8,13}(?![\d])"  # phone number, citizen number and the like
    r"|\b[1-9]\d{3} ?[A-Z]{2}\b"  # postcode
    r"|\bhttps?://|\bwww\.",
)
_PLACEHOLDER = re.compile(r"\[([A-Z][A-Z -]{1,24}?)(?:-\d+)?\]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_SHOWN_AS = {"PERSOON": "naam"}


def clean(text: str) -> str:
    """A quote as it is shown: placeholders readable ([PERSOON-1] is [naam]), blanks plain, nothing unseen."""
    text = visible(text)
    text = _PLACEHOLDER.sub(lambda found: f"[{_SHOWN_AS.get(found[1], found[1].lower())}]", text)
    return " ".join(_CONTROL.sub(" ", text).split())


def leftover(text: str, names: Iterable[str] = ()) -> bool:
    """Whether a text still holds an address, a number or one of the given names (see ``names_one``)."""
    return _LEFTOVERS.search(evened(visible(text))) is not None or names_one(text, names)


def betrays(text: str, names: tuple[str, ...] = (), kept: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What kinds of identifiers stand in a piece of text, in Dutch and without a word of it.

    A word must look more surely like a name than in a transcript: there the price of a wrong guess is a placeholder.
    ``kept``: what only looks like a name, as the researcher said, in any order.
    """
    return _betrays(clean(text), tuple(names), tuple(kept))


@lru_cache(maxsize=20_000)
def _betrays(text: str, names: tuple[str, ...], kept: tuple[str, ...]) -> tuple[str, ...]:
    found = [f"iets van het soort {one.kind}" for one in identifiers.find(text, "\0")]
    if names_one(text, names, kept):
        found.append("een naam uit region.yaml")
    high = model()["plain"]["high"] + SURER
    text = _any_of(kept).sub(" ", text)
    if next(addressed(text), None) or any(one.score >= high for one in mentions(text, small=False)):
        found.append("iets dat op de naam van een persoon lijkt")
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=8)
def _any_of(kept: tuple[str, ...]) -> re.Pattern[str]:
    """What is kept, as whole words: gemeente Huizen is in "Huizense scholen", and not in "mevrouw Huizenga"."""
    longest_first = sorted(filter(str.strip, kept), key=lambda one: (-len(one), one))
    inside = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{inside})(?:se?)?(?!\w)")


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

"""Choosing quotes: whole sentences that say something, from different people, always the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from workbench.analysis.names import fillers, function_words, leaning, open_words
from workbench.privacy.disclosure import NO_LABEL, clean
from workbench.report import trace
from workbench.report.alone import stands_alone
from workbench.report.doubt import Doubt
from workbench.report.fact_rows import ORDER, facts_of
from workbench.report.markup import Html, element, join, text
from workbench.report.view import View

SHORTEST, LONGEST = 8, 45
LONGEST_AT_NEED = 75
GOOD = range(11, 34)
SHORT = 14  # words
NOT_ALONE = 0.5  # of quality, where a region reads it
FEWEST_MARKED = 3  # words of a pole that is marked in a version to share
_WORD = re.compile(r"['’]?[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SENTENCE = re.compile(r"\S[^.!?…]*(?:[.!?…]+[\"”’)]*|$)")


@dataclass(frozen=True)
class Shown:
    """A quote that passed the gate. ``pieces`` are (text, pole), pole is a, b or "" outside both poles."""

    coding_id: str
    text: str
    label: str
    voices: tuple[str, ...]
    trail: str
    pieces: tuple[tuple[str, str], ...]


class Picker:
    """Chooses quotes for a region; a passage is used once, in the order in which codes are asked for."""

    def __init__(self, view: View):
        self.view = view
        self._used: list[tuple[str, int, int]] = []

    def pick(self, kind: str, code: str, number: int = 2) -> list[Shown]:
        """Up to ``number`` quotes: different people first, then different labels, then the better sentence.

        Quotes under a code are of different people. In a version to share there are no more than leave every hidden
        number in doubt, and no label where groups may not be told.
        """
        rows = self.view.evidence
        rows = rows[(rows["kind"] == kind) & (rows["code"] == code)]
        candidates = []
        for _, group in rows.groupby("coding_id", sort=True):
            voices = tuple(sorted(group["voice"].dropna().unique()))
            place = passage(self.view, group.iloc[0])
            if voices and not self._overlaps(place):
                words = _words(self.view, place)
                quality = _quality(words, float(group["score"].iloc[0]))
                if self.view.policy.shared and not stands_alone(" ".join(words)):
                    quality -= NOT_ALONE
                candidates.append((-quality, place, voices, group.iloc[0]))
        candidates.sort(key=lambda found: (found[0], found[1]))
        doubt = Doubt(self.view, kind, code) if candidates and self.view.policy.shared else None
        chosen: list[Shown] = []
        for limits in ((SHORTEST, LONGEST), (SHORTEST, LONGEST_AT_NEED)):
            self._fill(chosen, candidates, doubt.most(number) if doubt else number, limits, doubt)
        return chosen

    def _fill(
        self, chosen: list[Shown], candidates: list, number: int, limits: tuple[int, int], doubt: Doubt | None
    ) -> None:
        for fresh in ("voice and label", "voice"):
            for _, place, voices, row in candidates:
                if len(chosen) >= number:
                    return
                if not limits[0] <= len(_words(self.view, place)) <= limits[1] or self._overlaps(place):
                    continue
                if any(set(voices) & set(one.voices) for one in chosen):
                    continue
                released = self.view.release(*place, voices)
                if released is None or (fresh != "voice" and released.label in [one.label for one in chosen]):
                    continue
                label = released.label if doubt is None or doubt.groups_told else NO_LABEL
                if doubt and not doubt.takes(voices, label):
                    continue
                # who finds the same words among the facts reads the group there that is kept back here
                if label != released.label and self._overlaps(place, self._among_facts):
                    continue
                pieces = _pieces(self.view, row, place, released.text)
                trail = trace.of_row(self.view, row)
                chosen.append(Shown(row["coding_id"], released.text, label, voices, trail, pieces))
                self._used.append(place)

    def _overlaps(self, place: tuple[str, int, int], others: Iterable[tuple[str, int, int]] | None = None) -> bool:
        source, start, end = place
        taken = self._used if others is None else others
        return any(source == other and start < stop and begin < end for other, begin, stop in taken)

    @cached_property
    def _among_facts(self) -> list[tuple[str, int, int]]:
        """Where the facts stand that a report shows."""
        rows = [row for kind in ORDER for row in facts_of(self.view, kind).rows]
        return [(place.source_id, place.start, place.end) for row in rows for place in row.places]


def passage(view: View, row) -> tuple[str, int, int]:
    """Where the quote of a coding stands: source_id, start, end; both poles of a dilemma are within it.

    A short sentence takes the one before it along, or else the one after it, so that it can be read by itself.
    """
    import pandas as pd

    names = ("start", "end", "pole_a_start", "pole_a_end", "pole_b_start", "pole_b_end")
    known = [int(row[name]) for name in names if pd.notna(row[name])]
    source, start, end = row["source_id"], min(known), max(known)
    whole, first, last = view.source_text(source), *view.utterance_span(row["utterance_id"])
    sentences = [(first + found.start(), first + found.end()) for found in _SENTENCE.finditer(whole[first:last])]
    before = [span for span in sentences if span[1] <= start]
    after = [span for span in sentences if span[0] >= end]
    for wider in ((before[-1][0], end) if before else None, (start, after[0][1]) if after else None):
        if wider and len(whole[start:end].split()) < SHORT and len(whole[slice(*wider)].split()) <= LONGEST:
            start, end = wider
    return source, start, end


def _words(view: View, place: tuple[str, int, int]) -> list[str]:
    source, start, end = place
    return view.source_text(source)[start:end].split()


def _quality(words: list[str], score: float) -> float:
    """Higher is better: a good length, a finished sentence, little filler, a sure coding, few masked names."""
    if not words:
        return 0.0
    bare = [re.sub(r"\W", "", word).lower() for word in words]
    filler = sum(word in fillers() for word in bare) / len(words)
    finished = words[-1].endswith((".", "!", "?", "”", '"')) and not words[-1].endswith(("...", "…"))
    broken = sum(word in ("–", "-", "…", "...", "/", "|") or word.endswith(("…", "...")) for word in words)
    masked = sum(word.startswith("[") for word in words)
    length = 1.0 if len(words) in GOOD else 0.4
    leans = bare[0] in leaning() or not words[0][0].isupper()
    unbalanced = "".join(words).count('"') % 2
    loss = 1.5 * filler + 0.3 * broken + 0.4 * masked + 0.6 * leans + 0.5 * unbalanced
    return round(length + 0.8 * finished - loss + 0.5 * score, 6)


def _pieces(view: View, row, place: tuple[str, int, int], whole: str) -> tuple[tuple[str, str], ...]:
    """The quote cut at its poles; in one piece when the cut would change what the gate let through.

    In a version to share also when one of the poles says nothing by itself: only the researcher can judge such a mark.
    """
    import pandas as pd

    source, start, end = place
    raw = view.source_text(source)
    spans = []
    for pole in ("a", "b"):
        first, last = row[f"pole_{pole}_start"], row[f"pole_{pole}_end"]
        if pd.notna(first) and pd.notna(last):
            spans.append((int(first), int(last), pole))
    spans.sort()
    if not spans or any(left[1] > right[0] for left, right in pairwise(spans)):
        return ((whole, ""),)
    cut, at = [], start
    for first, last, pole in spans:
        if view.policy.shared and not _can_stand(raw[first:last]):
            return ((whole, ""),)
        cut += [(raw[at:first], ""), (raw[first:last], pole)]
        at = last
    cut.append((raw[at:end], ""))
    pieces = tuple((_clean_keeping_edges(part), pole) for part, pole in cut if part)
    joined = " ".join("".join(part for part, _ in pieces).split())
    return pieces if joined == whole else ((whole, ""),)


def _can_stand(stretch: str) -> bool:
    """Whether a stretch can be read by itself: a few words, one of which has a meaning of its own, and an end.

    Without a tagger a word has a meaning of its own when it is no function word and no filler.
    """
    words = [word.lower() for word in _WORD.findall(stretch)]
    telling = [word for word in words if word not in function_words() and word not in fillers()]
    return len(words) >= FEWEST_MARKED and bool(telling) and words[-1] not in open_words()


def _clean_keeping_edges(part: str) -> str:
    inside = clean(part)
    if not inside:
        return " "
    return (" " if part[:1].isspace() else "") + inside + (" " if part[-1:].isspace() else "")


def quote(shown: Shown) -> Html:
    """A quote as a figure with who said it; poles carry a letter, not only a colour."""
    parts = []
    for words, pole in shown.pieces:
        if not pole:
            # a quotation mark of the source would stand beside our own
            parts.append(text(words.strip('"“”') if len(shown.pieces) == 1 else words))
            continue
        lead, trail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        letter = element("b", pole.upper(), class_="pool-letter")
        marked = element("mark", letter, " ", words.strip(), class_=f"pool-{pole}")
        parts += [text(lead), marked, text(trail)]
    said = element("blockquote", element("p", "“", *parts, "”"))
    who = shown.label[:1].upper() + shown.label[1:] if shown.label else "Gesprekspartner"
    return element("figure", said, element("figcaption", who, trace.small(shown.trail)), class_="citaat")


def quotes(found: list[Shown], about: str = "") -> Html:
    """Quotes beside or below each other; a sentence when none may be shown.

    ``about``: the dilemma that these quotes are about, told above them where a quote shows no poles.
    """
    if not found:
        return element(
            "p", "Geen citaat: wat hierover is gezegd, is te kort, te lang of te goed te herkennen.", class_="leeg"
        )
    shown = element("div", *map(quote, found), class_="citaten")
    if not about or all(len(one.pieces) > 1 for one in found):
        return shown
    many = "Dit citaat gaat" if len(found) == 1 else "Deze citaten gaan"
    return join([element("p", f"{many} over ‘{about}’:", class_="over noot"), shown])

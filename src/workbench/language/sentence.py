"""Sentences by rule: all of them for a pipeline that has no parser, the sure ones for one that has.

A sentence ends at a full stop, question or exclamation mark (with the quote or bracket that closes it), at an empty
line, at a line end after a semicolon, and at a line end before a capital or, after a comma, before a word that opens a
part of a motion. An ellipsis ends one only before a capital. A stretch of more than ``longest``
tokens without any punctuation, as speech recognition gives, is cut before a conjunction.

Before a parser only what is sure is decided: a heading, a list item or a paragraph ends at its line, and no sentence
starts right after a colon, semicolon or comma. The parser keeps to that and decides the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.strings import hash_string

from workbench.language.rules import phrases, rules, words

if TYPE_CHECKING:
    from spacy.tokens import Doc

CLOSING = frozenset("\"'”’»)]}“")
SHORTEST_PIECE = 12


@Language.factory("workbench_sentences", default_config={"longest": 60, "longest_with_commas": 150, "only_sure": False})
class Sentences:
    """Set sentence starts. ``longest``: tokens without punctuation; ``longest_with_commas``: tokens in any sentence.

    ``only_sure``: decide what is sure and leave the rest open, for a parser or senter that comes after.
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "workbench_sentences",
        *,
        longest: int = 60,
        longest_with_commas: int = 150,
        only_sure: bool = False,
    ):
        self.longest, self.longest_with_commas, self.only_sure = longest, longest_with_commas, only_sure
        data = rules("sentences")
        soft = set(words(data["soft_ends"]))
        self.ends = {hash_string(mark): mark in soft for mark in words(data["ends"])}
        self.breathers = frozenset(hash_string(mark) for mark in (",", ";", ":", "–", "—", "-", "(", ")"))
        self.goes_on = [hash_string(mark) for mark in words(data["goes_on"])]
        self.line_ends, self.line_starts = words(data["line_ends"]), frozenset(words(data["line_starts"]))
        self.abbreviations = frozenset(words(data["abbreviations"]))
        self.rank = {hash_string(word): at for at, row in enumerate(data["cut_before"]) for word in words(row)}
        self.pairs = frozenset((hash_string(a), hash_string(b)) for a, b in phrases(data["cut_before_pairs"]))

    def __call__(self, doc: Doc) -> Doc:
        import numpy
        from spacy.attrs import IS_SPACE, LOWER, SENT_START

        size = len(doc)
        if not size:
            return doc
        has_lines = any("\n" in doc[at].text for at in numpy.flatnonzero(doc.to_array(IS_SPACE)).tolist())
        if self.only_sure:
            starts = [0] * size
            for at in numpy.flatnonzero(
                numpy.isin(doc.to_array(LOWER)[:-1], numpy.array(self.goes_on, dtype="uint64"))
            ).tolist():
                starts[at + 1] = -1
            if has_lines:
                self._lines(doc, starts)
            doc.from_array([SENT_START], numpy.array(starts, dtype="int64").astype("uint64"))
            return doc
        lowers = doc.to_array(LOWER).tolist()
        starts = [-1] * size
        starts[0] = 1
        ends = self.ends
        for at in [at for at, form in enumerate(lowers) if form in ends]:
            after = self._after_mark(doc, at, lowers)
            if after is not None:
                starts[after] = 1
        if has_lines:
            self._lines(doc, starts)
        if size > self.longest:
            self.cut(lowers, starts)
        doc.from_array([SENT_START], numpy.array(starts, dtype="int64").astype("uint64"))
        return doc

    def _after_mark(self, doc: Doc, at: int, lowers: list[int]) -> int | None:
        """Index of the token that starts the next sentence after the mark at ``at``, None if the sentence goes on."""
        size, after = len(doc), at + 1
        while after < size and not doc[after - 1].whitespace_ and doc[after].text in CLOSING:
            after += 1
        while after < size and doc[after].is_space:
            after += 1
        if after >= size or lowers[after] in self.ends:
            # of marks in a row the last one decides
            return None
        follower = doc[after].text
        if self.ends[lowers[at]] and not _opens(follower):
            return None
        if doc[at].text == "." and at and self._is_abbreviation(doc, at, follower):
            return None
        return after

    def _is_abbreviation(self, doc: Doc, at: int, follower: str) -> bool:
        word = doc[at - 1].text
        if doc[at - 1].whitespace_:
            return False
        if word.lower() in self.abbreviations:
            return not follower[:1].isupper() or word.lower() in (
                "dr",
                "drs",
                "mr",
                "mw",
                "mevr",
                "dhr",
                "prof",
                "ir",
            )
        if word.isdigit():
            # "3. Besluit": the number of a list item, when it stands first
            return at == 1 or doc[at - 2].text.endswith("\n")
        return len(word) == 1 and word.isalpha() and word.isupper()

    def _lines(self, doc: Doc, starts: list[int]) -> None:
        for token in doc:
            if not token.is_space or "\n" not in token.text or token.i + 1 >= len(doc):
                continue
            follower = doc[token.i + 1].text
            before = doc[token.i - 1] if token.i else None
            if (
                token.text.count("\n") > 1
                or not follower[:1].islower()
                or (before is not None and before.text in self.line_ends)
                or (before is not None and before.lower in self.goes_on and follower in self.line_starts)
            ):
                starts[token.i + 1] = 1

    def cut(self, lowers: list[int], starts: list[int]) -> None:
        """Add starts (1) where a stretch is too long; every token is looked at a bounded number of times."""
        size = len(lowers)
        begin = breath = 0
        at = 1
        while at < size:
            if starts[at] == 1:
                begin = breath = at
            elif lowers[at] in self.breathers:
                breath = at + 1
            if at - breath >= self.longest or at - begin >= self.longest_with_commas:
                begin = breath = at = self._best(lowers, max(breath, at - self.longest), at)
                starts[begin] = 1
            at += 1

    def _best(self, lowers: list[int], low: int, high: int) -> int:
        """The best place to cut between two tokens: the strongest word, then the one nearest to the middle."""
        middle = (low + high) // 2
        best, place = (len(self.rank), 0), high
        for at in range(low + SHORTEST_PIECE, high + 1):
            strong = at + 1 < len(lowers) and (lowers[at], lowers[at + 1]) in self.pairs
            rank = 0 if strong else self.rank.get(lowers[at])
            if rank is not None and (rank, abs(at - middle)) < best:
                best, place = (rank, abs(at - middle)), at
        return place


def _opens(text: str) -> bool:
    """Whether a word looks like the first of a sentence."""
    return text[:1].isupper() or text[:1] in "\"'“‘«[(-–" or text[:1].isdigit()

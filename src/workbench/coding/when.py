"""Words that say when: a month, a day, a season, "volgende week", with the number, year and preposition beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.coding import mentions
from workbench.coding.rules import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from workbench.coding.matcher import Passage

Span = tuple[int, int]
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"[0-3]?\d[-/][01]?\d(?:[-/](?:19|20)?\d\d)?")
ARTICLES = frozenset(("de", "het", "één"))
PARTS = frozenset(("week", "helft", "weekend", "eind", "einde", "begin", "kwartaal"))
BREAKS = ("vakantie", "reces")


class When:
    """Finds words that say when, by the lists of the rules."""

    def __init__(self, lists: dict[str, tuple[str, ...]]):
        self._points = frozenset(lists["tijdstip"])
        self._meetings = frozenset(("keer", "vergadering", "overleg"))
        self._periods = frozenset(lists["periode"])
        self._before = frozenset(lists["voor_tijd"])
        self._measures, self._some = frozenset(lists["tijdmaat"]), frozenset(lists["hoeveel_tijd"])

    def find(self, doc: Doc, passage: Passage, *, deadline: bool = False) -> Span | None:
        """Character span of the first time in a sentence, with all that belongs to it ("voor 1 december 2025").

        ``deadline``: a time by which something must be done goes before one that comes earlier in the sentence.
        """
        found = self._all(doc, passage)
        due = [span for span in found if deadline and doc[span[0]].lower_ in words("uiterste_tijd")]
        first, last = (due or found or [(0, 0)])[0]
        return (doc[first].idx, doc[last - 1].idx + len(doc[last - 1])) if last else None

    def _all(self, doc: Doc, passage: Passage) -> list[Span]:
        """Token spans in the order of the text; "van september naar 1 april" is one."""
        found: list[Span] = []
        for at in range(passage.first, passage.last):
            if found and at < found[-1][1]:
                continue
            if term := self._term(doc, passage, at):
                found.append(term)
                continue
            if not self._is_time(doc, passage, at):
                continue
            first, last = at, at + 1
            while first > passage.first and (more := self._leads(doc, passage, first)):
                first -= more
            while last < passage.last and self._goes_on(doc, passage, last):
                last += 1
            start = found[-1][0] if found else 0
            moved = found and doc[found[-1][1]].lower_ in ("naar", "tot") and found[-1][1] in (first - 1, first)
            if moved and start > passage.first and doc[start - 1].lower_ == "van":
                found[-1] = (start - 1, last)
            else:
                found.append((first, last))
        return found

    def _term(self, doc: Doc, passage: Passage, at: int) -> Span | None:
        """The term that a measure of time ends: "binnen drie weken", "over een half jaar", "twee jaar geleden"."""
        if doc[at].lemma_.lower() not in self._measures:
            return None
        first = at
        while first > passage.first and (doc[first - 1].lower_ in self._some or _is_number(doc[first - 1])):
            first -= 1
        following = doc[at + 1] if at + 1 < passage.last else None
        if first == at:
            return None
        if following is not None and following.lower_ == "geleden":
            return first, at + 2
        before = doc[first - 1].lower_ if first > passage.first else ""
        # "over twee jaar samenwerking" tells what it is about
        about = before == "over" and following is not None and following.pos_ in ("NOUN", "ADJ")
        return (first - 1, at + 1) if before in words("termijn") and not about else None

    def _is_time(self, doc: Doc, passage: Passage, at: int) -> bool:
        token, before = doc[at], doc[at - 1].lower_ if at > passage.first else ""
        lemma = token.lemma_.lower()
        if lemma in self._points or token.lower_ in self._points or _DATE.fullmatch(token.text):
            return True
        if lemma.endswith(BREAKS):
            return True
        if _YEAR.fullmatch(token.text) or lemma in self._periods:
            return before in self._before or before in words("aanloop_tijd")
        return lemma in self._meetings and before == "volgende"

    def _leads(self, doc: Doc, passage: Passage, at: int) -> int:
        """How many words before a token belong to the time that it begins: one, two ("week van mei") or none."""
        token, form = doc[at - 1], doc[at - 1].lower_
        if form == "van" and at - 2 >= passage.first and doc[at - 2].lemma_.lower() in PARTS:
            return 2
        if form == "deze" and doc[at].lower_ in self._before:
            return 0
        known = form in self._before or form in words("aanloop_tijd") or form in ARTICLES
        return int(known or _is_number(token))

    def _goes_on(self, doc: Doc, passage: Passage, at: int) -> bool:
        """Whether a word after a time belongs to it: a year, the rest of "mei vakantie", "van" and a year or month."""
        token = doc[at]
        following = doc[at + 1] if at + 1 < passage.last else None
        if token.lower_ == "van":
            next_form = following.lower_ if following is not None else ""
            return bool(_YEAR.fullmatch(next_form)) or next_form in self._points
        after_van = doc[at - 1].lower_ == "van"
        if _YEAR.fullmatch(token.text) or token.lower_ in BREAKS or (after_van and token.lower_ in self._points):
            return True
        # "maandag 3 maart"
        if token.lower_ in self._points:
            return _is_number(doc[at - 1])
        return _is_number(token) and following is not None and following.lower_ in self._points


def _is_number(token: Token) -> bool:
    return token.like_num or bool(mentions.number(token.lower_))

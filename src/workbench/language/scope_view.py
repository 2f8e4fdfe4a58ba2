"""What a cue sees of its Doc: words, clauses, sentences and verbs, without a parse.

A Dutch main clause has its finite verb second, a subordinate one has its verbs last; with the word that opens the
clause this says where its subject ends and where the next clause begins. Nothing looks farther than ``farthest``
tokens, so that a text without full stops stays cheap.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from spacy.strings import hash_string

from workbench.language import attributes
from workbench.language.conjugate import base_forms, joined_forms
from workbench.language.lemma import exceptions, verb_forms
from workbench.language.rules import rules, words

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_SUBJECT = 5


class Lists(NamedTuple):
    """The word lists of the rules, as hash numbers."""

    of_name: dict[str, frozenset[int]]
    stops: dict[str, frozenset[int]]
    verbs: frozenset[int]
    finite: frozenset[int]
    #: finite forms that are no infinitive as well
    sure: frozenset[int]

    @classmethod
    def of(cls, data: dict) -> Lists:
        names = {name: _hashes(text) for name, text in data.items() if isinstance(text, str)}
        clauses = rules("clauses")
        names |= {"conjunctions": _hashes(clauses["conjunctions"]), "after_en": _hashes(clauses["after_en"])}
        names["not_after_dat"] = _hashes(clauses["not_after_dat"])
        table = base_forms()
        for name in ("helpers", "closing_helpers", "demonstrative_after"):
            names[name] = frozenset(hash_string(form) for verb in words(data[name]) for form in table[verb])
        # a form that is a noun in our list (bestuur, werk) is no verb here
        sure = {form for form, verb in verb_forms().items() if exceptions().get(form, verb) == verb}
        participles = {forms[-1] for forms in table.values() if len(forms) > 2}
        participles |= {form for form, verb in joined_forms().items() if form not in table and "ge" in form[1:6]}
        verbs = frozenset(map(hash_string, sure))
        finite = frozenset(hash_string(form) for form in sure - participles)
        stops = {kind: _hashes(text) for kind, text in data["stops"].items()}
        return cls(names, stops, verbs, finite, finite - frozenset(hash_string(form) for form in verb_forms().values()))


def _hashes(text: str) -> frozenset[int]:
    return frozenset(map(hash_string, words(text)))


class View:
    """One Doc: its words as hash numbers and where its clauses and sentences begin."""

    def __init__(self, lowers: list[int], lists: Lists, farthest: int, clauses: list[bool], sentences: list[bool]):
        self.lowers, self.lists, self.farthest = lowers, lists, farthest
        self.opens, self.sentences = clauses, sentences
        self.dan, self.dat, self.te, self.die = map(hash_string, ("dan", "dat", "te", "die"))
        self.maar, self.wel, self.colon = map(hash_string, ("maar", "wel", ":"))
        self.en, self.als, self.of_, self.comma = map(hash_string, ("en", "als", "of", ","))

    @classmethod
    def of(cls, doc: Doc, lowers: list[int], lists: Lists, farthest: int) -> View:
        """Clause numbers where the Doc has them; sentence ends are where the Doc or a full stop puts them."""
        from spacy.attrs import SENT_START

        stops = _hashes(". ! ? …")
        begins = [start == 1 for start in doc.to_array(SENT_START).tolist()]
        begins[0] = True
        numbers = doc.user_data.get(attributes.CLAUSES)
        if not doc.has_annotation("SENT_START"):
            begins = [True, *(one in stops and two not in stops for one, two in pairwise(lowers))]
        if numbers and len(numbers) == len(lowers):
            opens = [True, *(one != two for one, two in pairwise(numbers))]
        else:
            opens = [True, *cls._opening(lowers, lists)]
        view = cls(lowers, lists, farthest, [a or b for a, b in zip(opens, begins, strict=True)], begins)
        view._mend()
        return view

    def _mend(self) -> None:
        """Set right what a look at the finite verbs shows about "dat", "en", "als" and colons."""
        doubtful = (self.dat, self.en, self.als, self.colon)
        for at in [at for at, form in enumerate(self.lowers) if form in doubtful]:
            form = self.lowers[at]
            if not at or at + 1 >= len(self.lowers) or self.sentences[at]:
                continue
            if form == self.dat and self.finite(at + 1) and self.ends(at + 2) and not self.is_in("marks", at - 1):
                self.opens[at] = False
                self.opens[at - 1] |= self.is_in("complementisers", at - 1)
            elif form == self.dat:
                verb = self.lowers[at - 1]
                participle = verb in self.lists.verbs and verb not in self.lists.finite
                opener = self.is_in("determiners", at + 1) or self.is_in("subjects", at + 1)
                if self.is_in("demonstrative_after", at - 1) and not opener:
                    self.opens[at] = False
                elif not self.is_in("closing_helpers", at - 1):
                    self.opens[at] |= opener or (participle and not self.ends(at + 2))
            elif form == self.en and self.is_in("determiners", at + 1) and not self.opens[at]:
                begin, _ = self.clause(at)
                verb = self._after_subject(at + 1, at + LONGEST_SUBJECT)
                new = verb < len(self.lowers) and self.lowers[verb] in self.lists.sure
                self.opens[at] = new and any(map(self.finite, range(begin, at)))
            elif form == self.colon:
                # "De voorzitter: dat wil ik": the name of who speaks is no part of what is said
                self.opens[at + 1] |= not any(map(self.finite, range(self.clause(at)[0], at)))
            elif form == self.als and self._is_role(at):
                self.opens[at] = False

    def _is_role(self, at: int) -> bool:
        """Whether "als" with a bare noun says what somebody is: "wij als gemeente"."""
        begin = max(0, at - 3)
        return (
            not self.is_in("opens_condition", at + 1)
            and not self.is_in("determiners", at + 1)
            and not self.is_in("marks", at - 1)
            and any(self.is_in("role_before", place) for place in range(begin, at))
            and not any(map(self.finite, range(begin, at)))
        )

    @staticmethod
    def _opening(lowers: list[int], lists: Lists) -> Iterator[bool]:
        """For every token but the first, whether a clause begins there by its own form and that of the one before."""
        names = lists.of_name
        strong = names["conjunctions"] | names["subordinators"]
        en, dat = hash_string("en"), hash_string("dat")
        for at in range(1, len(lowers)):
            form, follower = lowers[at], lowers[at + 1] if at + 1 < len(lowers) else 0
            if form in names["marks"]:
                yield False
            elif form == en:
                yield follower in names["after_en"]
            elif form == dat:
                yield follower not in names["not_after_dat"] and follower not in lists.finite
            else:
                yield form in strong or lowers[at - 1] in names["marks"]

    # --- places

    def begins(self, at: int) -> bool:
        return at < len(self.opens) and self.opens[at]

    def ends(self, at: int) -> bool:
        """Whether the clause is over before ``at``: a mark, the next clause or the end of the text."""
        return at >= len(self.lowers) or self.opens[at] or self.is_in("marks", at)

    def is_in(self, name: str, at: int) -> bool:
        return 0 <= at < len(self.lowers) and self.lowers[at] in self.lists.of_name[name]

    def finite(self, at: int) -> bool:
        if at >= len(self.lowers) or self.lowers[at] not in self.lists.finite:
            return False
        return not at or self.lowers[at - 1] != self.te

    def _to_the_right(self, at: int, opens: list[bool]) -> int:
        last = min(len(self.lowers), at + self.farthest + 1)
        return next((place for place in range(at + 1, last) if opens[place]), last)

    def clause(self, at: int) -> tuple[int, int]:
        """First token and the one after the last of the clause of a token, at most ``farthest`` away."""
        if not 0 <= at < len(self.lowers):
            return at, at
        low = max(0, at - self.farthest)
        return next((place for place in range(at, low, -1) if self.opens[place]), low), self._to_the_right(
            at, self.opens
        )

    def _inner(self, at: int) -> tuple[int, int, bool]:
        """The clause of a cue, and whether it is subordinate: a relative clause inside it counts by itself."""
        begin, end = self.clause(at)
        verb_to_come = any(map(self.finite, range(at, end)))
        for place in range(at - 1, begin, -1):
            if self.finite(place) or not verb_to_come:
                break
            relative = self.lowers[place] == self.die and not self.is_in("prepositions", place - 1)
            other = self.is_in("subordinators", place) and self.lowers[place] not in (self.als, self.of_)
            if other or (relative and not self.finite(place + 1)):
                begin = place
                break
        first = begin
        while first < at and (self.is_in("coordinators", first) or self.is_in("marks", first)):
            first += 1
        sub = self.is_in("subordinators", first) or (
            self.is_in("pronominal_subordinators", first)
            and not self.finite(first + 1)
            and (not self.sentences[first] or self.lowers[first] != self.die)
            and (self.lowers[first] != self.dat or self._opens_noun(first + 1))
        )
        return first, self._verbs_last(first, at, end) if sub else end, sub

    def _opens_noun(self, at: int) -> bool:
        return not self.is_in("not_after_dat", at) or self.is_in("determiners", at) or self.is_in("subjects", at)

    def _verbs_last(self, begin: int, at: int, end: int) -> int:
        """Where a subordinate clause ends when a main clause follows without a comma ("als hij belt krijg je ...")."""
        names, verbs = self.lists.of_name, self.lists.verbs
        for place in range(max(begin, at) + 1, end):
            form, last = self.lowers[place], self.lowers[place - 1]
            if form == self.comma and last in verbs:
                return place
            if form == self.dan and self.finite(place + 1) and place > begin + 2:
                return place
            free = form not in names["closing_helpers"] or self.is_in("subjects", place + 1)
            run = last in verbs and last not in names["helpers"] and free
            if run and place - 1 > begin and self.finite(place) and not self.ends(place + 1):
                return place
        return end

    def _after_subject(self, at: int, limit: int) -> int:
        """The place after the subject that begins at ``at``; never past ``limit``."""
        if self.is_in("subjects", at) and not (self.is_in("determiners", at) and self._noun(at + 1)):
            return min(at + 1, limit)
        place = at + 1 if self.is_in("determiners", at) else at
        last = min(limit, at + LONGEST_SUBJECT)
        while place < last and self._noun(place):
            place += 1
        return place

    def _noun(self, at: int) -> bool:
        names = ("particles", "determiners", "prepositions", "subjects", "marks")
        return not any(self.is_in(name, at) for name in names) and not self.finite(at)

"""Finds all cues of all rules in one pass over a parsed document.

Every token is looked up once, by the hashes of its form and lemma (and its verb, where a separable particle was
joined to it); the lemma of the form alone counts too, since a tag may be wrong and rules are written with that lemma.
What a word can stand for is remembered per form. Only words that may start a cue lead to more work.
spaCy's own Matcher has no "form or lemma", and its run time grows with the number of patterns; this does not.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from workbench.coding.expressions import Cue, parse
from workbench.coding.rules import words
from workbench.language.attributes import VERBS
from workbench.language.conjugate import bases_of
from workbench.language.lemma import look_up

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from workbench.coding.rules import Rule, RuleBook

NEAR = 10
COMPOUND_REST = 3
NOTHING: tuple = ()


class Word(NamedTuple):
    """What a word can stand for: its slots, the cues that it is on its own, and the longer cues it may be part of."""

    slots: tuple[int, ...]
    single: tuple[int, ...]
    longer: tuple[int, ...]


PLAIN = Word((), (), ())


class Hit(NamedTuple):
    """A rule that fired: the tokens of its cue, and where these begin and end in the document's text."""

    rule: Rule
    tokens: tuple[int, ...]
    start: int
    end: int


class Held(NamedTuple):
    """A cue that was found but does not count, and why (in Dutch)."""

    hit: Hit
    why: str


class Passage(NamedTuple):
    """One sentence with at least one cue: token range, character range (both without white space), what was found."""

    index: int
    first: int
    last: int
    start: int
    end: int
    hits: dict[str, list[Hit]]
    held: list[Held]

    def of(self, group: str) -> list[Hit]:
        return self.hits.get(group, [])


class RuleMatcher:
    """The compiled rules. Holds caches per vocabulary only, so one matcher serves any number of documents."""

    def __init__(self, book: RuleBook):
        self.book = book
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._prefix: list[tuple[str, int]] = []
        self._suffix: list[tuple[str, int]] = []
        self._slot_ids: dict[tuple[str, ...], int] = {}
        self._cues: list[Cue] = []
        self._cue_slots: list[list[list[int]]] = []
        self._by_anchor: dict[int, list[int]] = defaultdict(list)
        self._needs: list[frozenset[int]] = []
        self._words: dict = {}
        self._strings = None
        self._stems = frozenset(book.lists["werkwoordstam"])
        ids: dict[str, int] = {}
        self._rules: list[tuple[Rule, tuple[int, ...], tuple[int, ...], tuple[int, ...]]] = []
        for rule in book.rules:
            groups = (rule.match, rule.context, rule.unless)
            self._rules.append((rule, *(tuple(self._add(cue, ids, rule.id) for cue in cues) for cues in groups)))
        self._by_cue: dict[int, list[int]] = defaultdict(list)
        for at, (_, match, _, _) in enumerate(self._rules):
            for cue in dict.fromkeys(match):
                self._by_cue[cue].append(at)

    def _add(self, source: str, ids: dict[str, int], where: str) -> int:
        if source in ids:
            return ids[source]
        cue = parse(source, self.book.lists, where)
        number = ids[source] = len(self._cues)
        self._cues.append(cue)
        slots = [[self._slot(slot.words) for slot in part] for part in cue.parts]
        self._cue_slots.append(slots)
        self._by_anchor[slots[0][cue.anchors[0]]].append(number)
        alone = len(slots) == 1 == len(slots[0]) and not cue.parts[0][0].first
        self._needs.append(frozenset() if alone else frozenset(slot for part in slots for slot in part))
        return number

    def _slot(self, options: tuple[str, ...]) -> int:
        if options not in self._slot_ids:
            number = self._slot_ids[options] = len(self._slot_ids)
            for word in options:
                if word.endswith("*"):
                    self._prefix.append((word[:-1], number))
                elif word.startswith("*"):
                    self._suffix.append((word[1:], number))
                else:
                    self._exact[word].append(number)
        return self._slot_ids[options]

    def passages(self, doc: Doc) -> list[Passage]:
        """The sentences of a document that hold a cue, in order."""
        known, starts, ends = self._look_up(doc)
        found = []
        for index, sentence in enumerate(doc.sents):
            first, last = sentence.start, sentence.end
            cues = self._find(known, first, last, doc)
            if cues:
                hits, held = self._judge(cues, starts, ends)
                if hits or held:
                    first, last = _trimmed(doc, first, last)
                    found.append(Passage(index, first, last, starts[first], ends[last - 1], hits, held))
        return found

    def fired(self, doc: Doc) -> set[str]:
        """The cues, as they are written in the rules, that stand somewhere in a document."""
        known = self._look_up(doc)[0]
        found = (number for sentence in doc.sents for number in self._find(known, sentence.start, sentence.end, doc))
        return {self._cues[number].source for number in found}

    def _look_up(self, doc: Doc) -> tuple[list[Word], list[int], list[int]]:
        """For every token: what it can stand for, where it starts and where it ends."""
        from spacy.attrs import IDX, LEMMA, LENGTH, LOWER

        if self._strings is not doc.vocab.strings:
            self._words, self._strings = {}, doc.vocab.strings
        memory, known = self._words, []
        lowers, lemmas, starts, lengths = doc.to_array([LOWER, LEMMA, IDX, LENGTH]).T.tolist()
        for key in zip(lowers, lemmas, strict=True):
            word = memory.get(key)
            if word is None:
                strings = doc.vocab.strings
                form = strings[key[0]]
                slots = {*self._slots_of(form, strings[key[1]].lower() if key[1] else "")}
                slots.update(self._slots_of("", look_up(form)))
                word = memory[key] = self._word(tuple(sorted(slots)))
            known.append(word)
        for at, verb in joined_verbs(doc):
            extra = memory.get(verb)
            if extra is None:
                extra = memory[verb] = self._word(self._slots_of("", verb))
            if extra.slots:
                known[at] = self._word(tuple(sorted({*known[at].slots, *extra.slots})))
        return known, starts, [start + length for start, length in zip(starts, lengths, strict=True)]

    def _word(self, slots: tuple[int, ...]) -> Word:
        if not slots:
            return PLAIN
        numbers = sorted(number for slot in slots for number in self._by_anchor.get(slot, NOTHING))
        single = tuple(number for number in numbers if not self._needs[number])
        return Word(slots, single, tuple(number for number in numbers if self._needs[number]))

    def _slots_of(self, form: str, lemma: str) -> tuple[int, ...]:
        found = {*self._exact.get(form, ()), *self._exact.get(lemma, ()), *self._exact.get(f"={form}", ())}
        if form in self._stems:
            found.update(slot for verb in bases_of().get(form, ()) for slot in self._exact.get(verb, ()))
        for word in (form, lemma):
            size = len(word) - COMPOUND_REST
            found.update(slot for start, slot in self._prefix if len(start) <= size and word.startswith(start))
            found.update(slot for end, slot in self._suffix if len(end) <= size and word.endswith(end))
        return tuple(sorted(found)) or NOTHING

    def _find(self, known: list[Word], first: int, last: int, doc: Doc) -> dict[int, list[tuple[int, ...]]]:
        """Cue number to the token tuples where it stands."""
        found: dict[int, list[tuple[int, ...]]] = {}
        longer: list[tuple[int, tuple[int, ...]]] = []
        here = known[first:last]
        for at, word in enumerate(here, first):
            if word.single:
                for number in word.single:
                    found.setdefault(number, []).append((at,))
            if word.longer:
                longer.append((at, word.longer))
        if longer:
            slots = [word.slots for word in here]
            present = set().union(*slots)
            for at, numbers in longer:
                for number in numbers:
                    if self._needs[number] <= present:
                        tokens = self._whole(number, at, slots, first, doc)
                        if tokens and tokens not in found.setdefault(number, []):
                            found[number].append(tokens)
        return {number: places for number, places in found.items() if places}

    def _whole(self, number: int, at: int, slots, first: int, doc: Doc) -> tuple[int, ...] | None:
        """The tokens of a cue whose first anchor stands at token ``at``; ``slots`` are those of the sentence."""
        cue, parts = self._cues[number], self._cue_slots[number]
        tokens = _run(cue.parts[0], parts[0], cue.anchors[0], at - first, slots)
        if tokens is None or (cue.parts[0][0].first and not opens(doc, first, first + tokens[0])):
            return None
        for part, ids, anchor in zip(cue.parts[1:], parts[1:], cue.anchors[1:], strict=True):
            low, high = max(0, tokens[0] - NEAR), min(len(slots), tokens[-1] + NEAR + 1)
            middle = tokens[cue.anchors[0]] if len(tokens) > cue.anchors[0] else tokens[0]
            places = [other for other in range(low, high) if ids[anchor] in slots[other] and other not in tokens]
            for other in sorted(places, key=lambda other, here=middle: (abs(other - here), other)):
                more = _run(part, ids, anchor, other, slots)
                if more is not None and not set(more) & set(tokens):
                    tokens = tuple(sorted({*tokens, *more}))
                    break
            else:
                return None
        return tuple(first + token for token in tokens)

    def _judge(self, cues, starts, ends) -> tuple[dict[str, list[Hit]], list[Held]]:
        """Which rules fire: cues in a mask, a missing context or an exclusion hold them back."""
        raw: list[Hit] = []
        held: list[Held] = []
        for number in sorted(cues, key=lambda number: (cues[number][0], number)):
            for at in self._by_cue.get(number, ()):
                rule, _, context, unless = self._rules[at]
                hits = [Hit(rule, tokens, starts[tokens[0]], ends[tokens[-1]]) for tokens in cues[number]]
                excluded = next((cue for cue in unless if cue in cues), None)
                if excluded is not None:
                    held += [Held(hit, f"uitgesloten door '{self._cues[excluded].source}'") for hit in hits]
                elif context and not any(cue in cues for cue in context):
                    held += [Held(hit, "alleen met een bepaald woord erbij, en dat staat er niet") for hit in hits]
                else:
                    raw += hits
        masks = [hit for hit in raw if hit.rule.group == "mask"]
        hits: dict[str, list[Hit]] = {}
        for hit in raw:
            mask = next((mask for mask in masks if mask is not hit and _covers(mask, hit)), None)
            if mask is None or hit.rule.group == "mask":
                hits.setdefault(hit.rule.group, []).append(hit)
            else:
                held.append(Held(hit, f"uitsluiting {mask.rule.id} gaat voor"))
        return hits, held


def _run(part, ids: list[int], anchor: int, at: int, slots) -> tuple[int, ...] | None:
    """Tokens of a run of slots whose anchor slot stands at token ``at``; nearest tokens win."""
    tokens = [at]
    here = at
    for k in range(anchor + 1, len(ids)):
        reach = range(here + 1, min(len(slots), here + 2 + part[k].gap))
        here = next((other for other in reach if ids[k] in slots[other]), -1)
        if here < 0:
            return None
        tokens.append(here)
    here = at
    for k in range(anchor - 1, -1, -1):
        reach = range(here - 1, max(-1, here - 2 - part[k + 1].gap), -1)
        here = next((other for other in reach if ids[k] in slots[other]), -1)
        if here < 0:
            return None
        tokens.insert(0, here)
    return tuple(tokens)


def _covers(mask: Hit, hit: Hit) -> bool:
    codes = mask.rule.codes
    if codes and hit.rule.code not in codes and hit.rule.group not in codes:
        return False
    inside = set(mask.tokens)
    # a longer expression that only touches the mask is not the misleading word itself
    return len(inside.intersection(hit.tokens)) * 2 >= len(hit.tokens)


def _trimmed(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """A sentence without the white space at its ends."""
    while first < last - 1 and doc[first].is_space:
        first += 1
    while last > first + 1 and doc[last - 1].is_space:
        last -= 1
    return first, last


def joined_verbs(doc: Doc) -> list[tuple[int, str]]:
    """Tokens whose verb differs from their lemma because a particle stands elsewhere in the clause."""
    return sorted(doc.user_data.get(VERBS, {}).items())


def opens(doc: Doc, first: int, at: int) -> bool:
    """Whether token ``at`` is the first word of the sentence that starts at ``first``, fillers left aside."""
    return at - first <= 4 and all(doc[i].lower_ in words("stopwoord") for i in range(first, at))

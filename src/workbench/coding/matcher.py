"""Finds all cues of all rules in one pass over a parsed document.

Every token is looked up once, by the hashes of its form and lemma (and its verb, where a separable particle was
joined to it); what a word can stand for is remembered per form. Only words that may start a cue lead to more work.
spaCy's own Matcher has no "form or lemma", and its run time grows with the number of patterns; this does not.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from workbench.coding.expressions import Cue, parse
from workbench.language.attributes import VERBS

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from workbench.coding.rules import Rule, RuleBook

NEAR = 10
COMPOUND_REST = 3
NOTHING: tuple = ()


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
    """One sentence with at least one cue: token range, character range in the document, what was found."""

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
        self._words: dict = {}
        self._strings = None
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
        return number

    def _slot(self, words: tuple[str, ...]) -> int:
        if words not in self._slot_ids:
            number = self._slot_ids[words] = len(self._slot_ids)
            for word in words:
                if word.endswith("*"):
                    self._prefix.append((word[:-1], number))
                elif word.startswith("*"):
                    self._suffix.append((word[1:], number))
                else:
                    self._exact[word].append(number)
        return self._slot_ids[words]

    def passages(self, doc: Doc) -> list[Passage]:
        """The sentences of a document that hold a cue, in order."""
        slots = self._look_up(doc)
        found = []
        for index, sentence in enumerate(doc.sents):
            first, last = sentence.start, sentence.end
            if not any(slots[first:last]):
                continue
            cues = self._find(slots, first, last, doc)
            if cues:
                hits, held = self._judge(doc, cues)
                if hits or held:
                    found.append(
                        Passage(index, first, last, sentence.start_char, sentence.end_char, hits, held)
                    )
        return found

    def _look_up(self, doc: Doc) -> list[tuple[int, ...]]:
        from spacy.attrs import LEMMA, LOWER

        if self._strings is not doc.vocab.strings:
            self._words, self._strings = {}, doc.vocab.strings
        words, known = self._words, []
        for key in map(tuple, doc.to_array([LOWER, LEMMA]).tolist()):
            slots = words.get(key)
            if slots is None:
                strings = doc.vocab.strings
                slots = words[key] = self._slots_of(strings[key[0]], strings[key[1]].lower() if key[1] else "")
            known.append(slots)
        for at, verb in joined_verbs(doc):
            extra = words.get(verb)
            if extra is None:
                extra = words[verb] = self._slots_of("", verb)
            if extra:
                known[at] = tuple(sorted({*known[at], *extra}))
        return known

    def _slots_of(self, form: str, lemma: str) -> tuple[int, ...]:
        found = {*self._exact.get(form, ()), *self._exact.get(lemma, ()), *self._exact.get(f"={form}", ())}
        for word in (form, lemma):
            size = len(word) - COMPOUND_REST
            found.update(slot for start, slot in self._prefix if len(start) <= size and word.startswith(start))
            found.update(slot for end, slot in self._suffix if len(end) <= size and word.endswith(end))
        return tuple(sorted(found)) or NOTHING

    def _find(self, slots, first: int, last: int, doc: Doc) -> dict[int, list[tuple[int, ...]]]:
        """Cue number to the token tuples where it stands."""
        found: dict[int, list[tuple[int, ...]]] = {}
        by_anchor = self._by_anchor
        for at in range(first, last):
            for slot in slots[at]:
                for number in by_anchor.get(slot, NOTHING):
                    tokens = self._whole(number, at, slots, first, last, doc)
                    if tokens and tokens not in found.setdefault(number, []):
                        found[number].append(tokens)
        return {number: places for number, places in found.items() if places}

    def _whole(self, number: int, at: int, slots, first: int, last: int, doc: Doc) -> tuple[int, ...] | None:
        cue, parts = self._cues[number], self._cue_slots[number]
        tokens = _run(cue.parts[0], parts[0], cue.anchors[0], at, slots, first, last)
        if tokens is None or (cue.parts[0][0].first and not opens(doc, first, tokens[0])):
            return None
        for part, ids, anchor in zip(cue.parts[1:], parts[1:], cue.anchors[1:], strict=True):
            low, high = max(first, tokens[0] - NEAR), min(last, tokens[-1] + NEAR + 1)
            near = sorted(range(low, high), key=lambda other, here=at: (abs(other - here), other))
            for other in near:
                if ids[anchor] in slots[other] and other not in tokens:
                    more = _run(part, ids, anchor, other, slots, first, last)
                    if more is not None and not set(more) & set(tokens):
                        tokens = tuple(sorted({*tokens, *more}))
                        break
            else:
                return None
        return tokens

    def _judge(self, doc: Doc, cues) -> tuple[dict[str, list[Hit]], list[Held]]:
        """Which rules fire: cues in a mask, a missing context or an exclusion hold them back."""
        raw: list[Hit] = []
        held: list[Held] = []
        for number in sorted(cues, key=lambda number: (cues[number][0], number)):
            for at in self._by_cue.get(number, ()):
                rule, _, context, unless = self._rules[at]
                hits = [Hit(rule, tokens, *_chars(doc, tokens)) for tokens in cues[number]]
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


def _run(part, ids: list[int], anchor: int, at: int, slots, first: int, last: int) -> tuple[int, ...] | None:
    """Tokens of a run of slots whose anchor slot stands at token ``at``; nearest tokens win."""
    tokens = [at]
    here = at
    for k in range(anchor + 1, len(ids)):
        reach = range(here + 1, min(last, here + 2 + part[k].gap))
        here = next((other for other in reach if ids[k] in slots[other]), -1)
        if here < 0:
            return None
        tokens.append(here)
    here = at
    for k in range(anchor - 1, -1, -1):
        reach = range(here - 1, max(first - 1, here - 2 - part[k + 1].gap), -1)
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
    return len(inside.intersection(hit.tokens)) * 2 > len(hit.tokens)


def _chars(doc: Doc, tokens: tuple[int, ...]) -> tuple[int, int]:
    last = doc[tokens[-1]]
    return doc[tokens[0]].idx, last.idx + len(last)


def joined_verbs(doc: Doc) -> list[tuple[int, str]]:
    """Tokens whose verb differs from their lemma because a particle stands elsewhere in the clause."""
    return sorted(doc.user_data.get(VERBS, {}).items())


FILLERS = frozenset("eh ehm uh uhm ehh hè nou ja kijk zeg goed oké oke en dus want nee hm mm - – \" ' “ ‘ , ...".split())


def opens(doc: Doc, first: int, at: int) -> bool:
    """Whether token ``at`` is the first word of the sentence that starts at ``first``, fillers left aside."""
    return at - first <= 4 and all(doc[i].lower_ in FILLERS for i in range(first, at))

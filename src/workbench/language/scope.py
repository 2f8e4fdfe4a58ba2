"""Scope: which words are denied, wished, imagined, needed, possible, over, or said by others, and by which cue.

The cues and how far each reaches are data (``data/scope.yaml``). Where a Doc has a parse the tree gives the clause
(``scope_tree``); else the clause numbers of ``workbench_clauses``, else punctuation and conjunctions do
(``scope_words``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from spacy.language import Language
from spacy.strings import hash_string

from workbench.language import attributes
from workbench.language.rules import rules, words
from workbench.language.scope_tree import Tree
from workbench.language.scope_view import Lists, View
from workbench.language.scope_words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

KINDS = ("hypothetisch", "horen_zeggen", "mogelijk", "noodzaak", "ontkend", "vroeger", "wens")
GAP, BEGIN, END = "..", "^", "$"
WIDEST_GAP = 6

Element = frozenset[int] | str


class Cue(NamedTuple):
    """A word group that is a cue: what stands before its cue word (nearest first) and from it on."""

    before: tuple[Element, ...]
    after: tuple[Element, ...]
    #: "" when the group is no cue at all
    kind: str
    reach: str
    also: str
    need: frozenset[int]
    bar: frozenset[int]


@Language.factory("workbench_scope")
class Scope:
    """Store for each token in a scope the kinds and their cue; ``token._.scope`` and ``token._.negated`` read them.

    ``farthest``: how many tokens from its cue a scope may reach. ``use_parser``: follow the parse where there is one.
    Raises ValueError when ``farthest`` is below 1.
    """

    def __init__(self, nlp: Language, name: str = "workbench_scope", *, farthest: int = 40, use_parser: bool = True):
        if farthest < 1:
            raise ValueError("farthest is a number of tokens, at least 1")
        attributes.register()
        self.farthest, self.use_parser = farthest, use_parser
        data = rules("scope")
        self.lists = Lists.of(data)
        self.cues = _cues(data)

    def __call__(self, doc: Doc) -> Doc:
        from spacy.attrs import LOWER

        lowers = doc.to_array(LOWER).tolist() if len(doc) else []
        cues = self.cues
        places = [at for at, form in enumerate(lowers) if form in cues]
        found: dict[int, dict[str, int]] = {}
        if places:
            parsed = self.use_parser and doc.has_annotation("DEP")
            view = (Tree if parsed else Words).of(doc, lowers, self.lists, self.farthest)
            for at in places:
                self._cue(view, at, found)
        doc.user_data[attributes.SCOPES] = {at: tuple(sorted(kinds.items())) for at, kinds in sorted(found.items())}
        return doc

    def _cue(self, view: Words, at: int, found: dict[int, dict[str, int]]) -> None:
        cue = next((cue for cue in self.cues[view.lowers[at]] if _fits(cue, view, at)), None)
        if cue is None or not cue.kind:
            return
        for place in view.reach(at, cue.kind, cue.reach, cue.also):
            if place == at or abs(place - at) > self.farthest:
                continue
            kinds = found.setdefault(place, {})
            # of two cues of a kind the nearest is the one that a reader would point at
            if cue.kind not in kinds or abs(place - at) < abs(place - kinds[cue.kind]):
                kinds[cue.kind] = at


def _cues(data: dict) -> dict[int, tuple[Cue, ...]]:
    """Hash of a cue word -> its word groups, the longest first; of equal ones those that are no cue go first."""
    table: dict[int, list[Cue]] = {}
    for rule in (*data["none"], *data["cues"]):
        need, bar = (frozenset(map(hash_string, words(rule.get(key, "")))) for key in ("with", "without"))
        for group in rule["match"].split(";"):
            parts = group.split()
            place = next((at for at, part in enumerate(parts) if "*" in part), 0)
            elements = [_element(part) for part in parts]
            before, after = tuple(reversed(elements[:place])), tuple(elements[place:])
            cue = Cue(before, after, rule.get("kind", ""), rule.get("reach", ""), rule.get("also", ""), need, bar)
            for word in after[0]:
                table.setdefault(word, []).append(cue)
    size = {
        word: sorted(cues, key=lambda cue: (-len(cue.before + cue.after), bool(cue.kind), not cue.need))
        for word, cues in table.items()
    }
    return {word: tuple(cues) for word, cues in size.items()}


def _element(part: str) -> Element:
    return part if part in (GAP, BEGIN, END) else frozenset(map(hash_string, part.replace("*", "").split("|")))


def _fits(cue: Cue, view: View, at: int) -> bool:
    if not (_matches(cue.after, view, at, 1) and _matches(cue.before, view, at - 1, -1)):
        return False
    if not (cue.need or cue.bar):
        return True
    begin, end = view.clause(at)
    own = frozenset(view.lowers[begin:end])
    return (not cue.need or bool(cue.need & own)) and not cue.bar & own


def _matches(elements: tuple[Element, ...], view: View, at: int, step: int) -> bool:
    """Whether the elements stand from ``at`` on, read in the direction of ``step``; gaps stay within the clause."""
    for number, element in enumerate(elements):
        if element == GAP:
            begin, end = view.clause(at - step)
            rest, last = elements[number + 1 :], at + step * WIDEST_GAP
            return any(_matches(rest, view, place, step) for place in range(at, last, step) if begin <= place < end)
        if element == BEGIN:
            return view.begins(at + 1)
        if element == END:
            return view.ends(at)
        if not 0 <= at < len(view.lowers) or view.lowers[at] not in element:
            return False
        at += step
    return True

"""How far a cue reaches by the parse (labels of Universal Dependencies, as in the Dutch treebanks).

The clause of a cue is the subtree of its head without its other clauses: adverbial, coordinated, reported. Subtrees are
walked no farther than ``farthest`` tokens from the cue, so that one sentence of any length stays cheap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.language.scope_words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from workbench.language.scope_view import Lists

CLAUSAL = frozenset(("ROOT", "root", "ccomp", "advcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis"))
SUBJECT = frozenset(("nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl"))
OTHER_CLAUSE = frozenset(("advcl", "ccomp", "parataxis", "discourse", "vocative"))
LOOSE = frozenset(("cc", "mark", "punct"))
COMPLEMENT = frozenset(("ccomp", "csubj", "csubj:pass"))
VERBAL = frozenset(("aux", "aux:pass", "cop"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))


class Tree(Words):
    """A Doc with a parse."""

    heads: list[int]
    deps: list[str]
    pos: list[str]
    children: dict[int, list[int]]

    @classmethod
    def of(cls, doc: Doc, lowers: list[int], lists: Lists, farthest: int) -> Tree:
        view = super().of(doc, lowers, lists, farthest)
        view.heads = [token.head.i for token in doc]
        view.deps = [token.dep_ for token in doc]
        view.pos = [token.pos_ for token in doc]
        view.children = {}
        for at, head in enumerate(view.heads):
            if head != at:
                view.children.setdefault(head, []).append(at)
        return view

    # --- places in the tree

    def _near(self, of: int, at: int) -> list[int]:
        """The children of a token that are near the cue."""
        own = self.children.get(of, [])
        return own[bisect_left(own, at - self.farthest) : bisect_left(own, at + self.farthest + 1)]

    def _is_clause(self, at: int, cue: int) -> bool:
        """Whether a token heads words that say something by themselves."""
        deps = {self.deps[child] for child in self._near(at, cue)}
        return self.pos[at] in ("VERB", "AUX") or bool(deps & (VERBAL | {"nsubj", "nsubj:pass"}))

    def _path(self, at: int) -> list[int]:
        """From a cue up to the head of its clause, both included."""
        path = [at]
        for _ in range(self.farthest):
            place = path[-1]
            dep, head = self.deps[place], self.heads[place]
            top = dep in CLAUSAL or (dep in ("conj", "xcomp") and self._is_clause(place, at))
            if head == place or (top and (place != at or self.pos[at] in ("VERB", "AUX"))):
                break
            path.append(head)
        return path

    def _against(self, child: int, cue: int) -> bool:
        return any(self.lowers[place] == self.maar and self.deps[place] == "cc" for place in self._near(child, cue))

    def _leaves(self, child: int, cue: int) -> bool:
        """Whether a child begins another clause than that of its head."""
        dep = self.deps[child]
        other = dep == "conj" and (self._is_clause(child, cue) or self._against(child, cue))
        return dep in OTHER_CLAUSE or other

    def _below(self, top: int, cue: int, *, subject: bool = True, but: int = -1) -> list[int]:
        """The tokens of the clause of ``top``, in order; without ``subject`` only the subject ``but`` is among them."""
        found, todo = [], [top]
        while todo:
            place = todo.pop()
            found.append(place)
            for child in self._near(place, cue):
                dep = self.deps[child]
                if place == top and ((dep in SUBJECT and not subject and child != but) or dep in LOOSE):
                    continue
                if not (self._leaves(child, cue) or (place == top and dep == "acl:relcl")):
                    todo.append(child)
        return sorted(found)

    def _verb_first(self, top: int, cue: int) -> int:
        """The first verb of a main clause: what stands before it is the topic. 0 in a subordinate clause."""
        near = self._near(top, cue)
        if any(self.deps[child] == "mark" for child in near) or self.deps[top] == "acl:relcl":
            return 0
        return min([child for child in near if self.deps[child] in VERBAL] + [top])

    # --- reaches

    def _predicate(self, at: int, kind: str) -> Iterator[int]:
        path = self._path(at)
        top, branch = path[-1], path[-2] if len(path) > 1 else at
        if kind == "ontkend" and len(path) > 2 and self.deps[branch] not in SUBJECT and self._limits(path[1], at):
            yield from self._below(path[1], at)
            return
        against = self._corrected(top, at)
        if against is not None and kind == "ontkend":
            yield from self._below(against, at)
            return
        own = self._below(top, at, subject=False, but=branch if self.deps[branch] in SUBJECT else -1)
        out, stop = self._topic(top, at, branch), self._until(kind, at, max(own) + 1)
        yield from (place for place in own if place < stop and place not in out)

    def _topic(self, top: int, at: int, branch: int) -> set[int]:
        """Adverbials before the verb of a main clause: they say when or where, and are not denied or wished."""
        verb = self._verb_first(top, at)
        before = [child for child in self._near(top, at) if child < verb and child != branch]
        adverbial = [child for child in before if self.deps[child] in ("advmod", "obl")]
        return {place for child in adverbial for place in self._below(child, at)}

    def _limits(self, head: int, at: int) -> bool:
        """Whether a denial is of a word group only: "niet alle scholen", but not "geen scholen"."""
        return self.deps[at] in ("advmod", "amod", "cc:preconj") and self.pos[head] in NOMINAL

    def _corrected(self, top: int, at: int) -> int | None:
        """The word group below ``top`` that "maar" corrects after the cue; None where there is none."""
        if self.maar not in self.lowers[at : at + self.farthest]:
            return None
        for place in self._below(top, at):
            for child in self._near(place, at):
                if self.deps[child] == "conj" and child > at and not self._is_clause(child, at) and place != top:
                    words = [self.lowers[one] for one in self._below(child, at)]
                    if self._against(child, at) and self.wel not in words:
                        return place
        return None

    def _modal(self, at: int, kind: str) -> Iterator[int]:
        if self.pos[at] in NOMINAL:
            return
        top = at if self.pos[at] == "VERB" else self._path(at)[-1]
        out = self._topic(top, at, at)
        yield from (place for place in self._below(top, at, subject=False) if place not in out)

    def _clause(self, at: int, kind: str) -> Iterator[int]:
        own = self._below(self._path(at)[-1], at)
        stop = self._until(kind, at, max(own) + 1)
        yield from (place for place in own if place < stop)

    def _right(self, at: int, kind: str) -> Iterator[int]:
        if self.deps[at].startswith("cc"):
            yield from self._below(self.heads[at], at)
        else:
            yield from (place for place in self._below(self._path(at)[-1], at, subject=False) if place > at)

    def _phrase(self, at: int, kind: str) -> Iterator[int]:
        yield from (place for place in self._below(self.heads[at], at) if place > at)

    def _subordinate(self, at: int, kind: str) -> Iterator[int]:
        if self.deps[at] == "mark":
            yield from self._below(self.heads[at], at)
        else:
            yield from super()._subordinate(at, kind)

    def _condition(self, at: int, kind: str) -> Iterator[int]:
        head = self.heads[at]
        if self.deps[at] not in ("mark", "advmod") or not self._is_clause(head, at):
            return
        if not any(self.is_in("comparing", at - back) for back in (1, 2, 3)):
            yield from self._below(head, at)

    def _raises(self, at: int) -> bool:
        own = self._below(self._path(at)[-1], at)
        return not self.lists.of_name["raising"].isdisjoint(self.lowers[place] for place in own)

    def _told(self, top: int, at: int) -> list[int]:
        """The heads of the clauses that a clause announces."""
        found = []
        for child in self._near(top, at):
            marks = [self.lowers[place] for place in self._near(child, at) if self.deps[place] == "mark"]
            opened = not self.lists.of_name["complementisers"].isdisjoint(marks)
            if self.deps[child] in COMPLEMENT or (self.deps[child] in ("advcl", "acl", "xcomp") and opened):
                found.append(child)
        return found

    def _complement(self, at: int, kind: str, *, that: bool = False) -> Iterator[int]:
        for child in self._told(self._path(at)[-1], at):
            if that and self.dat not in [self.lowers[place] for place in self._near(child, at)]:
                continue
            # "dat X en dat Y": both are told
            more = [one for one in self._near(child, at) if self.deps[one] == "conj" and self._is_clause(one, at)]
            for top in (child, *more):
                yield from self._below(top, at, subject=kind != "ontkend")

    def _report(self, at: int, kind: str) -> Iterator[int]:
        if self.deps[at] == "parataxis":
            yield from self._below(self.heads[at], at)
            return
        yield from self._complement(at, kind)
        for child in self._near(at, at):
            if self.deps[child] == "parataxis" and child > at:
                yield from self._below(child, at)

"""How far a cue reaches by the words around it, for text without a parse."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.language.scope_view import View


class Words(View):
    """A Doc without a parse; each reach of ``data/scope.yaml`` is a method."""

    def reach(self, at: int, kind: str, reach: str, also: str) -> Iterator[int]:
        """The tokens that a cue reaches; the cue may be among them."""
        if reach != "nothing":
            yield from getattr(self, "_" + reach)(at, kind)
        if also in ("complement", "that") or (also == "raised" and self._raises(at)):
            yield from self._complement(at, kind, that=also == "that")

    def _raises(self, at: int) -> bool:
        begin, end = self.clause(at)
        return not self.lists.of_name["raising"].isdisjoint(self.lowers[begin:end])

    def _until(self, kind: str, at: int, end: int) -> int:
        """Where the kind stops to the right of its cue."""
        stops = self.lists.stops.get(kind, frozenset())
        stop = next((place for place in range(at + 1, end) if self.lowers[place] in stops), end)
        if stop < end and self.lowers[stop] == self.wel:
            # "de raad niet, het college wel": what is affirmed begins at the comma
            return next((place for place in range(stop - 1, at, -1) if self.lowers[place] == self.comma), stop)
        return stop

    def _right(self, at: int, kind: str) -> Iterator[int]:
        if not self.ends(at + 1):
            yield from range(at + 1, self._until(kind, at, self.clause(at)[1]))

    def _subordinate(self, at: int, kind: str) -> Iterator[int]:
        yield from range(at + 1, self._verbs_last(at, at, self.clause(at)[1]))

    def _clause(self, at: int, kind: str) -> Iterator[int]:
        begin, end, _ = self._inner(at)
        yield from range(begin, self._until(kind, at, end))

    def _sentence(self, at: int, kind: str) -> Iterator[int]:
        yield from range(at + 1, self._to_the_right(at, self.sentences))

    def _predicate(self, at: int, kind: str) -> Iterator[int]:
        begin, end, sub = self._inner(at)
        stop = self._until(kind, at, end)
        if sub and not self._afterthought(at, stop):
            yield from range(self._after_subject(begin + 1, at), stop)
            return
        if not self._contrast(at, stop):
            verb = self._finite_before(begin, at)
            if verb is not None:
                yield verb
                inverted = verb == begin or self.is_in("inverting", begin)
                yield from range(self._after_subject(verb + 1, at) if inverted else verb + 1, at)
        yield from range(at + 1, stop)

    def _finite_before(self, begin: int, at: int) -> int | None:
        """The finite verb nearest before a cue; a form that may be an infinitive only where there is no other."""
        verbs = [place for place in range(at - 1, begin - 1, -1) if self.finite(place)]
        return next((place for place in verbs if self.lowers[place] in self.lists.sure), verbs[0] if verbs else None)

    def _afterthought(self, at: int, stop: int) -> bool:
        """Whether what is denied begins at the cue: "de school belt, niet de stad", "en niet bij de bron"."""
        if at and self.lowers[at - 1] == self.en:
            return True
        return self.is_in("afterthought", at - 1) and not any(map(self.finite, range(at + 1, stop)))

    def _contrast(self, at: int, stop: int) -> bool:
        """Whether only a word group is denied: "niet op geld maar op vertrouwen", "de school belt, niet de stad"."""
        if self._afterthought(at, stop):
            return True
        if stop >= len(self.lowers) or self.lowers[stop] != self.maar or self.sentences[stop]:
            return False
        end = self._to_the_right(stop, self.opens)
        return self.wel not in self.lowers[stop:end] and not any(map(self.finite, range(stop + 1, end)))

    def _modal(self, at: int, kind: str) -> Iterator[int]:
        begin, end, sub = self._inner(at)
        stop = self._until(kind, at, end)
        if sub:
            yield from range(self._after_subject(begin + 1, at), stop)
            return
        inverted = at == begin or self.is_in("inverting", begin)
        start = self._after_subject(at + 1, stop) if inverted else at + 1
        yield from range(start if start < stop and not self.ends(start) else at + 1, stop)

    def _phrase(self, at: int, kind: str) -> Iterator[int]:
        _, end = self.clause(at)
        if at + 1 < len(self.lowers) and self.lowers[at + 1] == self.dat:
            yield from range(at + 2, self._to_the_right(at + 1, self.opens))
            return
        te = next((place for place in range(at + 1, end) if self.lowers[place] == self.te), None)
        for place in range(at + 1, end):
            if te is not None:
                if place > te + 1:
                    return
            elif self.finite(place) or (
                place > at + 1 and self.is_in("determiners", place) and not self.is_in("prepositions", place - 1)
            ):
                return
            yield place

    def _condition(self, at: int, kind: str) -> Iterator[int]:
        if (
            self.is_in("role_before", at - 1)
            or self._is_role(at)
            or any(self.is_in("comparing", at - back) for back in (1, 2, 3))
        ):
            return
        end = self._verbs_last(at, at, self.clause(at)[1])
        verbs = [place for place in range(at + 2, end) if self.finite(place)]
        if not verbs:
            return
        certain = self.is_in("opens_condition", at + 1) or self.is_in("determiners", at + 1)
        # "als gemeente dragen wij de kosten": after a bare noun the verb must come last
        last = next((place for place in range(end - 1, at, -1) if not self.is_in("marks", place)), at)
        bare = self.lowers[last] in self.lists.verbs and (verbs[0] > at + 2 or self.ends(verbs[0] + 1))
        if certain or bare:
            yield from range(at + 1, end)

    def _complement(self, at: int, kind: str, *, that: bool = False) -> Iterator[int]:
        """The clause that the clause of the cue announces, with what "en dat" adds to it."""
        start = self.clause(at)[1]
        first = start
        while start < min(len(self.lowers), at + self.farthest) and not self.sentences[start]:
            added = start != first and self.lowers[start] == self.en
            opener = start + added
            if that and self.lowers[opener] != self.dat:
                return
            if not self.is_in("complementisers", opener) or (
                start != first and (self.lowers[opener] != self.dat or self.lowers[opener - 1] != self.en)
            ):
                return
            end = self._to_the_right(start, self.opens)
            if kind == "ontkend":
                yield from range(self._after_subject(opener + 1, end), end)
            else:
                yield from range(opener + 1, end)
            start = end

    def _report(self, at: int, kind: str) -> Iterator[int]:
        _, end = self.clause(at)
        told = tuple(self._complement(at, kind))
        if told:
            yield from told
        elif self.lowers[end - 1] == self.colon and end < len(self.lowers) and not self.sentences[end]:
            yield from range(end, self._to_the_right(end, self.opens))
        elif self.is_in("subjects", at + 1) and any(map(self.finite, range(at + 2, end))):
            yield from range(at + 2, end)
        elif self.is_in("marks", at - 1) and not self.sentences[at] and not self.ends(at + 1):
            # "de stad bepaalt alles, zeggen ze"
            yield from range(self.clause(at - 1)[0], at)

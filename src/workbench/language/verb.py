"""Verbs with their separable particle: "pakt ... op" is oppakken.

With a parser the relation ``compound:prt`` decides, if the two make a verb that exists ("in beslag nemen" is not
innemen); what the rules find counts too, unless the parser sees a preposition. The rules are conservative: verb and
particle are in the same clause and are a verb of our list; a particle that may also be a preposition must stand at the
end of the clause, before a verb ("op te pakken", "op heeft gepakt") or before a word that starts something new.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.strings import hash_string

from workbench.language import attributes
from workbench.language.conjugate import base_forms, separable, weak
from workbench.language.dictionary import has_forms
from workbench.language.lemma import exceptions
from workbench.language.rules import phrases, rules, words

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST_AUXILIARIES = 2
FARTHEST = 80


@cache
def is_verb(infinitive: str) -> bool:
    """Whether particle and verb make a verb of our list or of the dictionary."""
    particle = next((p for p in separable() if infinitive.startswith(p) and infinitive[len(p) :] in separable()[p]), "")
    return bool(particle) or (infinitive.endswith("n") and has_forms(infinitive))


@Language.factory("workbench_verbs", default_config={"use_parser": True})
class Verbs:
    """Store verbs that have their particle apart in ``doc.user_data``; ``token._.verb`` reads them."""

    def __init__(self, nlp: Language, name: str = "workbench_verbs", *, use_parser: bool = True):
        attributes.register()
        self.use_parser = use_parser
        data = rules("particles")
        self.particles = {hash_string(particle): particle for particle in separable()}
        self.forms = self._forms()
        self.free = frozenset(hash_string(word) for word in words(data["free"]))
        self.only_last = frozenset(hash_string(word) for word in words(data["only_last"]))
        self.followers = frozenset(hash_string(word) for word in words(data["followed_by"]))
        table = base_forms()
        self.auxiliaries = frozenset(hash_string(form) for verb in words(data["auxiliaries"]) for form in table[verb])
        self.fillers = frozenset((hash_string(a), hash_string(b)) for a, b in phrases(data["fillers"]))
        self.pronominal = frozenset(hash_string(word) for word in words(data["pronominal"]))
        self.finite = frozenset(
            hash_string(form) for forms in table.values() for form in forms[2:] if not form.endswith(("n", "d"))
        )
        # "in op vragen": right after a preposition these are nouns
        self.nouns = frozenset(hash_string(verb) for verb in table if (exceptions().get(verb) or verb) != verb)
        self.te = hash_string("te")
        self.relation, self.preposition = hash_string("compound:prt"), hash_string("case")

    def _forms(self) -> dict[int, dict[int, tuple[str, bool]]]:
        """Particle -> form of a verb it makes a verb with -> (whole infinitive, whether the form is non-finite)."""
        table: dict[int, dict[int, tuple[str, bool]]] = {}
        for particle, verbs in separable().items():
            own = table.setdefault(hash_string(particle), {})
            for verb in sorted(verbs):
                forms = base_forms().get(verb) or weak(verb)
                participles = {form for form in forms if form.startswith("ge") or form == weak(verb)[-1]}
                for form in forms:
                    own.setdefault(hash_string(form), (particle + verb, form == verb or form in participles))
        return table

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        found: dict[int, str] = {}
        parsed = self.use_parser and doc.has_annotation("DEP")
        if parsed:
            self._by_parser(doc, found)
        self._by_rule(doc, found, parsed)
        doc.user_data[attributes.VERBS] = found
        return doc

    def _by_parser(self, doc: Doc, found: dict[int, str]) -> None:
        """Particles that hang on a verb. Of several ("pakt samen op") one that makes a verb of our list goes first,
        then the last one."""
        from spacy.attrs import DEP

        best: dict[int, tuple[bool, int]] = {}
        for at in [at for at, dep in enumerate(doc.to_array(DEP).tolist()) if dep == self.relation]:
            token = doc[at]
            bare, particle = token.head.lemma_, token.lower_
            whole = bare if bare.startswith(particle) else particle + bare
            rank = (whole.removeprefix(particle) in separable().get(particle, ()), at)
            if token.head.i != at and is_verb(whole) and rank > best.get(token.head.i, (False, -1)):
                best[token.head.i], found[token.head.i] = rank, whole

    def _by_rule(self, doc: Doc, found: dict[int, str], parsed: bool = False) -> None:
        from spacy.attrs import IS_PUNCT, LOWER, SENT_START

        lowers = doc.to_array(LOWER).tolist()
        particles = self.particles
        places = [at for at, form in enumerate(lowers) if form in particles]
        if parsed:
            places = [at for at in places if doc[at].dep != self.preposition]
        if not places:
            return
        clauses = doc.user_data.get(attributes.CLAUSES) or [0] * len(lowers)
        starts = doc.to_array(SENT_START).tolist()
        punct = doc.to_array(IS_PUNCT).tolist()
        for at in places:
            verb = self._after(lowers, at, clauses, starts) or self._before(lowers, at, clauses, starts, punct)
            if verb is not None:
                place, infinitive = verb
                found.setdefault(place, infinitive)

    def _after(self, lowers, at, clauses, starts) -> tuple[int, str] | None:
        """The verb right after its particle: op te pakken, op gepakt, op heeft gepakt."""
        forms = self.forms[lowers[at]]
        if lowers[at] not in self.free and self._pronominal(lowers, at, clauses, starts):
            return None
        place, helpers = at + 1, 0
        while place < len(lowers) and starts[place] != 1 and clauses[place] == clauses[at]:
            form = forms.get(lowers[place])
            if form and form[1] and (place > at + 1 or lowers[place] not in self.nouns):
                return place, form[0]
            if lowers[place] != self.te:
                if lowers[place] not in self.auxiliaries or helpers == MOST_AUXILIARIES:
                    return None
                helpers += 1
            place += 1
        return None

    def _pronominal(self, lowers, at, clauses, starts) -> bool:
        """Whether er, daar or waar goes before in the clause: "er iets aan doen" is not aandoen."""
        place = at - 1
        while place >= max(0, at - FARTHEST) and clauses[place] == clauses[at] and starts[place + 1] != 1:
            if lowers[place] in self.pronominal:
                return True
            place -= 1
        return False

    def _before(self, lowers, at, clauses, starts, punct) -> tuple[int, str] | None:
        """The finite verb before its particle, in the same clause: pakt ... op."""
        form, after = lowers[at], at + 1
        if starts[at] == 1:
            return None
        last = after == len(lowers) or starts[after] == 1 or clauses[after] != clauses[at] or bool(punct[after])
        unsure = form not in self.free or form in self.only_last
        if unsure and not last and lowers[after] not in self.followers:
            return None
        forms = self.forms[form]
        place = at - 1
        while place >= max(0, at - FARTHEST) and clauses[place] == clauses[at]:
            found = forms.get(lowers[place])
            if found and (lowers[place], lowers[place + 1]) not in self.fillers:
                return place, found[0]
            if starts[place] == 1 or lowers[place] in self.finite:
                # another verb stands between: the particle is not of a verb before it
                break
            place -= 1
        return None

"""Lemmas: the dictionary form, in lower case save for names.

The pipeline that comes with the package brings a table: lemmas follow from form and tag (``taglemma.py``). Where
another pipeline has lemmas of its own they are only made even (lower case, no underscore). Where there is neither, the
lemma is looked up by form: first the exceptions and verb forms of our own data, then the
dictionary.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language

from workbench.language.compound import lexicon
from workbench.language.conjugate import base_forms, bases_of, joined_forms, separable
from workbench.language.dictionary import has_forms, lemma_of
from workbench.language.rules import rules, words
from workbench.language.taglemma import TagLemmas
from workbench.language.tokens import is_placeholder, without_brackets

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST_FORMS = 200_000
LONG, ENDLESS = 9, 60
ADJECTIVE = ("se", "ale", "ele", "ieve", "lijke", "ige", "oze", "uze", "ire", "are", "ne")
DIMINUTIVE = re.compile(r"(.{3,}?)(je|tje|pje|etje|kje)s?")
PARTICIPLE = re.compile(rf"({'|'.join(sorted(separable(), key=len, reverse=True))})?(ge)?(.{{2,}}[dt])")


@cache
def exceptions() -> dict[str, str]:
    """Form -> lemma, for what the look-up gets wrong or cannot know."""
    return {form: lemma for lemma, forms in rules("lemmas")["exceptions"].items() for form in words(forms)}


@cache
def verb_forms() -> dict[str, str]:
    """Form -> infinitive. Stems of weak verbs (werk, steun) are left out: they are nouns as often."""
    found, strong = dict(joined_forms()), rules("verbs")["irregular"]
    for form, verbs in bases_of().items():
        if any(verb in strong or form != base_forms()[verb][1] for verb in verbs):
            found[form] = verbs[0]
    return found


def look_up(form: str) -> str:
    """The lemma of a word form, without looking at its neighbours.

    Exceptions go first, then nouns of our list, verb forms, plurals of our nouns, and last the dictionary.
    """
    lower = without_brackets(form).lower().replace("’", "'")
    known = exceptions().get(lower)
    if known or not lower[:1].isalpha() or len(lower) > ENDLESS:
        return known or lower
    _, nouns, _ = lexicon()
    noun = nouns.get(lower)
    return (noun if noun == lower else None) or verb_forms().get(lower) or noun or _dictionary(lower)


def _dictionary(lower: str) -> str:
    found = lemma_of(lower)
    if small := _diminutive(lower):
        return small
    if has_forms(lower):
        # "school" is the lemma of "schooltje", so it is not a form of "scholen"; a plural is no verb ("dingen")
        plural = lower.endswith("en") and found and not found.endswith("en")
        return found if plural else (lower.endswith(ADJECTIVE) and _uninflected(lower)) or lower
    if verb := _participle(lower) or (not found and _participle(lower.removesuffix("e"))):
        return verb
    if (not found or found == lower or found.endswith("en")) and (bare := _uninflected(lower)):
        return _participle(bare) or bare
    if found:
        return found.lower()
    return _compound(lower) if len(lower) >= LONG else lower


def _diminutive(lower: str) -> str:
    """stukje -> stuk, groepjes -> groep; "" for another word."""
    match = DIMINUTIVE.fullmatch(lower)
    if not match:
        return ""
    options = (match[1],) if match[2] == "je" else (match[1], match[1] + match[2][0])
    return next((word for word in options if len(word) > 2 and has_forms(word)), "")


def _participle(lower: str) -> str:
    """gevestigd -> vestigen, aangelegd -> aanleggen, veroordeeld -> veroordelen; "" for another word.

    The third person (vestigt, legt, veroordeelt) is in the dictionary far more often than the participle.
    """
    match = PARTICIPLE.fullmatch(lower)
    if not match:
        return ""
    particle, ge, rest = match.groups()
    if not ge and (particle or not rest.startswith(("be", "ver", "ont", "her"))):
        return ""
    for third in (rest + "t", rest[:-1] + "t"):
        verb = verb_forms().get(third) or lemma_of(third)
        if verb.endswith("n") and verb != third:
            return (particle or "") + verb
    return ""


def _uninflected(lower: str) -> str:
    """An adjective without its -e (regionale -> regionaal, witte -> wit, actieve -> actief), "" if it is none."""
    if not lower.endswith("e") or len(lower) < 5:
        return ""
    bare = lower[:-1]
    options = [bare]
    if bare[-1] == bare[-2]:
        options = [bare[:-1]]
    elif bare[-1] in "vz":
        bare = bare[:-1] + {"v": "f", "z": "s"}[bare[-1]]
        options = [bare]
    if len(bare) > 2 and bare[-2] in "aeou" and bare[-3] not in "aeiou":
        options.insert(0, bare[:-1] + bare[-2:])
    return next((word for word in options if has_forms(word) or lemma_of(word) == word), "")


def _compound(lower: str) -> str:
    """An unknown long word is a compound: its last part decides (jeugdhulpaanbieders -> jeugdhulpaanbieder)."""
    for cut in range(3, len(lower) - 4):
        tail = lower[cut:]
        if lemma_of(tail) or has_forms(tail):
            return lower[:cut] + look_up(tail)
    return lower


@Language.factory("workbench_lemmas", default_config={"keep": True})
class Lemmas:
    """Set ``token.lemma_``. ``keep``: leave lemmas that are there, and only make them even.

    ``table`` (None, or read with the pipeline it belongs to): lemmas by form and tag, used where tokens have tags.
    """

    def __init__(self, nlp: Language, name: str = "workbench_lemmas", *, keep: bool = True):
        self.keep = keep
        self.table: TagLemmas | None = None
        self.strings = nlp.vocab.strings
        self.seen: dict[tuple[int, int] | int, int] = {}

    def __call__(self, doc: Doc) -> Doc:
        import numpy
        from spacy.attrs import LEMMA, ORTH, TAG

        if not len(doc):
            return doc
        seen, new = self.seen, self._new
        if self.table is not None and doc.has_annotation("TAG"):
            keys, new = [tuple(pair) for pair in doc.to_array([ORTH, TAG]).tolist()], self._by_tag
        elif self.keep and doc.has_annotation("LEMMA"):
            keys = [tuple(pair) for pair in doc.to_array([ORTH, LEMMA]).tolist()]
        else:
            keys = doc.to_array(ORTH).tolist()
        lemmas = [seen.get(key) or new(key) for key in keys]
        doc.from_array([LEMMA], numpy.array(lemmas, dtype="uint64"))
        return doc

    def _new(self, key: tuple[int, int] | int) -> int:
        orth, lemma = key if isinstance(key, tuple) else (key, 0)
        form = self.strings[orth]
        if is_placeholder(form):
            text = form
        elif lemma:
            text = self.strings[lemma].lower().replace("_", "") or form
        else:
            text = look_up(form)
        return self._remember(key, text)

    def _by_tag(self, key: tuple[int, int]) -> int:
        form, tag = self.strings[key[0]], self.strings[key[1]]
        same = is_placeholder(form) or len(form) > ENDLESS or form.isspace()
        return self._remember(key, form if same else self.table.lemma(form, tag, look_up) or form)

    def _remember(self, key: tuple[int, int] | int, text: str) -> int:
        if len(self.seen) >= MOST_FORMS:
            self.seen.clear()
        self.seen[key] = number = self.strings.add(text)
        return number

    def score(self, examples, **settings) -> dict[str, float]:
        """``lemma_acc``: the share of tokens with the right lemma, as spaCy's own lemmatizers give it."""
        from spacy.scorer import Scorer

        return Scorer.score_token_attr(examples, "lemma", **settings)

    def to_bytes(self, *, exclude=()) -> bytes:
        """The table as JSON; empty without one."""
        return json.dumps(vars(self.table), ensure_ascii=False, sort_keys=True).encode() if self.table else b""

    def from_bytes(self, stored: bytes, *, exclude=()) -> Lemmas:
        """Take over a table that ``to_bytes`` made."""
        self.table = TagLemmas(**json.loads(stored)) if stored else None
        self.seen.clear()
        return self

    def to_disk(self, path: Path, *, exclude=()) -> None:
        """Write the table, if there is one, to the file ``path``."""
        if self.table:
            Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: Path, *, exclude=()) -> Lemmas:
        """Take over the table in the file ``path``, if there is one."""
        return self.from_bytes(Path(path).read_bytes() if Path(path).is_file() else b"")

"""The tokenizer, fitted to transcripts: placeholders, noise in brackets, time marks and slashes.

``[PERSOON-1]``, ``(lacht)``, ``#00:00:12-3#``, ``(centrum)gemeente`` and ``ouder(s)`` are one token;
``jeugdhulp/zorg`` is three. Some of spaCy's Dutch abbreviations are left out, because they are common words at the end
of a sentence ("Dat is dat.").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

from workbench.language.rules import rules, words

if TYPE_CHECKING:
    from spacy.language import Language

ENDLESS = 200
EVERYTHING = re.compile(".*", re.DOTALL)
LETTER = r"[A-Za-zÀ-ÖØ-öø-ÿ]"
PLACEHOLDER = r"\[[A-ZÀ-Þ][A-ZÀ-Þ_]*(?:[-_]?\d+)?\]"
DECADE = r"['’]\d0(?![\d\w])"
LOW_QUOTE = r"(?<=[\wÀ-ÿ:.]),,+(?=[\wÀ-ÿ ])|(?<=:),,+"
TIME_MARK = r"#\d{1,2}:\d{2}(?::\d{2})?(?:[-.,]\d+)?#|\[\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\]"
OPTIONAL_PART = rf"\({LETTER}{{3,}}-?\){LETTER}{{3,}}|{LETTER}{{3,}}\((?:s|n|en|e|'s|r|t)\)"
SLASH = rf"(?<={LETTER}{{3}})/(?={LETTER}{{3}})"


@cache
def _noise() -> str:
    inner = "|".join(re.escape(word) for word in words(rules("tokens")["noise"]))
    return rf"\((?:{inner})\)|\[(?:{inner})\]|\((?:\d[.,]\d|\.{{1,2}})\)"


@cache
def _whole() -> re.Pattern:
    """What is one token and never split further."""
    return re.compile(f"(?:{PLACEHOLDER}|{TIME_MARK}|{_noise()}|{OPTIONAL_PART})$", re.IGNORECASE)


_PLACEHOLDER = re.compile(PLACEHOLDER)


def is_placeholder(form: str) -> bool:
    """Whether a token stands for a name that was taken out."""
    return form[0] == "[" and _PLACEHOLDER.fullmatch(form) is not None if form else False


def without_brackets(form: str) -> str:
    """``(centrum)gemeente`` -> ``centrumgemeente``, ``ouder(s)`` -> ``ouder``; other forms as they are."""
    if "(" not in form or not re.fullmatch(OPTIONAL_PART, form):
        return form
    return form.replace("(", "").replace(")", "") if form[0] == "(" else form[: form.index("(")]


class TranscriptTokenizer(Tokenizer):
    """spaCy's tokenizer with our patterns. These come from code and data of this package, so nothing is stored with a
    pipeline and nothing is read back."""

    def to_disk(self, path, **settings) -> None: ...

    def from_disk(self, path, **settings) -> TranscriptTokenizer:
        return self

    def to_bytes(self, **settings) -> bytes:
        return b""

    def from_bytes(self, stored: bytes, **settings) -> TranscriptTokenizer:
        return self


def fit_tokenizer(nlp: Language) -> Language:
    """Fit the tokenizer of any spaCy pipeline to transcripts, in place; doing it again changes nothing."""
    before = nlp.tokenizer
    if isinstance(before, Tokenizer) and not isinstance(before, TranscriptTokenizer):
        nlp.tokenizer = _fitted(nlp, before.rules, before.token_match, before.url_match)
    return nlp


@registry.tokenizers("workbench.Tokenizer.v1")
def create_tokenizer() -> Callable[[Language], TranscriptTokenizer]:
    """For the configuration of a pipeline: its tokenizer is fitted from the start."""

    def create(nlp: Language) -> TranscriptTokenizer:
        defaults = nlp.Defaults
        return _fitted(nlp, defaults.tokenizer_exceptions, defaults.token_match, defaults.url_match)

    return create


def _fitted(nlp: Language, exceptions: dict, token_match, url_match) -> TranscriptTokenizer:
    fixed = f"{PLACEHOLDER}|{TIME_MARK}|{_noise()}"
    # one new tokenizer: setting the parts of the old one loads its exceptions again each time
    return TranscriptTokenizer(
        nlp.vocab,
        rules=_exceptions(exceptions),
        prefix_search=compile_prefix_regex([fixed, OPTIONAL_PART, DECADE, *nlp.Defaults.prefixes]).search,
        suffix_search=compile_suffix_regex([rf"(?:{fixed})", *nlp.Defaults.suffixes]).search,
        infix_finditer=compile_infix_regex([fixed, SLASH, LOW_QUOTE, *nlp.Defaults.infixes]).finditer,
        token_match=_token_match(token_match),
        url_match=url_match,
    )


def _token_match(before):
    """Also keeps endless pieces whole: spaCy's splitting takes time by the square of their length."""
    whole, slashed = _whole().match, frozenset(words(rules("tokens")["whole"]))

    def whole_token(text: str):
        if len(text) > ENDLESS or text.lower() in slashed:
            return EVERYTHING.match(text)
        return whole(text) or (before(text) if before else None)

    return whole_token


def _exceptions(rules_before: dict) -> dict:
    from spacy.symbols import ORTH

    data = rules("tokens")
    drop = set(words(data["not_abbreviations"]))
    kept = {form: value for form, value in rules_before.items() if form.lower() not in drop}
    for form in words(data["abbreviations"]):
        for spelling in (form, form.capitalize(), form.upper()):
            kept[spelling] = [{ORTH: spelling}]
    return kept

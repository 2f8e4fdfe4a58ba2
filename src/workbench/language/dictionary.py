"""The Dutch dictionary: which lemma a word form has, whatever its sentence.

``data/dictionary.txt.gz`` holds one lemma a line with its other forms after it; a lemma that is no form of its own is
marked with a minus. It is made from simplemma (MIT) by ``training/dictionary.py``, so that nothing that could run code
is read at run time. It is read at the first question; forms are kept as UTF-8, which takes half the memory of text.
"""

from __future__ import annotations

import gzip
from functools import cache

from workbench.language.rules import FOLDER

FILE = FOLDER / "dictionary.txt.gz"


@cache
def _tables() -> tuple[dict[bytes, bytes], frozenset[bytes]]:
    """Form -> lemma, and the lemmas that have other forms."""
    forms: dict[bytes, bytes] = {}
    lemmas = []
    for line in gzip.decompress(FILE.read_bytes()).split(b"\n"):
        lemma, *others = line.split(b" ")
        if lemma.startswith(b"-"):
            lemma = lemma[1:]
        else:
            forms[lemma] = lemma
        if others:
            lemmas.append(lemma)
            for form in others:
                forms[form] = lemma
    return forms, frozenset(lemmas)


def lemma_of(form: str) -> str:
    """The lemma of a form as it is written, "" for a form that is not there."""
    return _tables()[0].get(form.encode(), b"").decode()


def has_forms(lemma: str) -> bool:
    """Whether other forms have this lemma."""
    return lemma.encode() in _tables()[1]


def forms() -> list[str]:
    """All forms."""
    return [form.decode() for form in _tables()[0]]


def knows(word: str) -> bool:
    """Whether a word is there, as it is or with another first letter case."""
    forms = _tables()[0]
    return any(form.encode() in forms for form in (word, word.lower(), word.capitalize()))

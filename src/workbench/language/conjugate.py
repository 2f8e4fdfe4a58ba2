"""Forms of Dutch verbs: weak ones by the ordinary spelling rules, strong ones from the data file.

The spelling rules are those of any school grammar (open and closed syllables, v/f and z/s, 't kofschip).
"""

from __future__ import annotations

import re
from functools import cache

from workbench.language.rules import rules, words

VOICELESS = (*tuple("tkfspxc"), "ch")
NO_GE = ("be", "ge", "ver", "ont", "her", "er", "onder", "over", "om", "vol")
UNSTRESSED = re.compile(r"[aeiouyë][^aeiouyë]+e[lnrm]$|[aeiouyë][^aeiouyë]+ig$")


def stem(infinitive: str, *, stressed: bool = False) -> str:
    """The first person: pakken -> pak, maken -> maak, leven -> leef, regelen -> regel, organiseren -> organiseer."""
    root = infinitive.removesuffix("n").removesuffix("e")
    if re.search(r"([bcdfgklmnprst])\1$", root):
        root = root[:-1]
    elif re.search(r"(?:^|[^aeiouyëïö])[aeou][bcdfgklmnprstvz]$|[aeiou]e[lnr]$", root) and (
        stressed or not UNSTRESSED.search(_bare(root))
    ):
        root = root[:-1] + root[-2] + root[-1]
    return root[:-1] + {"v": "f", "z": "s"}.get(root[-1], root[-1])


def _bare(root: str) -> str:
    """Without a prefix that bears no stress, so that one syllable is left of delen in verdelen."""
    for prefix in ("be", "ge", "ver", "ont", "her"):
        if root.startswith(prefix) and re.search(r"[aeiouy]", root[len(prefix) :]):
            return root[len(prefix) :]
    return root


def weak(infinitive: str, *, stressed: bool = False) -> tuple[str, ...]:
    """All forms of a weak verb; the last is the participle."""
    one = stem(infinitive, stressed=stressed)
    raw = infinitive.removesuffix("n").removesuffix("e")
    end = "t" if raw.endswith(VOICELESS) else "d"
    third = one if one.endswith("t") else one + "t"
    joined = one if one.endswith(end) else one + end
    participle = joined if infinitive.startswith(NO_GE) and _bare(raw) != raw else _with_ge(joined)
    if infinitive.startswith(("onder", "over", "om", "vol")):
        participle = joined
    return (infinitive, one, third, f"{one}{end}e", f"{one}{end}en", participle)


def _with_ge(form: str) -> str:
    """gemaakt, but geïnformeerd, geëvalueerd, geüniformeerd."""
    if form[:2] in ("ei", "eu", "ui", "ie"):
        return "ge" + form
    return "ge" + {"i": "ï", "e": "ë", "u": "ü"}.get(form[0], form[0]) + form[1:]


@cache
def base_forms() -> dict[str, tuple[str, ...]]:
    """Infinitive -> its forms, for all verbs of the data file without a separable part; the stem comes second."""
    data = rules("verbs")
    table = {verb: (verb, *words(forms)) for verb, forms in data["irregular"].items()}
    for prefix, verbs in data["prefixed"].items():
        for verb in words(verbs):
            forms = table[verb] if verb in table else weak(verb)
            table[prefix + verb] = tuple(prefix + _without_ge(form, forms) for form in forms)
    for verb in words(data["weak"]):
        table.setdefault(verb, weak(verb))
    for verb in words(data["weak_eer"]):
        table[verb] = weak(verb, stressed=True)
    return table


def _without_ge(form: str, forms: tuple[str, ...]) -> str:
    """A participle loses its ge- after an inseparable prefix; other forms that begin with ge- keep it."""
    return form[2:] if form.startswith("ge") and not forms[0].startswith("ge") else form


@cache
def bases_of() -> dict[str, tuple[str, ...]]:
    """Form -> the infinitives it can be a form of."""
    found: dict[str, list[str]] = {}
    for verb, forms in base_forms().items():
        for form in dict.fromkeys(forms):
            found.setdefault(form, []).append(verb)
    return {form: tuple(verbs) for form, verbs in found.items()}


@cache
def separable() -> dict[str, frozenset[str]]:
    """Particle -> the infinitives it makes a verb with."""
    return {particle: frozenset(words(verbs)) for particle, verbs in rules("verbs")["separable"].items()}


@cache
def joined_forms() -> dict[str, str]:
    """Every form in which particle and verb are written as one (opgepakt, oppakt) -> the whole infinitive."""
    table, found = base_forms(), {}
    for particle, verbs in separable().items():
        for verb in sorted(verbs):
            for form in table.get(verb) or weak(verb):
                found.setdefault(particle + form, particle + verb)
    return found

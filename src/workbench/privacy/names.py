"""Forms in which one person's name is written, as one pattern per person.

A name is known from ``region.yaml`` or from a speaker label. "Tessa van der Molen" is also found as "Van der
Molen", "mevrouw Van der Molen", "T. van der Molen", "Molen, T. van der (Tessa)", "Tessa" and "tessa".
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from workbench import lists

_CODE_LABEL = re.compile(r"^(?:[A-Z]{1,4}\W?\d{0,3}|[A-Za-z]{1,2}|(?i:[a-z]+)[ _-]?\d{1,3}|\d+)$")


@cache
def words() -> dict[str, tuple[str, ...]]:
    """The word lists of ``data/persons.yaml``."""
    return {key: tuple(value) for key, value in lists.load(Path(__file__).parent / "data" / "persons.yaml").items()}


def name_in_label(label: str) -> str | None:
    """The person's name inside a speaker label, or None for a code (R1, SPEAKER_00) or a function (Moeder).

    "De heer Alkaya (SP)" gives "Alkaya"; "Jansen, A. (Anna)" stays as it is; "Interviewer" gives None.
    """
    text = label.strip().strip("*:").strip()
    if not text or _CODE_LABEL.match(text):
        return None
    if "," not in text:
        text = re.sub(r"\s*\([^)]*\)\s*$", "", text)
    heads = sorted((*words()["titles"], *words()["functions"]), key=len, reverse=True)
    head = re.compile(rf"(?i)^(?:{'|'.join(map(re.escape, heads))})(?:\s+|$)")
    while (shorter := head.sub("", text)) != text:
        text = shorter
    known = {*words()["labels"], *words()["functions"], *words()["particles"]}
    parts = re.findall(r"[^\W\d_][\w'’-]*", text)
    return text if any(part.lower() not in known for part in parts) and any(p[0].isupper() for p in parts) else None


def split_name(name: str) -> tuple[list[str], str, str]:
    """Split a name into given names, particle ("van der") and surname; any of them may be empty."""
    text = " ".join(name.split())
    if "," in text:  # "Molen, T. van der (Tessa)"
        surname, _, rest = text.partition(",")
        called = re.findall(r"\(([^)]+)\)", rest)
        rest = re.sub(r"\([^)]*\)", " ", rest)
        tokens = rest.split()
        particle = " ".join(t for t in tokens if t.lower() in words()["particles"])
        given = called + [t for t in tokens if t.lower() not in words()["particles"] and "." not in t]
        lead = [t for t in surname.split() if t.lower() in words()["particles"]]
        return given, particle or " ".join(lead), " ".join(surname.split()[len(lead) :])
    tokens = text.split()
    first_particle = next((i for i, t in enumerate(tokens) if t.lower() in words()["particles"]), None)
    if first_particle is not None and first_particle < len(tokens) - 1:
        end = first_particle
        while end < len(tokens) - 1 and tokens[end].lower() in words()["particles"]:
            end += 1
        return _given(tokens[:first_particle]), " ".join(tokens[first_particle:end]), " ".join(tokens[end:])
    if len(tokens) == 1:
        return [], "", tokens[0]
    return _given(tokens[:-1]), "", tokens[-1]


def _given(tokens: list[str]) -> list[str]:
    return [token for token in tokens if not re.fullmatch(r"(?:[A-Z]\.?)+", token)]


def pattern(names: tuple[str, ...]) -> str:
    """One regular expression for all forms of one person; longest forms first."""
    forms: dict[str, None] = {}
    for name in names:
        forms.update(dict.fromkeys(_forms(name)))
    return "|".join(sorted(forms, key=lambda form: (-len(form), form)))


def _forms(name: str) -> list[str]:
    given, particle, surname = split_name(name)
    space, initials = r"\s+", r"(?:[A-Z]\.\s?){1,4}"
    forms = [space.join(map(re.escape, name.split()))]
    last = lead = ""
    if surname:
        lead = "".join(rf"(?i:{re.escape(part)})\s+" for part in particle.split())
        last = lead + _word(surname)
        bare = _word(surname)
        forms += [
            last,
            rf"{initials}\s*{last}",
            rf"{bare},\s*{initials}(?:\s*{re.escape(particle)})?(?:\s*\([^)]*\))?",
        ]
        if len(surname) > 3:
            forms.append(bare)
    for first in given:
        forms.append(_word(first))
        if last:
            full = rf"{_word(first)}\s+(?:[A-Z]\.?\s+)?{lead}(?i:{re.escape(surname)})"
            forms.append(full)
    return forms


def _word(word: str) -> str:
    """The word as written, in capitals, and in small letters where it is no Dutch word (speech recognition)."""
    shapes = [word, word.upper()]
    if not is_dutch(word.lower()):
        shapes.append(word.lower())
    if word[:1].islower():
        shapes.append(word[:1].upper() + word[1:])
    inside = "|".join(r"\s+".join(map(re.escape, shape.split())) for shape in dict.fromkeys(shapes))
    return rf"(?:{inside})"


@cache
def is_dutch(word: str) -> bool:
    """Whether the dictionary knows a word in small letters; such a word is no sure sign of a name."""
    from simplemma import is_known

    return is_known(word, lang="nl")

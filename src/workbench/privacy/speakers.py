"""The person behind a speaker label: a name, or nobody when the label is a code (R1) or a function (Moeder).

Whatever is not clearly a code or a function counts as a name, for what is no name may be stored.
"""

from __future__ import annotations

import re

from workbench.privacy.lexicon import fold, given_names
from workbench.privacy.names import is_dutch, tidy, without_head, words
from workbench.transcripts import labels

_CODE = re.compile(r"[A-Z]{1,2}\d{0,3}|[A-Z]{1,4}[\W_]?\d{1,3}|[a-z]\d{0,3}|\d+|[A-Z]\.")
_TOKEN = re.compile(r"[^\W\d_][\w'-]*")
_NUMBERED = re.compile(r"(.*?)[\W_]?\d{1,3}")


def name_in_label(label: str, places: frozenset[str] = frozenset()) -> str | None:
    """The person's name inside a speaker label, or None for a code (R1, SPEAKER_00) or a function (Moeder).

    "De heer Alkaya (SP)" gives "Alkaya"; "Jansen, A. (Anna)" stays as it is; "Interviewer (Kees)" gives "Kees".
    ``places``: words in small letters that are a place and no person.
    """
    text = label.partition("|")[0].strip().strip("*:").strip()
    if "@" in text:  # an address is taken out by its own rule
        return None
    if "," in text:
        return _name(text, places)
    outside = re.sub(r"\([^)]*\)", " ", text).strip()
    inside = re.findall(r"\(([^)]*)\)", text)
    if name := _name(outside, places):
        # "J.P. (Hans) van Dijk": what is called by stands in the middle of the name
        return text if inside and not text.endswith(")") else name
    return next((name for part in inside if not part.isupper() and (name := _name(part, places))), None)


def _name(text: str, places: frozenset[str]) -> str | None:
    if not text or _is_code(text) or labels.is_role(text):
        return None
    text = without_head(tidy(text), (*words()["functions"], *words()["labels"], *words()["titles"]))
    text = re.sub(r"^[A-Z]{1,2}\d{1,3}[\s:.-]+|[\W_]?\d{1,3}$", "", text)
    if not text or _is_code(text):
        return None
    parts = [part for part in _TOKEN.findall(text) if part.lower() not in _no_names() | places]
    if all(part.islower() and is_dutch(part) for part in parts):
        return None
    if text.islower():
        # a label in small letters is a name all the same; in the text a name has its capital
        return " ".join(part if part in words()["particles"] else part.title() for part in text.split())
    return (text.title() if text.isupper() and " " not in text else text) if parts else None


def _is_code(text: str) -> bool:
    """R1, KL04, GGD, SPEAKER_00, Ouder 2: letters and numbers that stand for somebody."""
    if text.lower() in _no_names():
        return True
    numbered = _NUMBERED.fullmatch(text)
    letters = numbered[1].lower() if numbered else ""
    if letters in _no_names():
        return True
    # JAN1 and EVA_2 are people; two letters are initials sooner than a name
    return bool(_CODE.fullmatch(text)) and not (len(letters) > 2 and fold(letters) in given_names())


def _no_names() -> frozenset[str]:
    lists = words()
    return frozenset((*lists["labels"], *lists["functions"], *lists["particles"], *lists["abbreviations"]))

"""Speaker labels: what counts as one, which labels are the same, and who leads the conversation.

The words are data (``data/labels.yaml``). "De voorzitter" counts as interviewer: whoever chairs a talk or a debate
asks and hands out turns, and is no evidence of what the region thinks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from workbench.transcripts.encoding import tidy
from workbench.transcripts.rules import rules

_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"'})
_PARENTHESIS = re.compile(r"\([^()]*\)")
_NAME_TOKEN = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w'’.\-]*\.?$")
_CODE = re.compile(r"[A-Z]{1,3}[ _-]?\d{0,3}")
_LOWER = re.compile(r"[^\W\d_]{2,15}")
_DOUBLED = re.compile(r'["()]')

WARN_NO_SPEAKERS = (
    "Dit gesprek heeft geen sprekers: interviewer en respondent zijn niet uit elkaar te houden, dus vragen tellen "
    "mee als uitspraken. Zet de sprekers in het transcript."
)
WARN_NO_INTERVIEWER = (
    "Geen spreker is herkend als interviewer, dus ieders woorden tellen mee. Zet in region.yaml, bij bronnen onder "
    "sprekers, welke spreker de interviewer is."
)


@lru_cache(maxsize=4096)
def key(label: str) -> str:
    """The plain form of a label, equal for its spellings: "Interviewer ", "interviewer:" and "**Interviewer**"."""
    plain = tidy(label).translate(_QUOTES).casefold()
    return plain.strip(" .:*_\"'[]<>").strip()


@cache
def _patterns(group: str) -> list[tuple[re.Pattern, bool]]:
    return [(re.compile(entry["pattern"]), entry.get("strong", True)) for entry in rules("labels")[group]]


@lru_cache(maxsize=4096)
def stands_alone(label: str) -> bool:
    """Whether the label may stand on a line of its own without a colon: names, and known labels that may."""
    plain = key(label)
    entries = [entry for group in ("interviewer", "respondent") for entry in rules("labels")[group]]
    known = next((entry for entry in entries if re.fullmatch(entry["pattern"], plain)), {})
    return known.get("alone", True)


@cache
def _never() -> frozenset[str]:
    return frozenset(word.casefold() for entry in rules("labels")["never"] for word in entry["words"])


def is_interviewer(label: str) -> bool:
    """Whether the label alone says that this person leads the conversation."""
    plain = key(label)
    return any(pattern.fullmatch(plain) for pattern, _ in _patterns("interviewer"))


@lru_cache(maxsize=4096)
def is_known(label: str) -> bool:
    """Whether the label is on the lists of known labels, single letters included."""
    plain = key(label)
    return any(p.fullmatch(plain) for group in ("interviewer", "respondent") for p, _ in _patterns(group))


@lru_cache(maxsize=4096)
def is_role(label: str) -> bool:
    """Whether the whole label is a known role or number ("Moeder 2", "Spreker A"), with no room for a name in it."""
    plain = key(label)
    entries = [entry for group in ("interviewer", "respondent") for entry in rules("labels")[group]]
    return any(re.fullmatch(one["pattern"], plain) for one in entries if not one["id"].endswith("_named"))


@lru_cache(maxsize=4096)
def classify(label: str) -> str | None:
    """How much a label looks like a speaker: known, letter, titled, full_name, name, code, lower; None for none."""
    plain = key(label)
    if not plain or plain in _never():
        return None
    for group in ("interviewer", "respondent"):
        for pattern, strong in _patterns(group):
            if pattern.fullmatch(plain):
                return "known" if strong else "letter"
    if re.match(rf"{rules('labels')['titles']}\.? \S", plain) and _name_tokens(label, skip_title=True):
        return "titled"
    if _CODE.fullmatch(tidy(label)):
        return "code"
    if label.islower() and _LOWER.fullmatch(tidy(label)):
        return "lower"
    count = _name_tokens(label)
    return None if count == 0 else "name" if count == 1 else "full_name"


def _name_tokens(label: str, skip_title: bool = False) -> int:
    """How many capitalised words a label has; 0 when another kind of word stands in it, or too many."""
    text = _PARENTHESIS.sub(" ", tidy(label)).strip(" .*_")
    if skip_title:
        text = re.sub(rf"^{rules('labels')['titles']}\.? ", "", text, flags=re.I)
    tokens = [token.strip(",\"“”„'‘’") for token in text.split()]
    tokens = [token for token in tokens if token]
    particles = rules("labels")["particles"]
    if not tokens or len(tokens) > 6 or _DOUBLED.search(text.replace('"', "", 2)):
        return 0
    names = sum(1 for token in tokens if _NAME_TOKEN.match(token))
    rest = [token for token in tokens if not _NAME_TOKEN.match(token)]
    fits = all(token.casefold().replace("’", "'") in particles or token.isdigit() for token in rest)
    return names if fits else 0


def unify(labels: Iterable[str]) -> dict[str, str]:
    """One spelling per speaker: each label to the first label with the same plain form, tidied."""
    first: dict[str, str] = {}
    return {label: first.setdefault(key(label) or label, tidy(label)) for label in labels}


def roles(labels: Iterable[str]) -> dict[str, str]:
    """The role of each label of one conversation: interviewer or respondent.

    "V" leads only beside nothing but "A" (vraag, antwoord), and "Q" beside "A". A numbered voice (Spreker 1,
    SPEAKER_00) is never taken for the interviewer.
    """
    labels = list(labels)
    keys = {key(label) for label in labels}
    asking = {pair["asks"] for pair in rules("labels")["pairs"] if keys == {pair["asks"], pair["answers"]}}
    return {label: "interviewer" if key(label) in asking or is_interviewer(label) else "respondent" for label in labels}


def role_warnings(roles_of: dict[str, str], unlabelled: bool) -> list[str]:
    """Dutch warnings when it cannot be told who asks; ``unlabelled``: there is speech without a speaker."""
    if not roles_of:
        return [WARN_NO_SPEAKERS] if unlabelled else []
    return [] if "interviewer" in roles_of.values() else [WARN_NO_INTERVIEWER]

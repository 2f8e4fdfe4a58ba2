"""Words by which somebody is recognised without any name: one child in a story, one worker of a village, the speaker.

Read for what goes to a region only; in a transcript and a concept these words stay, for the analysis needs them. The
rules are ``data/recognisable.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from workbench import lists
from workbench.privacy.identifiers import filled

DATA = Path(__file__).parent / "data" / "recognisable.yaml"
_SENTENCE_END = re.compile(r"(?<=[.!?…]) ")


@dataclass(frozen=True)
class Rule:
    """Holds where one of ``any`` and one of ``also`` (when there are) is found, and ``unless`` is not.

    All of them are looked for in the same stretch: a sentence, or with ``whole`` the text.
    """

    id: str
    any: re.Pattern[str]
    also: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    whole: bool

    def holds(self, stretch: str) -> bool:
        return bool(
            self.any.search(stretch)
            and (self.also is None or self.also.search(stretch))
            and (self.unless is None or not self.unless.search(stretch))
        )


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the file. Bounded repeats keep the work linear on any input."""
    data = lists.load(DATA)
    parts = {name: _one_of(part) for name, part in data["parts"].items()}

    def pattern(rule: dict, key: str) -> re.Pattern[str] | None:
        return re.compile(filled(_one_of(rule[key]), parts), re.IGNORECASE) if key in rule else None

    return tuple(
        Rule(
            rule["id"],
            pattern(rule, "any"),
            pattern(rule, "also"),
            pattern(rule, "unless"),
            rule.get("within") == "text",
        )
        for rule in data["rules"]
    )


def _one_of(patterns: str | list[str]) -> str:
    return patterns if isinstance(patterns, str) else f"(?:{'|'.join(patterns)})"


@lru_cache(maxsize=20_000)
def recognisable(text: str) -> str:
    """The id of the rule by which somebody in a text (white space plain) is recognisable; "" when there is none."""
    sentences = _SENTENCE_END.split(text)
    return next((rule.id for rule in rules() if any(map(rule.holds, [text] if rule.whole else sentences))), "")

"""Words by which somebody is recognised without any name: one child or parent in a story, or who the speaker is.

Read for what goes to a region only; in a transcript and a concept these words stay, for the analysis needs them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from workbench import lists
from workbench.privacy.identifiers import filled

DATA = Path(__file__).parent / "data" / "recognisable.yaml"


@cache
def rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Id and pattern of every rule. Bounded repeats keep the work linear on any input."""
    data = lists.load(DATA)
    patterns = ((rule["id"], filled(rule["pattern"], data["parts"])) for rule in data["rules"])
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in patterns)


def recognisable(text: str) -> str:
    """The id of the rule by which somebody in a text (white space plain) is recognisable; "" when there is none."""
    return next((name for name, pattern in rules() if pattern.search(text)), "")

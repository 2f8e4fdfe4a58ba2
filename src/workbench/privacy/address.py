"""People who are addressed or named with their office in a text: "mevrouw De Ruwe", "minister De Jong"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from workbench.privacy.names import is_dutch, words


@cache
def _pattern() -> re.Pattern[str]:
    """A form of address (group a), an office (b) or a post (c) with the capitalised name behind it as the group."""
    lists_ = words()
    title, office, post, particle, no_name = (
        "|".join(re.escape(word) for word in sorted(lists_[key], key=len, reverse=True))
        for key in ("titles", "offices", "posts", "particles", "not_names")
    )
    word = r"[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ][\w’'-]*"
    initials, lower_particles = r"(?:[A-Z]\.\s?)*", rf"(?:(?i:{particle})\s+){{0,3}}"
    capital_particle = rf"(?=[A-ZÀ-Þ]){lower_particles}"
    name = rf"(?!(?i:{no_name})\b){initials}"
    return re.compile(
        rf"(?<!\w)(?:(?i:{title})\s+(?P<a>{name}{lower_particles}{word}(?:[ -]{word})?)"
        rf"|(?i:{office})\s+(?P<b>{name}{capital_particle}{word})"
        rf"|(?i:{post})\s+(?P<c>{name}{capital_particle}{word}))"
    )


def addressed(text: str) -> Iterator[str]:
    """Names of people who are addressed or named with their office, in the order of the text."""
    for match in _pattern().finditer(text):
        name = match.group(match.lastgroup)
        ordinary = is_dutch(name.lower()) or name.lower() in words()["fields"]
        # "die meneer van Veilig Thuis": whether a small "van" begins a name is seen by ``recognise``
        if (match.lastgroup != "c" or not ordinary) and name.split()[0] not in _FROM:
            yield name


_FROM = frozenset(["van", "in", "op", "uit", "bij", "aan", "het"])

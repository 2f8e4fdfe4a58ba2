"""Looks at the rules themselves: cues that two rules share, that can never count, or never fired on some text."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

    from workbench.coding.matcher import RuleMatcher
    from workbench.coding.rules import Rule, RuleBook

#: groups in which the same cue may well serve several codes
SHARED = ("theme", "pole", "role", "fact", "pair")


class Remark(NamedTuple):
    """One remark on a rule: ``kind`` is overlap, tegenspraak or nooit; ``text`` is Dutch."""

    rule: str
    kind: str
    cue: str
    text: str


def examine(book: RuleBook) -> list[Remark]:
    """What can be seen without text: in the order of the rules."""
    remarks: list[Remark] = []
    where: dict[tuple, list[str]] = defaultdict(list)
    for rule in book.rules:
        for cue in rule.match:
            if cue in rule.unless:
                remarks.append(Remark(rule.id, "tegenspraak", cue, "staat ook bij 'unless' van dezelfde regel"))
            if rule.group in SHARED:
                where[rule.group, rule.code, rule.side, cue].append(rule.id)
        remarks += _masked(rule, book)
    for (_, code, _, cue), ids in where.items():
        if len(set(ids)) > 1:
            others = ", ".join(dict.fromkeys(ids[1:]))
            remarks.append(Remark(ids[0], "overlap", cue, f"staat voor {code} ook in {others}"))
    return list(dict.fromkeys(remarks))


def _masked(rule: Rule, book: RuleBook) -> list[Remark]:
    if rule.group == "mask":
        return []
    found = []
    for mask in book.rules:
        if mask.group == "mask" and (not mask.codes or rule.code in mask.codes or rule.group in mask.codes):
            for cue in rule.match:
                if cue in mask.match and not mask.context:
                    found.append(Remark(rule.id, "tegenspraak", cue, f"uitsluiting {mask.id} neemt deze plek altijd"))
    return found


def silent(matcher: RuleMatcher, docs: Iterable[Doc]) -> list[Remark]:
    """Cues that fired nowhere in some text: ``nooit``. The more text, the more that says."""
    fired: set[str] = set()
    for doc in docs:
        fired |= matcher.fired(doc)
    return [
        Remark(rule.id, "nooit", cue, "komt in deze teksten niet voor")
        for rule in matcher.book.rules
        for cue in dict.fromkeys(rule.match)
        if cue not in fired
    ]

"""What changed between two versions of a codebook."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.codebook.model import Codebook


@dataclass(frozen=True)
class Changes:
    """Ids of codes, each in the order of the codebook that has it; ``changed`` names the fields that differ."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: dict[str, tuple[str, ...]]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def compare(old: Codebook, new: Codebook) -> Changes:
    """Compare the codes (themes, dilemmas, roles, flags) of two codebooks; an id that moved kind is changed."""
    before, after = old.entries, new.entries
    changed = {}
    for code in before:
        if code in after and (fields := _differing(before[code], after[code])):
            changed[code] = fields
    return Changes(
        added=tuple(code for code in after if code not in before),
        removed=tuple(code for code in before if code not in after),
        changed=changed,
    )


def _differing(one, other) -> tuple[str, ...]:
    if type(one) is not type(other):
        return ("kind",)
    return tuple(name for name in type(one).model_fields if getattr(one, name) != getattr(other, name))

"""Words of ``niet_citeren`` that stand in no source: whoever wrote them thinks a passage is kept back, and it is not.

They are told by their place in the list. The words themselves stay out of everything that is derived: they may hold a
name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.report.bare import as_shown
from workbench.report.wording import listing


def remarks(entries: Sequence[str], texts: Iterable[str]) -> list[str]:
    """One Dutch sentence about the entries that stand in none of the pseudonymised texts; none when all do."""
    shown = [as_shown(text) for text in texts] if entries else []
    wanted = [as_shown(entry) for entry in entries]
    lost = [
        str(place)
        for place, words in enumerate(wanted, start=1)
        if not words.strip() or not any(words in text for text in shown)
    ]
    if not lost:
        return []
    return [
        f"niet_citeren in region.yaml: de woorden van nummer {listing(lost)} staan in geen enkele bron, dus zij houden "
        "niets tegen. Neem ze precies over uit het rapport. Staat daar een naam? Schrijf dan [naam], zoals daar"
    ]

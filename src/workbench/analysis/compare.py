"""Regions beside each other, and the situation a region resembles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis import counts, data
from workbench.analysis.names import situations

if TYPE_CHECKING:
    import pandas as pd

    from workbench.region import Region

DOMINANT_SHARE = 0.5


def situation(region: Region) -> dict | None:
    """The situation a region looks like (naam, uitleg, vraag, dilemmas), or None when too little is known.

    Two axes, a proposal: does one gemeente have at least half of the inhabitants, and do the borders coincide?
    The expected forms follow Provan & Kenis (2008). It is a resemblance to talk about, never a score.
    """
    share, coincide = region.kenmerken.aandeel_grootste_gemeente, region.kenmerken.grenzen_vallen_samen
    if share is None or coincide is None:
        return None
    key = ("groot" if share >= DOMINANT_SHARE else "gelijk") + ("_samen" if coincide else "_los")
    return situations()[key]


def shares(regions: list[data.RegionData], kind: str = "theme") -> pd.DataFrame:
    """Per region and code: region, code, voices, of (all voices of the region); every code in every region."""
    import pandas as pd

    rows = []
    found = {}
    for one in regions:
        table = counts._per_code(data.evidence(one), kind)
        found[one.name] = (dict(zip(table["code"], table["voices"], strict=True)), len(data.people(one)))
    codes = sorted({code for per_code, _ in found.values() for code in per_code})
    for name, (per_code, total) in found.items():
        rows += [(name, code, int(per_code.get(code, 0)), total) for code in codes]
    return pd.DataFrame(rows, columns=["region", "code", "voices", "of"])

"""Who is to be forgotten in a region: ids of respondents in ``vergeten.yaml``, written by ``workbench forget``."""

from __future__ import annotations

from workbench.project import RegionFolder
from workbench.region import load_forgotten

#: what stands in a source in place of the words of a forgotten person
REMOVED = "[verwijderd]"


def forgotten(folder: RegionFolder) -> frozenset[str]:
    """Ids of respondents whose words may not be in any table. Raises InvalidRegionFile."""
    return frozenset(load_forgotten(folder.raw))

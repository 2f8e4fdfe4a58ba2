"""``region.yaml``: what a researcher knows of a region, its respondents and its sources.

A region without the file works too: every source is then a concept, and speakers are known by their label alone.
"""

from workbench.region.files import FORGOTTEN_FILE, NAMES_FILE, kept_names, load_forgotten, load_names, load_region
from workbench.region.model import (
    PERSPECTIVE_OF,
    Forgotten,
    Names,
    OrganisationType,
    Region,
    SourceEntry,
)

__all__ = [
    "FORGOTTEN_FILE", "NAMES_FILE", "PERSPECTIVE_OF", "Forgotten", "Names",
    "OrganisationType", "Region", "SourceEntry", "kept_names", "load_forgotten", "load_names",
    "load_region",
]  # fmt: skip

"""Who is to be forgotten in a region, and which files went for that: ``vergeten.yaml``, written by ``forget``."""

from __future__ import annotations

import json
from collections.abc import Iterable

from workbench.project import RegionFolder, write_text
from workbench.region import FORGOTTEN_FILE, load_forgotten

#: what stands in a source in place of the words of a forgotten person
REMOVED = "[verwijderd]"
HEAD = """\
# Gemaakt door 'workbench forget': wat deze gesprekspartners zeiden, doet nergens meer in mee.
# Bij 'bestanden' staat wat daarvoor is weggehaald; zolang dat weg is, mist de werkbank het niet.
"""


def forgotten(folder: RegionFolder) -> frozenset[str]:
    """Ids of respondents whose words may not be in any table. Raises InvalidRegionFile."""
    return frozenset(load_forgotten(folder.raw).gesprekspartners)


def removed_files(folder: RegionFolder) -> frozenset[str]:
    """Files, named as in ``region.yaml``, that were removed on purpose. Raises InvalidRegionFile."""
    return frozenset(load_forgotten(folder.raw).bestanden)


def write_down(folder: RegionFolder, person: str, files: Iterable[str]) -> None:
    """Add a person, and the files of ``region.yaml`` that go for that. Raises InvalidRegionFile and NotWritable."""
    lists = {
        "gesprekspartners": sorted({*forgotten(folder), person}),
        "bestanden": sorted({*removed_files(folder), *files}),
    }
    # what JSON puts between quotes, YAML reads as the same text
    words = [f"{name}: {json.dumps(entries, ensure_ascii=False)}\n" for name, entries in lists.items()]
    write_text(folder.raw / FORGOTTEN_FILE, HEAD + "".join(words))

"""What was handed over: the record that goes along, and our own, from which ``forget`` knows what to take back.

The record that goes along says of a quote or fact its hash, the kind of source and the ground, and not which source or
person: who has several quotes of one source could lay them together. Our own record says that too, by id. It cannot be
made again, so it stands in the raw folder of the region, beside the list of who is forgotten.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import workbench
from workbench.privacy.disclosure import NO_LABEL
from workbench.project import (
    PUBLISHED_ASIDE,
    PUBLISHED_FILE,
    Project,
    RegionFolder,
    cannot_write,
    hash_text,
    read_json,
    write_json,
)
from workbench.report.sections import facts as facts_section
from workbench.report.view import View
from workbench.runs.state.manifest import now

UNTOLD = "gesprek"

if TYPE_CHECKING:
    from workbench.runs.publishing.material import Material


@dataclass(frozen=True)
class Given:
    """A publication as ``forget`` needs it: when, under which name, and how much of it a person said."""

    when: str
    name: str
    passages: int

    def __str__(self) -> str:
        """What to do about it, in Dutch."""
        said = {0: "geteld", 1: "met 1 citaat of feit"}.get(self.passages, f"met {self.passages} citaten of feiten")
        return (
            f"'{self.name}' is gepubliceerd op {self.when[:10]} ({said}): vraag dat terug en publiceer daarna opnieuw"
        )


def fact_entries(view: View) -> list[dict]:
    """What the record of releases says of every fact that the report shows, in the form of release.check."""
    ground = f"bron goedgekeurd in region.yaml; regels van de werkbank met k={view.policy.k}"
    return [
        {
            "soort": kind,
            "feit_sha256": hash_text(words),
            "regio": [view.data.name],
            "bron": [source],
            "uiting": [utterance],
            "wie": list(voices),
            "grond": ground,
        }
        for kind, words, source, utterance, voices in facts_section.passages(view)
    ]


def for_others(view: View, quotes: Iterable[dict], facts: Iterable[dict]) -> dict:
    """What the record that goes along says of a region: with what it was made and what it lets out."""
    return {
        "naam": view.data.title,
        "workbench": workbench.__version__,
        "codeboek": view.codes.version,
        "citaten": [_public(view, entry, "citaat_sha256", "onder_het_citaat") for entry in quotes],
        "feiten": [_public(view, entry, "soort", "feit_sha256") for entry in facts],
    }


def _public(view: View, entry: dict, *kept: str) -> dict:
    # the hash leads to the page, where the label stands: the kind of source must fit beside that
    if entry.get("onder_het_citaat") == NO_LABEL:  # a kind of source could give back the group that is kept back there
        return {**{key: entry[key] for key in kept}, "bron": [UNTOLD], "grond": entry["grond"]}
    speakers = {source: tuple(sorted(view.speakers(source) & set(entry["wie"]))) for source in entry["bron"]}
    sources = sorted({view.source_name(source, who) or UNTOLD for source, who in speakers.items()})
    return {**{key: entry[key] for key in kept}, "bron": sources, "grond": entry["grond"]}


def write_down(project: Project, materials: Mapping[str, Material], name: str, digest: str) -> list[str]:
    """Keep for every region that it was handed over now, under which name, and whose words were in it (ids).

    A list that was damaged is kept under another name; gives those names. Raises NotWritable.
    """
    put_aside = []
    for region, material in materials.items():
        folder = project.region(region)
        entry = {
            "wanneer": now(),
            "naar": name,
            "regios": sorted(materials),
            "gemaakt": material.made,
            "vrijgave_sha256": digest,
            "k": material.k,
            "vrijgegeven": [*material.quotes, *material.facts],
            "geteld": sorted(material.view.people["voice"]),
        }
        if _is_damaged(folder):
            put_aside.append(f"{region}/{_set_aside(folder)}")
        write_json(folder.raw / PUBLISHED_FILE, {"publicaties": [*_kept(folder), entry]})
    return put_aside


def _kept(folder: RegionFolder) -> list[dict]:
    """What can be read of the list; see ``_is_damaged``."""
    found = read_json(folder.raw / PUBLISHED_FILE).get("publicaties")
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _is_damaged(folder: RegionFolder) -> bool:
    """Whether the list is there (a link to nothing counts) and does not say whole what was handed over."""
    path = folder.raw / PUBLISHED_FILE
    found = read_json(path).get("publicaties")
    return os.path.lexists(path) and not (isinstance(found, list) and all(map(_is_sound, found)))


def _is_sound(entry: object) -> bool:
    """Whether ``with_person`` can read an entry."""
    if not isinstance(entry, dict) or not isinstance(entry.get("geteld"), list):
        return False
    released = entry.get("vrijgegeven")
    return isinstance(released, list) and all(
        isinstance(one, dict) and isinstance(one.get("wie"), list) for one in released
    )


def _set_aside(folder: RegionFolder) -> str:
    """Give the damaged list another name, that no file has; raises NotWritable."""
    path = folder.raw / PUBLISHED_FILE
    stem = f"{PUBLISHED_ASIDE}{now()[:10]}"
    names = (f"{stem}{'' if number == 1 else f'-{number}'}.json" for number in itertools.count(1))
    name = next(one for one in names if not os.path.lexists(folder.raw / one))
    try:
        path.rename(folder.raw / name)
    except OSError as error:
        raise cannot_write(path, error) from None
    return name


def damaged(folder: RegionFolder) -> list[str]:
    """Names of the lists of this region that do not say whole what was handed over: only a person can know the rest."""
    aside = sorted(path.name for path in folder.raw.glob(f"{PUBLISHED_ASIDE}*.json"))
    return [*([PUBLISHED_FILE] if _is_damaged(folder) else []), *aside]


def last(folder: RegionFolder) -> dict:
    """The publication that was made last of a region; empty when there is none."""
    return (_kept(folder) or [{}])[-1]


def with_person(project: Project, region: str, person: str) -> list[Given]:
    """Publications in which this person is quoted or counted, in the order in which they were made.

    What was handed over twice on a day under one name is told once, with the most that was in it.
    """
    found: dict[tuple[str, str], Given] = {}
    for entry in filter(_is_sound, _kept(project.region(region))):
        passages = sum(person in one["wie"] for one in entry["vrijgegeven"])
        counted = person in entry["geteld"]
        if passages or counted:
            given = Given(str(entry.get("wanneer", "")), str(entry.get("naar", "")), passages)
            key = (given.name, given.when[:10])
            found[key] = max(found.get(key, given), given, key=lambda one: one.passages)
    return list(found.values())

"""The files in which a researcher writes what is known of a region, read; one that is absent says nothing."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from workbench.errors import InvalidRegionFile
from workbench.region.mistakes import explain
from workbench.region.model import Forgotten, Names, Region, Strict

NAMES_FILE = "namen.yaml"
FORGOTTEN_FILE = "vergeten.yaml"


def load_names(folder: Path) -> Names:
    """Read ``namen.yaml`` in a region's raw folder; raises InvalidRegionFile. Absent means: nothing asked for."""
    return _load(folder, NAMES_FILE, Names, "altijd: [...]", "Het hoort twee lijsten te hebben: 'altijd' en 'nooit'.")


def kept_names(*folders: Path) -> tuple[str, ...]:
    """What only looks like a name in these regions: their gemeenten and what ``namen.yaml`` keeps.

    Raises InvalidRegionFile.
    """
    found = (name for one in folders for name in (*load_names(one).nooit, *load_region(one).kenmerken.gemeenten))
    return tuple(sorted(set(found)))


def load_forgotten(folder: Path) -> Forgotten:
    """Read ``vergeten.yaml`` in a region's raw folder; raises InvalidRegionFile. Absent means: nobody."""
    begins = "gesprekspartners: [...]"
    return _load(folder, FORGOTTEN_FILE, Forgotten, begins, "Het is een lijst van id's en een lijst van bestanden.")


def load_region(folder: Path) -> Region:
    """Read ``region.yaml`` in a region's raw folder; raises InvalidRegionFile. Absent means: nothing known."""
    region = _load(folder, "region.yaml", Region, "naam: ...", "Zie region-voorbeeld.yaml voor hoe het hoort.")
    return region if region.naam else region.model_copy(update={"naam": folder.name})


def _load(folder: Path, name: str, model: type[Strict], begins: str, remedy: str):
    from ruamel.yaml.error import YAMLError

    path = folder / name
    where = f"{folder.name}/{name}"
    if not path.exists():
        return model()
    try:
        data = _parsed(path.read_text(encoding="utf-8-sig"))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" op regel {mark.line + 1}" if mark else ""
        raise InvalidRegionFile(
            f"dit is geen geldige YAML{line}",
            where=where,
            remedy="Let op inspringing, dubbele punten en aanhalingstekens.",
        ) from None
    except (OSError, UnicodeDecodeError):
        raise InvalidRegionFile("kan niet gelezen worden", where=where, remedy="Bewaar het als UTF-8.") from None
    if not isinstance(data, dict):
        raise InvalidRegionFile(f"hoort te beginnen met '{begins}'", where=where)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InvalidRegionFile(explain(error), where=where, remedy=remedy) from None


@lru_cache(maxsize=64)
def _parsed(words: str) -> object:
    """The content of a YAML file, for reading only; one command asks for the same file many times."""
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).load(words) or {}

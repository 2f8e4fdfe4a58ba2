"""The files in which a researcher writes what is known of a region, read; one that is absent says nothing.

One that is there and holds nothing (also a folder, or a link to nothing) is a mistake: somebody decided something, and
it is lost. In ``vergeten.yaml``, which only ``forget`` writes, comments alone are nothing as well.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from workbench.errors import InvalidRegionFile
from workbench.project import why_not
from workbench.region.mistakes import explain
from workbench.region.model import Forgotten, Names, Region, Strict

NAMES_FILE = "namen.yaml"
FORGOTTEN_FILE = "vergeten.yaml"
_PUT_BACK = "Zet het bestand terug uit een kopie. Gooi het alleen weg als er nooit iets in stond."


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
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return model()
    except OSError:
        pass  # it may be there: reading it tells
    try:
        words = path.read_text(encoding="utf-8-sig")
        data = _parsed(words)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" op regel {mark.line + 1}" if mark else ""
        raise InvalidRegionFile(
            f"dit is geen geldige YAML{line}",
            where=where,
            remedy="Let op inspringing, dubbele punten en aanhalingstekens.",
        ) from None
    except UnicodeDecodeError:
        raise InvalidRegionFile("kan niet gelezen worden", where=where, remedy="Bewaar het als UTF-8.") from None
    except OSError as error:
        raise InvalidRegionFile(f"kan niet gelezen worden ({why_not(error)})", where=where, remedy=_PUT_BACK) from None
    if not words.strip() or (data is None and model is Forgotten):
        # what a full disk or a failed copy leaves: taken for "nothing known" it would undo what somebody decided
        raise InvalidRegionFile("in dit bestand staat niets", where=where, remedy=_PUT_BACK)
    data = {} if data is None else data
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

    return YAML(typ="safe", pure=True).load(words)

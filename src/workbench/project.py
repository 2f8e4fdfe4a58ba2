"""Where things live in a project, and how files are written: whole or not at all.

A project is a folder with ``data/raw/<region>/`` (never changed by us) and ``data/processed/<region>/``
(everything derived, can be thrown away and made again).
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import NoProject, NotWritable, UnknownRegion

#: what was handed over of a region; kept by ``publish`` in its raw folder, because nothing can make it again
PUBLISHED_FILE = "publicaties.json"
#: how the name begins of such a list that was damaged and kept
PUBLISHED_ASIDE = "publicaties-beschadigd-"
IGNORED_NAMES = {
    "region.yaml", "namen.yaml", "vergeten.yaml", PUBLISHED_FILE, "leesmij.md", "readme.md", "thumbs.db", "desktop.ini",
}  # fmt: skip
HIDDEN = (".", "~$")
WHY_NOT = {
    PermissionError: "geen recht",
    IsADirectoryError: "er staat een map op de plaats van een bestand",
    NotADirectoryError: "er staat een bestand op de plaats van een map",
    FileExistsError: "er staat een bestand op de plaats van een map",
    FileNotFoundError: "het is er niet, of het is een verwijzing die nergens heen gaat",
}


@dataclass(frozen=True)
class RegionFolder:
    """One region on disk: ``name`` is its folder name under ``data/raw``, readable."""

    name: str
    raw: Path
    processed: Path

    def source_files(self) -> list[Path]:
        """Files a researcher put in, sorted by name; hidden files, lock files and notes are passed over.

        Raises OSError when a folder cannot be read: what is in it may not be missing without a word.
        """
        found = []
        for folder, inside, names in os.walk(self.raw, onerror=_raise):
            inside[:] = [name for name in inside if not name.startswith(HIDDEN)]
            passed = (*HIDDEN, PUBLISHED_ASIDE)
            wanted = (name for name in names if not name.startswith(passed) and name.lower() not in IGNORED_NAMES)
            found += [path for name in wanted if (path := Path(folder, name)).is_file()]
        return sorted(found)

    @property
    def settings_file(self) -> Path:
        return self.raw / "region.yaml"

    @property
    def settings(self) -> list[Path]:
        """What the researcher wrote about the region and is there: settings, names, who is to be forgotten."""
        files = (self.raw / name for name in ("region.yaml", "namen.yaml", "vergeten.yaml"))
        return [path for path in files if path.is_file()]

    def table(self, name: str) -> Path:
        return self.processed / f"{name}.parquet"


@dataclass(frozen=True)
class Project:
    """A project folder; makes no file until something is written."""

    root: Path

    @property
    def raw(self) -> Path:
        return self.root / "data" / "raw"

    @property
    def processed(self) -> Path:
        return self.root / "data" / "processed"

    @property
    def notebooks(self) -> Path:
        """The project's own notebooks if it has them, else those that come with the workbench."""
        own = self.root / "notebooks"
        return own if own.is_dir() else shipped_notebooks()

    def regions(self) -> list[str]:
        """Names of all region folders, sorted; raises NoProject when that cannot be known."""
        try:
            folders = list(self.raw.iterdir()) if self.raw.is_dir() else []
            return sorted(path.name for path in folders if path.is_dir() and not path.name.startswith("."))
        except OSError as error:
            raise NoProject(
                f"data/raw kan niet gelezen worden ({why_not(error)})",
                where=self.root.name,
                remedy="Kijk naar de rechten van deze map en of de schijf gekoppeld is.",
            ) from None

    def region(self, name: str) -> RegionFolder:
        """The region of that name; raises UnknownRegion and names the regions that are there."""
        if name not in self.regions():
            there = ", ".join(self.regions()) or "geen"
            raise UnknownRegion(
                f"deze regio is er niet; wel: {there}",
                where=f"regio {name}",
                remedy=f"Maak de map data/raw/{name} of kies een van deze namen.",
            )
        return RegionFolder(readable(name), self.raw / name, self.processed / readable(name))


def readable(name: str) -> str:
    """A file name as text; bytes that are no UTF-8 become a question mark."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _raise(error: OSError) -> None:
    raise error


def shipped_notebooks() -> Path:
    """The notebooks of the workbench: beside ``src`` in a checkout, inside the package when installed."""
    package = Path(__file__).resolve().parent
    beside = package.parents[1] / "notebooks"
    return beside if beside.is_dir() else package / "notebooks"


def open_project(path: str | Path = ".") -> Project:
    """Open the project at ``path`` or in the nearest folder above it; raises NoProject if there is none."""
    start = Path(path).resolve()
    for folder in (start, *start.parents):
        if (folder / "data" / "raw").is_dir():
            return Project(folder)
    raise NoProject(
        "hier is geen project (er is geen map data/raw)",
        where=str(path),
        remedy="Ga naar de map van het project, geef --project MAP, of maak er een met 'workbench init MAP'.",
    )


def find_project(path: str | Path | None = None) -> Project:
    """The project named, else the one here, else (for ``./wb`` from any folder) the checkout that ./wb stands in."""
    if path is not None:
        return open_project(path)
    try:
        return open_project(".")
    except NoProject:
        if home := os.environ.get("WORKBENCH_HOME"):
            return open_project(home)
        raise


@contextmanager
def atomic_write(path: Path, *, mode: int = 0o644) -> Iterator[Path]:
    """Give a temporary name beside ``path``; it takes the place of ``path`` only when the block ends well."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=f".tmp{path.suffix}")
        os.close(handle)
    except OSError as error:
        raise cannot_write(path, error) from None
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(mode)
        temporary.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from None
    finally:
        temporary.unlink(missing_ok=True)


def cannot_write(path: Path, error: OSError) -> NotWritable:
    """The user error for a file that cannot be written."""
    in_the_way = isinstance(error, IsADirectoryError | NotADirectoryError | FileExistsError)
    return NotWritable(
        f"kan niet schrijven ({why_not(error)})",
        where=path.name,
        remedy="Haal weg wat daar staat, of geef het een andere naam."
        if in_the_way
        else "Kijk of de schijf vol is en of u in de map van het project mag schrijven.",
    )


def why_not(error: OSError) -> str:
    """Why the system refused to read or write, in Dutch where it is a thing that happens often."""
    for kind, words in WHY_NOT.items():
        if isinstance(error, kind):
            return words
    return error.strerror or "onbekende oorzaak"


def write_text(path: Path, text: str, *, mode: int = 0o644) -> None:
    """Write UTF-8 text, whole or not at all."""
    with atomic_write(path, mode=mode) as temporary:
        temporary.write_text(text, encoding="utf-8")


def write_json(path: Path, value: object, *, mode: int = 0o644) -> None:
    """Write JSON with sorted keys, whole or not at all."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n", mode=mode)


def read_json(path: Path) -> dict:
    """Read a JSON object; an absent or damaged file counts as empty."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def hash_file(path: Path) -> str:
    """SHA-256 of a file's bytes, as hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def hash_text(*parts: str) -> str:
    """SHA-256 over the parts in order, as hex; parts are kept apart by a NUL."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

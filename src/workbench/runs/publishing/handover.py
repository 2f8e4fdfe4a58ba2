"""A folder or zip to hand over: written whole or not at all, and never over something that is not ours.

Files are a mapping from path (with ``/``) to bytes; ``vrijgave.json`` says which regions they are of, and the list of
checksums which files there are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from workbench.errors import FolderNotEmpty, InvalidParameter
from workbench.project import Project, cannot_write
from workbench.runs.publishing import unfinished
from workbench.runs.publishing.unfinished import RECORD

CHECKSUMS = "controlelijst.sha256"
HARMLESS = {".ds_store", "thumbs.db", "desktop.ini"}
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip knows


def target_of(project: Project, to: str, *, zipped: bool) -> tuple[Path, bool]:
    """Where the publication comes, and whether that is a zip (asked for, or by its name).

    Raises InvalidParameter for a place among the data of the project.
    """
    target = Path(to).expanduser().resolve()
    named = target.suffix.lower() == ".zip"
    if zipped and not named:
        target = target.with_name(f"{target.name}.zip")
    data = (project.root / "data").resolve()
    if target.is_relative_to(data) or project.root.resolve().is_relative_to(target.resolve()):
        raise InvalidParameter(
            "hier staan de gegevens van het project, dus hier kan geen publicatie komen",
            where=f"--to {target.name}",
            remedy="Kies een map daarbuiten.",
        )
    return target, zipped or named


def check_target(target: Path, regions: Sequence[str], *, zipped: bool) -> None:
    """Raises FolderNotEmpty unless the target is new, empty or an earlier publication of the same regions."""
    if not target.exists():
        return
    if zipped:
        ours = target.is_file() and _regions_in_zip(target) == sorted(regions)
    else:
        ours = target.is_dir() and (not _found(target) or _is_publication(target, regions))
    if not ours:
        raise FolderNotEmpty(
            "hier staat al iets anders dan een eerdere publicatie van dezelfde regio's",
            where=target.name,
            remedy="Kies een nieuwe of lege map.",
        )


def _found(folder: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    return {path.relative_to(folder).as_posix() for path in files if path.name.lower() not in HARMLESS}


def _is_publication(folder: Path, regions: Sequence[str]) -> bool:
    """Of the same regions, and nothing was put beside it that would be lost."""
    try:
        listed = {line[66:] for line in (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()}
        content = (folder / RECORD).read_bytes()
    except (OSError, UnicodeDecodeError):
        return False
    return _regions_in(content) == sorted(regions) and _found(folder) <= listed | {CHECKSUMS}


def _regions_in_zip(path: Path) -> list[str] | None:
    try:
        with ZipFile(path) as package:
            return _regions_in(package.read(RECORD))
    except (OSError, KeyError, BadZipFile):
        return None


def _regions_in(content: bytes) -> list[str] | None:
    try:
        return sorted(json.loads(content)["regios"])
    except (ValueError, KeyError, TypeError):
        return None


def checksums(files: Mapping[str, bytes]) -> bytes:
    """The list of checksums as ``sha256sum -c`` takes it."""
    lines = [f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in sorted(files.items())]
    return "".join(lines).encode("utf-8")


def counted(files: Mapping[str, bytes]) -> dict[str, int]:
    """How many files there are, and how many of them are pages, Word and PDF."""
    kinds = {"paginas": ".html", "word": ".docx", "pdf": ".pdf"}
    return {"bestanden": len(files)} | {
        kind: sum(path.endswith(suffix) for path in files) for kind, suffix in kinds.items()
    }


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """The same files give the same bytes: fixed dates, fixed rights."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as package:
        for path, data in sorted(files.items()):
            about = ZipInfo(path, _OLDEST)
            about.create_system, about.external_attr = 3, 0o644 << 16
            about.compress_type = ZIP_DEFLATED
            package.writestr(about, data)
    return content.getvalue()


@contextmanager
def placed(target: Path, files: Mapping[str, bytes], *, zipped: bool) -> Iterator[None]:
    """Write everything beside the target; it takes its place when the block ends well. Raises NotWritable.

    What a kill leaves of it, the next publication finds (see unfinished).
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.workplace(target) as work:
            new = work / unfinished.NEW
            if zipped:
                new.write_bytes(as_zip(files))
            for path, content in () if zipped else files.items():
                (new / path).parent.mkdir(parents=True, exist_ok=True)
                (new / path).write_bytes(content)
            yield
            _swap(new, target, work / unfinished.OLD)
    except OSError as error:
        raise cannot_write(target, error) from None


def _swap(new: Path, target: Path, old: Path) -> None:
    """Put a file or folder in the place of another; a folder comes back when that fails."""
    if not target.is_dir():
        new.replace(target)
        return
    target.replace(old)
    try:
        new.replace(target)
    except BaseException:
        old.replace(target)
        raise

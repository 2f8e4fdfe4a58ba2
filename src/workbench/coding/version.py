"""The version of the rules; reads files only, so that it is cheap to ask."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

ROOM = Path(__file__).parent


@lru_cache(maxsize=4)
def rules_version(own: Path | None = None) -> str:
    """Short hash of all rules, word lists and code of this room, and of the rules in the folder ``own``: another hash
    means codings may differ."""
    digest = hashlib.sha256()
    files = sorted((*ROOM.glob("*.py"), *(ROOM / "data").glob("*.yaml")), key=lambda path: path.name)
    for file in (*files, *(sorted(own.glob("*.y*ml")) if own else ())):
        digest.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:10]


@lru_cache(maxsize=1)
def model_version() -> str:
    """Short hash of the weights, settings and code of the learned part."""
    room, digest = ROOM / "learned", hashlib.sha256()
    for file in sorted((*room.glob("*.py"), *room.glob("*.json"), *room.glob("*.npz")), key=lambda path: path.name):
        content = file.read_bytes()
        digest.update(
            file.name.encode() + b"\0" + (content if file.suffix == ".npz" else content.replace(b"\r\n", b"\n"))
        )
    return digest.hexdigest()[:10]

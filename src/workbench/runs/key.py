"""``key``: what the key file of a region holds, and going back from placeholders to names with it."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from workbench.errors import BadTable, KeyFileProblem, UnreadableSource
from workbench.privacy.keyfile import KeyRing
from workbench.project import Project, RegionFolder

PASSPHRASE = "WORKBENCH_PASSPHRASE"


def passphrase(ring: KeyRing) -> str:
    """The passphrase, from the environment or asked for; "" where none is needed. Raises KeyFileProblem."""
    if not ring.locked:
        return ""
    return os.environ.get(PASSPHRASE) or _ask("Wachtwoord van de sleutels: ")


def new_passphrase() -> str:
    """A passphrase to lock with, asked for twice unless the environment gives it. Raises KeyFileProblem."""
    if given := os.environ.get(PASSPHRASE):
        return given
    first = _ask("Nieuw wachtwoord: ")
    if first != _ask("Nog een keer: "):
        raise KeyFileProblem("de wachtwoorden zijn niet gelijk", where="wachtwoord", remedy="Probeer het opnieuw.")
    return first


def _ask(question: str) -> str:
    if not sys.stdin.isatty():
        raise KeyFileProblem(
            "er is een wachtwoord nodig en er is niemand om het aan te vragen",
            where="wachtwoord",
            remedy=f"Zet het in {PASSPHRASE}.",
        )
    return getpass.getpass(question)


def about(project: Project, folder: RegionFolder) -> dict:
    """What may be told without opening it."""
    ring = KeyRing(project.root)
    path = ring.path(folder.name)
    return {"regio": folder.name, "bestand": str(path), "is_er": path.is_file(), "op_slot": ring.locked}


def names(project: Project, folder: RegionFolder) -> dict[str, list[str]]:
    """Per placeholder all it stands for. Raises KeyFileProblem."""
    ring = KeyRing(project.root)
    return ring.read(folder.name, passphrase(ring)).forms()


def reverse(project: Project, folder: RegionFolder, what: str) -> str:
    """A source of the region (by id) or a text file, with the names back in; KeyFileProblem, UnreadableSource."""
    ring = KeyRing(project.root)
    entries = ring.read(folder.name, passphrase(ring))
    return entries.reverse(_text_of(folder, what))


def _text_of(folder: RegionFolder, what: str) -> str:
    from workbench import tables

    try:
        sources = tables.read(tables.SOURCES, folder.table("sources"))
        texts = dict(zip(sources["source_id"], sources["text"], strict=True))
    except BadTable:
        texts = {}
    if what in texts:
        return texts[what]
    try:
        return Path(what).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        there = ", ".join(texts) or "geen"
        raise UnreadableSource(
            f"dit is geen bron van de regio en geen leesbaar tekstbestand; bronnen: {there}",
            where=f"regio {folder.name}",
            remedy="Geef de naam van een bron of een bestand in UTF-8.",
        ) from None


def lock(project: Project) -> int:
    """Lock all keys of the project from now on; gives the number of key files. Raises KeyFileProblem."""
    return KeyRing(project.root).lock(new_passphrase())

"""The key from placeholder to name: a file outside the project, for going back and for nothing else.

One folder a project, one file a region, mode 0600. With a passphrase the files are sealed boxes (libsodium: X25519,
XSalsa20-Poly1305) for a key pair that Argon2id makes of the passphrase: whoever reads a region needs no passphrase to
write the key, only whoever opens it does. So a server that runs by night can keep the keys locked.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from workbench.errors import KeyFileProblem
from workbench.privacy.mentions import PLACEHOLDER
from workbench.project import hash_text, read_json, write_json

FOLDER = "WORKBENCH_KEYS"
VERSION = 1
_LOCK = "slot.json"


@dataclass
class KeyEntries:
    """What was replaced in one region: per source the hash of its new text and (place, placeholder, original)."""

    region: str
    sources: dict[str, dict] = field(default_factory=dict)

    def add(self, source_id: str, sha256: str, replaced: Iterable[tuple[int, str, str]]) -> None:
        self.sources[source_id] = {"sha256": sha256, "vervangen": [list(one) for one in replaced]}

    def forms(self) -> dict[str, list[str]]:
        """Per placeholder all it stands for, the longest form first."""
        found: dict[str, set[str]] = {}
        for source in self.sources.values():
            for _, placeholder, original in source["vervangen"]:
                found.setdefault(placeholder, set()).add(original)
        return {name: sorted(forms, key=lambda form: (-len(form), form)) for name, forms in sorted(found.items())}

    def reverse(self, text: str) -> str:
        """The text with what stood there before: exactly for the text of a source, else by the fullest form."""
        for source in self.sources.values():
            if source["sha256"] == hash_text(text):
                return _exact(text, source["vervangen"])
        forms = self.forms()
        return PLACEHOLDER.sub(lambda match: forms.get(match.group(), [match.group()])[0], text)


def _exact(text: str, replaced: list) -> str:
    parts, position = [], 0
    for start, placeholder, original in sorted(replaced):
        parts += [text[position:start], original]
        position = start + len(placeholder)
    return "".join(parts) + text[position:]


class KeyRing:
    """The key files of one project."""

    def __init__(self, project_root: Path):
        self.folder = keys_folder(project_root)

    def path(self, region: str) -> Path:
        return self.folder / f"{region}.json"

    @property
    def locked(self) -> bool:
        """Whether a passphrase is needed to open the keys."""
        return bool(read_json(self.folder / _LOCK).get("sleutel"))

    def write(self, entries: KeyEntries) -> None:
        """Write the key of a region, sealed when there is a passphrase; raises NotWritable."""
        self._prepare()
        plain = json.dumps(entries.sources, ensure_ascii=False, sort_keys=True)
        value: dict = {"versie": VERSION, "regio": entries.region}
        lock = read_json(self.folder / _LOCK)
        if lock.get("sleutel"):
            value["verzegeld"] = _seal(plain.encode(), lock["sleutel"])
        else:
            value["bronnen"] = entries.sources
        self._put(self.path(entries.region), value)

    def read(self, region: str, passphrase: str = "") -> KeyEntries:
        """The key of a region; raises KeyFileProblem when it is not there, damaged or stays locked."""
        path = self.path(region)
        if not path.is_file():
            raise KeyFileProblem(
                "er is geen sleutelbestand van deze regio",
                where=f"regio {region}",
                remedy=f"Draai 'workbench read {region} --force'.",
            )
        value = read_json(path)
        if "verzegeld" in value:
            plain = self._open(value["verzegeld"], passphrase, region)
            return KeyEntries(region, json.loads(plain))
        if not isinstance(value.get("bronnen"), dict):
            raise KeyFileProblem(
                "het sleutelbestand is beschadigd",
                where=f"regio {region}",
                remedy=f"Draai 'workbench read {region} --force'.",
            )
        return KeyEntries(region, value["bronnen"])

    def lock(self, passphrase: str) -> int:
        """Ask this passphrase from now on, and seal the keys that are there; gives their number."""
        if self.locked:
            raise KeyFileProblem(
                "er is al een wachtwoord",
                where=str(self.folder.name),
                remedy="Gooi de map met sleutels weg en lees de regio's opnieuw als u het kwijt bent.",
            )
        if len(passphrase) < 8:
            raise KeyFileProblem(
                "het wachtwoord is te kort", where="wachtwoord", remedy="Neem er ten minste 8 tekens voor."
            )
        self._prepare()
        entries = [self.read(path.stem) for path in sorted(self.folder.glob("*.json")) if path.name != _LOCK]
        from nacl.pwhash import argon2id
        from nacl.utils import random

        salt = random(argon2id.SALTBYTES)
        public = _pair(passphrase, salt).public_key
        self._put(self.folder / _LOCK, {"versie": VERSION, "zout": _text(salt), "sleutel": _text(bytes(public))})
        for one in entries:
            self.write(one)
        return len(entries)

    def _open(self, sealed: str, passphrase: str, region: str) -> bytes:
        from nacl.exceptions import CryptoError
        from nacl.public import SealedBox

        lock = read_json(self.folder / _LOCK)
        try:
            return SealedBox(_pair(passphrase, base64.b64decode(lock["zout"]))).decrypt(base64.b64decode(sealed))
        except (CryptoError, KeyError, ValueError):
            raise KeyFileProblem(
                "het wachtwoord past niet bij dit sleutelbestand",
                where=f"regio {region}",
                remedy="Typ het opnieuw, of zet het in WORKBENCH_PASSPHRASE.",
            ) from None

    def _prepare(self) -> None:
        from workbench.project import cannot_write

        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise cannot_write(self.folder, error) from None

    def _put(self, path: Path, value: dict) -> None:
        write_json(path, value, mode=0o600)


def keys_folder(project_root: Path) -> Path:
    """Where the keys of a project lie: below ``WORKBENCH_KEYS`` or the user's data folder, never in the project.

    Raises KeyFileProblem when that would be inside the project.
    """
    import platformdirs

    root = project_root.resolve()
    base = Path(os.environ.get(FOLDER) or platformdirs.user_data_path("workbench") / "sleutels").resolve()
    if base == root or root in base.parents:
        raise KeyFileProblem(
            "de sleutels mogen niet in de map van het project staan",
            where=FOLDER,
            remedy="Kies een map daarbuiten, bijvoorbeeld in uw eigen gebruikersmap.",
        )
    return base / f"{root.name}-{hash_text(str(root))[:8]}"


def _pair(passphrase: str, salt: bytes):
    from nacl.public import PrivateKey
    from nacl.pwhash import argon2id

    seed = argon2id.kdf(
        PrivateKey.SIZE,
        passphrase.encode(),
        salt,
        opslimit=argon2id.OPSLIMIT_MODERATE,
        memlimit=argon2id.MEMLIMIT_MODERATE,
    )
    return PrivateKey(seed)


def _seal(plain: bytes, public: str) -> str:
    from nacl.public import PublicKey, SealedBox

    return _text(SealedBox(PublicKey(base64.b64decode(public))).encrypt(plain))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()

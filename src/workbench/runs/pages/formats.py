"""Word and PDF beside a page: made from the finished page alone, after it is in place.

``manifest.json`` keeps under ``formats``, per file, from which page it was made (``page_sha256``), with which code
(``key``), how it ended and what it held as we left it (``ours``). By that a file that belongs to an older page is
thrown away, and one that somebody changed by hand is left as it is.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.engine.spawned import Died, each
from workbench.errors import InvalidParameter, NotWritable, ReportFailed, UserError
from workbench.project import Project, RegionFolder, atomic_write, hash_file, hash_text
from workbench.runs.state import faults, fingerprint
from workbench.runs.state.manifest import Manifest, now, region_lock
from workbench.runs.tables.update import Say, quiet

if TYPE_CHECKING:
    from workbench.runs.pages.result import Result

HTML = "html"
#: what can be asked for beside the page: the suffix of the file, which is also made by this module of the report room
FORMS = {"word": ".docx", "pdf": ".pdf"}
ENTRY = "formats"
CODE = ("report", "runs/pages/formats.py")


TOLD = {
    "gelukt": "{}",
    "actueel": "{} is nog actueel",
    "weggehaald": "{} hoorde bij een oudere pagina en is weggehaald",
    "veranderd": "{} hoort bij een oudere pagina, maar is met de hand veranderd en blijft staan",
    "mislukt": "{} is niet gemaakt",
}


@dataclass(frozen=True)
class Made:
    """How one file ended: ``outcome`` is a key of TOLD, with the error when it is mislukt."""

    path: Path
    form: str
    outcome: str
    error: UserError | None = None


def forms(words: str) -> tuple[str, ...]:
    """Forms beside the page from the words of an option (``html,word,pdf``); raises InvalidParameter."""
    asked = dict.fromkeys(word.strip().lower() for word in words.split(",") if word.strip())
    if not asked or (wrong := [word for word in asked if word not in (HTML, *FORMS)]):
        what = f"'{wrong[0]}' kan niet" if asked else "er staat geen formaat"
        remedy = f"Kies uit {HTML}, {' en '.join(FORMS)}, met komma's ertussen."
        raise InvalidParameter(what, where="--formaat", remedy=remedy)
    return tuple(word for word in asked if word != HTML)


def beside(
    project: Project, result: Result, asked: Sequence[str], say: Say = quiet
) -> dict[str, tuple[float, list[str]]]:
    """Make the forms of every page in a result that is good; what came of it is added to the result.

    Gives per region folder the seconds it took and the names of the files that were not made.
    """
    came: dict[str, tuple[float, list[str]]] = {}
    pages = [Path(one["bestand"]) for one in result.pages if one["uitkomst"] != "mislukt" and "formaat" not in one]
    for page in pages:
        folder = RegionFolder(page.parent.name, project.raw / page.parent.name, page.parent)
        name = folder.name.strip("_")
        if asked:
            say(f"{name}: maakt {' en '.join(asked)} van {page.name}")
        begun = time.monotonic()
        seconds, failed = came.setdefault(folder.name, (0.0, []))
        try:
            made = make(folder, page, asked)
        except Exception as fault:
            result.errors.append(faults.of_region(fault, folder))
            result.lines.append(f"{name}: {' en '.join(asked) or 'bijwerken'} mislukt")
            failed += [page.with_suffix(FORMS[form]).name for form in asked]
            continue
        finally:
            came[folder.name] = (seconds + time.monotonic() - begun, failed)
        failed += [one.path.name for one in made if one.error]
        for one in made:
            result.lines.append(f"{name}: {one.form}: {TOLD[one.outcome].format(one.path.name)}")
            result.pages.append({"regio": name, "bestand": str(one.path), "uitkomst": one.outcome, "formaat": one.form})
            result.errors += [one.error] if one.error else []
    return came


def make(folder: RegionFolder, page: Path, asked: Sequence[str]) -> list[Made]:
    """Make forms of a page that is in place, and throw away those that belong to an older one; holds the region's lock.

    Raises RegionBusy, NotWritable, and ReportFailed when the page is not the one that was made last.
    """
    with region_lock(folder):
        known = Manifest(folder.processed).stage(ENTRY)
        if not asked and not any(page.with_suffix(suffix).is_file() for suffix in FORMS.values()):
            return []
        good = Manifest(folder.processed).report(page.stem).get("last_good") or {}
        digest = hash_file(page) if page.is_file() else ""
        if not digest or good.get("file_sha256") != digest:
            raise ReportFailed(
                "deze pagina is na het maken veranderd of weg",
                where=f"{folder.name}/{page.name}",
                remedy="Maak het rapport opnieuw.",
            )
        ended: list[Made | None] = []
        tasks: list[_Task] = []
        for form, suffix in FORMS.items():
            task = _Task(folder, page, digest, form, known.get(page.with_suffix(suffix).name) or {})
            settled = task.settled() if form in asked else task.cleared()
            ended.append(settled)
            tasks += [task] if form in asked and not settled else []
        waiting = dict(enumerate(tasks))
        try:
            for index, built in each(build, [(str(page), task.form) for task in tasks]):
                ended.append(tasks[index].placed(built))
                del waiting[index]
        finally:
            for task in waiting.values():
                task.broken_off()
        return [one for one in ended if one]


def build(job: tuple[str, str]) -> bytes | UserError:
    """The bytes of a form of a page; called in a process of its own. Of what goes wrong only the kind leaves it."""
    path, form = Path(job[0]), job[1]
    try:
        return import_module(f"workbench.report.{form}").make(path.read_text(encoding="utf-8"))
    except UserError as error:
        return error
    except Exception as error:
        return ReportFailed(f"onverwachte fout van het soort {type(error).__name__}", where=f"{form} van {path.name}")


@dataclass(frozen=True)
class _Task:
    """One file to make of a page, with what is known of the one that lies there (``known``)."""

    folder: RegionFolder
    page: Path
    digest: str
    form: str
    known: dict

    @property
    def target(self) -> Path:
        return self.page.with_suffix(FORMS[self.form])

    @property
    def key(self) -> str:
        return hash_text("format", self.digest, fingerprint.code_key(CODE))

    def _own(self) -> bool:
        """Whether the file that lies there is as we left it."""
        return hash_file(self.target) in self.known.get("ours", ())

    def cleared(self) -> Made | None:
        """Throw the file away when it belongs to another page; not when somebody changed it."""
        if not self.target.is_file() or self.known.get("page_sha256") == self.digest:
            return None
        if not self._own():
            return Made(self.target, self.form, "veranderd")
        self.target.unlink(missing_ok=True)
        self._note(outcome="removed")
        return Made(self.target, self.form, "weggehaald")

    def settled(self) -> Made | None:
        """When there is nothing to make: the file is up to date, or somebody changed it."""
        if not self.target.is_file():
            return None
        if self._own():
            current = self.known.get("key") == self.key and self.known.get("outcome") == "ok"
            return Made(self.target, self.form, "actueel") if current else None
        error = ReportFailed(
            "dit bestand is met de hand veranderd, dus het blijft staan zoals het is",
            where=f"{self.folder.name}/{self.target.name}",
            remedy="Geef het een andere naam of zet het ergens anders; dan is er plaats voor een nieuw.",
        )
        return Made(self.target, self.form, "mislukt", error)

    def placed(self, built: bytes | UserError | Died) -> Made:
        """Put what was built in its place, and write down how it ended."""
        if isinstance(built, Died):
            built = ReportFailed("het proces is gestopt voor het klaar was", where=self.target.name)
        if isinstance(built, bytes):
            digest = sha256(built).hexdigest()
            try:
                # first the record, so that a stop in between leaves a file that is known to be ours
                self._note(outcome="running", ours=[*self.known.get("ours", ())[-1:], digest])
                with atomic_write(self.target) as temporary:
                    temporary.write_bytes(built)
                self._note(outcome="ok", ours=[digest], file_sha256=digest)
                return Made(self.target, self.form, "gelukt")
            except NotWritable as error:
                built = error
        self._not_made(outcome="failed", reason=built.what)
        return Made(self.target, self.form, "mislukt", built)

    def broken_off(self) -> None:
        """Write down that this was not finished; when even that cannot be done, it is as if it was never asked."""
        with suppress(OSError, NotWritable):
            self._not_made(outcome="killed", reason="niet afgemaakt")

    def _not_made(self, **values: object) -> None:
        """What lies there of an older page goes: beside the new page it would say something else."""
        if self.target.is_file() and self.known.get("page_sha256") != self.digest:
            self.target.unlink(missing_ok=True)
        self._note(**values)

    def _note(self, **values: object) -> None:
        manifest = Manifest(self.folder.processed)
        entry = {"page_sha256": self.digest, "key": self.key, "ended": now(), **values}
        entry.setdefault("ours", self.known.get("ours", []))
        manifest.set_stage(ENTRY, **{**manifest.stage(ENTRY), self.target.name: entry})

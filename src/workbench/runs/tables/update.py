"""Bring the tables of a region up to date: read and code again only when something that matters has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.errors import KeyFileProblem, NotWritable, SourcesLeftOut
from workbench.project import Project, RegionFolder, read_json
from workbench.report.wording import count
from workbench.runs.state import fingerprint
from workbench.runs.state.leftovers import sweep
from workbench.runs.state.manifest import Holder, Manifest, now, region_lock
from workbench.runs.state.own import own_codebook, own_rules

if TYPE_CHECKING:
    from workbench.privacy.keyfile import KeyEntries

HERKOMST = "herkomst.json"
Say = Callable[..., None]


def quiet(text: str, passing: bool = False) -> None:
    """Say nothing. ``passing`` marks a step that a terminal may write over."""


def waiting(folder: RegionFolder, other: Holder) -> str:
    """What to say while another command holds the region."""
    return f"{folder.name}: wacht op een andere opdracht ({other}) ..."


@dataclass(frozen=True)
class Updated:
    """State of a region's tables after an update; ``did`` names the stages that ran."""

    region: str
    did: tuple[str, ...]
    key: str
    sources: int
    codings: int
    left_out: tuple[dict, ...]
    warnings: tuple[str, ...]

    def left_out_error(self) -> SourcesLeftOut | None:
        """What the run says at its end about files it could not use; None when all went in."""
        if not self.left_out:
            return None
        lines = "".join(f"\n  - {one['bron']}: {one['reden']}" for one in self.left_out)
        files = count(len(self.left_out), "bestand", "bestanden")
        return SourcesLeftOut(f"{files} niet meegenomen:{lines}", where=f"regio {self.region}")


def update(
    project: Project,
    folder: RegionFolder,
    *,
    through: str = "code",
    force: bool = False,
    say: Say = quiet,
) -> Updated:
    """Read (and, for ``through="code"``, code) a region if needed; waits for another run on the same region."""
    with _alone(folder, say) as manifest:
        did = []
        key = fingerprint.read_key(folder)
        if force or not _is_read(folder, manifest, key):
            say(f"{folder.name}: leest de bestanden")
            with manifest.working("lezen"):
                _read(project, folder, manifest, key, say)
            did.append("read")
        if through == "code":
            key = _coding_key(project, key)
            if did or not _is_coded(folder, manifest, key):
                say(f"{folder.name}: codeert")
                with manifest.working("coderen"):
                    _code(project, folder, manifest, key, say)
                did.append("code")
        return _updated(folder, manifest, did, key)


def current(project: Project, folder: RegionFolder, *, through: str = "code", say: Say = quiet) -> Updated | None:
    """The state of a region in which there is nothing to read (and code); None when there is."""
    with _alone(folder, say) as manifest:
        key = fingerprint.read_key(folder)
        if not _is_read(folder, manifest, key):
            return None
        if through == "code" and not _is_coded(folder, manifest, key := _coding_key(project, key)):
            return None
        return _updated(folder, manifest, [], key)


@contextmanager
def _alone(folder: RegionFolder, say: Say) -> Iterator[Manifest]:
    """Hold the region, and clear up what a killed run left behind."""
    with region_lock(folder, on_wait=lambda other: say(waiting(folder, other))):
        manifest = Manifest(folder.processed)
        manifest.settle_killed()
        sweep(folder)
        yield manifest


def _is_read(folder: RegionFolder, manifest: Manifest, key: str) -> bool:
    return _fresh(folder, manifest.stage("read"), key, ("sources", "utterances"))


def _coding_key(project: Project, read: str) -> str:
    return fingerprint.coding_key(read, own_codebook(project.root), own_rules(project.root))


def _is_coded(folder: RegionFolder, manifest: Manifest, key: str) -> bool:
    told = read_json(folder.processed / HERKOMST)
    return bool(told) and _fresh(folder, manifest.stage("code"), key, ("codings",))


def _updated(folder: RegionFolder, manifest: Manifest, did: list[str], key: str) -> Updated:
    read = manifest.stage("read")
    return Updated(
        folder.name,
        tuple(did),
        key,
        read["sources"],
        manifest.stage("code").get("codings", 0),
        tuple(read["left_out"]),
        (*read["warnings"], *read.get("not_quoted", ())),
    )


def _fresh(folder: RegionFolder, entry: dict, key: str, names: tuple[str, ...]) -> bool:
    """Made from the same things, and the tables still have the size that they were written with."""
    sizes = entry.get("sizes") or {}
    paths = {name: folder.table(name) for name in names}
    return entry.get("key") == key and all(
        path.is_file() and path.stat().st_size == sizes.get(name) for name, path in paths.items()
    )


def _sizes(folder: RegionFolder, *names: str) -> dict[str, int]:
    return {name: folder.table(name).stat().st_size for name in names}


def _read(project: Project, folder: RegionFolder, manifest: Manifest, key: str, say: Say) -> None:
    from workbench.runs.tables.prepare import prepare, store

    prepared = prepare(folder, progress=lambda name: say(f"{folder.name}: leest {name}", True))
    store(folder, prepared)
    unkept = _keep_key(project, prepared.key)
    manifest.set_stage(
        "read",
        key=key,
        at=now(),
        sources=len(prepared.sources),
        utterances=len(prepared.utterances),
        left_out=[{"bron": one.source, "reden": one.reason} for one in prepared.left_out],
        warnings=[*prepared.warnings, *unkept],
        not_quoted=list(prepared.not_quoted),
        sizes=_sizes(folder, "sources", "utterances"),
    )


def _keep_key(project: Project, entries: KeyEntries) -> list[str]:
    """Write the key file; where that cannot be done the tables are good all the same, and a warning says it."""
    from workbench.privacy.keyfile import KeyRing

    try:
        KeyRing(project.root).write(entries)
    except (KeyFileProblem, NotWritable) as error:
        return [f"het sleutelbestand is niet bijgewerkt: {error}"]
    return []


def _code(project: Project, folder: RegionFolder, manifest: Manifest, key: str, say: Say) -> None:
    from workbench.runs.tables import provenance
    from workbench.runs.tables.code import code

    coded = code(
        folder,
        codebook=own_codebook(project.root),
        rules=own_rules(project.root),
        progress=lambda name: say(f"{folder.name}: codeert {name}", True),
    )
    manifest.set_stage(
        "code",
        key=key,
        at=now(),
        codings=len(coded.codings),
        words=coded.words,
        pipeline=coded.pipeline,
        codebook=coded.codebook,
        sizes=_sizes(folder, "codings"),
    )
    provenance.write(folder, manifest, coded)

"""The k of a page stays when it is made again, until somebody gives another one.

A smaller k shows what the larger one hid, so that is never done without being asked: not by a command that names no k,
not by night, not by ``publish``, and not because the manifest was lost: then the page itself tells its k, or else its
record of releases, or the last publication. A page to share of which nothing tells the k is not made again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from workbench.errors import NotDisclosable, UserError
from workbench.privacy.disclosure import SMALLEST_K
from workbench.project import PUBLISHED_FILE, RegionFolder, read_json
from workbench.runs.pages import formats, release
from workbench.runs.pages.parameters import LARGEST_K
from workbench.runs.pages.render import page_name
from workbench.runs.state.manifest import Manifest

SHARED = "-regio"
#: how a page tells its k: in its header, and in words in the account of pages that were made before that
_MARK = re.compile(r'<header [^>]*\bdata-k="(\d{1,2})"')
_ROW = re.compile(r"\(k\)(?:\s|<[^>]*>)+(\d{1,2})\b")


def k_of(folder: RegionFolder, page: str) -> int:
    """The k with which the last good page of that name was made; the smallest to share when that is larger.

    Raises NotDisclosable when a page to share was made and nothing tells its k any more.
    """
    return _largest(folder, [page])


def with_kept_k(folder: RegionFolder, notebooks: Iterable[str], given: Mapping[str, object]) -> dict[str, object]:
    """The parameters as given; where no k was given, with the largest that the pages of these notebooks were made with.

    Nothing is added when that is the usual one. Raises NotDisclosable as ``k_of`` does.
    """
    if "k" in given:
        return dict(given)
    k = _largest(folder, [page_name(notebook, given.get("versie")) for notebook in notebooks])
    return {**given, "k": k} if k > SMALLEST_K else dict(given)


def kept_or_refused(
    folders: Iterable[RegionFolder], notebooks: Sequence[str], given: Mapping[str, object]
) -> tuple[dict[str, dict[str, object]], dict[str, UserError]]:
    """Per region the parameters of ``with_kept_k``, and the error of each region that has to be refused."""
    kept: dict[str, dict[str, object]] = {}
    refused: dict[str, UserError] = {}
    for folder in folders:
        try:
            kept[folder.name] = with_kept_k(folder, notebooks, given)
        except UserError as error:
            refused[folder.name] = error
    return kept, refused


def told_kept(what: str, parameters: Mapping[str, object]) -> str:
    """What to say of a k that was kept."""
    return f"{what}: k={parameters['k']}, zoals de vorige keer. Een andere k geeft u met -p k=..."


def _largest(folder: RegionFolder, pages: Sequence[str]) -> int:
    """Pages that are made together have one k: one of them that tells it is enough."""
    if told := [k for page in pages if (k := _told(folder, page)) is not None]:
        return max(SMALLEST_K, *told)
    for page in pages:
        if page.endswith(SHARED) and _was_made(folder, page):
            command = "compare" if folder.name.startswith("_") else f"report {folder.name}"
            raise NotDisclosable(
                "met welke k deze pagina is gemaakt, is niet meer te lezen. Met een kleinere k komt er uit wat eerst "
                "verborgen was",
                where=f"{folder.name}/{page}.html",
                remedy=f"Kies zelf de k: workbench {command} --versie regio -p k=...",
            )
    return SMALLEST_K


def _told(folder: RegionFolder, page: str) -> int | None:
    """The k of the last good page, from the first that knows it."""
    good = Manifest(folder.processed).report(page).get("last_good") or {}
    if (k := _sensible((good.get("parameters") or {}).get("k"))) is not None:
        return k
    if (k := _in_page(folder.processed / f"{page}.html")) is not None:
        return k
    released = release.entries_in(release.record_of(folder.processed, page)) or []
    if found := [k for entry in released if (k := _sensible(entry.get("k"))) is not None]:
        return max(found)
    return _published(folder) if page.endswith(SHARED) else None


def _sensible(k: object) -> int | None:
    return k if type(k) is int and 1 <= k <= LARGEST_K else None


def _in_page(path: Path) -> int | None:
    try:
        html = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    found = _MARK.search(html) or _ROW.search(html)
    return _sensible(int(found[1])) if found else None


def _published(folder: RegionFolder) -> int | None:
    """The k of the last publication: that stands with the raw files, so it outlives all that is derived."""
    entries = read_json(folder.raw / PUBLISHED_FILE).get("publicaties")
    last = entries[-1] if isinstance(entries, list) and entries else {}
    return _sensible(last.get("k")) if isinstance(last, dict) else None


def _was_made(folder: RegionFolder, page: str) -> bool:
    """Whether something is left of a page, or of the manifest that knew of it."""
    beside = [folder.processed / f"{page}{suffix}" for suffix in (".html", *formats.FORMS.values())]
    if any(os.path.lexists(path) for path in (*beside, release.record_of(folder.processed, page))):
        return True
    manifest = Manifest(folder.processed)
    return os.path.lexists(manifest.path) and not manifest.data

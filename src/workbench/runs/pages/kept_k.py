"""The k of a page stays when it is made again, until somebody gives another one.

A smaller k shows what the larger one hid, so that is never done without being asked: not by a command that names no k,
not by night, and not by ``publish``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbench.privacy.disclosure import SMALLEST_K
from workbench.project import RegionFolder
from workbench.runs.pages.render import page_name
from workbench.runs.state.manifest import Manifest


def k_of(folder: RegionFolder, page: str) -> int:
    """The k with which the last good page of that name was made; the smallest to share when that is larger."""
    found = (Manifest(folder.processed).report(page).get("last_good") or {}).get("parameters") or {}
    k = found.get("k")
    return k if isinstance(k, int) and k > SMALLEST_K else SMALLEST_K


def with_kept_k(folder: RegionFolder, notebooks: Iterable[str], given: Mapping[str, object]) -> dict[str, object]:
    """The parameters as given; where no k was given, with the largest that the pages of these notebooks were made with.

    Nothing is added when that is the usual one.
    """
    k = max(k_of(folder, page_name(notebook, given.get("versie"))) for notebook in notebooks)
    return {**given, "k": k} if "k" not in given and k > SMALLEST_K else dict(given)


def told_kept(what: str, parameters: Mapping[str, object]) -> str:
    """What to say of a k that was kept."""
    return f"{what}: k={parameters['k']}, zoals de vorige keer. Een andere k geeft u met -p k=..."

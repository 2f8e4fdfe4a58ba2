"""Word and PDF in a publication: those that are asked for, else those that are there; and what is said of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbench.project import hash_file
from workbench.report.wording import listing
from workbench.runs.pages import formats
from workbench.runs.pages.render import Page
from workbench.runs.state.manifest import Manifest
from workbench.runs.tables.update import Say

NAMES = {"word": "Word", "pdf": "PDF"}


def there(page: Page) -> list[str]:
    """Forms of which a file lies beside the page, of whatever page that was made."""
    return [form for form, suffix in formats.FORMS.items() if page.target.with_suffix(suffix).is_file()]


def bring(page: Page, wanted: Sequence[str], say: Say) -> None:
    """Make forms of a page where they are missing or out of date; raises the error that keeps one from being made.

    A file that somebody changed by hand stays as it is (see taken).
    """
    if missing := [form for form in wanted if form not in there(page)]:
        say(f"{page.folder.name.strip('_')}: maakt {told(missing)} van {page.name}")
    for made in formats.make(page.folder, page.target, wanted) if wanted else ():
        if made.error and not made.path.is_file():
            raise made.error


def taken(page: Page, wanted: Sequence[str] | None, say: Say) -> dict[str, bytes]:
    """The forms of a page that go along, by file name; one that is not of this page is made of it: all say the same.

    ``wanted`` None means all that are there.
    """
    found = {}
    for form in there(page):
        if wanted is not None and form not in wanted:
            continue
        path = page.target.with_suffix(formats.FORMS[form])
        about = Manifest(page.folder.processed).stage(formats.ENTRY).get(path.name) or {}
        if about.get("page_sha256") == hash_file(page.target) and about.get("file_sha256") == hash_file(path):
            found[path.name] = path.read_bytes()
            continue
        built = formats.build((str(page.target), form))
        if not isinstance(built, bytes):
            raise built
        found[path.name] = built
        say(
            f"{page.folder.name.strip('_')}: {path.name} is met de hand veranderd of van een oudere pagina; "
            "in de publicatie staat een nieuwe, gemaakt van deze pagina"
        )
    return found


def left_out(pages: Iterable[str], files: Iterable[str]) -> dict[str, list[str]]:
    """Per page (a path without its suffix) the forms of it that are not among the files of a publication."""
    files = set(files)
    found = {page: [form for form in formats.FORMS if page + formats.FORMS[form] not in files] for page in pages}
    return {page: forms for page, forms in found.items() if forms}


def not_along(missing: Mapping[str, Sequence[str]], pages: int, command: str) -> str:
    """One line: which forms of which page stay behind, and how to take them along."""
    by_forms: dict[tuple[str, ...], list[str]] = {}
    for page, forms in missing.items():
        by_forms.setdefault(tuple(forms), []).append(page)
    if len(missing) == pages and len(by_forms) == 1:
        [forms] = by_forms
        what = f"{told(forms)} {'gaan niet mee: die zijn' if len(forms) > 1 else 'gaat niet mee: die is'} niet gemaakt"
    else:
        parts = [f"{told(forms)} van {listing(some)}" for forms, some in by_forms.items()]
        what = f"Dit gaat niet mee, want het is niet gemaakt: {'; '.join(parts)}"
    return f"{what}. Toch meegeven? {command}"


def told(forms: Sequence[str]) -> str:
    """``Word en PDF``."""
    return listing([NAMES[form] for form in forms])

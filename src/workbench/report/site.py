"""A small site of several regions: an index page, and on each region's page the way back to it. No scripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.report import html, wording
from workbench.report.markup import Html, element, items, join, paragraph, section
from workbench.report.sections.opening import banners
from workbench.report.view import View

TITLE = "Quickscan regieneming per regio"
MOST_THEMES = 3
_HEADER = re.compile(r"<header [^>]*data-versie=[^>]*>\n?")


@dataclass(frozen=True)
class Entry:
    """A region on the index: its view and its files as (what it is, path from the index), the page first."""

    view: View
    files: tuple[tuple[str, str], ...]


def index(entries: Sequence[Entry], comparison: Sequence[tuple[str, str]] = ()) -> str:
    """The index page. ``comparison`` are the files of the page that lays these regions side by side."""
    import nbformat

    parts = [_cover(entries, comparison), *(_region(entry) for entry in entries)]
    if comparison:
        lead = paragraph("Dit overzicht zet de regio’s naast elkaar. Het is geen ranglijst.")
        parts.append(section("vergelijking", "Regio’s naast elkaar", lead, _links(comparison)))
    parts.append(section("lezen", "Hoe leest u dit", items(_reading(entries[0].view.policy.k))))
    book = nbformat.v4.new_notebook()
    for part in parts:
        output = nbformat.v4.new_output("execute_result", data={"text/html": str(part)})
        book.cells.append(nbformat.v4.new_code_cell(outputs=[output], id=f"deel-{len(book.cells)}"))
    return html.render(book, title=TITLE, where="index")


def _cover(entries: Sequence[Entry], comparison: Sequence[tuple[str, str]]) -> Html:
    policy = entries[0].view.policy
    fictitious = all(entry.view.data.region.fictief for entry in entries)
    number = wording.count(len(entries), "regio", "regio’s")
    inside = join(
        [
            *banners(policy, fictitious),
            element("h1", "Quickscan regieneming"),
            paragraph(wording.listing([entry.view.data.title for entry in entries]), class_="onder-titel"),
            paragraph(
                f"Op deze pagina vindt u het rapport van {number}. Elk rapport laat zien waar mensen over spreken als "
                "het over samenwerken en regie gaat. Lees de uitkomsten als begin van een gesprek, niet als oordeel."
            ),
            _side_by_side(comparison),
        ]
    )
    mark = "ja" if fictitious else "nee"
    return Html(f'<header data-versie="{policy.version}" data-fictief="{mark}">\n{inside}\n</header>')


def _side_by_side(comparison: Sequence[tuple[str, str]]) -> Html | None:
    """The way to the comparison, for who does not read on to its section."""
    if not comparison:
        return None
    return paragraph("U kunt ook ", element("a", "de regio’s naast elkaar", href=comparison[0][1]), " bekijken.")


def _region(entry: Entry) -> Html:
    view = entry.view
    anchor = "regio-" + (re.sub(r"[^a-z0-9]+", "-", view.data.name.lower()).strip("-") or "x")
    return section(anchor, view.data.title, paragraph(_about(view)), _links(entry.files))


def _about(view: View) -> str:
    """Size, people and what they speak of most, in three short sentences."""
    known, told = view.data.region.kenmerken, []
    if known.gemeenten:
        size = [(len(known.gemeenten), "gemeente", "gemeenten")]
        size += [(known.inwoners, "inwoner", "inwoners")] if known.inwoners else []
        told.append(wording.sentence(wording.listing(wording.counts(size))))
    total = view.number(view.total)
    few = f"minder dan {wording.number_word(view.policy.k)} mensen"
    told.append(f"Wij spraken {few if total is None else wording.count(total, 'persoon', 'mensen')}.")
    themes = [f"‘{view.codes.label(one.code)}’" for one in view.counts("theme") if one.voices][:MOST_THEMES]
    if themes:
        told.append(f"Zij noemen het meest: {wording.listing(themes)}.")
    return " ".join(told)


def _links(files: Sequence[tuple[str, str]]) -> Html:
    return items(element("a", wording.capital(label), href=path) for label, path in files)


def _reading(k: int) -> list[str]:
    few = wording.number_word(k)
    return [
        "Wij tellen mensen, niet uitspraken. Software las de teksten als eerste.",
        f"Een aantal onder de {few} tonen wij niet. Zo is niemand te herkennen.",
        "Niet genoemd is iets anders dan niet belangrijk. Misschien is er niet naar gevraagd.",
        "Deze pagina’s werken ook zonder internet.",
    ]


def with_way_back(page: str, index_path: str = "../index.html") -> str:
    """A page of a region with a link to the index as its first line; a page without our header stays as it is."""
    link = paragraph(element("a", "Alle regio’s", href=index_path), class_="noot")
    return _HEADER.sub(lambda found: f"{found[0]}{link}\n", page, count=1)

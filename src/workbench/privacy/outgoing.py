"""The last look at what goes out: a page or a table as a reader gets it, whatever made it.

``disclosure`` decides what may be shown; this module reads the finished thing and says what should not be in it. Pure
functions over text: nothing is read or written here. No message holds a word of what was found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.privacy.disclosure import betrays, clean

if TYPE_CHECKING:
    import pandas as pd
    from bs4 import BeautifulSoup, Tag

_MACHINE = re.compile(r"(?<![\w/])/(?:home|Users|root|tmp|var|mnt|srv)/[\w.-]|[A-Za-z]:\\\\?(?:Users|Documents)", re.I)
_SHOWN_ATTRIBUTES = ("alt", "title", "aria-label", "content", "placeholder", "value")
_BLOCKS = (
    "p",
    "li",
    "td",
    "th",
    "dd",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "figcaption",
    "blockquote",
    "summary",
    "caption",
    "div",
    "text",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


@dataclass(frozen=True)
class Problem:
    """Something that may not go out: what it is, and where (a heading or a column), without its words."""

    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.what} ({self.where})"


@dataclass(frozen=True)
class Page:
    """What a look at a page gives: problems, the words of the quotes that stand in it, and those of table cells."""

    problems: tuple[Problem, ...]
    quotes: tuple[tuple[str, str], ...]
    cells: tuple[str, ...] = ()


def told(problems: Sequence[Problem], most: int = 5) -> str:
    """Problems in one sentence, the first few by kind and place and the number of the others."""
    shown = "; ".join(str(one) for one in problems[:most])
    return shown + (f"; en nog {len(problems) - most}" if len(problems) > most else "")


def look(
    html: str,
    *,
    names: Iterable[str] = (),
    kept: Iterable[str] = (),
    allowed: Callable[[str], bool] | None = None,
) -> Page:
    """Read a page. ``names`` may not stand in it, ``kept`` only look like names; ``allowed`` says of the words of a
    quote whether they were released.

    ``quotes`` are (words, what stands under it).
    """
    from bs4 import BeautifulSoup, Comment

    soup = BeautifulSoup(html, "html.parser")
    names, kept = tuple(names), tuple(kept)
    problems = [
        *_machinery(soup, html, Comment),
        *(Problem(what, where) for what, where in dict.fromkeys(_words(soup, names, kept))),
    ]
    quotes = []
    for figure in soup.select("figure.citaat, blockquote"):
        if figure.name == "blockquote" and figure.find_parent("figure", class_="citaat"):
            continue
        words, under = _quote(figure)
        quotes.append((words, under))
        if allowed is not None and not allowed(words):
            problems.append(Problem("een citaat dat in geen vrijgegeven bron staat", _heading(figure)))
    cells = (plain(cell.get_text(" ")) for cell in soup.find_all(["td", "th"]) if not cell.find("blockquote"))
    return Page(tuple(problems), tuple(quotes), tuple(dict.fromkeys(filter(None, cells))))


def _machinery(soup: BeautifulSoup, html: str, comment: type) -> Iterable[Problem]:
    for tag in soup.find_all(["script", "iframe", "object", "embed", "form", "link", "base"]):
        yield Problem(f"een <{tag.name}>", _heading(tag))
    if any(key.lower().startswith("on") for tag in soup.find_all(True) for key in tag.attrs):
        yield Problem("een element dat code uitvoert", "hele pagina")
    if soup.find(string=lambda text: isinstance(text, comment)):
        yield Problem("een verborgen opmerking", "hele pagina")
    if soup.find("meta", attrs={"name": re.compile("^(author|generator|creator)$", re.I)}):
        yield Problem("een naam van een maker", "kop van de pagina")
    if _MACHINE.search(re.sub(r"data:[\w/+;=,-]+", "", html)):
        yield Problem("een map van deze computer", "hele pagina")


def _words(soup: BeautifulSoup, names: tuple[str, ...], kept: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """All text a reader or a screen reader meets, block by block."""
    for block in soup.find_all(_BLOCKS):
        if not block.find(_BLOCKS):
            for what in betrays(block.get_text(" ", strip=True), names, kept):
                yield what, _heading(block)
    title = soup.title.get_text() if soup.title else ""
    for what in betrays(title, names, kept):
        yield what, "titel"
    for tag in soup.find_all(True):
        for key in _SHOWN_ATTRIBUTES:
            if isinstance(tag.get(key), str):
                for what in betrays(tag[key], names, kept):
                    yield what, f"{key} van <{tag.name}>"


def _quote(figure: Tag) -> tuple[str, str]:
    body = figure.find("blockquote") or figure
    pieces = []
    for part in body.find_all(string=True):
        if part.find_parent("b", class_="pool-letter") is None and part.find_parent("cite") is None:
            pieces.append(str(part))
    under = figure.find("figcaption")
    label = under.find(string=True, recursive=False) if under else ""
    return plain("".join(pieces)), str(label or "").strip()


def plain(text: str) -> str:
    """Words to compare by: placeholders as they are shown, one space, no marks around it."""
    return clean(text).strip(" \"“”'‘’…")


def _heading(tag: Tag) -> str:
    above = tag.find_previous(["h3", "h2", "h1"]) if tag.name not in ("h1", "h2", "h3") else tag
    if above is None:
        return "kop van de pagina"
    text = above.get_text(" ", strip=True)
    return "een kopje" if betrays(text) else f"onder '{text[:60]}'"


def look_at_table(table: pd.DataFrame, *, names: Iterable[str] = (), kept: Iterable[str] = ()) -> list[Problem]:
    """What may not go out of a table: identifiers in a column name or a cell."""
    names, kept, problems = tuple(names), tuple(kept), []
    for number, column in enumerate(table.columns, start=1):
        where = f"kolom {number}"
        cells = [str(column), *(value for value in table[column] if isinstance(value, str))]
        found = dict.fromkeys(what for cell in cells for what in betrays(cell, names, kept))
        problems += [Problem(what, where) for what in found]
    return problems


def safe_cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection): such text gets an apostrophe before it."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return f"'{value}"
    return value

"""The last look at what goes out: a page or a table as a reader gets it, whatever made it.

``disclosure`` decides what may be shown; this module reads the finished thing and says what should not be in it. Pure
functions over text: nothing is read or written here. No message holds a word of what was found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.privacy import pieces
from workbench.privacy.disclosure import betrays, clean
from workbench.privacy.machine import place_of_a_machine

if TYPE_CHECKING:
    import pandas as pd
    from bs4 import BeautifulSoup, Tag

_RUNS = ("script", "iframe", "object", "embed", "form", "link", "base")
#: what a page to share is made of; whatever else there is (a template, a form, a film) hides, runs or asks something
_TAGS = pieces.INLINE | set(
    re.findall(
        r"\w+",
        "html head meta title style body header footer main nav section article aside address div p h1 h2 h3 h4 h5 h6"
        " hr pre blockquote figure figcaption img picture ol ul li dl dt dd details summary br center"
        " table caption colgroup col thead tbody tfoot tr th td"
        " svg g defs symbol use path rect circle ellipse line polyline polygon text desc clippath mask marker pattern"
        " lineargradient radialgradient stop",
    )
)
_ADDRESSES = (
    "href", "src", "srcset", "poster", "action", "formaction", "cite", "data", "xlink:href", "background", "ping",
    "longdesc", "manifest", "usemap",
)  # fmt: skip
#: remarks, CDATA and the like, words in an end tag, a tag that does not end
_HIDDEN = re.compile(r"<[!?]|</(?![a-z][\w:-]*\s*>)|<[^<>]*\Z", re.IGNORECASE)
_DOCTYPE = re.compile(r"\ufeff?\s*<!doctype html>", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[\w+.-]*:|[/\\]")
_STYLE_ELSEWHERE = re.compile(r"@import|url\(\s*[\"']?(?!#|data:(?:image|font)/)|image-set\(", re.IGNORECASE)
_SIGNS = "=+@|%＝＋－＠-"
_BLANK = r"[\s\x00-\x1f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]"
_FORMULA = re.compile(rf"(?={_BLANK}*[{_SIGNS}]|[\t\r\n])")
_FORMULA_WITHIN = re.compile(rf"([,;\t]{_BLANK}*)(?=[=@＝＠]|[+－＋-][\w(])")
_TOLD = ("alt", "title", "aria-label", "content", "href", "src", "id", "class", "style")
_OF_ELEMENT = "eigenschap van een element"
MACHINE = "een map van deze computer"


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
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser", on_duplicate_attribute=_both)
    names, kept = tuple(names), tuple(kept)
    problems = [
        *(Problem(what, where) for what, where in dict.fromkeys(_machinery(soup, html, names, kept))),
        *(Problem(what, where) for what, where in dict.fromkeys(_words(soup, names, kept))),
    ]
    quotes = []
    for figure in soup.select("figure.citaat, blockquote"):
        if figure.name == "blockquote" and figure.find_parent("figure", class_="citaat"):
            continue
        words, under = _quote(figure)
        quotes.append((words, under))
        if allowed is not None and not allowed(words):
            problems.append(Problem("een citaat dat in geen vrijgegeven bron staat", _heading(figure, names, kept)))
    cells = (plain(cell.get_text(" ")) for cell in soup.find_all(["td", "th"]) if not cell.find("blockquote"))
    return Page(tuple(problems), tuple(quotes), tuple(dict.fromkeys(filter(None, cells))))


def unfit(text: str, names: tuple[str, ...] = (), kept: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What kinds of things in a piece of text may not go out: all that betrays a person, and a folder of this machine.

    The one question for every kind of file.
    """
    return (*betrays(text, names, kept), *((MACHINE,) if place_of_a_machine(text) else ()))


def _both(attributes: dict, key: str, value: str) -> None:
    attributes[key] = f"{attributes[key]} {value}"


def _machinery(soup: BeautifulSoup, html: str, names: tuple, kept: tuple) -> Iterable[tuple[str, str]]:
    for tag in soup.find_all(lambda tag: tag.name not in _TAGS):
        known = tag.name in _RUNS  # another name may be that of a person
        yield f"een <{tag.name}>" if known else "een element dat niet in zo'n pagina hoort", _heading(tag, names, kept)
    for tag in soup.find_all(True):
        for key, value in tag.attrs.items():
            if key.lower().startswith("on"):
                yield "een element dat code uitvoert", "hele pagina"
            elif _elsewhere(str(value), tag.name, is_address=key in _ADDRESSES):
                yield "een verwijzing naar buiten", _heading(tag, names, kept)
    if any(_STYLE_ELSEWHERE.search(pieces.read_style(style.get_text())) for style in soup.find_all("style")):
        yield "een verwijzing naar buiten", "stijl van de pagina"
    if soup.find("meta", attrs={"http-equiv": re.compile("refresh", re.I)}):
        yield "een verwijzing naar buiten", "kop van de pagina"
    doctype = _DOCTYPE.match(html)
    if _HIDDEN.search(html, doctype.end() if doctype else 0):
        yield "een verborgen opmerking", "hele pagina"
    if soup.find("meta", attrs={"name": re.compile("^(author|generator|creator)$", re.I)}):
        yield "een naam van een maker", "kop van de pagina"


def _elsewhere(value: str, tag: str, *, is_address: bool) -> bool:
    """Whether a value asks something outside the publication; a picture may stand in the page itself."""
    address = re.sub(r"[\x00-\x20]", "", value)  # browsers leave these out
    if is_address and not (tag in ("img", "source") and address[:11].lower() == "data:image/"):
        return _ELSEWHERE.match(address) is not None
    return not is_address and _STYLE_ELSEWHERE.search(pieces.read_style(value)) is not None


def _words(soup: BeautifulSoup, names: tuple[str, ...], kept: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """All text that is in the page, for a reader, a screen reader or whoever looks at its source."""
    for text, block in pieces.running(soup):
        for what in unfit(text, names, kept):
            yield what, "titel" if block.name == "title" else _heading(block, names, kept)
    for key, value, tag in pieces.attributes(soup):
        texts = pieces.of_style(value) if key == "style" else (value,)
        where = f"{key} van <{tag.name}>" if tag.name in _TAGS and key in _TOLD else _OF_ELEMENT
        for text in texts:
            for what in unfit(text, names, kept):
                yield what, where
    for key in {key for tag in soup.find_all(True) for key in tag.attrs}:
        for what in unfit(key, names, kept):
            yield what, _OF_ELEMENT
    for style in soup.find_all("style"):
        for text in dict.fromkeys(pieces.of_style(style.get_text())):
            for what in unfit(text, names, kept):
                yield what, "stijl van de pagina"
    for picture in soup.find_all(src=True):
        for text in dict.fromkeys(pieces.of_picture(picture["src"])):
            for what in unfit(text, names, kept):
                yield what, _heading(picture, names, kept)


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


def _heading(tag: Tag, names: tuple[str, ...], kept: tuple[str, ...]) -> str:
    """The heading above a tag, to find it by; of a heading that may not be repeated only which kind it is."""
    above = tag.find_previous(["h3", "h2", "h1"]) if tag.name not in ("h1", "h2", "h3") else tag
    if above is None:
        return "kop van de pagina"
    text = clean(above.get_text())
    return f"bij een <{above.name}>" if unfit(text, names, kept) else f"onder '{text[:60]}'"


def look_at_table(table: pd.DataFrame, *, names: Iterable[str] = (), kept: Iterable[str] = ()) -> list[Problem]:
    """What may not go out of a table: identifiers in a column name or a cell."""
    names, kept, problems = tuple(names), tuple(kept), []
    for number, column in enumerate(table.columns, start=1):
        where = f"kolom {number}"
        cells = [str(column), *(value for value in table[column] if isinstance(value, str))]
        found = dict.fromkeys(what for cell in cells for what in unfit(cell, names, kept))
        problems += [Problem(what, where) for what in found]
    return problems


def safe_cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection): such text gets an apostrophe before it.

    Also after a comma or semicolon: where that parts the cells, the rest of the text would be a cell of its own.
    """
    if not isinstance(value, str):
        return value
    return ("'" if _FORMULA.match(value) else "") + _FORMULA_WITHIN.sub(r"\1'", value)

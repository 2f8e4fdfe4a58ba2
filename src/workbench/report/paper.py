"""A finished page made ready for paper: what PDF and Word both start from, so that they hold what the page holds.

On paper nothing can be opened, clicked or heard: closed blocks stand open, what only a screen reader gets is written
out, and what only serves a screen (the links around the page) falls away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.errors import ReportFailed
from workbench.report.html import FICTITIOUS, MARKS

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = (
    *HEADINGS, "address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "footer", "header", "hr", "img", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
)  # fmt: skip
_KEPT = ("alt", "class", "colspan", "data-papier", "dir", "height", "href", "id", "rowspan", "scope", "src", "width")
_MACHINERY = ("script", "style", "template", "noscript", "iframe", "object", "embed", "link", "base", "meta")
_SCREEN_ONLY = ".overslaan, .terug"
# control characters that no XML may hold, halves of a sign, and marks that turn the direction of what follows them
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True)
class Paper:
    """A page for paper: ``marks`` belong at the head of every sheet, ``body`` is what stands on them."""

    title: str
    language: str
    marks: tuple[str, ...]
    body: Tag

    @property
    def factsheet(self) -> bool:
        """Whether this is a factsheet, which is to be short on paper as well."""
        return self.body.select_one("header.factsheet") is not None


def open_page(html: str) -> Paper:
    """Read a page of the workbench; raises ReportFailed when it is something else."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    if not (soup.html and soup.body and soup.title and soup.body.find("h1")):
        raise ReportFailed("deze pagina is niet van de werkbank of niet heel", remedy="Maak het rapport opnieuw.")
    marks = [mark for version, mark in MARKS.items() if f"versie-{version}" in soup.body.get("class", [])]
    marks += [FICTITIOUS] if soup.body.find(attrs={"data-fictief": "ja"}) else []
    title, language = fit(soup.title.get_text(" ", strip=True)), str(soup.html.get("lang") or "nl")
    _bare(soup.body)
    _opened(soup)
    _written_out(soup.body)
    _paragraphs(soup.body)
    return Paper(title, language, tuple(marks), soup.body)


def fit(text: str) -> str:
    """Text without signs that no document can hold or that would turn its neighbours around."""
    return _UNFIT.sub("", text)


def _bare(body: Tag) -> None:
    """Take away what runs, loads or hides, and all that leads out of the page."""
    from bs4.element import NavigableString, PreformattedString

    for tag in body.find_all(_MACHINERY) + body.select(_SCREEN_ONLY):
        tag.decompose()
    for tag in body.find_all(True):
        tag.attrs = {key: value for key, value in tag.attrs.items() if key in _KEPT}
        if not str(tag.get("href", "#")).startswith("#"):
            del tag["href"]
        if not str(tag.get("src", "data:image/")).startswith("data:image/"):
            del tag["src"]
        if "alt" in tag.attrs:
            tag["alt"] = fit(tag["alt"])
    for text in body.find_all(string=True):
        if isinstance(text, PreformattedString):  # a comment and its kin
            text.extract()
        elif (better := fit(text)) != text:
            text.replace_with(NavigableString(better))


def _opened(soup: BeautifulSoup) -> None:
    """Closed blocks stand open, under what one would have clicked on or the words for paper instead of it."""
    for tag in soup.body.find_all("summary"):
        if tag.get("data-papier"):
            tag.string = tag["data-papier"]
        tag.attrs = {"class": ["samenvatting"]}
        tag.name = "div" if tag.find(BLOCKS) else "p"
    for tag in soup.body.find_all("details"):
        tag.name = "div"


def _written_out(body: Tag) -> None:
    """What stands there for a screen reader alone can be read by everyone.

    Not the caption of a table under a heading that says the same: that stays its name and is not written twice.
    """
    for tag in body.select("caption:has(> .onzichtbaar)"):
        tag.parent["aria-label"] = tag.get_text(" ", strip=True)
        tag.decompose()
    for tag in body.select(".onzichtbaar"):
        if tag.name in BLOCKS:
            del tag["class"]
            continue
        if tag.find_previous_sibling() is not None:
            tag.insert_before(" ")
        tag.unwrap()


def _paragraphs(body: Tag) -> None:
    """What stands under a quote or above a chart, and bare text in a block, is a paragraph like any other."""
    for tag in body.find_all("figcaption"):
        quote = "citaat" in tag.parent.get("class", [])
        tag.name, tag["class"] = "p", ["bron" if quote else "bijschrift"]
    for tag in body.find_all("figure"):
        tag.name = "div"
    for tag in body.find_all("div"):
        if not tag.find(BLOCKS) and tag.get_text(strip=True):
            tag.name = "p"

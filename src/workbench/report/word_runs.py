"""Runs of text for Word: bold stays bold, a marked pole marked, and a link within the page leads to its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.report.breaks import SOFT_HYPHEN  # Word would print it
from workbench.report.paper import fit

if TYPE_CHECKING:
    from bs4.element import PageElement, Tag
    from docx.text.paragraph import Paragraph

MARKED = {"pool-a": "Pool A", "pool-b": "Pool B", "spoor": "Spoor", "pool-letter": "Pool-letter"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HEBREW_TO_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True)
class _Look:
    bold: bool = False
    italic: bool = False
    style: str = ""
    anchor: str = ""


def words(node: PageElement) -> str:
    """The text of a node without space around it."""
    return (node.get_text() if hasattr(node, "get_text") else str(node)).strip()


def write(paragraph: Paragraph, nodes: Iterable[PageElement | str]) -> None:
    """Put nodes into a paragraph: space as a browser shows it, breaks where the page has them."""
    pieces = _tidy(list(_pieces(nodes, _Look())))
    for text, look in pieces:
        _run(paragraph, text, look)


def _pieces(nodes: Iterable[PageElement | str], look: _Look) -> Iterator[tuple[str, _Look]]:
    for node in nodes:
        name = getattr(node, "name", None)
        if name is None:
            yield _SPACE.sub(" ", fit(str(node)).replace(SOFT_HYPHEN, "")), look
        elif name == "br":
            yield "\n", look
        else:
            yield from _element(node, look)


def _element(tag: Tag, look: _Look) -> Iterator[tuple[str, _Look]]:
    classes = tag.get("class", [])
    style = next((MARKED[one] for one in classes if one in MARKED), "Spoor" if tag.name == "small" else look.style)
    inner = replace(look, style=style)
    if tag.name in ("b", "strong"):
        inner = replace(inner, bold=True)
    elif tag.name in ("i", "em", "cite"):
        inner = replace(inner, italic=True)
    elif tag.name == "a" and str(tag.get("href", "")).startswith("#"):
        inner = replace(inner, anchor=name_of(tag["href"][1:]))
    own_line = "spoor" in classes
    if own_line:
        yield "\n", look
    yield from _pieces(tag.children, inner)
    if own_line or (tag.name == "b" and "vraag" in (tag.parent.get("class") or [])):
        yield "\n", look


def _tidy(pieces: list[tuple[str, _Look]]) -> list[tuple[str, _Look]]:
    """One space where there were more, none at either end of a line, no empty line at either end."""
    found: list[tuple[str, _Look]] = []
    for text, look in pieces:
        last = found[-1][0] if found else "\n"
        if text == "\n":
            if found:
                found[-1] = (last.rstrip(" "), found[-1][1])
                if last != "\n":
                    found.append((text, look))
            continue
        if last.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if text:
            found.append((text, look))
    while found and not found[-1][0].strip():
        found.pop()
    if found:
        found[-1] = (found[-1][0].rstrip(" "), found[-1][1])
    return found


def _run(paragraph: Paragraph, text: str, look: _Look) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(text)
    run.bold, run.italic = look.bold or None, look.italic or None
    if look.style:
        run.style = look.style
    if _HEBREW_TO_ARABIC.search(text):
        run.font.rtl = not re.search(r"[A-Za-z]", text) or None
    if look.anchor:
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), look.anchor)
        link.set(qn("w:history"), "1")
        run._r.getparent().replace(run._r, link)
        link.append(run._r)


def name_of(anchor: str) -> str:
    """An anchor of the page as Word allows it: letters, digits and underscores, at most 40, a letter first."""
    return ("a_" + re.sub(r"\W", "_", anchor))[:40]


@contextmanager
def bookmark(paragraph: Paragraph, anchor: str | None) -> Iterator[None]:
    """Let links to ``anchor`` lead to what is written in this block; nothing without an anchor."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if not anchor:
        yield
        return
    number = str(len(paragraph._p.getroottree().xpath("//*[local-name()='bookmarkStart']")))
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), number)
    start.set(qn("w:name"), name_of(anchor))
    end.set(qn("w:id"), number)
    paragraph._p.append(start)
    yield
    paragraph._p.append(end)

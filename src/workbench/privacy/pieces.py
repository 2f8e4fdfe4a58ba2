"""Everything that stands in a page, in sight or not: running text, attributes, style sheets, the words of pictures.

For the last look (see outgoing). Nothing is judged here, and nothing is left out because a reader would not see it.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

#: elements of which the text goes on where that of the words around it stopped
INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q rp rt ruby s samp small span strong sub sup"
        " time tspan tt u var wbr",
    )
)
GEOMETRY = frozenset(("d", "points", "viewbox", "transform"))  # numbers of a drawing, which look like any number
_ONLY_NUMBERS = re.compile(r"[\s\d.,+a-z()-]*", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([0-9a-f]{1,6})\s?", re.IGNORECASE)
_OF_STYLE = re.compile(
    r"/\*(.*?)\*/"  # a remark
    r"|\"([^\"]*)\"|'([^']*)'|url\(([^)]*)\)"
    r"|[.#]((?![0-9a-f]{3,8}\b)-?[a-z_][\w-]*)|--([\w-]+)"  # a class, id or property of one's own; no colour
    r"|(?<![\w#-])([A-ZÀ-Þ][\w-]+)",
    re.DOTALL,
)
_OF_PICTURE = re.compile(r"<!--(.*?)-->|>([^<>]*[^\s<>][^<>]*)<", re.DOTALL)
_SVG = re.compile(r"\s*data:image/svg\+xml([^,]*),(.*)", re.DOTALL | re.IGNORECASE)


def running(soup: BeautifulSoup) -> Iterator[tuple[str, Tag]]:
    """Texts and the block that each stands in: what is bold or marked joins the words around it, blocks stand apart.

    Where two words meet at such a joint ("Jan<b>Klaassen</b>") the text comes twice: as one word and as two.
    """
    from bs4.element import NavigableString, PreformattedString, Stylesheet

    parts: list[str] = []
    current = None
    for one in soup.descendants:
        if isinstance(one, (PreformattedString, Stylesheet)):
            continue
        if not isinstance(one, NavigableString):
            if one.name == "br":
                parts.append(" ")
            continue
        block = one.parent
        while block.name in INLINE and block.parent is not None:
            block = block.parent
        if block is not current:
            yield from ((text, current) for text in _joined(parts))
            parts, current = [], block
        parts.append(str(one))
    yield from ((text, current) for text in _joined(parts))


def _joined(parts: list[str]) -> Iterator[str]:
    text = "".join(parts)
    if text.strip():
        yield text
        spaced = " ".join(parts)
        if len(re.findall(r"\w+", spaced)) != len(re.findall(r"\w+", text)):
            yield spaced


def attributes(soup: BeautifulSoup) -> Iterator[tuple[str, str, Tag]]:
    """Every different value of every attribute, as it stands and with %20 and the like read: (name, value, tag).

    Pictures that stand in the page itself are not among them (see of_picture), nor the numbers of a drawing.
    """
    seen = set()
    for tag in soup.find_all(True):
        for key, value in tag.attrs.items():
            text = " ".join(value) if isinstance(value, list) else str(value)
            if (key, text) in seen:
                continue
            seen.add((key, text))
            if text.lstrip()[:11].lower() == "data:image/" or (key in GEOMETRY and _ONLY_NUMBERS.fullmatch(text)):
                continue
            yield key, text, tag
            if (read := unquote(text)) != text:
                yield key, read, tag


def read_style(css: str) -> str:
    """A style sheet as a browser reads it: ``\\61`` is a letter."""
    return _ESCAPED.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), css)


def of_style(css: str) -> Iterator[str]:
    """What a style sheet holds that is not its own language: remarks, strings, names that somebody made up."""
    for found in _OF_STYLE.finditer(read_style(css)):
        yield from (text for text in found.groups() if text)


def of_picture(source: str) -> Iterator[str]:
    """The words of a drawing that stands in the page itself (``data:image/svg+xml``), in sight and in remarks."""
    if not (found := _SVG.match(source)):
        return
    packed = ";base64" in found[1].lower()
    drawing = b64decode(found[2]).decode("utf-8", "replace") if packed else unquote(found[2])
    for one in _OF_PICTURE.finditer(drawing):
        yield unescape(one[1] or one[2])

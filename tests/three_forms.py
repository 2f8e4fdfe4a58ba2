"""What stands in a report, read back from its page, its Word document and its PDF in the same terms.

Space and what only says where a line may break are left out, because each form breaks its lines elsewhere. The PDF is
read along its tags, as a screen reader does; a table that goes on at the next sheet has its header row again there,
which counts once.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field

LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass
class Contents:
    """``whole`` is all text in reading order; ``quotes`` are (words, what stands under it)."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    quotes: list[tuple[str, str]] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)
    whole: str = ""


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\u2010]+", "", text)


def of_html(html: str) -> Contents:
    from bs4 import BeautifulSoup

    body = BeautifulSoup(html, "html.parser").body
    # links around the page, and captions for who cannot see the heading above: not on paper
    for tag in body.select(".overslaan, .terug, caption:has(> .onzichtbaar)"):
        tag.decompose()
    for tag in body.select("summary[data-papier]"):  # on paper nothing can be clicked
        tag.string = tag["data-papier"]
    found = Contents(whole=squeezed(body.get_text()))
    found.headings = [(int(tag.name[1]), squeezed(tag.get_text())) for tag in body.find_all(LEVELS)]
    found.cells = [squeezed(tag.get_text()) for tag in body.find_all(["th", "td"])]
    found.alts = [tag["alt"] for tag in body.find_all("img")]
    for quote in body.select("figure.citaat"):
        found.quotes.append((squeezed(quote.blockquote.get_text()), squeezed(quote.figcaption.get_text())))
    for tag in body.find_all(["p", "li", "summary", "figcaption", "caption", "div"]):
        loose = tag.name != "div" or tag.find(["p", "div", "table", "figure", *LEVELS]) is None
        if loose and not tag.find_parent(["td", "th"]) and not tag.find_parent("figure", class_="citaat"):
            found.paragraphs.append(squeezed(tag.get_text()))
    found.paragraphs = [text for text in found.paragraphs if text]
    return found


def of_docx(content: bytes) -> Contents:
    from docx import Document
    from docx.table import Table

    document = Document(io.BytesIO(content))
    found, texts = Contents(), []
    for block in _blocks(document):
        if isinstance(block, Table):
            seen = []
            for row in block.rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.append(cell._tc)
                        found.cells.append(squeezed("".join(one.text for one in cell.paragraphs)))
                        texts.append(found.cells[-1])
            continue
        text, style = squeezed(block.text), block.style.name
        texts.append(text)
        if style.startswith("Heading "):
            found.headings.append((int(style[-1]), text))
        elif style == "Quote":
            found.quotes.append((text, ""))
        elif style == "Citaatbron":
            found.quotes[-1] = (found.quotes[-1][0], text)
        elif text:
            found.paragraphs.append(text)
    found.alts = [one.get("descr") for one in document.element.body.iter() if one.tag.endswith("}docPr")]
    found.whole = "".join(texts)
    return found


def _blocks(document):
    """Blocks of a document; of a table of poles each column is read from its head down: a side of the dilemma."""
    for block in document.iter_inner_content():
        if getattr(block.style, "name", "") == "Polentabel":
            yield from (one for column in block.columns for cell in column.cells for one in cell.paragraphs)
        else:
            yield block


def of_pdf(content: bytes) -> Contents:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    texts = {page.indirect_reference.idnum: _marked(page) for page in reader.pages}
    found = _Tags(texts)
    found.read(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    found.contents.whole = "".join(found.texts)
    return found.contents


class _Tags:
    """A walk over the tags of a PDF. Paragraphs are not told apart (a sheet may end in one): they are in ``whole``."""

    def __init__(self, texts):
        self.marked, self.contents, self.texts, self.table = texts, Contents(), [], ""

    def read(self, node, inside=""):
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                self.read(child, inside)
            return
        kind = str(node.get("/S", ""))[1:]
        if kind == "Lbl":
            return
        if kind == "THead":
            head = self.text(node)
            if head == self.table:
                return
            self.table = head
        elif kind in ("P", "L", "Caption") or kind[:1] == "H":
            self.table = ""
        if kind == "Figure":
            self.contents.alts.append(str(node["/Alt"]))
        if kind in ("H1", "H2", "H3", "H4", "H5", "H6"):
            self.contents.headings.append((int(kind[1]), self.text(node)))
        elif kind in ("TH", "TD"):
            self.contents.cells.append(self.text(node))
        elif kind == "BlockQuote" and inside not in ("TH", "TD"):
            self.contents.quotes.append((self.text(node), ""))
        page = node.raw_get("/Pg").idnum if "/Pg" in node else 0
        for child in node.get("/K", []):
            if isinstance(child, int):
                self.texts.append(_unled(self.marked[page].get(child, ""), kind))
            elif "/S" in child.get_object():
                self.read(child, kind if kind in ("TH", "TD") else inside)

    def text(self, node):
        other = _Tags(self.marked)
        node = node.get_object()
        page = node.raw_get("/Pg").idnum if "/Pg" in node else 0
        kind = str(node["/S"])[1:]
        for child in node.get("/K", []):
            if isinstance(child, int):
                other.texts.append(_unled(self.marked[page].get(child, ""), kind))
            elif "/S" in child.get_object():
                other.read(child)
        return "".join(other.texts)


def _unled(text, kind):
    """A line of the contents list without the dots and the number of its page."""
    return re.sub(r"^[.\s]*\d*$", "", text) if kind == "Link" else text


def _marked(page):
    """Text of a page by the number of its mark; only what a tag leads to is content."""
    from pypdf.generic import ContentStream

    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    texts, open_marks, letters = {}, [], {}
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in (b"BDC", b"BMC"):
            about = operands[1] if len(operands) > 1 else {}
            open_marks.append(about.get("/MCID") if hasattr(about, "get") else None)
        elif operator == b"EMC":
            open_marks.pop()
        elif operator == b"Tf":
            letters = fonts[operands[0]]
        elif operator in (b"TJ", b"Tj"):
            parts = operands[0] if operator == b"TJ" else [operands[0]]
            mark = next((one for one in reversed(open_marks) if one is not None), None)
            for part in parts:
                if not isinstance(part, int | float):
                    glyphs = part.original_bytes
                    pairs = (glyphs[at : at + 2] for at in range(0, len(glyphs), 2))
                    text = "".join(letters.get(int.from_bytes(pair, "big"), "") for pair in pairs)
                    texts[mark] = texts.get(mark, "") + squeezed(text)
    # letters that are read from the right stand in a PDF as they are seen
    return {mark: re.sub("[\u0590-\u08ff]+", lambda found: found[0][::-1], text) for mark, text in texts.items()}


def _letters(font):
    pairs = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]+)>\n", font["/ToUnicode"].get_data().decode("ascii"))
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be", "replace") for glyph, text in pairs}

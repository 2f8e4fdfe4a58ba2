"""A finished page as PDF/UA: tagged, in Dutch, with a title; made by WeasyPrint without a network.

The letters are those that come with matplotlib, so that a page looks the same on every machine, also on a server
without fonts. The same page gives the same bytes.
"""

from __future__ import annotations

import base64
import io
import re
from contextlib import redirect_stdout
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from workbench.errors import ReportFailed
from workbench.report.breaks import SOFT_HYPHEN
from workbench.report.paper import Paper, open_page

if TYPE_CHECKING:
    from bs4 import Tag

LONGEST = 40  # letters of a word; more may break anywhere
_ENDLESS = re.compile(rf"\S{{{LONGEST + 1},}}")
VARIANT = "pdf/ua-1"
SHEETS = 2  # that a factsheet may take
#: rules for a factsheet, the first with which it fits: smaller letters (points), at last in one column
FACTSHEET = (
    *(f".factsheet {{ font-size: {size}pt }}" for size in (9.4, 8.8, 8.2, 7.6)),
    ".factsheet { font-size: 7.6pt } .factsheet main { columns: auto }",
)
STYLE = Path(__file__).with_name("paper.css")
FONTS = (
    ("Verslag Sans", "DejaVuSans", 400, "normal"),
    ("Verslag Sans", "DejaVuSans-Bold", 700, "normal"),
    ("Verslag Sans", "DejaVuSans-Oblique", 400, "italic"),
    ("Verslag Serif", "DejaVuSerif", 400, "normal"),
    ("Verslag Serif", "DejaVuSerif-Bold", 700, "normal"),
)
NO_PANGO = (
    "Installeer pango. Debian of Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
    "Fedora: sudo dnf install pango. macOS: brew install pango. "
    "Windows: installeer MSYS2, daarin pacman -S mingw-w64-x86_64-pango, en zet WEASYPRINT_DLL_DIRECTORIES op "
    "C:\\msys64\\mingw64\\bin. Met conda: conda install -c conda-forge pango. HTML en Word lukken ook zonder."
)


def make(html: str) -> bytes:
    """The PDF of a page; raises ReportFailed when pango is missing or the page is not one of ours."""
    paper = open_page(html)
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    class Nothing(weasyprint.urls.URLFetcher):
        """Gives what stands in the page itself and nothing else."""

        def __init__(self):
            super().__init__(allowed_protocols=("data",), allow_redirects=False)

    fonts = FontConfiguration()
    page = weasyprint.HTML(string=_source(paper), url_fetcher=Nothing(), base_url=None)
    style = weasyprint.CSS(string=stylesheet(paper), url_fetcher=Nothing(), font_config=fonts)
    shortest = None
    for rules in FACTSHEET if paper.factsheet else ("",):
        styles = [style, weasyprint.CSS(string=rules)]
        try:
            tried = page.render(stylesheets=styles, font_config=fonts, pdf_variant=VARIANT)
        except AssertionError:  # WeasyPrint 70 cannot place some blocks across two columns; other sizes can do
            continue
        if shortest is None or len(tried.pages) < len(shortest.pages):
            shortest = tried
        if len(shortest.pages) <= SHEETS:
            break
    if shortest is None:
        raise ReportFailed("deze pagina is niet op te maken als pdf", where="pdf", remedy="Maak html of Word.")
    return shortest.write_pdf(pdf_variant=VARIANT)


def why_not() -> ReportFailed | None:
    """Why no PDF can be made on this machine, with what to do about it; None when it can."""
    try:
        _weasyprint()
    except ReportFailed as error:
        return error
    return None


def _weasyprint():
    """The library; importing it fails when the system has no pango."""
    try:
        with redirect_stdout(io.StringIO()):  # what it says of a missing library is not for the outcome of a command
            import weasyprint
            import weasyprint.urls
    except OSError:
        raise ReportFailed("voor pdf mist dit systeem het programma pango", where="pdf", remedy=NO_PANGO) from None
    return weasyprint


def _source(paper: Paper) -> str:
    _breakable(paper.body)
    kind = "factsheet" if paper.factsheet else "rapport"
    head = f'<meta charset="utf-8"><title>{escape(paper.title)}</title>'
    start = f'<!DOCTYPE html><html lang="{escape(paper.language)}" class="{kind}"><head>{head}</head>'
    return f"{start}{paper.body}</html>"


def _breakable(body: Tag) -> None:
    """Let a string without end break somewhere; a width that is broken anywhere would break plain words in tables.

    Soft hyphens are for narrow screens: with them a cell is laid out as if it could not be broken at all.
    """
    from bs4 import BeautifulSoup

    for text in body.find_all(string=lambda words: SOFT_HYPHEN in words):
        text.replace_with(text.replace(SOFT_HYPHEN, ""))
    for text in body.find_all(string=_ENDLESS):
        pieces = _ENDLESS.sub(lambda found: "\0".join(wrap(found[0], LONGEST)), str(text))
        marked = "<wbr>".join(escape(piece, quote=False) for piece in pieces.split("\0"))
        text.replace_with(BeautifulSoup(marked, "html.parser"))


def stylesheet(paper: Paper) -> str:
    """The style for paper, with its letters in it and the marks of this page at the head of every sheet."""
    import matplotlib

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    faces = [
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {slant}; '
        f"src: url(data:font/ttf;base64,{base64.b64encode((folder / f'{name}.ttf').read_bytes()).decode('ascii')}); }}"
        for family, name, weight, slant in FONTS
    ]
    head = ""
    if paper.marks:
        words = " · ".join(paper.marks)
        head = f'@page {{ @top-center {{ content: "{words}"; font: bold 9pt "Verslag Sans"; color: #5a2d00; }} }}'
    return "\n".join([*faces, STYLE.read_text(encoding="utf-8"), head])

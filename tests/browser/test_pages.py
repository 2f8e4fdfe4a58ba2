"""The report in a real browser: on a phone, in the dark, on paper, without a network."""

import itertools
import re

import nbformat
import pytest

from workbench.privacy.disclosure import Policy
from workbench.report import html
from workbench.report.comparison_report import ComparisonReport
from workbench.report.region_report import RegionReport

pytestmark = pytest.mark.browser


def _page_file(folder, name, parts):
    book = nbformat.v4.new_notebook()
    for part in parts:
        output = nbformat.v4.new_output("execute_result", data={"text/html": str(part)})
        book.cells.append(nbformat.v4.new_code_cell("x", outputs=[output]))
    target = folder / f"{name}.html"
    target.write_text(html.render(book, title=f"Rapport {name}"), encoding="utf-8")
    return target


@pytest.fixture(scope="module")
def pages(tmp_path_factory, invented_region, make_region, invented_data):
    folder = tmp_path_factory.mktemp("pages")
    other = make_region(invented_data, "ander")
    return {
        "concept": _page_file(folder, "concept", RegionReport(invented_region, Policy(1)).sections()),
        "regio": _page_file(folder, "regio", RegionReport(invented_region, Policy(3, "regio")).sections()),
        "vergelijking": _page_file(
            folder, "vergelijking", ComparisonReport([invented_region, other], Policy(1)).sections()
        ),
    }


NAMES = pytest.mark.parametrize("name", ["concept", "regio", "vergelijking"])


def opened(browser, path, *, width=1280, **options):
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(path.as_uri())
    return page, asked, errors


@NAMES
def test_nothing_is_asked_from_anywhere(browser, pages, name):
    page, asked, errors = opened(browser, pages[name])
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert errors == []
    assert page.evaluate("document.querySelectorAll('script, iframe, link, object, form').length") == 0
    assert page.evaluate("document.documentElement.lang") == "nl"


@NAMES
def test_every_picture_loads_and_tells_what_it_shows(browser, pages, name):
    page, _, _ = opened(browser, pages[name])
    found = page.evaluate("[...document.images].map(i => [i.alt, i.naturalWidth, i.complete])")
    assert found
    for alt, width, complete in found:
        assert complete and width > 100
        assert len(alt.split()) > 8 and re.search(r"\d", alt) and "diagram" in alt


@NAMES
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_sideways_scrolling(browser, pages, name, width):
    page, _, _ = opened(browser, pages[name], width=width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = page.evaluate(
        "w => [...document.querySelectorAll('main *, header *')].filter(e => e.getBoundingClientRect().right > w + 1"
        " && getComputedStyle(e.closest('thead') || e).position !== 'absolute').map(e => e.tagName + e.className)",
        width,
    )
    assert wide == []


@NAMES
def test_a_wide_screen_is_used_and_the_contents_stay_in_sight(browser, pages, name):
    page, _, _ = opened(browser, pages[name], width=1280)
    box = "s => { const b = document.querySelector(s).getBoundingClientRect(); return [b.left, b.right, b.top]; }"
    nav, main = page.evaluate(box, "nav"), page.evaluate(box, "main")
    assert nav[1] <= main[0] and main[1] - nav[0] > 1100
    page.evaluate("window.scrollTo(0, 2000)")
    assert 0 <= page.evaluate(box, "nav")[2] < 100


@NAMES
def test_on_a_phone_the_contents_are_one_tap_away(browser, pages, name):
    page, _, _ = opened(browser, pages[name], width=390)
    page.evaluate("window.scrollTo(0, 2500)")
    page.locator("a.terug").click()
    assert abs(page.evaluate("document.querySelector('nav h2').getBoundingClientRect().top")) < 60


@NAMES
def test_landmarks_and_headings(browser, pages, name):
    page, _, _ = opened(browser, pages[name])
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    for landmark in ("main", "nav", "header", "footer"):
        assert page.evaluate(f"document.querySelectorAll('body > {landmark}').length") == 1
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_the_keyboard_goes_to_the_content_first_and_opens_the_numbers(browser, pages):
    page, _, _ = opened(browser, pages["regio"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Ga naar de inhoud"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('details').open")


CONTRAST = """() => {
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const line = v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => [r, g, b].map(v => line(v / 255))
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const names = 'p, li, a, h1, h2, h3, h4, td, th, figcaption, mark, summary, caption, .merk';
  return [...document.querySelectorAll(names)].map(e => {
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    return [(a + .05) / (b + .05), e.tagName + '.' + e.className]; }).filter(([ratio]) => ratio < 4.5);
}"""


@NAMES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_light_and_dark(browser, pages, name, scheme):
    page, _, _ = opened(browser, pages[name], color_scheme=scheme)
    assert page.evaluate(CONTRAST) == []
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") is (scheme == "light")


def test_every_printed_page_says_that_it_is_a_concept(browser, pages):
    import io

    from pypdf import PdfReader

    page, _, _ = opened(browser, pages["concept"])
    printed = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    assert len(printed.pages) > 2
    for sheet in printed.pages:
        assert "niet delen" in sheet.extract_text()

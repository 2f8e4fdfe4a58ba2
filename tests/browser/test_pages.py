"""Every kind of page in a real browser: on a phone, in the dark, on paper, by keyboard, without a network.

What only looks at a page shares one that is opened once; what changes a page opens its own.
"""

import io
import itertools
import re
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from workbench.privacy.disclosure import Policy
from workbench.report import site
from workbench.report.comparison_report import ComparisonReport
from workbench.report.region_report import RegionReport
from workbench.report.view import View
from workbench.runs.history import listing

pytestmark = pytest.mark.browser

#: as ``records`` reads it: one region well, one not
RUN = {
    "opdracht": "report",
    "begonnen": "2026-02-02T03:00:00+01:00",
    "duur_s": 75.5,
    "uitkomst": "mislukt",
    "gevraagd": {"versie": "regio", "alleen_veranderd": True},
    "regios": [
        {"regio": "daar", "uitkomst": "gelukt", "duur_s": 31.0, "paginas": {"rapport-regio.html": "9c1e5d20aa41"}},
        {"regio": "hier", "uitkomst": "mislukt", "duur_s": 44.5, "reden": "cel 3 stopte", "paginas": {}},
    ],
}
FILES = (("rapport", "hier/rapport.html"), ("factsheet", "hier/factsheet.html"))


@pytest.fixture(scope="module")
def pages(tmp_path_factory, invented_region, other_region, as_page, regio, comparison, factsheet):
    """Name to file. With a k of 1 a concept has every group and every number; ``regio`` is as it stands in a site."""
    both = [invented_region, other_region]
    entries = [site.Entry(View(one, Policy(3, "regio")), FILES) for one in both]
    made = {
        "concept": as_page(RegionReport(invented_region, Policy(1)).sections()),
        "regio": site.with_way_back(regio),
        "factsheet": factsheet,
        "vergelijking": comparison,
        "vergelijking-concept": as_page(ComparisonReport(both * 4, Policy(1)).sections()),
        "site": site.index(entries, FILES),
        "overzicht": listing.page([RUN] * 3),
    }
    folder = tmp_path_factory.mktemp("pages")
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


REPORTS = ("concept", "regio", "factsheet", "vergelijking", "vergelijking-concept")
EVERY = pytest.mark.parametrize("name", [*REPORTS, "site", "overzicht"])
WITH_PICTURES = pytest.mark.parametrize("name", REPORTS)
LONG = pytest.mark.parametrize("name", [name for name in REPORTS if name != "factsheet"])


@contextmanager
def opened(browser, path, *, width=1280, **options):
    """A page of one's own, to change at will."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


@pytest.fixture(scope="module")
def seen(browser, pages):
    """Function: name -> a page that nobody changes, what it asked for, and what the browser complained of."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    found = {}

    def see(name):
        if name not in found:
            page, asked, errors = context.new_page(), [], []
            page.on("request", lambda request: asked.append(request.url))
            page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
            page.goto(pages[name].as_uri())
            found[name] = page, asked, errors
        return found[name]

    yield see
    context.close()


@EVERY
def test_nothing_is_asked_from_anywhere(seen, name):
    page, asked, errors = seen(name)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == [] and asked
    assert errors == []
    assert page.evaluate("document.querySelectorAll('script, iframe, link, object, form').length") == 0
    assert page.evaluate("document.documentElement.lang") == "nl"


@WITH_PICTURES
def test_every_picture_loads_and_tells_what_it_shows(seen, name):
    found = seen(name)[0].evaluate("[...document.images].map(i => [i.alt, i.naturalWidth, i.complete])")
    assert found and len({alt for alt, _, _ in found}) == len(found)
    for alt, width, complete in found:
        assert complete and width > 100
        assert len(alt.split()) > 8 and re.search(r"\d", alt) and re.search("diagram|kaart", alt)


@WITH_PICTURES
def test_behind_every_chart_is_a_table(seen, name):
    charts = "[...document.querySelectorAll('figure.grafiek')].map(f => f.querySelectorAll('details table').length)"
    found = seen(name)[0].evaluate(charts)
    assert found and all(found)


# a word of a table that is cut in the middle of a line, or that runs into its neighbour
CUT = """() => [...document.querySelectorAll('td, th')].filter(e => e.scrollWidth > e.clientWidth + 1
  && getComputedStyle(e.closest('thead') || e).position !== 'absolute').map(e => e.textContent)"""


@EVERY
def test_no_sideways_scrolling(browser, pages, at_every_width, name):
    with opened(browser, pages[name]) as page:
        for width in at_every_width(page):
            assert page.evaluate(CUT) == [], width


@LONG
def test_a_wide_screen_is_used_and_the_contents_stay_in_sight(browser, pages, name):
    with opened(browser, pages[name]) as page:
        box = "s => { const b = document.querySelector(s).getBoundingClientRect(); return [b.left, b.right, b.top]; }"
        nav, main = page.evaluate(box, "nav"), page.evaluate(box, "main")
        assert nav[1] <= main[0] and main[1] - nav[0] > 1100
        page.evaluate("window.scrollTo(0, 2000)")
        assert 0 <= page.evaluate(box, "nav")[2] < 100


@LONG
def test_on_a_phone_the_contents_are_one_tap_away(browser, pages, name):
    with opened(browser, pages[name], width=390) as page:
        page.evaluate("window.scrollTo(0, 2500)")
        page.locator(".terug a").click()
        assert abs(page.evaluate("document.querySelector('nav h2').getBoundingClientRect().top")) < 60


@EVERY
def test_headings_are_in_order(seen, name):
    levels = seen(name)[0].evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    ids = seen(name)[0].evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


@WITH_PICTURES
def test_landmarks(seen, name):
    for landmark in ("main", "nav", "header", "footer"):
        assert seen(name)[0].evaluate(f"document.querySelectorAll('body > {landmark}').length") == 1


REACHED = """() => { const all = [...document.querySelectorAll('a[href], summary')].filter(e => e.checkVisibility());
  return [all.length, all.indexOf(document.activeElement), !!document.activeElement.matches(':focus-visible')]; }"""


@EVERY
def test_the_keyboard_reaches_every_link_and_every_block(browser, pages, name):
    with opened(browser, pages[name]) as page:
        count = page.evaluate(REACHED)[0]
        reached = set()
        for number in range(count):
            page.keyboard.press("Tab")
            _, at, visible = page.evaluate(REACHED)
            assert visible
            reached.add(at)
            if number == 0 and name in REPORTS:
                assert page.evaluate("document.activeElement.textContent") == "Ga naar de inhoud"
                assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
        assert reached == set(range(count)) and count


@WITH_PICTURES
def test_the_keyboard_opens_the_numbers(browser, pages, name):
    with opened(browser, pages[name]) as page:
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


@EVERY
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_and_the_rules_of_axe_are_met(browser, pages, name, scheme):
    with opened(browser, pages[name], width=390, color_scheme=scheme, bypass_csp=True) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate(CONTRAST) == []
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(255, 255, 255)") is (scheme == "light")
        violations = Axe().run(page).response["violations"]
        assert [(one["id"], node["html"][:200]) for one in violations for node in one["nodes"]] == []


@WITH_PICTURES
def test_on_paper_every_sheet_has_its_mark_and_no_chart_is_cut(browser, pages, name):
    with opened(browser, pages[name]) as page:
        sheets = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
        page.emulate_media(media="print")
        heights = page.evaluate("[...document.images].map(i => i.getBoundingClientRect().height)")
    concept = "concept" in name
    assert len(sheets) > (1 if name == "factsheet" else 2)
    for sheet in sheets:
        assert ("niet delen" in sheet.extract_text()) is concept
    assert heights and max(heights) < 950  # CSS pixels between the margins of A4

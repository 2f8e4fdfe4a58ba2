"""One real browser for all pages that are looked at; it skips loudly where there is none, except in CI."""

import os
import shutil
import warnings

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM:
        if os.environ.get("CI"):
            pytest.fail("in CI the pages must be looked at, and there is no chromium")
        warnings.warn("NO BROWSER: the pages were not looked at; apt-get install chromium", stacklevel=1)
        pytest.skip("no chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


WIDE = """w => [...document.querySelectorAll('main *, header *')].filter(e => e.getBoundingClientRect().right > w + 1
  && getComputedStyle(e.closest('thead') || e).position !== 'absolute').map(e => e.tagName + e.className)"""


@pytest.fixture(scope="session")
def at_every_width():
    """Function: opens every block of a page, lays it on screens from narrow to wide, finds nothing beyond their edge,
    and gives each width in turn."""

    def widths(page):
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(WIDE, width) == [], width
            yield width

    return widths

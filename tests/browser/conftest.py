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

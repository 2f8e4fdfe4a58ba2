"""The invented region as whole pages, for every test of the report."""

import nbformat
import pytest

from workbench.privacy.disclosure import Policy
from workbench.report import html
from workbench.report.region_report import RegionReport


def _page(region, policy) -> str:
    book = nbformat.v4.new_notebook()
    for part in RegionReport(region, policy).sections():
        output = nbformat.v4.new_output("execute_result", data={"text/html": str(part), "text/plain": "verborgen"})
        book.cells.append(nbformat.v4.new_code_cell("geheime_code()", outputs=[output]))
    return html.render(book, title="Rapport")


@pytest.fixture(scope="session")
def concept(invented_region):
    return _page(invented_region, Policy(3, "concept"))


@pytest.fixture(scope="session")
def regio(invented_region):
    return _page(invented_region, Policy(3, "regio"))


@pytest.fixture(scope="session")
def page():
    """Function: region, policy -> the whole page."""
    return _page

"""Fixtures: pages that more than one room looks at, each made once in a session. tests/conftest.py takes them in."""

from __future__ import annotations

import copy

import pytest


@pytest.fixture(scope="session")
def as_page():
    """Function: parts of a page, title -> the whole page, as an executed notebook gives it."""
    import nbformat

    from workbench.report import html

    def page(parts, title: str = "Rapport") -> str:
        book = nbformat.v4.new_notebook()
        for part in parts:
            output = nbformat.v4.new_output("execute_result", data={"text/html": str(part), "text/plain": "verborgen"})
            book.cells.append(nbformat.v4.new_code_cell("geheime_code()", outputs=[output]))
        return html.render(book, title=title)

    return page


@pytest.fixture(scope="session")
def concept(invented_region, as_page):
    """The report of the invented region, for the researcher."""
    return as_page(_report(invented_region, "concept"))


@pytest.fixture(scope="session")
def regio(invented_region, as_page):
    """The same to share."""
    return as_page(_report(invented_region, "regio"))


def _report(region, version):
    from workbench.privacy.disclosure import Policy
    from workbench.report.region_report import RegionReport

    return RegionReport(region, Policy(3, version)).sections()


@pytest.fixture(scope="session")
def factsheet(invented_region, as_page):
    """The factsheet of the invented region, to share."""
    from workbench.privacy.disclosure import Policy
    from workbench.report.factsheet_report import FactsheetReport

    return as_page(FactsheetReport(invented_region, Policy(3, "regio")).sections(), "Factsheet")


@pytest.fixture(scope="session")
def other_region(make_region, invented_data):
    """A second region: without schools, without a role, and in which nobody speaks of who takes the lead."""
    data = copy.deepcopy(invented_data)
    data["region"]["naam"] = "Regio Tegenwaard (fictief)"
    data["region"]["kenmerken"].update(aandeel_grootste_gemeente=0.3, grenzen_vallen_samen=True)
    del data["sources"]["g2-onderwijs"]
    for source in data["sources"].values():
        for turn in source["turns"]:
            kept = (one for one in turn["codes"] if one != "T05")
            turn["codes"] = [one for one in kept if not (isinstance(one, dict) and "role" in one)]
    return make_region(data, "tegenwaard")


@pytest.fixture(scope="session")
def comparison(invented_region, other_region, as_page):
    """Both regions side by side, to share."""
    from workbench.privacy.disclosure import Policy
    from workbench.report.comparison_report import ComparisonReport

    return as_page(ComparisonReport([invented_region, other_region], Policy(3, "regio")).sections(), "Vergelijking")

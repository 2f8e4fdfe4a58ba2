"""Any region as a whole page, for every test of the report; those of the invented region are in tests/conftest.py."""

from functools import cache

import pytest

from workbench.report.region_report import RegionReport


@pytest.fixture(scope="session")
def page(as_page):
    """Function: region, policy -> the whole page."""
    return lambda region, policy: as_page(RegionReport(region, policy).sections())


@pytest.fixture(scope="session")
def made_by(concept, regio, comparison):
    """Function: what makes a file of a page -> function: version -> that page and its file, made once."""
    source = {"concept": concept, "regio": regio, "comparison": comparison}
    return lambda make: cache(lambda version: (source[version], make(source[version])))

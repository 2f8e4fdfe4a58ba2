"""Any region as a whole page, for every test of the report; those of the invented region are in tests/conftest.py."""

import pytest

from workbench.report.region_report import RegionReport


@pytest.fixture(scope="session")
def page(as_page):
    """Function: region, policy -> the whole page."""
    return lambda region, policy: as_page(RegionReport(region, policy).sections())

import pytest

from workbench import language
from workbench.coding import Coder


@pytest.fixture(scope="session")
def coder():
    return Coder(nlp=language.load())


@pytest.fixture(scope="session")
def parse(coder):
    """One text as a parsed document."""
    return lambda text: language.parse([text], nlp=coder.nlp)[0]


@pytest.fixture(scope="session")
def found(coder, parse):
    """The certain codes of one text: a dict of code to finding."""
    return lambda text: {one.code: one for one in coder.find(parse(text)) if one.score >= 0.5}

import pytest

from workbench import language
from workbench.coding import Coder
from workbench.coding.apply import Unit


@pytest.fixture(scope="session")
def coder():
    return Coder(nlp=language.load(), rules_only=True)


@pytest.fixture(scope="session")
def parse(coder):
    """One text as a parsed document."""
    return lambda text: language.parse([text], nlp=coder.nlp)[0]


@pytest.fixture(scope="session")
def found(coder, parse):
    """The certain codes of one text by the rules alone: a dict of code to finding."""

    def codes(text):
        unit = Unit("text", "text", 0, True, False, parse(text))
        return {one.code: one for one in coder.code(text, [unit])[0] if one.score >= 0.5}

    return codes

import pytest


@pytest.fixture(scope="session")
def nlp(nlp_by_rule):
    """The pipeline by rule, whatever else the checkout has."""
    return nlp_by_rule


@pytest.fixture
def verbs(nlp):
    """Text -> the verbs whose particle stands apart, in order."""
    return lambda text: [token._.verb for token in nlp(text) if token._.verb != token.lemma_]


@pytest.fixture
def sentences(nlp):
    """Text -> its sentences as text."""
    return lambda text: [sentence.text.strip() for sentence in nlp(text).sents]

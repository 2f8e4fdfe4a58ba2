import os

import pytest


@pytest.fixture(scope="session")
def nlp():
    """The pipeline by rule, whatever else the checkout has."""
    from workbench.language import identity, pipeline

    kept, identity.BUNDLED = identity.BUNDLED, identity.BUNDLED.with_name("absent")
    asked = os.environ.pop("WORKBENCH_PIPELINE", None)
    try:
        return pipeline.load()
    finally:  # at once: what runs after these tests in this process has the pipeline of the checkout
        identity.BUNDLED = kept
        if asked is not None:
            os.environ["WORKBENCH_PIPELINE"] = asked


@pytest.fixture
def verbs(nlp):
    """Text -> the verbs whose particle stands apart, in order."""
    return lambda text: [token._.verb for token in nlp(text) if token._.verb != token.lemma_]


@pytest.fixture
def sentences(nlp):
    """Text -> its sentences as text."""
    return lambda text: [sentence.text.strip() for sentence in nlp(text).sents]

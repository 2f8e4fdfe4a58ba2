"""Each component works alone in a blank pipeline, on any text."""

import importlib
import tomllib
from pathlib import Path

import pytest
import spacy

ROOT = Path(__file__).resolve().parents[3]
POINTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
FACTORIES = POINTS["spacy_factories"]
TEXTS = [
    "",
    " ",
    "\n\n",
    ".",
    "?!?!",
    "😀👍🏽",
    "日本語 текст",
    "\x00\x01",
    "[PERSOON-1] pakt dat niet op in Utrecht.",
    "ja " * 3_000,
]


@pytest.mark.parametrize("name", FACTORIES)
def test_alone_in_a_blank_pipeline(name):
    nlp = spacy.blank("nl")
    if name in ("workbench_clauses", "workbench_longest"):
        nlp.add_pipe("sentencizer")
    nlp.add_pipe(name)
    for text in TEXTS:
        assert nlp(text).text == text
    assert [doc.text for doc in nlp.pipe(TEXTS)] == TEXTS


@pytest.mark.parametrize("name", FACTORIES)
def test_the_entry_point_leads_to_the_factory_and_the_docs_name_it(name):
    module, _, attribute = FACTORIES[name].partition(":")
    assert hasattr(importlib.import_module(module), attribute)
    assert f"## {name}\n" in (ROOT / "docs" / "components.md").read_text(encoding="utf-8")


def test_every_component_of_the_pipeline_has_an_entry_point():
    from workbench import language

    own = {name for name in language.load().pipe_names if name.startswith("workbench_")}
    assert own <= set(FACTORIES)

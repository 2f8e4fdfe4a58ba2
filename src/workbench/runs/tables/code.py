"""Stage code: the tables sources and utterances of a region become the table codings.

Each utterance is parsed once, ever: parsed documents are cached by content and pipeline version.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from workbench import codebook as codebooks
from workbench import language, tables
from workbench.coding import Coder, code_source
from workbench.project import RegionFolder
from workbench.runs.state.fingerprint import rules_only

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True)
class Coded:
    """What came of coding one region; ``pipeline`` describes the Dutch pipeline that was used."""

    codings: pd.DataFrame
    pipeline: dict
    codebook: str
    words: int


def tools(codebook: Path | None, rules: Path | None = None) -> tuple[Language, Coder]:
    """The pipeline and the compiled rules for the codebook at a path (default: the built-in one), with own rules."""
    return _tools(language.fingerprint(), codebooks.load(codebook).version, codebook, rules, rules_only())


@lru_cache(maxsize=1)
def _tools(
    fingerprint: str, version: str, codebook: Path | None, rules: Path | None, only: bool
) -> tuple[Language, Coder]:
    """The pipeline and the compiled rules, made once for all regions of a run."""
    nlp = language.load()
    return nlp, Coder(codebook=codebooks.load(codebook), nlp=nlp, rules_only=only, own_rules=rules)


def code(
    folder: RegionFolder,
    *,
    codebook: Path | None = None,
    rules: Path | None = None,
    progress: Callable[[str], None] = lambda name: None,
) -> Coded:
    """Code all sources of a region and write the table codings; raises BadTable, InvalidCodebook, PipelineMissing."""
    sources = tables.read(tables.SOURCES, folder.table("sources"))
    utterances = tables.read(tables.UTTERANCES, folder.table("utterances"))
    book = codebooks.load(codebook)
    nlp, coder = tools(codebook, rules)
    text_of = dict(zip(sources["source_id"], sources["text"], strict=True))
    texts = [text_of[one.source_id][one.start : one.end] for one in utterances.itertuples()]
    docs = language.parse(texts, nlp=nlp, cache=folder.processed / "cache")
    parts = []
    for source_id, rows in utterances.groupby("source_id", sort=True).indices.items():
        progress(source_id)
        own = [docs[row] for row in rows]
        parts.append(code_source(text_of[source_id], utterances.iloc[rows], docs=own, coder=coder))
    codings = tables.frame(tables.CODINGS, pd.concat(parts, ignore_index=True) if parts else ())
    tables.write(tables.CODINGS, codings, folder.table("codings"))
    words = sum(len(text.split()) for text in texts)
    return Coded(codings, language.describe(nlp), book.version, words)

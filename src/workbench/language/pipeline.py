"""Load the Dutch pipeline and say what it is.

Order: the pipeline that is asked for (by name, or in WORKBENCH_PIPELINE: a folder or an installed package), else the
pipeline that comes with the package, else a pipeline by rule. Our own components come after it, each only where it
gives something the pipeline lacks.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from workbench.errors import PipelineMissing
from workbench.language.identity import Choice, choose, fingerprint

if TYPE_CHECKING:
    from spacy.language import Language

REMEDY = (
    "Zet in WORKBENCH_PIPELINE het pad van een map met een spaCy-model voor Nederlands, of de naam van een "
    "geïnstalleerd model. Of maak WORKBENCH_PIPELINE leeg."
)
LACKS = {
    "tagger": "woordsoorten",
    "parser": "zinsontleding",
    "lemmatizer": "lemma's die naar de zin kijken",
    "ner": "namen",
}
_loaded: dict[str, Language] = {}
_lock = threading.Lock()


def load(name: str | None = None) -> Language:
    """The pipeline in use, ready for any text; loaded once a process for each choice.

    ``name``: a folder or an installed package; without it WORKBENCH_PIPELINE, else the bundled one, else rules only.
    Raises PipelineMissing when a pipeline that was asked for cannot be loaded.
    """
    choice = choose(name)
    key = fingerprint(name)
    with _lock:
        if key not in _loaded:
            _loaded[key] = _fit(_base(choice))
            _loaded[key].meta["workbench"] = {"fingerprint": key, "kind": choice.kind, "name": choice.name}
        return _loaded[key]


def _base(choice: Choice) -> Language:
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    # matrix products by numpy's own library: about half as fast again as thinc's
    set_current_ops(NumpyOps(use_blis=False))
    if choice.kind == "rules":
        return spacy.blank("nl")
    try:
        nlp = spacy.load(choice.path or choice.name)
    except (OSError, ValueError, ImportError, KeyError):
        raise PipelineMissing("dit spaCy-model kan niet geladen worden", where=choice.name, remedy=REMEDY) from None
    if nlp.lang != "nl":
        raise PipelineMissing(f"dit model is voor taal '{nlp.lang}', niet voor nl", where=choice.name, remedy=REMEDY)
    return nlp


def _fit(nlp: Language) -> Language:
    """Fit the tokenizer and add what the pipeline lacks, in the order in which the components need each other."""
    from workbench.language.tokens import fit_tokenizer

    fit_tokenizer(nlp)
    cutters = [name for name in ("parser", "senter", "sentencizer") if name in nlp.pipe_names]
    if "workbench_sentences" not in nlp.pipe_names:
        nlp.add_pipe("workbench_sentences", first=True, config={"only_sure": bool(cutters)})
    wanted = ["workbench_speech", "workbench_longest"] if cutters else []
    wanted += ["workbench_lemmas", "workbench_clauses", "workbench_verbs", "workbench_compounds"]
    wanted += ["workbench_places", "workbench_scope"]
    for factory in wanted:
        if factory not in nlp.pipe_names:
            nlp.add_pipe(factory)
    return nlp


def describe(nlp: Language) -> dict:
    """What a pipeline is, for reports: name, version, hash, fallback, lacks (Dutch phrases), warning (or None)."""
    own = nlp.meta.get("workbench", {})
    names = set(nlp.pipe_names)
    has = names | ({"tagger"} if "morphologizer" in names else set())
    table = getattr(nlp.get_pipe("workbench_lemmas"), "table", None) if "workbench_lemmas" in names else None
    has |= {"lemmatizer"} if "trainable_lemmatizer" in names or table else set()
    lacks = [phrase for part, phrase in LACKS.items() if part not in has]
    fallback = not {"tagger", "parser"} & has
    warning = None
    if fallback:
        warning = (
            "Er was geen Nederlands taalmodel. De software herkende zinnen, woorden en werkwoorden alleen met "
            "regels en een woordenboek. Zij mist daardoor meer en vergist zich vaker dan met een taalmodel."
        )
    return {
        "name": own.get("name") or f"{nlp.meta.get('lang', 'nl')}_{nlp.meta.get('name', 'pipeline')}",
        "version": nlp.meta.get("version", ""),
        "hash": own.get("fingerprint", ""),
        "fallback": fallback,
        "lacks": lacks,
        "warning": warning,
    }

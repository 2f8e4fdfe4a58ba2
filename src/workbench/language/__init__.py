"""The Dutch pipeline: sentences, lemmas, verbs with their particle, compounds and clauses.

``load`` gives a spaCy pipeline for any text; ``parse`` runs it over many texts with a cache on disk. Importing this
package is cheap: spaCy is imported when a pipeline is loaded.
"""

from importlib import import_module

_PUBLIC = {
    "load": "pipeline",
    "describe": "pipeline",
    "fingerprint": "identity",
    "parse": "parsing",
    "columns": "attributes",
    "fit_tokenizer": "tokens",
}
__all__ = ["columns", "describe", "fingerprint", "fit_tokenizer", "load", "parse"]


def __getattr__(name):
    if name in _PUBLIC:
        value = getattr(import_module(f"workbench.language.{_PUBLIC[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'workbench.language' has no attribute {name!r}")

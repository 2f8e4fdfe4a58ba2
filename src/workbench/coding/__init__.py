"""Coding: themes, dilemmas, roles and facts in Dutch text, by rules that a researcher can read and a small model.

Importing this package is cheap: the rules are compiled when a coder is made.
"""

from importlib import import_module

_PUBLIC = {
    "Coder": "apply",
    "code_source": "apply",
    "code_text": "apply",
    "explain": "explain",
    "explain_source": "explain",
    "model_version": "version",
    "rules_version": "version",
}
__all__ = ["Coder", "code_source", "code_text", "explain", "explain_source", "model_version", "rules_version"]


def __getattr__(name):
    if name in _PUBLIC:
        value = getattr(import_module(f"workbench.coding.{_PUBLIC[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'workbench.coding' has no attribute {name!r}")

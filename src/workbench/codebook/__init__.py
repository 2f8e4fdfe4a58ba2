"""The codebook: what may be coded. The Dutch "Codeboek regieneming" is built in; a project may have its own."""

from importlib import import_module

_PUBLIC = {"load": "reader", "Codebook": "model", "compare": "versions", "Changes": "versions"}
__all__ = ["Changes", "Codebook", "compare", "load"]


def __getattr__(name):
    if name in _PUBLIC:
        value = getattr(import_module(f"workbench.codebook.{_PUBLIC[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'workbench.codebook' has no attribute {name!r}")

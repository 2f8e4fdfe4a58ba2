"""Research workbench for Dutch qualitative interviews.

The public calls are imported when they are first used, so that ``import workbench`` stays cheap.
"""

from importlib import import_module

__version__ = "0.1.0"

_PUBLIC = {
    "read": "workbench.transcripts",
    "code_text": "workbench.coding",
    "open_project": "workbench.project",
    "pseudonymise": "workbench.privacy",
}
_ROOMS = ("errors", "language", "tables")
__all__ = ["__version__", "code_text", "errors", "language", "open_project", "pseudonymise", "read", "tables"]


def __getattr__(name):
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    if name in _ROOMS:
        return import_module(f"workbench.{name}")
    raise AttributeError(f"module 'workbench' has no attribute {name!r}")


def __dir__():
    return __all__

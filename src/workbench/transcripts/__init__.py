"""Readers: any transcript or document becomes one canonical text with utterances."""

from importlib import import_module

_PUBLIC = {
    "read": "workbench.transcripts.reading",
    "from_turns": "workbench.transcripts.building",
    "rebuild": "workbench.transcripts.building",
    "SUPPORTED": "workbench.transcripts.sniff",
    "Transcript": "workbench.transcripts.model",
    "Turn": "workbench.transcripts.model",
}
__all__ = ["SUPPORTED", "Transcript", "Turn", "from_turns", "read", "rebuild"]


def __getattr__(name):
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'workbench.transcripts' has no attribute {name!r}")


def __dir__():
    return __all__

"""Read one file of any supported format."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from workbench.errors import UnreadableSource
from workbench.transcripts import encoding
from workbench.transcripts.model import Reading, Transcript
from workbench.transcripts.sniff import SUPPORTED, damaged, sniff, sniff_text

# format -> module; readers of bytes first, then readers of decoded text
_FROM_BYTES = {"docx": "word", "odt": "opendocument", "pdf": "pdf", "rtf": "rtf"}
_FROM_TEXT = {
    "vtt": "subtitles", "srt": "subtitles", "json": "jsonfiles", "tsv": "grid", "markdown": "markdown", "text": "plain",
}  # fmt: skip


def read(path: str | Path, *, source_id: str | None = None) -> Transcript:
    """Read a transcript or document into one canonical text with utterances; the file is never changed.

    The format is recognised from the content first and the extension second (``SUPPORTED`` lists them).
    Raises UnreadableSource, with the file and the remedy, for everything that cannot be read.
    """
    path = Path(path)
    try:
        data = _bytes(path)
        format, reading = _reading(data, path.suffix.lower())
        if not any(encoding.tidy(turn.text) for turn in reading.turns):
            raise UnreadableSource("er staat geen tekst in", remedy="Kijk of dit het goede bestand is.")
    except UnreadableSource as error:
        raise UnreadableSource(error.what, where=path.name, remedy=error.remedy) from None
    except (Exception, RecursionError):
        # a library that stumbles over a damaged file; its message may hold words of the file
        error = damaged()
        raise UnreadableSource(error.what, where=path.name, remedy=error.remedy) from None
    from workbench.transcripts.building import from_turns

    return from_turns(
        reading.turns,
        kind=reading.kind,
        format=format,
        path=path,
        source_id=source_id,
        warnings=reading.warnings,
    )


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableSource("dit is een map", remedy="Noem een bestand in deze map.")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableSource("dit bestand is er niet", remedy="Kijk naar de naam en de map.") from None
    except OSError:
        raise UnreadableSource(
            "het bestand kan niet worden geopend",
            remedy="Sluit het in andere programma's en kijk naar de rechten.",
        ) from None


def _reading(data: bytes, suffix: str) -> tuple[str, Reading]:
    """The name of the format and what its reader makes of the bytes."""
    format = sniff(data, suffix)
    if format in _FROM_BYTES:
        return format, import_module(f"workbench.transcripts.{_FROM_BYTES[format]}").read(data)
    text, warnings = encoding.from_bytes(data)
    if not text.strip():
        raise UnreadableSource("het bestand is leeg", remedy="Haal het uit de map of zet er het transcript neer.")
    format = sniff_text(text, suffix)
    reading = import_module(f"workbench.transcripts.{_FROM_TEXT[format]}").read(text)
    return format, Reading(reading.turns, reading.kind, (*warnings, *reading.warnings))


__all__ = ["SUPPORTED", "read"]

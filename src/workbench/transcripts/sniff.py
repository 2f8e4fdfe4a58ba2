"""What a file is, from its content first and its extension second."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from workbench.errors import UnreadableSource
from workbench.transcripts.rules import rules
from workbench.transcripts.timing import CLOCK

SUPPORTED = {
    ".docx": "Word-document (ook Teams, Amberscript en tabellen)",
    ".odt": "LibreOffice-document",
    ".rtf": "RTF-document (ook f4 en easytranscript)",
    ".pdf": "PDF met tekst",
    ".txt": "platte tekst",
    ".md": "Markdown",
    ".vtt": "ondertitels van Teams, Zoom of noScribe",
    ".srt": "ondertitels",
    ".tsv": "Whisper-tabel",
    ".json": "Whisper-, WhisperX- of Amberscript-bestand",
}
MAYBE_DAMAGED = "misschien is het beschadigd"
AGAIN = "Kopieer of download het opnieuw, of open het in het eigen programma en bewaar het nog eens."
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MAX_UNPACKED = 300_000_000
_TIMING = re.compile(rf"^[ \t]*{CLOCK}[ \t]*-->[ \t]*{CLOCK}", re.M)
_TSV_LINE = re.compile(r"\d+(?:\.\d+)?\t\d+(?:\.\d+)?\t")
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.I)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[^\n]*\n){0,60}?---[ \t]*(?:\n|$)")


def sniff(data: bytes, suffix: str) -> str:
    """The format of a file's bytes: docx, odt, pdf, rtf or text (``sniff_text`` tells which kind).

    Raises UnreadableSource (without a place: the caller knows the file) for everything that holds no readable
    text: recordings, images, old or protected Word files, other archives, and binary files.
    """
    if not data.strip():
        raise UnreadableSource("het bestand is leeg", remedy="Haal het uit de map of zet er het transcript neer.")
    if data.startswith(_OLE):
        raise _old_office(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data, suffix)
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:5].lower() == b"{\\rtf":
        return "rtf"
    _refuse_signature(data, suffix)
    return "text"


def _refuse_signature(data: bytes, suffix: str) -> None:
    from workbench.transcripts.encoding import looks_binary

    table = rules("signatures")
    remedies = table["remedies"]
    binary = looks_binary(data)
    for entry in table["signatures"]:
        mark, offset = bytes.fromhex(entry["hex"]), entry.get("offset", 0)
        # a short signature can be the start of ordinary text; only then the rest must look binary as well
        if data[offset : offset + len(mark)] == mark and (binary or len(mark) + offset > 4):
            raise UnreadableSource(entry["what"], remedy=remedies[entry["remedy"]])
    if not binary:
        return
    if suffix in table["recordings"]:
        raise UnreadableSource("dit is een geluids- of beeldopname", remedy=remedies["transcribe"])
    if suffix in table["images"]:
        raise UnreadableSource("dit is een afbeelding", remedy=remedies["image"])
    if suffix in SUPPORTED:
        raise UnreadableSource(f"hier staat geen tekst in die bij {suffix} past; {MAYBE_DAMAGED}", remedy=AGAIN)
    raise UnreadableSource("dit is geen tekst", remedy=remedies["save_text"])


def known_suffix(suffix: str) -> str:
    """An extension in small letters when it is one that files have, else nothing: then it may be part of a name."""
    table, plain = rules("signatures"), suffix.lower()
    return plain if plain in {*SUPPORTED, *table["recordings"], *table["images"], *table["others"]} else ""


def _old_office(data: bytes) -> UnreadableSource:
    """The error for an OLE container, told apart by the names of its streams (UTF-16)."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableSource(
            "het bestand is met een wachtwoord beveiligd",
            remedy="Open het, haal het wachtwoord eraf en bewaar het als .docx.",
        )
    if "WordDocument".encode("utf-16-le") in data:
        return UnreadableSource(
            "dit is een oud Word-bestand (.doc)", remedy="Open het in Word en kies: Bewaar als .docx."
        )
    return UnreadableSource("dit is een oud Office-bestand", remedy="Open het en bewaar de tekst als .docx.")


def _sniff_zip(data: bytes, suffix: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = {entry.filename: entry for entry in archive.infolist()}
            if sum(entry.file_size for entry in entries.values()) > _MAX_UNPACKED:
                raise UnreadableSource("het bestand is uitgepakt te groot", remedy="Bewaar alleen de tekst als .docx.")
            mimetype = archive.read("mimetype")[:100] if "mimetype" in entries else b""
            if "META-INF/manifest.xml" in entries and b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise UnreadableSource(
                    "het bestand is met een wachtwoord beveiligd",
                    remedy="Open het, haal het wachtwoord eraf en bewaar het opnieuw.",
                )
    except UnreadableSource:
        raise
    except Exception:
        raise damaged() from None
    if b"opendocument.text" in mimetype:
        return "odt"
    if any(name.startswith("word/") for name in entries):
        return "docx"
    if any(name.startswith(("xl/", "ppt/")) for name in entries) or mimetype:
        raise UnreadableSource(
            "dit is een rekenblad of presentatie",
            remedy="Zet de tekst in een Word-document (een tabel tijd, spreker, tekst mag) en bewaar het als .docx.",
        )
    if suffix in SUPPORTED:
        raise UnreadableSource(f"dit is een ingepakt bestand en geen {suffix}; {MAYBE_DAMAGED}", remedy=AGAIN)
    raise UnreadableSource("dit is een ingepakt bestand", remedy="Pak het uit en zet de bestanden los in de map.")


def damaged() -> UnreadableSource:
    """The error for a file that begins well and then breaks off or is wrong inside."""
    return UnreadableSource("het bestand is beschadigd of niet volledig", remedy=AGAIN)


def sniff_text(text: str, suffix: str) -> str:
    """The format of a decoded text: vtt, srt, json, tsv, markdown or text."""
    start = text.lstrip()
    if _HTML.match(start):
        raise UnreadableSource(
            "dit is een webpagina", remedy="Open haar, kopieer de tekst naar Word en bewaar als .docx."
        )
    if start.startswith("WEBVTT"):
        return "vtt"
    if start[:1] in ("{", "[") and (suffix == ".json" or _is_json(start)):
        return "json"
    if suffix == ".json":
        raise damaged()
    if suffix in (".srt", ".vtt"):
        if _TIMING.search(text):
            return "srt"
    elif re.match(rf"\d+[ \t]*\n[ \t]*{CLOCK}[ \t]*-->", start):
        return "srt"
    if _is_tsv(start):
        return "tsv"
    if suffix in (".md", ".markdown") or _FRONT_MATTER.match(start):
        return "markdown"
    return "text"


def _is_json(text: str) -> bool:
    """A first character settles nothing: ``[00:01:02] R1:`` opens a transcript too."""
    return bool(re.match(r'\{\s*(?:"|\})|\[\s*(?:\{|\])', text))


def _is_tsv(text: str) -> bool:
    lines = text.splitlines()[:50]
    rows = sum(1 for line in lines if _TSV_LINE.match(line))
    return rows >= 1 and rows >= 0.9 * (sum(1 for line in lines if line.strip()) - 1)

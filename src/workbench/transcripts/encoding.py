"""From bytes to clean text: encodings, text that was decoded wrongly once before, invisible characters."""

from __future__ import annotations

import codecs
import re
import unicodedata

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# the first bytes of a UTF-8 sequence read as latin-1 or cp1252, followed by what its later bytes become
_TWICE = re.compile("[ÂÃ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[\x80-\xbf€‚][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¬¦]")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# bullets of the Symbol and Wingdings fonts, which stand in the private use area
_FONT_BULLETS = re.compile("[\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0fc]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# before repair U+0085 may not count as a line break: in text that was decoded twice it is part of a character
_LINE_ENDS = re.compile("\r\n?")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_CONTROL_BYTES = (*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20))
_SAMPLE = 200_000

WARN_GUESSED = "De tekencodering is geraden (Windows). Kijk of letters met accenten kloppen, of bewaar als UTF-8."
WARN_DAMAGED = "Enkele tekens waren beschadigd en zijn vervangen door �."
WARN_REPAIRED = "Tekens die eerder verkeerd waren opgeslagen (zoals â‚¬ voor €) zijn hersteld."


def decode(data: bytes) -> tuple[str, list[str]]:
    """Decode a text file; gives the raw text and warnings. Never fails: the last resort is cp1252."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            text = data.decode(name, errors="replace")
            return text, [WARN_DAMAGED] if "\ufffd" in text else []
    if wide := _utf16_without_bom(data):
        return data.decode(wide, errors="replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    loose = data.decode("utf-8", errors="replace")
    broken = loose.count("\ufffd")
    whole = sum(1 for char in loose if char > "\x7f") - broken
    if whole > 10 * broken:
        return loose, [WARN_DAMAGED]
    return data.decode(_guess(data), errors="replace"), [WARN_GUESSED]


def _utf16_without_bom(data: bytes) -> str | None:
    """In UTF-16 of a western language nearly every second byte is zero."""
    sample = data[: _SAMPLE & ~1]
    half = len(sample) // 2
    if half < 2 or b"\0" not in sample:
        return None
    for zeros, letters, name in ((1, 0, "utf-16-le"), (0, 1, "utf-16-be")):
        other = sample[letters::2]
        controls = sum(other.count(code) for code in _CONTROL_BYTES)
        if sample[zeros::2].count(0) > 0.7 * half and controls < 0.1 * half:
            return name
    return None


def _guess(data: bytes) -> str:
    """One of the single-byte encodings that Dutch offices used; cp1252 when nothing speaks against it."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=["cp1252", "cp850", "mac_roman"], enable_fallback=False).best()
    return best.encoding if best else "cp1252"


def looks_binary(data: bytes) -> bool:
    """Whether bytes are no text: many control characters, after allowing for UTF-16."""
    sample = data[:_SAMPLE]
    if not sample or data.startswith(tuple(bom for bom, _ in _BOMS)) or _utf16_without_bom(sample):
        return False
    controls = sum(sample.count(code) for code in _CONTROL_BYTES)
    return controls > max(2, 0.005 * len(sample))


def repair(text: str) -> tuple[str, bool]:
    """Undo UTF-8 that was read as latin-1 or cp1252 and saved again, line by line and only where it shows."""
    if not _TWICE.search(text):
        return text, False
    from ftfy import fix_encoding

    lines = text.split("\n")
    fixed = [fix_encoding(line) if _TWICE.search(line) else line for line in lines]
    return "\n".join(fixed), fixed != lines


def clean(text: str) -> str:
    """Canonical characters, lines kept: LF, NFC, ordinary spaces, no invisible or control characters."""
    text = _BREAKS.sub("\n", text)
    text = _FONT_BULLETS.sub("•", _INVISIBLE.sub("", text))
    text = _CONTROLS.sub("", _SPACES.sub(" ", text))
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """One line: clean, and every run of white space one space."""
    return " ".join(clean(text).split())


def from_bytes(data: bytes) -> tuple[str, list[str]]:
    """Decode, repair and clean; gives the text and Dutch warnings."""
    text, warnings = decode(data)
    text = _LINE_ENDS.sub("\n", text)
    text, repaired = repair(text)
    return clean(text), [*warnings, WARN_REPAIRED] if repaired else warnings

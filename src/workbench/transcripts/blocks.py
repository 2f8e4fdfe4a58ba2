"""Lines of a document become paragraphs: wrapped lines joined, page numbers dropped, list marks taken off."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from workbench.transcripts.rules import rules

_BULLET = re.compile(r"\s*(?:[-–—•·▪●○◦*►➢✓]|o(?=\s{2,}|\t))\s+(?=\S)")
_NUMBER = re.compile(
    r"\s*\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-h])[.)]\s+(?=\S)|\s*\d{1,2}(?:\.\d{1,2}){1,3}\s+(?=[A-ZÀ-Þ])"
)
_LONE_BULLET = re.compile(r"\s*[•·▪●○◦►➢✓]\s*")
_RULE = re.compile(r"\s*([-=_*~#.·]\s?){3,}\s*")
_HEADING_MARK = re.compile(r"\s*#{1,6}\s+")
_SENTENCE_END = re.compile(r"[.?!:;…][\"'”’)\]]*\s*$")
_HYPHEN = re.compile(r"[^\W\d_]{2,}-$")
_KEEPS_HYPHEN = re.compile(r"(?:en|of|tot|als|maar)\b")
_WORD = re.compile(r"\w+(?:-\w+)+")


@lru_cache(maxsize=1)
def _page_patterns() -> list[re.Pattern]:
    return [re.compile(entry["pattern"], re.I) for entry in rules("labels")["page_lines"]]


def is_page_line(line: str) -> bool:
    """Whether a line is a page number such as "Pagina 1 van 3" that was left behind in the text."""
    return len(line) < 90 and any(pattern.fullmatch(line.strip()) for pattern in _page_patterns())


def strip_marks(line: str) -> str:
    """A line without its heading mark, bullet or list number; empty for a ruled line."""
    if _RULE.fullmatch(line) or _LONE_BULLET.fullmatch(line):
        return ""
    line = _HEADING_MARK.sub("", line, count=1) if line.lstrip().startswith("#") else line
    stripped = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    return _NUMBER.sub("", stripped, count=1) if _NUMBER.match(stripped) else stripped


def opens_item(line: str) -> bool:
    """Whether a line begins a list item or a numbered heading."""
    return bool(_BULLET.match(line) or _NUMBER.match(line) or _HEADING_MARK.match(line))


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether paragraphs were broken into lines of about one width: long lines that end in mid-sentence."""
    inner = [a for a, b in itertools.pairwise(lines) if a.strip() and b.strip()]
    if len(inner) < 3:
        return False
    width = max(len(line) for line in inner)
    full = [line for line in inner if len(line) > 0.7 * width]
    open_ended = [line for line in full if not _SENTENCE_END.search(line)]
    return width <= 130 and len(full) >= 0.5 * len(inner) and len(open_ended) >= 0.5 * len(full)


def reflow(lines: Sequence[str], breaks: frozenset[int] | set[int] = frozenset()) -> list[str]:
    """Join wrapped lines into paragraphs. ``breaks``: line numbers that certainly begin a new one.

    A paragraph ends at a blank line, before a list item, and after a line that is clearly shorter than the others
    (a last line or a heading).
    """
    widths = sorted(len(line.rstrip()) for line in lines if line.strip())
    usual = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    hyphened = {word.casefold() for line in lines for word in _WORD.findall(line)}
    paragraphs: list[list[str]] = []
    fresh = True
    for number, line in enumerate(lines):
        if not line.strip() or _LONE_BULLET.fullmatch(line):
            fresh = True
            continue
        if fresh or number in breaks or opens_item(line):
            paragraphs.append([])
        paragraphs[-1].append(line.strip())
        fresh = _closes(line.rstrip(), lines[number + 1] if number + 1 < len(lines) else "", usual)
    return [join_lines(paragraph, hyphened) for paragraph in paragraphs]


def _closes(line: str, below: str, usual: int) -> bool:
    """Whether a line ends its paragraph: the first word of the next line would still have fitted."""
    if _HYPHEN.search(line):
        return False
    first = below.split(maxsplit=1)[0] if below.strip() else ""
    fitted = len(line) + 1 + len(first) < 0.85 * usual
    if _SENTENCE_END.search(line):
        return fitted
    return fitted and len(line) < 0.7 * usual and first[:1].isupper()


def join_lines(lines: Sequence[str], hyphened: set[str] = frozenset()) -> str:
    """One paragraph of its lines; a word broken by a hyphen at a line end is made whole.

    The hyphen stays in "jeugd- en", after a capital or digit ("VO-scholen"), and where the text writes the same
    word with a hyphen elsewhere (``hyphened``).
    """
    parts: list[str] = []
    for line in lines:
        if parts and _HYPHEN.search(parts[-1]) and line[:1].islower():
            stem, rest = parts[-1].split()[-1], line.split()[0].rstrip(".,;:?!)”\"'")
            if _KEEPS_HYPHEN.match(line):
                parts.append(line)
            elif stem[-2:-1].isupper() or f"{stem}{rest}".casefold() in hyphened:
                parts[-1] += line
            else:
                parts[-1] = parts[-1][:-1] + line
        else:
            parts.append(line)
    return " ".join(parts)

"""Markdown: a conversation with labels, or a document of which headings, lists and tables become paragraphs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from workbench.transcripts import grid, plain, speech
from workbench.transcripts.model import Reading, Turn

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_ATTRIBUTES = re.compile(r"^[ \t>]*\{:[^}\n]*\}[ \t]*$", re.M)
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.S)
_STARS = re.compile(r"\*\*+")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.I)


def read(text: str) -> Reading:
    """Turns of a Markdown text: speaker turns when it is a conversation, else one turn per block."""
    text = _ATTRIBUTES.sub("", _FRONT_MATTER.sub("", text, count=1))
    lines = [line.lstrip("#> ") if line.startswith(("#", ">")) else line for line in text.split("\n")]
    if talk := speech.split(lines):
        return Reading(talk[0], "interview", tuple(talk[1]))
    texts = [line for line in _document(text) if line.strip()]
    return Reading([Turn(line, role="author") for line in texts], plain.kind_of(texts))


def _document(text: str) -> Iterator[str]:
    import mistune

    parse = mistune.create_markdown(renderer=None, plugins=["table", "strikethrough", "footnotes"])
    for token in parse(text):
        yield from _blocks(token)


def _blocks(token: dict) -> Iterator[str]:
    """The paragraphs of a block and the blocks inside it, in order."""
    kind, children = token["type"], token.get("children", ())
    if kind in ("paragraph", "heading", "block_text"):
        yield _inline(children)
    elif kind == "table":
        yield from grid.as_lines([[_inline(cell["children"]) for cell in row] for row in _table_rows(token)])
    elif kind in ("block_code", "block_html"):
        raw = token.get("raw", "")
        yield from (_plain(part) for part in re.split(r"\n\s*\n", raw))
    else:
        for child in children:
            yield from _blocks(child)


def _table_rows(table: dict) -> Iterator[list[dict]]:
    for part in table["children"]:
        if part["type"] == "table_head":
            yield part["children"]
        else:
            yield from (row["children"] for row in part["children"])


def _inline(tokens: list[dict]) -> str:
    """The text of inline tokens: links by their words, pictures not, markup gone."""
    parts = []
    for token in tokens:
        kind = token["type"]
        if kind in ("softbreak", "linebreak"):
            parts.append("\n")
        elif kind == "inline_html":
            parts.append(_plain(token["raw"]))
        elif kind in ("image", "footnote_ref"):
            continue
        elif "children" in token:
            parts.append(_inline(token["children"]))
        else:
            # emphasis that is written wrongly ("regie**.**") stays behind as asterisks
            parts.append(html.unescape(_STARS.sub("", token.get("raw", ""))))
    return "".join(parts)


def _plain(raw: str) -> str:
    return html.unescape(_TAG.sub(" " if "\n" in raw else "", _LINE_BREAK.sub("\n", raw)))

"""Small pieces of HTML. Every text is escaped here; what is already HTML is wrapped in ``Html``."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """Text that is HTML already. A notebook shows it, and ``element`` leaves it as it is."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


def text(value: object) -> Html:
    """Any value as harmless HTML; Html stays what it is."""
    return value if isinstance(value, Html) else Html(escape(str(value), quote=True))


def element(name: str, *content: object, **attributes: object) -> Html:
    """``<name ...>content</name>``; ``class_`` and ``data_x`` become class and data-x; None and False fall away."""
    shown = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        key = key.rstrip("_").replace("_", "-")
        shown.append(f" {key}" if value is True else f' {key}="{escape(str(value), quote=True)}"')
    inside = "".join(text(part) for part in content if part is not None)
    return Html(f"<{name}{''.join(shown)}>{inside}</{name}>")


def join(parts: Iterable[object]) -> Html:
    """Parts below each other."""
    return Html("\n".join(text(part) for part in parts if part is not None and part != ""))


def paragraph(*content: object, **attributes: object) -> Html:
    return element("p", *content, **attributes)


def items(entries: Iterable[object], **attributes: object) -> Html:
    """A bulleted list; empty when there are no entries."""
    found = [element("li", entry) for entry in entries]
    return element("ul", *found, **attributes) if found else Html("")


def section(anchor: str, heading: str, *content: object) -> Html:
    """A section of the report with its own heading (level 2), which the contents list finds by ``anchor``."""
    inside = join([element("h2", heading, id=anchor), *content])
    return Html(f'<section aria-labelledby="{escape(anchor)}">\n{inside}\n</section>')

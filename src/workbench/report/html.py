"""From an executed notebook to one HTML file: no code, no scripts, nothing hidden, nothing from elsewhere."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from workbench.errors import ReportFailed

TEMPLATES = Path(__file__).with_name("template")
NAME = "verslag"
VERSION_MARK = re.compile(r'data-versie="(concept|regio)"')
MARKS = {"concept": "Concept, niet delen"}
FICTITIOUS = "Verzonnen voorbeeld"


def export(notebook_path: str | Path, target_path: str | Path, *, title: str) -> Path:
    """Write the outputs of an executed notebook as a page in Dutch; the target is replaced whole or not at all.

    Only HTML that a cell shows is taken over: no code, no text of the notebook itself, no printed lines, no
    metadata. Raises ReportFailed when the notebook holds an error or shows nothing, NotWritable.
    """
    import nbformat

    from workbench.project import write_text

    notebook_path, target_path = Path(notebook_path), Path(target_path)
    try:
        notebook = nbformat.read(notebook_path, as_version=4)
    except (OSError, ValueError):
        raise ReportFailed("het notebook kan niet gelezen worden", where=notebook_path.name) from None
    write_text(target_path, render(notebook, title=title, where=notebook_path.name))
    return target_path


def load() -> None:
    """Import what ``export`` needs; for whoever has to wait for something else meanwhile."""
    import bs4  # noqa: F401
    from nbconvert import HTMLExporter

    HTMLExporter(template_name=NAME, extra_template_basedirs=[str(TEMPLATES)])


def render(notebook, *, title: str, where: str = "notebook") -> str:
    """The page of an executed notebook, as text; raises ReportFailed as ``export`` does."""
    from nbconvert import HTMLExporter

    if any(output.output_type == "error" for output in _outputs(notebook)):
        raise ReportFailed("een cel van het notebook is mislukt", where=where, remedy="Draai het rapport opnieuw.")
    shown = "\n".join(_html(output) for output in _outputs(notebook))
    if not shown.strip():
        raise ReportFailed("het notebook laat niets zien", where=where, remedy="Voer het notebook eerst uit.")
    found = VERSION_MARK.search(shown)
    about = {
        "title": title,
        "versie": found[1] if found else "werk",
        "style": stylesheet(found[1] if found else "", fictitious='data-fictief="ja"' in shown),
        "contents": contents(shown),
    }
    exporter = HTMLExporter(template_name=NAME, extra_template_basedirs=[str(TEMPLATES)])
    page, _ = exporter.from_notebook_node(notebook, resources={NAME: about})
    return page


def _outputs(notebook):
    return (output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs)


def _html(output) -> str:
    return output.get("data", {}).get("text/html", "")


def stylesheet(version: str, *, fictitious: bool = False) -> str:
    """The style of the page; the marks of its version stand at the head of every printed page."""
    style = (TEMPLATES / NAME / "style.css").read_text(encoding="utf-8")
    marks = [MARKS[version]] if version in MARKS else []
    marks += [FICTITIOUS] if fictitious else []
    if marks:
        style += '@page { @top-center { content: "%s"; font: bold 10pt sans-serif; } }\n' % " · ".join(marks)  # noqa: UP031
    return style


def contents(shown: str) -> str:
    """The contents list: every heading of level 2 that has an anchor."""
    found = re.findall(r'<h2[^>]* id="([\w-]+)"[^>]*>(.*?)</h2>', shown, flags=re.DOTALL)
    lines = [f'<li><a href="#{escape(anchor)}">{label}</a></li>' for anchor, label in found]
    if len(lines) < 2:
        return ""
    return (
        '<nav aria-labelledby="inhoudsopgave">\n<h2 id="inhoudsopgave">Inhoud</h2>\n<ol>\n'
        + "\n".join(lines)
        + "\n</ol>\n</nav>"
    )

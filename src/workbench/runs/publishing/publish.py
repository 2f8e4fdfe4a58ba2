"""``publish``: a folder or zip to hand over. Every file in it has passed ``let_out``, which is the only way in.

Pages are those of ``versie regio``, made again when they are missing or out of date. What was handed over, and whose
words are in it, is written down for ``forget`` (see published).
"""

from __future__ import annotations

import hashlib
import json
import re
import shlex
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from workbench.errors import NotDisclosable, UserError
from workbench.privacy.outgoing import Problem, look, look_at_table, safe_cell, told, unfit
from workbench.project import Project
from workbench.report import leesmij, open_tables, site, table_files
from workbench.report.bare import joined
from workbench.report.open_table import dictionary
from workbench.runs.history.outcomes import FAILED, GOOD, STOPPED, reason
from workbench.runs.history.recorded import recorded
from workbench.runs.pages import reports
from workbench.runs.pages.result import Result, shown
from workbench.runs.publishing import given, handover, opened, unfinished
from workbench.runs.publishing.forms import left_out, not_along
from workbench.runs.publishing.material import Material, collect, refresh
from workbench.runs.state.manifest import region_lock
from workbench.runs.tables.update import Say, quiet

SHORTEST_QUOTE = 4  # words; less between quotation marks is a term
_BETWEEN_MARKS = re.compile("“([^“”]*)”")


@dataclass(frozen=True)
class Gate:
    """What a last look needs.

    ``names`` may stand nowhere, ``kept`` only look like names; ``quotes`` were released; ``said`` is all that the pages
    that were looked at say (letters and figures only).
    """

    names: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    quotes: frozenset[str] = frozenset()
    said: str = ""


@dataclass
class Box:
    """What will be handed over, by path; nothing comes in but through ``let_out``."""

    gate: Gate
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, path: str, content: bytes) -> None:
        """Raises NotDisclosable."""
        self.files[path] = let_out(path, content, self.gate)


def let_out(path: str, content: bytes, gate: Gate) -> bytes:
    """The bytes of one file, unchanged, when nothing in it (or in its name) may not go out. Raises NotDisclosable."""
    kind = Path(path).suffix.lower()
    name = [Problem(what, "de naam van het bestand") for what in unfit(path, gate.names, gate.kept)]
    problems = list(name)
    try:
        if kind == ".html":
            problems += _in_page(content.decode("utf-8"), gate)
        elif kind in opened.READERS:
            problems += _in_file(opened.READERS[kind](content), gate)
        else:
            problems.append(Problem("een soort bestand dat de werkbank niet kan nakijken", "hele bestand"))
    except Exception as error:  # what cannot be read cannot be looked at, whatever is wrong with it
        problems.append(Problem(f"iets dat niet te lezen is ({type(error).__name__})", "hele bestand"))
    if problems:
        raise NotDisclosable(
            f"dit bestand mag niet naar buiten: {told(problems)}",
            where="publicatie" if name else path,
            remedy="Haal het weg (in region.yaml, of met 'altijd' in namen.yaml) en probeer het opnieuw.",
        )
    return content


def _in_page(html: str, gate: Gate) -> list[Problem]:
    problems = list(look(html, names=gate.names, kept=gate.kept, allowed=gate.quotes.__contains__).problems)
    return problems + ([Problem("een concept", "hele pagina")] if 'data-versie="concept"' in html else [])


def _in_file(found: opened.Content, gate: Gate) -> list[Problem]:
    problems = [Problem(what, "hele bestand") for what in found.odd]
    for number, line in enumerate(found.lines, start=1):
        problems += [Problem(what, f"regel {number}") for what in unfit(line, gate.names, gate.kept)]
    for words in _BETWEEN_MARKS.findall(" ".join(found.lines)):
        if len(words.split()) >= SHORTEST_QUOTE and joined(words) not in gate.said:
            problems.append(Problem("een citaat dat niet is vrijgegeven", "hele bestand"))
    for table in found.tables:
        problems += look_at_table(table, names=gate.names, kept=gate.kept)
        if any(safe_cell(cell) != cell for column in table.columns for cell in (column, *table[column])):
            problems.append(Problem("een cel die een formule kan worden", "tabel"))
    return problems


def publish(
    project: Project, names: list[str], *, to: str, zipped: bool = False, with_site: bool = False,
    forms: Sequence[str] | None = None, say: Say = quiet,
) -> Result:  # fmt: skip
    """Write a folder (or zip) with the pages, tables and records of regions, whole or not at all.

    ``forms`` (see formats) are made where they are missing, and no others go along; None takes those that are there,
    and the outcome tells which are not. Raises NotDisclosable, FolderNotEmpty, InvalidParameter, NotWritable, and
    whatever keeps a page or form from being made; each says that nothing was published.
    """
    try:
        return _publish(project, names, to, zipped, with_site, forms, say)
    except UserError as error:
        error.remedy = f"Er is niets gepubliceerd. {error.remedy}".rstrip()
        raise


def _publish(project, names, to, zipped, with_site, forms, say) -> Result:
    folders = reports.chosen(project, names, False)
    regions = [folder.name for folder in folders]
    target, zipped = handover.target_of(project, to, zipped=zipped)
    unfinished.mend(target)
    handover.check_target(target, regions, zipped=zipped)
    result = Result()
    asked = {"regios": regions, "zip": zipped, "beginpagina": with_site, "formaat": forms and list(forms)}
    with recorded(project, "publish", asked, regions, result=result, say=say) as run:
        try:
            files = _handed_over(project, folders, target, zipped, with_site, forms, result, run, say)
        except BaseException as error:
            why = reason(error) if isinstance(error, UserError) else "niet afgemaakt"
            run.take_back(FAILED if isinstance(error, Exception) else STOPPED, why)
            raise
    result.lines.append(f"Gepubliceerd: {shown(target)} ({len(files)} bestanden, nagekeken)")
    result.pages = [{"bestand": str(target), "uitkomst": "gelukt", "bestanden": sorted(files)}]
    pages = [path.removesuffix(".html") for path in files if path.endswith(".html") and path != "index.html"]
    if forms is None and (missing := left_out(pages, files)):
        command = _again(project, regions, to, zipped=zipped, with_site=with_site)
        result.lines.append(not_along(missing, len(pages), command))
        result.pages[0] |= {"niet_mee": missing, "neem_mee_met": command}
    result.regions = [{"regio": name, "uitkomst": "gepubliceerd"} for name in regions]
    return result


def _handed_over(project, folders, target, zipped, with_site, forms, result, run, say) -> dict[str, bytes]:
    """Make what is to go out and put it in its place; what it was comes in the record of the run."""
    regions = [folder.name for folder in folders]
    refresh(project, folders, forms, result, run, say)
    with ExitStack() as stack:
        for folder in sorted(folders, key=lambda one: one.name):
            stack.enter_context(region_lock(folder, on_wait=lambda *_: say("wacht op een andere opdracht ...")))
        handover.check_target(target, regions, zipped=zipped)
        materials, shared = collect(project, regions, forms, say)
        files = _collected(materials, shared, with_site)
        stack.enter_context(handover.placed(target, files, zipped=zipped))
        digest = hashlib.sha256(files[handover.RECORD]).hexdigest()
        for name in given.write_down(project, materials, target.name, digest):
            result.lines.append(f"let op: {_damaged(name)}")
            result.warnings.append(_damaged(name))
    for name in [*regions, *([reports.COMPARISON] if shared else [])]:
        run.note(name, GOOD)
    run.tell(meegegeven={**handover.counted(files), "vrijgave_sha256": digest})
    return files


def _damaged(name: str) -> str:
    return (
        f"de lijst van wat eerder is gepubliceerd, was beschadigd. Die staat nu in data/raw/{name}: bewaar dat "
        "bestand. Er is een nieuwe lijst begonnen"
    )


def _again(project: Project, regions: Sequence[str], to: str, *, zipped: bool, with_site: bool) -> str:
    """The same command with every form; from another folder than that of the project it names the project."""
    flags = [*(["--zip"] if zipped else []), *(["--site"] if with_site else [])]
    flags += [] if project.root == Path.cwd() else ["--project", str(project.root)]
    return shlex.join(["workbench", "publish", *regions, "--to", to, *flags, "--formaat", "html,word,pdf"])


def _collected(materials: Mapping[str, Material], shared: Material | None, with_site: bool) -> dict[str, bytes]:
    """Everything that goes out, by path, after the last look."""
    everything = [*materials.values(), *([shared] if shared else [])]
    box = Box(_gate(everything))
    for region, material in materials.items():
        for name, html in material.pages.items():
            box.add(f"{region}/{name}.html", (site.with_way_back(html) if with_site else html).encode("utf-8"))
        _add_forms(box, f"{region}/", material)
        tables = open_tables.tables_of(material.view)
        tables.append(dictionary(tables))
        for table in tables:
            box.add(f"{region}/tabellen/{table.name}.csv", table_files.as_csv(table))
        book = table_files.as_xlsx(tables, f"Tabellen van {material.view.data.title}")
        box.add(f"{region}/tabellen/tabellen.xlsx", book)
    if shared:
        for name, html in shared.pages.items():
            page = site.with_way_back(html, "index.html") if with_site else html
            box.add(f"{name}.html", page.encode("utf-8"))
        _add_forms(box, "", shared)
    views = [material.view for material in materials.values()]
    if with_site:
        entries = [site.Entry(one.view, _listed(box, f"{region}/")) for region, one in materials.items()]
        box.add("index.html", site.index(entries, _listed(box, "vergelijking-")).encode("utf-8"))
    record = {"regios": {region: one.for_others() for region, one in materials.items()}}
    record["vergelijking"] = shared.for_others() if shared else None
    box.add(handover.RECORD, (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8"))
    told = leesmij.readme(views, box.files, record=handover.RECORD, checksums=handover.CHECKSUMS)
    box.add("LEESMIJ.txt", told.encode("utf-8"))
    box.add(handover.CHECKSUMS, handover.checksums(box.files))
    return box.files


def _add_forms(box: Box, folder: str, material: Material) -> None:
    for path, content in material.forms.items():
        box.add(f"{folder}{path}", content)


def _listed(box: Box, start: str) -> tuple[tuple[str, str], ...]:
    """Files of a region as links: the pages first, then the tables; of the tables the workbook is enough."""
    paths = [path for path in box.files if path.startswith(start) and not path.endswith(".csv")]
    paths.sort(key=lambda path: ("/tabellen/" in path, not path.endswith(".html"), path))
    return tuple((leesmij.what_is(path), path) for path in paths)


def _gate(materials: list[Material]) -> Gate:
    from bs4 import BeautifulSoup

    pages = [html for one in materials for html in one.pages.values()]
    quotes = {words for html in pages for words, _ in look(html).quotes}
    said = "".join(joined(BeautifulSoup(html, "html.parser").get_text(" ")) for html in pages)
    names = sorted({name for one in materials for name in one.names})
    kept = sorted({name for one in materials for name in one.kept})
    return Gate(tuple(names), tuple(kept), frozenset(quotes), said)

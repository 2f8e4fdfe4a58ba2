"""6. What is there: results, decisions, agreements and signals, as tables with who, what and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.report import tables, wording
from workbench.report.fact_rows import DATED, OPEN_END, Facts, Row, facts_of, results
from workbench.report.markup import Html, element, join, paragraph, section, text
from workbench.report.outcome import TITLES
from workbench.report.view import View

FIRST = 8
KINDS = (
    ("result", "Opbrengsten", "opbrengst", "Wat de samenwerking volgens de bronnen heeft gebracht, of juist niet."),
    ("decision", "Besluiten", "besluit", f"Wat er is besloten, door wie en wanneer, of ‘{OPEN_END}’."),
    ("agreement", "Afspraken", "afspraak", f"Wie doet wat en wanneer? Ontbreekt dat, dan staat er ‘{OPEN_END}’."),
    ("signal", "Signalen", "signaal", "Wat mensen missen, zien vastlopen of zorgelijk vinden."),
)  # fmt: skip


def facts(view: View) -> Html:
    """Four tables; long ones show their first rows and keep the others under a closed block."""
    return section(
        "opbrengsten",
        "6. Opbrengsten, besluiten, afspraken en signalen",
        *(_kind(view, *kind) for kind in KINDS),
    )


def rows_of(view: View, kind: str) -> list[tuple]:
    """Rows as they are shown: what, who, when and source for kinds in DATED, else what and source.

    What was said in more than one place is one row, with all its sources.
    """
    return [cells(row, kind) for row in facts_of(view, kind).rows]


def cells(row: Row, kind: str) -> tuple:
    """One row as it is shown."""
    return (row.what, *((row.who, row.when) if kind in DATED else ()), join_sources(row.where))


def join_sources(sources: Iterable) -> Html:
    return Html("<br>".join(text(one) for one in sources))


def _kind(view: View, kind: str, heading: str, singular: str, explained: str) -> Html:
    found = facts_of(view, kind)
    parts = [element("h3", heading)]
    if found.rows:
        parts.append(paragraph(explained, class_="uitleg"))
    else:
        parts.append(paragraph(f"Er is geen {singular} om hier te tonen.", class_="leeg"))
    for title, rows in _groups(view, kind):
        if title:
            parts.append(element("h4", title))
        parts.append(_table(f"{heading}: {title.lower()}" if title else heading, kind, rows, singular, heading.lower()))
    parts.append(_left_out(found, singular, heading.lower()))
    return join(parts)


def _groups(view: View, kind: str) -> list[tuple[str, Sequence[Row]]]:
    """Results by what came of them, each with a heading; other kinds as they are."""
    if kind != "result":
        rows = facts_of(view, kind).rows
        return [("", rows)] if rows else []
    return [(TITLES[one], rows) for one, rows in results(view).items() if rows]


def _table(caption: str, kind: str, rows: Sequence[Row], one: str, many: str) -> Html:
    head = ["Wat", "Wie", "Wanneer", "Bron"] if kind in DATED else ["Wat", "Bron"]
    shown = [cells(row, kind) for row in rows]
    first = tables.table(f"{caption}, met hun bron", head, shown[:FIRST], headed=True)
    if len(shown) <= FIRST:
        return first
    more = tables.table(f"{caption}, vervolg", head, shown[FIRST:], headed=True)
    return join([first, tables.data_behind(f"Nog {wording.count(len(shown) - FIRST, one, many)}", more, printed=True)])


def _left_out(found: Facts, one: str, many: str) -> Html | None:
    """How many do not stand in the table, and why."""
    reasons = (
        (found.unclear, "zonder de rest van het gesprek niet te begrijpen"),
        (found.unsure, "niet zeker genoeg"),
        (found.more, "minder duidelijk dan deze"),
    )
    told = []
    for number, why in reasons:
        if number:
            verb, stand = ("is", "staat") if number == 1 else ("zijn", "staan")
            told.append(wording.sentence(f"{wording.count(number, one, many)} {verb} {why}, en {stand} hier niet"))
    if found.hidden:
        some, stand = wording.count(found.hidden, one, many), "staat" if found.hidden == 1 else "staan"
        told.append(wording.sentence(f"{some} {stand} hier niet, om niemand te laten herkennen"))
    return paragraph(" ".join(told), class_="noot") if told else None


def passages(view: View) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    """The passages behind the facts that a report shows, for the record of what was let out.

    (kind, words as shown, source_id, utterance_id, voices); every place of the same fact has its own entry.
    """
    return [
        (kind, row.what, place.source_id, place.utterance_id, place.voices)
        for kind, *_ in KINDS
        for row in facts_of(view, kind).rows
        for place in row.places
    ]

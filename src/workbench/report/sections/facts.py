"""6. What is there: results, decisions, agreements and signals, as tables with who, what and when."""

from __future__ import annotations

from workbench.analysis import counts
from workbench.privacy import disclosure
from workbench.report import tables, wording
from workbench.report.markup import Html, element, join, paragraph, section
from workbench.report.view import View

FIRST = 8
OPEN_END = "open"
KINDS = (
    ("result", "Opbrengsten", "opbrengst", "Wat de samenwerking volgens de gesprekken en documenten heeft gebracht, of juist niet."),
    ("decision", "Besluiten", "besluit", "Wat er is besloten."),
    ("agreement", "Afspraken", "afspraak", "Wie doet wat en wanneer? Wat niet is gezegd, staat er als ‘open’."),
    ("signal", "Signalen", "signaal", "Wat mensen missen, zien vastlopen of zorgelijk vinden."),
)  # fmt: skip


def facts(view: View) -> Html:
    """Four tables; long ones show their first rows and keep the others under a closed block."""
    return section(
        "opbrengsten",
        "6. Opbrengsten, besluiten, afspraken en signalen",
        *(_kind(view, *kind) for kind in KINDS),
    )


def _kind(view: View, kind: str, heading: str, singular: str, explained: str) -> Html:
    found = counts.facts(view.evidence, kind)
    rows = [row for row in (_row(view, kind, fact) for fact in found.itertuples()) if row]
    head = ["Wat", "Wie", "Wanneer", "Bron"] if kind == "agreement" else ["Wat", "Bron"]
    parts = [element("h3", heading), paragraph(explained, class_="uitleg")]
    parts.append(tables.table(heading, head, rows[:FIRST]))
    if len(rows) > FIRST:
        more = tables.table(f"{heading}, vervolg", head, rows[FIRST:])
        parts.append(tables.data_behind(f"Nog {len(rows) - FIRST}", more))
    hidden = len(found) - len(rows)
    if hidden:
        told = wording.sentence(
            f"{wording.count(hidden, singular, heading.lower())} staan hier niet, om niemand te laten herkennen"
        )
        parts.append(paragraph(told.replace(" staan ", " staat ", 1) if hidden == 1 else told, class_="noot"))
    return join(parts)


def _row(view: View, kind: str, fact) -> tuple[str, ...] | None:
    released = view.release(fact.source_id, fact.start, fact.end, fact.voices)
    if released is None:
        return None
    source = view.source_name(fact.source_id)
    where = f"{source}, {released.label}" if released.label and fact.voices else source
    if kind != "agreement":
        return released.text, where
    return released.text, _known(view, fact.wie), _known(view, fact.wanneer), where


def _known(view: View, value: str) -> str:
    if not value or value == "onbekend":
        return OPEN_END
    return "[niet getoond]" if disclosure.leftover(value, view.names) else disclosure.clean(value)

"""6. What is there: results, decisions, agreements and signals, as tables with who, what and when."""

from __future__ import annotations

from workbench.analysis import counts
from workbench.privacy import disclosure
from workbench.report import tables, wording
from workbench.report.markup import Html, element, join, paragraph, section
from workbench.report.view import View

FIRST = 8
SHORTEST = 6  # words; a shorter one says nothing without what went before
OPEN_END = "open"
KINDS = (
    ("result", "Opbrengsten", "opbrengst", "Wat de samenwerking volgens de bronnen heeft gebracht, of juist niet."),
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
    found = found.sort_values(["score", "source_id", "start"], ascending=[False, True, True])
    readable = [
        fact
        for fact in found.itertuples()
        if len(view.source_text(fact.source_id)[fact.start : fact.end].split()) >= SHORTEST
    ]
    rows = [row for row in (_row(view, kind, fact) for fact in readable) if row]
    head = ["Wat", "Wie", "Wanneer", "Bron"] if kind == "agreement" else ["Wat", "Bron"]
    parts = [element("h3", heading), paragraph(explained, class_="uitleg")]
    parts.append(tables.table(heading, head, rows[:FIRST]))
    if len(rows) > FIRST:
        more = tables.table(f"{heading}, vervolg", head, rows[FIRST:])
        parts.append(tables.data_behind(f"Nog {len(rows) - FIRST}", more))
    parts.append(_left_out(len(found) - len(readable), len(readable) - len(rows), singular, heading.lower()))
    return join(parts)


def _left_out(short: int, hidden: int, one: str, many: str) -> Html | None:
    """How many do not stand in the table, and why."""
    told = []
    if short:
        verb = "is" if short == 1 else "zijn"
        told.append(wording.sentence(f"{wording.count(short, one, many)} {verb} te kort om los te lezen"))
    if hidden:
        verb = "staat" if hidden == 1 else "staan"
        told.append(
            wording.sentence(f"{wording.count(hidden, one, many)} {verb} hier niet, om niemand te laten herkennen")
        )
    return paragraph(" ".join(told), class_="noot") if told else None


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

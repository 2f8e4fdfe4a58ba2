"""6. What is there: results, decisions, agreements and signals, as tables with who, what and when."""

from __future__ import annotations

import re

from workbench.analysis import counts
from workbench.analysis.names import carrier_kind, leaning, name_of
from workbench.privacy import disclosure
from workbench.report import tables, trace, wording
from workbench.report.bare import bare
from workbench.report.markup import Html, element, join, paragraph, section, text
from workbench.report.view import View

FIRST = 8
SHORTEST = 5  # words; a shorter one says nothing without what went before
LONGEST = 60  # words
SHORT_AND_LEANING = 10  # words
OPEN_END = "open"
DATED = ("decision", "agreement")
KINDS = (
    ("result", "Opbrengsten", "opbrengst", "Wat de samenwerking volgens de bronnen heeft gebracht, of juist niet."),
    ("decision", "Besluiten", "besluit", "Wat er is besloten, door wie en wanneer. Niet gezegd? Dan staat er ‘open’."),
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


def rows_of(view: View, kind: str) -> tuple[list[tuple], int, int]:
    """Rows as they are shown, how many facts say too little by themselves, and how many may not be shown.

    A row is what, who, when and source for kinds in DATED, else what and source. The same
    words from more than one place are one row, with all their sources.
    """
    found = counts.facts(view.evidence, kind)
    found = found.sort_values(["score", "source_id", "start"], ascending=[False, True, True])
    merged: dict[str, list] = {}
    short = hidden = 0
    for fact in found.itertuples():
        if not _says_something(view.source_text(fact.source_id)[fact.start : fact.end]):
            short += 1
            continue
        row = _row(view, fact, dated=kind in DATED)
        if row is None:
            hidden += 1
            continue
        known = merged.setdefault(bare(row[0]), [row[0], *row[1:-1], []])
        if row[-1] not in known[-1]:
            known[-1].append(row[-1])
    rows = [(*row[:-1], join_sources(row[-1])) for row in merged.values()]
    return rows, short, hidden


def passages(view: View) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    """The passages behind the facts that a report shows, for the record of what was let out.

    (kind, words as shown, source_id, utterance_id, voices); every source of the same words has its own entry.
    """
    found = []
    for kind, *_ in KINDS:
        shown = {bare(row[0]) for row in rows_of(view, kind)[0]}
        for fact in counts.facts(view.evidence, kind).itertuples():
            released = view.release(fact.source_id, fact.start, fact.end, fact.voices)
            if released and bare(released.text) in shown:
                found.append((kind, released.text, fact.source_id, fact.utterance_id, fact.voices))
    return found


def _says_something(passage: str) -> bool:
    """Whether a passage can be read by itself.

    Not when it has a few words only or rambles on without a full stop, announces what follows, is a piece of a
    table, or is short and leans on the sentence before it.
    """
    found = re.findall(r"\w+", passage.lower())
    if not SHORTEST <= len(found) <= LONGEST or passage.rstrip().endswith(":") or "|" in passage:
        return False
    return len(found) > SHORT_AND_LEANING or found[0] not in leaning()


def join_sources(sources: list) -> Html:
    return Html("<br>".join(text(one) for one in sources))


def _kind(view: View, kind: str, heading: str, singular: str, explained: str) -> Html:
    rows, short, hidden = rows_of(view, kind)
    head = ["Wat", "Wie", "Wanneer", "Bron"] if kind in DATED else ["Wat", "Bron"]
    parts = [element("h3", heading)]
    if rows:
        parts.append(paragraph(explained, class_="uitleg"))
    else:
        parts.append(paragraph(f"Er is geen {singular} om hier te tonen.", class_="leeg"))
    if rows:
        parts.append(tables.table(f"{heading} met hun bron", head, rows[:FIRST], headed=True))
    if len(rows) > FIRST:
        more = tables.table(f"{heading}, vervolg", head, rows[FIRST:], headed=True)
        left = wording.count(len(rows) - FIRST, singular, heading.lower())
        parts.append(tables.data_behind(f"Nog {left}", more, printed=True))
    parts.append(_left_out(short, hidden, singular, heading.lower()))
    return join(parts)


def _left_out(short: int, hidden: int, one: str, many: str) -> Html | None:
    """How many do not stand in the table, and why."""
    told = []
    if short:
        verb, stand = ("is", "staat") if short == 1 else ("zijn", "staan")
        why = f"{verb} zonder de rest van het gesprek niet te begrijpen, en {stand} hier niet"
        told.append(wording.sentence(f"{wording.count(short, one, many)} {why}"))
    if hidden:
        verb = "staat" if hidden == 1 else "staan"
        told.append(
            wording.sentence(f"{wording.count(hidden, one, many)} {verb} hier niet, om niemand te laten herkennen")
        )
    return paragraph(" ".join(told), class_="noot") if told else None


def _row(view: View, fact, *, dated: bool) -> tuple[str, ...] | None:
    released = view.release(fact.source_id, fact.start, fact.end, fact.voices)
    if released is None:
        return None
    source = view.source_name(fact.source_id)
    where = f"{source}, {released.label}" if released.label and fact.voices else source
    if trail := trace.of_row(view, fact._asdict()):
        where = Html(f"{text(where)} {trace.small(trail)}")
    if not dated:
        return released.text, where
    return released.text, _who(view, fact.wie), _known(view, fact.wanneer), where


def _who(view: View, value: str) -> str:
    """Who it is about; a pronoun says nothing in a table, and ``wij`` is the speaker's own side."""
    kind = carrier_kind(value, "")
    if kind == "spreker":
        return name_of("drager", kind)
    return _known(view, value) if kind else OPEN_END


def _known(view: View, value: str) -> str:
    if not value or value == "onbekend":
        return OPEN_END
    return "[niet getoond]" if disclosure.leftover(value, view.names) else disclosure.clean(value)

"""Why a passage was coded as it was: what fired, what counted, what was held back and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.coding.apply import AUTHOR, Coder, lines, prepared, units_of

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["start", "end", "soort", "code", "regel", "woorden", "score", "uitkomst", "waarom"]
#: names of the groups of rules, as a reader knows them
GROUPS = {
    "mask": "uitsluiting", "theme": "thema", "pole": "pool", "pair": "dilemma-uitdrukking", "tension": "spanningsteken",
    "role": "rol", "role_status": "staat van een rol", "fact": "feit", "status": "status",
}  # fmt: skip


def explain(text: str, start: int, *, speaker_role: str = AUTHOR, coder: Coder | None = None) -> pd.DataFrame:
    """What happened in the sentence at offset ``start`` of a text whose lines are utterances.

    One row per coding ("gevonden" or "voorstel"), per rule that fired and per cue that was held back; ``woorden`` are
    the words of the text that it rests on. No row: nothing was found there, or an interviewer speaks.
    """
    coder = coder or prepared()
    return explain_source(text, lines(text, speaker_role), start, coder=coder)[1]


def explain_source(text: str, utterances: pd.DataFrame, start: int, *, coder: Coder) -> tuple[str, pd.DataFrame]:
    """The same for a source with its utterances (workbench.tables), and the sentence at ``start``.

    The whole source is read, as when it is coded: what the model finds hangs on what was said before.
    """
    import pandas as pd

    from workbench import language

    texts = [text[a:b] for a, b in zip(utterances["start"], utterances["end"], strict=True)]
    units = units_of(utterances, language.parse(texts, nlp=coder.nlp, cache=None))
    for unit, found in zip(units, coder.code(text, units), strict=True):
        doc, at = unit.doc, start - unit.start
        if unit.coded and 0 <= at < len(doc.text):
            inside = (sent for sent in doc.sents if sent.start_char <= at < sent.end_char)
            shown = _codings(coder, found, text, unit.start, start) + _rules(coder, doc, unit.start, start)
            return next(inside, doc[:]).text.strip(), pd.DataFrame(shown, columns=COLUMNS)
    return "", pd.DataFrame(columns=COLUMNS)


def _codings(coder: Coder, found: list, text: str, offset: int, start: int) -> list[dict]:
    rows = []
    for finding in found:
        if finding.start + offset <= start < finding.end + offset:
            certain = finding.score >= finding.threshold
            why = f"status {finding.status}"
            why += "" if certain else f"; score onder de drempel van {finding.threshold}"
            poles = [pole for pole in (finding.pole_a, finding.pole_b) if pole]
            words = " … ".join(text[a + offset : b + offset] for a, b in sorted({*finding.cues, *poles}))
            kind, outcome = coder.kinds[finding.code], "gevonden" if certain else "voorstel"
            row = _row(finding.start + offset, finding.end + offset, kind, finding.code, finding.rule)
            rows.append(row | {"woorden": words, "score": finding.score, "uitkomst": outcome, "waarom": why})
    return rows


def _rules(coder: Coder, doc, offset: int, start: int) -> list[dict]:
    rows = []
    for passage in coder.matcher.passages(doc):
        if not passage.start + offset <= start < passage.end + offset:
            continue
        fired = [(hit, "regel", "") for group in GROUPS for hit in passage.of(group)]
        held = [(held.hit, "tegengehouden", held.why) for held in passage.held]
        for hit, outcome, why in fired + held:
            words = " … ".join(doc[at].text for at in hit.tokens)
            kind, code = GROUPS[hit.rule.group], hit.rule.code
            rows.append(
                _row(hit.start + offset, hit.end + offset, kind, code, hit.rule.id)
                | {"woorden": words, "score": hit.rule.score, "uitkomst": outcome, "waarom": why}
            )
    return rows


def _row(start: int, end: int, kind: str, code: str, rule: str) -> dict:
    return {"start": start, "end": end, "soort": kind, "code": code, "regel": rule}

"""What the software is not sure of, for the researcher to look at. Never in a version for the region."""

from __future__ import annotations

from itertools import islice

from workbench.analysis import data
from workbench.report import trace
from workbench.report.markup import Html, element, items, join, paragraph, text
from workbench.report.view import View

MOST = 12
MARK = "Onzeker, nog niet nagekeken"


def unsure(view: View, kinds: tuple[str, ...], what: str) -> Html | None:
    """A closed block with readings that do not count: under the line of certainty, or a tension without a dilemma."""
    if view.policy.shared:
        return None
    rows = data.evidence(view.data, certain_only=False)
    rows = rows[rows["kind"].isin(kinds) & (~rows["certain"].astype(bool) | (rows["kind"] == "tension"))]
    found = list(rows.groupby("coding_id", sort=False))
    found.sort(key=lambda one: (-float(one[1]["score"].iloc[0]), one[1]["source_id"].iloc[0], one[1]["start"].iloc[0]))
    lines = list(islice((line for _, group in found if (line := _line(view, group))), MOST))
    if not lines:
        return None
    rest = len(found) - len(lines)
    lead = "Alleen in het concept. Dit telt nergens mee. Lees de passage en beslis zelf of het klopt."
    summary = element("summary", f"{MARK}: {what} ({len(found)})")
    more = [paragraph(f"Er zijn er nog {rest}.", class_="noot")] if rest else []
    return element("details", summary, join([paragraph(lead), items(lines), *more]), class_="onzeker")


def _line(view: View, group) -> Html | None:
    import pandas as pd

    row = group.iloc[0]
    names = ("start", "end", "pole_a_start", "pole_a_end", "pole_b_start", "pole_b_end")
    known = [int(row[name]) for name in names if pd.notna(row[name])]
    start, end = _whole(view, row, min(known), max(known))
    voices = tuple(sorted(group["voice"].dropna().unique()))
    released = view.release(row["source_id"], start, end, voices)
    if released is None:
        return None
    label = "Spanning, dilemma onbekend" if row["kind"] == "tension" else view.codes.label(row["code"])
    return Html(f"{element('b', label)}: {text('“' + released.text + '”')} {trace.small(trace.of_row(view, row))}")


#: signs that are shown around a passage at most
AROUND = 300


def _whole(view: View, row, start: int, end: int) -> tuple[int, int]:
    """A passage of a few words is shown with what stands around it in its utterance, cut at sentences."""
    first, last = view.utterance_span(row["utterance_id"])
    whole = view.source_text(row["source_id"])
    before = max((whole.rfind(mark, first, start) for mark in ".!?"), default=-1)
    after = [at for mark in ".!?" if (at := whole.find(mark, end - 1, last)) >= 0]
    begin, stop = (before + 1 if before >= first else first), (min(after) + 1 if after else last)
    # talk without any full stop would be shown from its beginning to its end, again for every suggestion in it
    if start - begin > AROUND:
        begin = whole.find(" ", start - AROUND, start) + 1 or start
    if stop - end > AROUND:
        stop = whole.rfind(" ", end, end + AROUND)
        stop = end if stop < 0 else stop
    return begin, stop

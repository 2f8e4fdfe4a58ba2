"""``read --dry-run``: what the gate would replace, in context, and what deserves a look. Nothing is written.

The only command that shows names, and only on the screen of whoever has the raw files anyway.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbench.privacy import identifiers
from workbench.privacy.pseudonymiser import Replacement
from workbench.privacy.recognise import doubts
from workbench.project import RegionFolder
from workbench.region import NAMES_FILE
from workbench.report.wording import count
from workbench.runs.tables.gather import Gathered, RawSource, gather
from workbench.runs.tables.prepare import find

AROUND = 32
#: why a name is replaced that nobody listed, and why one is not
RECOGNISED, DOUBT = "als naam herkend", "lijkt op een naam (twijfel)"


@dataclass(frozen=True)
class Row:
    """One replacement or one doubt: where (character in the raw text), what, and the words around it."""

    source: str
    place: int
    kind: str
    words: str
    becomes: str
    why: str
    before: str
    after: str

    @property
    def context(self) -> str:
        return f"{self.before}«{self.words}»{self.after}"


@dataclass(frozen=True)
class DryRun:
    """What would be replaced in a region, and words that look like a name and stay."""

    region: str
    sources: int
    rows: tuple[Row, ...]
    doubts: tuple[Row, ...]

    def as_json(self) -> dict:
        def plain(row: Row) -> dict:
            return {
                "bron": row.source, "plek": row.place, "soort": row.kind, "woorden": row.words, "wordt": row.becomes,
                "waarom": row.why, "verband": row.context,
            }  # fmt: skip

        return {
            "regio": self.region,
            "bronnen": self.sources,
            "vervangingen": [plain(row) for row in self.rows],
            "nakijken": [plain(row) for row in self.doubts],
        }

    def as_text(self) -> str:
        """One line per thing that is replaced and form of it, with how often and the first place."""
        what = count(len(self.rows), "vervanging", "vervangingen")
        lines = [f"{self.region}: {what} in {count(self.sources, 'bron', 'bronnen')}; er is niets geschreven."]
        groups: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            groups.setdefault((row.becomes, row.words), []).append(row)
        if groups:
            width = max(len(becomes) for becomes, _ in groups)
            wide = max(len(row.why) for row in self.rows)
            lines.append(f"{'WORDT':<{width}}  KEER  {'WAAROM':<{wide}}  EERSTE PLEK EN VERBAND")
        for (becomes, _), rows in sorted(groups.items(), key=lambda group: _order(group[0])):
            first = rows[0]
            where = f"{first.source}:{first.place}"
            lines.append(f"{becomes:<{width}}  {len(rows):>4}  {first.why:<{wide}}  {where}  {first.context}")
        lines.append("")
        if self.doubts:
            lines.append("Kijk hier nog naar; dit lijkt op een naam en blijft staan:")
            lines += [f"  {row.source}:{row.place}  {row.context}" for row in self.doubts]
        else:
            lines.append("Er is niets over dat op een naam lijkt.")
        lines.append(
            f"Klopt er iets niet? Zet het in data/raw/{self.region}/{NAMES_FILE}:\n"
            '  altijd: ["naam die vervangen moet worden"]\n  nooit: ["woord dat moet blijven"]'
        )
        return "\n".join(lines)


def _order(group: tuple[str, str]) -> tuple[str, int, str]:
    kind, _, number = group[0].strip("[]").rpartition("-")
    return kind, int(number), group[1]


def dry_run(folder: RegionFolder, *, progress: Callable[[str], None] = lambda name: None) -> DryRun:
    """Read and look, write nothing. Raises what ``gather`` raises."""
    found = gather(folder, progress=progress)
    rows, unsure, seen = [], [], set()
    for one in found.sources:
        replaced = find(one, found.gate)
        rows += [
            _row(one, item.start, item.end, item.kind, item.placeholder, _why(item, found))
            for item in replaced
        ]  # fmt: skip
        for doubt in doubts(one.transcript.text):
            words = one.transcript.text[doubt.start : doubt.end]
            taken = any(item.start < doubt.end and doubt.start < item.end for item in replaced)
            kept = found.gate.keeps(words) or words.lower() in found.gate.places
            if not taken and not kept and words not in seen:
                seen.add(words)
                unsure.append(_row(one, doubt.start, doubt.end, "", "", DOUBT))
    return DryRun(folder.name, len(found.sources), tuple(rows), tuple(unsure))


def _why(item: Replacement, found: Gathered) -> str:
    """Why something is replaced, in plain Dutch."""
    if item.kind != "PERSOON":
        return next(rule["says"] for rule in identifiers.rules() if rule["id"] == item.why)
    number = int(item.placeholder.strip("[]").rpartition("-")[2]) - 1
    if number < len(found.origins):
        return found.origins[number]
    return RECOGNISED if found.gate.people[number] else "naam van meer dan een persoon"


def _row(one: RawSource, start: int, end: int, kind: str, becomes: str, why: str) -> Row:
    text = one.transcript.text
    before = text[max(0, start - AROUND) : start].replace("\n", " ")
    after = text[end : end + AROUND].replace("\n", " ")
    return Row(one.source_id, start, kind, text[start:end].replace("\n", " "), becomes, why, before, after)

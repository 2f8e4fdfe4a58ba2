"""For the researcher in a notebook: words in context, words that stand out, what was said on a theme.

These tables show words of sources that may not be approved yet: they are for the researcher, and not for sharing.
Refused sources are not in them.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.analysis import data, words
from workbench.analysis.names import name_of
from workbench.errors import InvalidParameter
from workbench.privacy import disclosure
from workbench.project import open_project
from workbench.report import tables
from workbench.report.markup import Html, element, join, paragraph, section

if TYPE_CHECKING:
    import pandas as pd

WARNING = "Alleen voor de onderzoeker. Deel dit niet: hier staan ook uitspraken die nog niet zijn goedgekeurd."


class Exploration:
    """What a region says, in tables; every word shown has gone through the cleaning of the gate out."""

    def __init__(self, region_data: data.RegionData):
        allowed = region_data.sources[region_data.sources["status"] != "geweigerd"]["source_id"]
        self.data = region_data.restrict(allowed)
        self.names = region_data.names()

    @cached_property
    def spoken(self) -> pd.DataFrame:
        return words.spoken(self.data)

    def cover(self) -> Html:
        title = element("h1", f"Verkennen: {self.data.title}")
        mark = element("div", WARNING, class_="merk")
        return Html(f'<header data-versie="concept">\n{join([mark, title])}\n</header>')

    def concordance(self, word: str, *, lines: int = 40) -> Html:
        """Every place where a word is used, in any form, with what stands around it."""
        found = words.concordance(self.spoken, word, lines=lines)
        rows = [
            (
                f"… {self._safe(row.left)} ",
                Html(element("b", self._safe(row.word))),
                f"{self._safe(row.right)} …",
                name_of("perspectief", row.perspective),
            )
            for row in found.itertuples()
        ]
        if not rows:
            told = f"Het woord ‘{word}’ valt niet in deze gesprekken. Probeer een ander woord."
            return section("woord", f"Het woord ‘{word}’", paragraph(told, class_="leeg"))
        shown = tables.table(f"‘{word}’ in de gesprekken", ["Ervoor", "Woord", "Erna", "Perspectief"], rows)
        return section("woord", f"Het woord ‘{word}’", shown)

    def distinctive(self, *, top: int = 8) -> Html:
        """Words that one perspective uses more than the others, and words that go together."""
        found = words.distinctive(self.spoken, top=top)
        rows = [
            (name_of("perspectief", group), ", ".join(f"{word} ({n})" for word, n in own.to_numpy().tolist()))
            for group, own in found.groupby("group")[["word", "count"]]
        ]
        pairs = words.collocations(self.spoken, top=12)[["pair", "count"]].to_numpy().tolist()
        lead = "Woorden die een perspectief vaker gebruikt dan de andere. Het zijn aantallen woorden, geen mensen."
        return section(
            "woorden",
            "Woorden die opvallen",
            paragraph(lead),
            tables.table("Opvallende woorden per perspectief", ["Perspectief", "Woorden"], rows),
            tables.table("Woorden die vaak bij elkaar staan", ["Woorden", "Aantal"], pairs, numbers=(1,), compact=True),
        )

    def theme(self, code: str, *, lines: int = 60) -> Html:
        """What was said on a theme, sure readings first; raises InvalidParameter for a code that is not there."""
        themes = self.data.codes.themes
        if code not in themes:
            raise InvalidParameter(
                "dit thema staat niet in het codeboek",
                where=f"thema {code}",
                remedy=f"Kies uit: {', '.join(themes)}.",
            )
        found = data.evidence(self.data, certain_only=False)
        found = found[(found["kind"] == "theme") & (found["code"] == code)].drop_duplicates("coding_id")
        found = found.sort_values(["certain", "source_id", "start"], ascending=[False, True, True])
        texts = self.data.sources.set_index("source_id")["text"]
        rows = [
            (
                self._safe(texts[row.source_id][row.start : row.end]),
                name_of("perspectief", row.perspective),
                f"{'zeker' if row.certain else 'onzeker'} ({row.score:.2f})".replace(".", ","),
                f"{self._safe(row.source_id)}:{row.start}",
                row.rule,
            )
            for row in found.head(lines).itertuples()
        ]
        about = themes[code]
        shown = tables.table(
            f"Uitspraken bij {code}", ["Uitspraak", "Perspectief", "Hoe zeker", "Plaats", "Regel"], rows
        )
        return section("thema", f"{code} {about.label}", paragraph(about.definition, class_="uitleg"), shown)

    def _safe(self, text: str) -> str:
        return "[niet getoond]" if disclosure.leftover(text, self.names) else disclosure.clean(text)


def open_region(project_dir: str | Path, region: str) -> Exploration:
    """A region to explore; raises NoProject, UnknownRegion, NothingToDo and BadTable."""
    return Exploration(data.load(open_project(project_dir), region))

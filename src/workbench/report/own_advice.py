"""Advice that a researcher wrote in ``region.yaml``: shown as theirs, and never with a name in it."""

from __future__ import annotations

from workbench.errors import InvalidRegionFile
from workbench.privacy.outgoing import unfit
from workbench.report.markup import Html, element, items, join
from workbench.report.view import View

HEADING = "Advies van de onderzoeker"


def own_advice(view: View) -> Html | None:
    """The sentences of ``advies`` under a heading of their own; None when there are none.

    Raises InvalidRegionFile when somebody is named in one, also in a concept: whoever reads it there may pass it on.
    """
    sentences = view.data.region.advies
    for number, sentence in enumerate(sentences, start=1):
        if found := unfit(sentence, view.names, view.data.kept):
            raise InvalidRegionFile(
                f"zin {number} van 'advies' bevat {found[0]}",
                where=f"{view.data.name}/region.yaml",
                remedy="Schrijf het zonder naam of nummer. Is het geen naam, zet het dan bij 'nooit' in namen.yaml.",
            )
    return join([element("h3", HEADING), items(sentences)]) if sentences else None

"""The report of one region, section by section, for short cells in a notebook."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from workbench.analysis import data
from workbench.privacy.disclosure import Policy
from workbench.project import open_project
from workbench.report.markup import Html
from workbench.report.quotes import Picker
from workbench.report.sections import account, dilemmas, facts, opening, region, roles, themes
from workbench.report.view import View


class RegionReport:
    """Sections of a region under a policy; each is HTML that a notebook shows. They may be asked for in any order."""

    def __init__(self, region_data: data.RegionData, policy: Policy):
        self.view = View(region_data, policy)

    @cached_property
    def _with_quotes(self) -> dict[str, Html]:
        """Themes and dilemmas share one choice of quotes, so that no passage is shown twice."""
        picker = Picker(self.view)
        found = {"dilemmas": dilemmas.dilemmas(self.view, picker)}
        return {**found, "themes": themes.themes(self.view, picker)}

    def cover(self) -> Html:
        return opening.cover(self.view)

    def summary(self) -> Html:
        return opening.summary(self.view)

    def region(self) -> Html:
        return region.region(self.view)

    def partners(self) -> Html:
        return region.partners(self.view)

    def themes(self) -> Html:
        return self._with_quotes["themes"]

    def dilemmas(self) -> Html:
        return self._with_quotes["dilemmas"]

    def roles(self) -> Html:
        return roles.roles(self.view)

    def facts(self) -> Html:
        return facts.facts(self.view)

    def questions(self) -> Html:
        return account.questions(self.view)

    def account(self) -> Html:
        return account.account(self.view)

    def sections(self) -> list[Html]:
        """Every section in the order of the report."""
        order = (
            "cover",
            "summary",
            "region",
            "partners",
            "themes",
            "dilemmas",
            "roles",
            "facts",
            "questions",
            "account",
        )
        return [getattr(self, name)() for name in order]


def open_report(project_dir: str | Path, region: str, *, versie: str = "concept", k: int = 3) -> RegionReport:
    """The report of a region in a project; the project is looked for in ``project_dir`` and above it.

    Raises NoProject, UnknownRegion, NothingToDo, BadTable and InvalidParameter.
    """
    return RegionReport(data.load(open_project(project_dir), region), Policy(k=k, version=versie))

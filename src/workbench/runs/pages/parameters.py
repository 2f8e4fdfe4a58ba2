"""Parameters of the notebooks, checked before anything runs.

papermill only warns about an unknown parameter and reads 0123 as 123, so the checking is done here.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from workbench.errors import InvalidParameter

LARGEST_K = 20


class _Parameters(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    project_dir: str = Field(default=".", description="map van het project")


class _Shown(_Parameters):
    """What both pages for others have in common."""

    versie: Literal["concept", "regio"] = Field(
        default="concept", description="concept (voor de onderzoeker) of regio (om te delen)"
    )
    k: int = Field(
        default=3,
        ge=1,
        le=LARGEST_K,
        description="aantallen onder k worden niet getoond (1 tot 20, bij versie regio vanaf 3)",
    )

    @model_validator(mode="after")
    def _safe_to_share(self):
        if self.versie == "regio" and self.k < 3:
            raise ValueError("k")
        return self


class ExploreParameters(_Parameters):
    region: str = Field(description="naam van de map onder data/raw")
    woord: str = Field(default="regie", description="woord om in de gesprekken op te zoeken")
    thema: str = Field(default="T05", description="code van een thema uit het codeboek")


class ReportParameters(_Shown):
    region: str = Field(description="naam van de map onder data/raw")


class ComparisonParameters(_Shown):
    regios: list[str] = Field(default=[], description="namen van regio's; leeg betekent alle")


PARAMETERS_OF: dict[str, type[_Parameters]] = {
    "10_verkennen": ExploreParameters,
    "30_rapport_regio": ReportParameters,
    "35_factsheet": ReportParameters,
    "40_vergelijking": ComparisonParameters,
}


def allowed(notebook: str) -> str:
    """The parameters of a notebook as lines of plain Dutch."""
    fields = PARAMETERS_OF[notebook].model_fields
    lines = []
    for name, field in fields.items():
        default = "verplicht" if field.is_required() else f"standaard {field.default!r}"
        lines.append(f"  {name}: {field.description} ({default})")
    return "\n".join(lines)


def validate(notebook: str, values: dict[str, object]) -> dict[str, object]:
    """All parameters of a notebook with their values; raises InvalidParameter and lists what is allowed."""
    if notebook not in PARAMETERS_OF:
        raise InvalidParameter(
            f"dit notebook is er niet; wel: {', '.join(sorted(PARAMETERS_OF))}", where=f"notebook {notebook}"
        )
    try:
        return PARAMETERS_OF[notebook].model_validate(values).model_dump()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "k"
        what = {"extra_forbidden": "bestaat niet", "missing": "ontbreekt"}.get(
            first["type"], "heeft een waarde die niet mag"
        )
        raise InvalidParameter(
            f"de parameter '{name}' {what}", where=notebook, remedy=f"Toegestaan:\n{allowed(notebook)}"
        ) from None


def parse_assignments(notebook: str, assignments: list[str]) -> dict[str, object]:
    """Turn ``-p name=value`` words of the command line into values; text stays text (0123 is no number)."""
    values: dict[str, object] = {}
    fields = PARAMETERS_OF[notebook].model_fields
    for word in assignments:
        name, sign, value = word.partition("=")
        if not sign:
            raise InvalidParameter("schrijf een parameter als naam=waarde", where=f"-p {word}")
        kind = fields[name].annotation if name in fields else str
        if kind is int and value.lstrip("-").isdigit():
            values[name] = int(value)
        elif name in fields and kind == list[str]:
            values[name] = [part for part in value.split(",") if part]
        else:
            values[name] = value
    return values

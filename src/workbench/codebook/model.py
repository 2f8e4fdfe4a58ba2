"""The codebook as frozen models. Keys in the file are Dutch, because researchers write them."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from workbench.errors import InvalidCodebook
from workbench.project import hash_text

FlagKind: TypeAlias = Literal["result", "decision", "agreement", "signal", "tension", "intention"]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")]
BETWEEN_POLES = "↔"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Group(_Entry):
    """A group of themes; ``id`` is a letter."""

    id: Code
    label: Text


class Theme(_Entry):
    """One theme: ``include`` and ``exclude`` say in a line what counts and what does not."""

    id: Code
    slug: Code
    group: Code = Field(alias="groep")
    label: Text
    definition: Text = Field(alias="definitie")
    include: str = Field(default="", alias="wel")
    exclude: str = Field(default="", alias="niet")
    cues: tuple[Text, ...] = Field(default=(), alias="signaalwoorden")
    examples: tuple[Text, ...] = Field(default=(), alias="voorbeelden")


class Pole(_Entry):
    """One side of a dilemma; ``short`` is its label of a few words, for tables and charts."""

    short: Text = Field(alias="kort")
    label: Text
    cues: tuple[Text, ...] = Field(default=(), alias="signaalwoorden")


class Dilemma(_Entry):
    """Two things that are both wanted, and of which one costs the other."""

    id: Code
    slug: Code
    label: Text
    definition: Text = Field(alias="definitie")
    pole_a: Pole = Field(alias="pool_a")
    pole_b: Pole = Field(alias="pool_b")
    examples: tuple[Text, ...] = Field(default=(), alias="voorbeelden")

    @model_validator(mode="before")
    @classmethod
    def _short_labels_from_label(cls, data):
        """A pole without ``kort`` takes its half of the dilemma's label."""
        if not isinstance(data, dict) or str(data.get("label", "")).count(BETWEEN_POLES) != 1:
            return data
        halves = [half.strip() for half in data["label"].split(BETWEEN_POLES)]
        poles = {}
        for key, half in zip(("pool_a", "pool_b"), halves, strict=True):
            if isinstance(data.get(key), dict) and half:
                poles[key] = {"kort": half[:1].upper() + half[1:], **data[key]}
        return {**data, **poles}


class Role(_Entry):
    """A role in regieneming; ``sources`` names the literature it leans on."""

    id: Code
    slug: Code
    label: Text
    definition: Text = Field(alias="definitie")
    sources: str = Field(default="", alias="steun")
    cues: tuple[Text, ...] = Field(default=(), alias="signaalwoorden")
    examples: tuple[Text, ...] = Field(default=(), alias="voorbeelden")


class Flag(_Entry):
    """Something a sentence does (decide, promise, signal ...); ``kind`` is its kind in the codings table."""

    id: Code
    kind: FlagKind = Field(alias="soort")
    label: Text
    definition: Text = Field(alias="definitie")
    exclude: str = Field(default="", alias="niet")
    cues: tuple[Text, ...] = Field(default=(), alias="signaalwoorden")


class Rule(_Entry):
    """A sharp rule for coders, numbered as in the codebook text; ``about`` names what it is about."""

    number: int = Field(alias="nummer", ge=1)
    about: Text = Field(alias="over")
    text: Text = Field(alias="tekst")


class OrganisationType(_Entry):
    """A type of organisation a speaker belongs to."""

    id: Code
    label: Text


class Codebook(_Entry):
    """The whole codebook. Every code has one id, unique over themes, dilemmas, roles and flags together."""

    title: Text = Field(alias="titel")
    name: Code = Field(alias="naam")
    edition: Text = Field(alias="versie")
    note: str = Field(default="", alias="toelichting")
    groups: tuple[Group, ...] = Field(alias="groepen")
    themes: tuple[Theme, ...] = Field(alias="themas")
    dilemmas: tuple[Dilemma, ...] = Field(default=(), alias="dilemmas")
    roles_label: Text = Field(default="Voorlopige kernrollen", alias="rollen_label")
    roles: tuple[Role, ...] = Field(default=(), alias="rollen")
    flags: tuple[Flag, ...] = Field(default=(), alias="vlaggen")
    organisation_types: tuple[OrganisationType, ...] = Field(default=(), alias="organisatietypen")
    rules: tuple[Rule, ...] = Field(default=(), alias="regels")

    @field_validator("edition", mode="before")
    @classmethod
    def _edition_is_text(cls, value):
        return str(value) if isinstance(value, float | int) and not isinstance(value, bool) else value

    @cached_property
    def version(self) -> str:
        """Name, edition and a short hash of the content: ``regieneming 0.2+1a2b3c4d``; layout does not count."""
        content = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        return f"{self.name} {self.edition}+{hash_text(content)[:8]}"

    @cached_property
    def entries(self) -> dict[str, Theme | Dilemma | Role | Flag]:
        """Every code by its id, in the order of the file. Do not change this mapping."""
        return {entry.id: entry for entry in (*self.themes, *self.dilemmas, *self.roles, *self.flags)}

    def label(self, code: str) -> str:
        """The label of a code, group or organisation type; raises InvalidCodebook when it is not in here."""
        entry = self.entries.get(code)
        others = (other for other in (*self.groups, *self.organisation_types) if other.id == code)
        entry = entry or next(others, None)
        if entry is None:
            raise InvalidCodebook(
                f"de code {code} staat niet in dit codeboek",
                where=self.version,
                remedy="Codeer opnieuw met dit codeboek, of zet de code erin.",
            )
        return entry.label

    def codes(self, kind: str) -> tuple[str, ...]:
        """Ids of one kind of ``workbench.tables.CODING_KINDS``, in the order of the file; none for another kind."""
        lists = {"theme": self.themes, "dilemma": self.dilemmas, "role": self.roles}
        entries = lists.get(kind, tuple(flag for flag in self.flags if flag.kind == kind))
        return tuple(entry.id for entry in entries)

    def kind(self, code: str) -> str:
        """The kind of a code, as in the codings table; raises InvalidCodebook as ``label`` does."""
        self.label(code)
        kinds = {Theme: "theme", Dilemma: "dilemma", Role: "role"}
        entry = self.entries.get(code)
        return entry.kind if isinstance(entry, Flag) else kinds.get(type(entry), "group")

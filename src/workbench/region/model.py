"""What a researcher knows of a region: the fields of ``region.yaml``, ``namen.yaml`` and ``vergeten.yaml``.

The keys are Dutch because researchers write them.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

OrganisationType = Literal[
    "gemeente_bestuur", "gemeente_ambtelijk", "centrumgemeente", "regio_organisatie", "onderwijs_bestuur",
    "samenwerkingsverband", "school", "kinderopvang", "jeugdhulpaanbieder", "gecertificeerde_instelling",
    "JGZ_GGD", "wijkteam_toegang", "zorgverzekeraar_zorgkantoor", "mbo_RMC", "rijk_VNG_kennisinstituut",
    "adviseur_extern", "inwoner_ouder_jongere", "ervaringsdeskundige", "onbekend",
]  # fmt: skip
Perspective = Literal["gemeente", "onderwijs", "kinderopvang", "jeugdhulp_zorg", "inwoner", "regio", "onbekend"]

PERSPECTIVE_OF: dict[str, str] = {
    "gemeente_bestuur": "gemeente",
    "gemeente_ambtelijk": "gemeente",
    "centrumgemeente": "gemeente",
    "wijkteam_toegang": "gemeente",
    "regio_organisatie": "regio",
    "onderwijs_bestuur": "onderwijs",
    "samenwerkingsverband": "onderwijs",
    "school": "onderwijs",
    "mbo_RMC": "onderwijs",
    "kinderopvang": "kinderopvang",
    "jeugdhulpaanbieder": "jeugdhulp_zorg",
    "gecertificeerde_instelling": "jeugdhulp_zorg",
    "JGZ_GGD": "jeugdhulp_zorg",
    "zorgverzekeraar_zorgkantoor": "jeugdhulp_zorg",
    "inwoner_ouder_jongere": "inwoner",
    "ervaringsdeskundige": "inwoner",
    "rijk_VNG_kennisinstituut": "onbekend",
    "adviseur_extern": "onbekend",
    "onbekend": "onbekend",
}


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _empty_is_absent(cls, data):
        """A key with nothing behind it ("bronnen:") counts as not written."""
        return {key: value for key, value in data.items() if value is not None} if isinstance(data, dict) else data


class Characteristics(Strict):
    """Region characteristics of practice.md section 3; everything may be left out."""

    gemeenten: tuple[str, ...] = ()
    inwoners: int | None = Field(default=None, ge=0, strict=True)
    aandeel_grootste_gemeente: float | None = Field(default=None, ge=0, le=1)
    samenwerkingsverbanden_po: int | None = Field(default=None, ge=0, strict=True)
    samenwerkingsverbanden_vo: int | None = Field(default=None, ge=0, strict=True)
    grenzen_vallen_samen: bool | None = None
    jeugdregio_is_arbeidsmarktregio: bool | None = None
    jeugdregio_is_rmc_regio: bool | None = None
    jeugdregio_is_ggd_regio: bool | None = None
    rechtsvorm: Literal["gemeenschappelijke_regeling", "centrumgemeenteconstructie", "convenant", "geen"] | None = None
    jaren_samen: int | None = Field(default=None, ge=0, strict=True)


class Respondent(Strict):
    """A person who was spoken to; ``namen`` never leave the privacy gate."""

    id: str = Field(pattern=r"^[A-Za-z0-9_-]+$")
    rol: str = ""
    organisatietype: OrganisationType = "onbekend"
    perspectief: Perspective | None = None
    namen: tuple[str, ...] = ()

    @property
    def perspective(self) -> str:
        return self.perspectief or PERSPECTIVE_OF[self.organisatietype]


class SourceEntry(Strict):
    """What is known of one file; ``sprekers`` maps a label in the file to a respondent or to interviewer."""

    bestand: str
    soort: Literal["interview", "verslag", "document"] | None = None
    titel: str = ""
    datum: dt.date | None = None
    status: Literal["concept", "goedgekeurd", "geweigerd"] = "concept"
    perspectief: Perspective | None = None
    sprekers: dict[str, str] = {}
    gesprekspartners: tuple[str, ...] = ()


#: what fits on a factsheet: sentences, and signs in each
MOST_ADVICE, LONGEST_ADVICE = 4, 160
Sentence = Annotated[str, Field(min_length=1, max_length=LONGEST_ADVICE)]


class Region(Strict):
    """The whole of ``region.yaml``; ``advies`` is what the researcher advises, a sentence each; a passage that holds
    the words of an entry of ``niet_citeren`` is counted but never quoted."""

    naam: str = ""
    fictief: bool = False
    toelichting: str = ""
    kenmerken: Characteristics = Characteristics()
    gesprekspartners: tuple[Respondent, ...] = ()
    bekende_namen: tuple[str, ...] = ()
    bronnen: tuple[SourceEntry, ...] = ()
    advies: tuple[Sentence, ...] = Field(default=(), max_length=MOST_ADVICE)
    niet_citeren: tuple[Annotated[str, Field(min_length=1)], ...] = ()

    @model_validator(mode="after")
    def _references_exist(self) -> Region:
        ids = [person.id for person in self.gesprekspartners]
        if len(ids) != len(set(ids)):
            raise ValueError("een id van een gesprekspartner komt twee keer voor")
        files = [entry.bestand for entry in self.bronnen]
        if len(files) != len(set(files)):
            raise ValueError("een bestand staat twee keer bij bronnen")
        for entry in self.bronnen:
            named = {*entry.sprekers.values(), *entry.gesprekspartners} - {"interviewer"}
            if unknown := sorted(named - set(ids)):
                raise ValueError(f"{entry.bestand} noemt {', '.join(unknown)}, niet bij gesprekspartners")
        return self

    def respondent(self, person_id: str) -> Respondent | None:
        return next((person for person in self.gesprekspartners if person.id == person_id), None)

    def entry(self, file_name: str) -> SourceEntry:
        """What is known of a file; a file that is not listed is a concept of which nothing is known."""
        found = (entry for entry in self.bronnen if entry.bestand == file_name)
        return next(found, SourceEntry(bestand=file_name))


class Names(Strict):
    """``namen.yaml``: what the researcher wants ``altijd`` (always) or ``nooit`` (never) replaced in this region."""

    altijd: tuple[str, ...] = ()
    nooit: tuple[str, ...] = ()


class Forgotten(Strict):
    """``vergeten.yaml``: ids of respondents who took back what they said, and the files that went for that.

    ``bestanden`` are named as in ``region.yaml``, which knows them still.
    """

    gesprekspartners: tuple[str, ...] = ()
    bestanden: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _names_somebody(cls, data):
        """What was cut off after the head would forget nobody."""
        if isinstance(data, dict) and data.get("gesprekspartners", ()) is None:
            raise ValueError("achter 'gesprekspartners' staat niets")
        return data

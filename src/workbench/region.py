"""``region.yaml``: what a researcher knows of a region, its respondents and its sources.

The keys are Dutch because researchers write them. A region without the file works too: every source is
then a concept, and speakers are known by their label alone.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from workbench.errors import InvalidRegionFile

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

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


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _empty_is_absent(cls, data):
        """A key with nothing behind it ("bronnen:") counts as not written."""
        return {key: value for key, value in data.items() if value is not None} if isinstance(data, dict) else data


class Characteristics(_Strict):
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


class Respondent(_Strict):
    """A person who was spoken to; ``namen`` never leave the privacy gate."""

    id: str = Field(pattern=r"^[A-Za-z0-9_-]+$")
    rol: str = ""
    organisatietype: OrganisationType = "onbekend"
    perspectief: Perspective | None = None
    namen: tuple[str, ...] = ()

    @property
    def perspective(self) -> str:
        return self.perspectief or PERSPECTIVE_OF[self.organisatietype]


class SourceEntry(_Strict):
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


class Region(_Strict):
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


class Names(_Strict):
    """``namen.yaml``: what the researcher wants ``altijd`` (always) or ``nooit`` (never) replaced in this region."""

    altijd: tuple[str, ...] = ()
    nooit: tuple[str, ...] = ()


NAMES_FILE = "namen.yaml"


def load_names(folder: Path) -> Names:
    """Read ``namen.yaml`` in a region's raw folder; raises InvalidRegionFile. Absent means: nothing asked for."""
    return _load(folder, NAMES_FILE, Names, "altijd: [...]", "Het hoort twee lijsten te hebben: 'altijd' en 'nooit'.")


def kept_names(*folders: Path) -> tuple[str, ...]:
    """What only looks like a name in these regions: their gemeenten and what ``namen.yaml`` keeps.

    Raises InvalidRegionFile.
    """
    found = (name for one in folders for name in (*load_names(one).nooit, *load_region(one).kenmerken.gemeenten))
    return tuple(sorted(set(found)))


class Forgotten(_Strict):
    """``vergeten.yaml``: ids of respondents who took back what they said, and the files that went for that.

    ``bestanden`` are named as in ``region.yaml``, which knows them still.
    """

    gesprekspartners: tuple[str, ...] = ()
    bestanden: tuple[str, ...] = ()


FORGOTTEN_FILE = "vergeten.yaml"


def load_forgotten(folder: Path) -> Forgotten:
    """Read ``vergeten.yaml`` in a region's raw folder; raises InvalidRegionFile. Absent means: nobody."""
    begins = "gesprekspartners: [...]"
    return _load(folder, FORGOTTEN_FILE, Forgotten, begins, "Het is een lijst van id's en een lijst van bestanden.")


def load_region(folder: Path) -> Region:
    """Read ``region.yaml`` in a region's raw folder; raises InvalidRegionFile. Absent means: nothing known."""
    region = _load(folder, "region.yaml", Region, "naam: ...", "Zie region-voorbeeld.yaml voor hoe het hoort.")
    return region if region.naam else region.model_copy(update={"naam": folder.name})


def _load(folder: Path, name: str, model: type[_Strict], begins: str, remedy: str):
    from ruamel.yaml.error import YAMLError

    path = folder / name
    where = f"{folder.name}/{name}"
    if not path.exists():
        return model()
    try:
        data = _parsed(path.read_text(encoding="utf-8-sig"))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" op regel {mark.line + 1}" if mark else ""
        raise InvalidRegionFile(
            f"dit is geen geldige YAML{line}",
            where=where,
            remedy="Let op inspringing, dubbele punten en aanhalingstekens.",
        ) from None
    except (OSError, UnicodeDecodeError):
        raise InvalidRegionFile("kan niet gelezen worden", where=where, remedy="Bewaar het als UTF-8.") from None
    if not isinstance(data, dict):
        raise InvalidRegionFile(f"hoort te beginnen met '{begins}'", where=where)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InvalidRegionFile(_explain(error), where=where, remedy=remedy) from None


@lru_cache(maxsize=64)
def _parsed(words: str) -> object:
    """The content of a YAML file, for reading only; one command asks for the same file many times."""
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).load(words) or {}


_WANTED = {
    "string": "tekst (zet aanhalingstekens om een getal)",
    "bool": "true of false",
    "int": "een heel getal, zonder punt",
    "float": "een getal",
    "date": "een datum zoals 2026-03-12",
    "tuple": "een lijst (met streepjes of tussen [ ])",
    "dict": "een lijst van 'label: id'",
    "model": "een groepje van 'veld: waarde'",
}


def _explain(error: ValidationError) -> str:
    """Name the first wrong field and what is allowed there, without echoing what stood there."""
    first = error.errors(include_input=False, include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or "het bestand"
    if first["type"] == "extra_forbidden":
        return f"het veld '{field}' is onbekend"
    if first["type"] == "literal_error":
        return f"'{field}' moet een van deze zijn: {re.sub(' or ', ' of ', first['ctx']['expected'])}"
    if first["type"] == "value_error":
        return str(first["ctx"]["error"])
    if first["type"] == "missing":
        return f"het veld '{field}' ontbreekt"
    if first["type"] in ("string_too_long", "string_too_short", "too_long"):
        return _length(field, first)
    if first["type"].startswith(("greater", "less")):
        [(side, limit)] = [(key, value) for key, value in first["ctx"].items() if key in ("ge", "le")]
        return f"'{field}' moet {'minstens' if side == 'ge' else 'hoogstens'} {limit:g} zijn"
    wanted = next((words for part, words in _WANTED.items() if part in first["type"]), "een andere waarde")
    return f"'{field}' moet {wanted} zijn"


def _length(field: str, error: ErrorDetails) -> str:
    """What is wrong with the length of a text or a list."""
    if error["type"] == "string_too_short":
        return f"'{field}' is leeg"
    unit = "tekens" if error["type"] == "string_too_long" else "regels"
    return f"'{field}' mag hoogstens {error['ctx']['max_length']} {unit} hebben"

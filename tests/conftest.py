"""Shared by all rooms: an invented region, in memory and as a project on disk."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sys
import time
from pathlib import Path

import pytest
from hypothesis import settings

HERE = Path(__file__).parent
ROOT = HERE.parent

# no test may fail because a machine is slow; CI tries the same cases every time, a developer new ones
settings.register_profile("workbench", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("workbench")


@pytest.fixture(autouse=True)
def own_keys(tmp_path_factory, monkeypatch):
    """Key files of tests never land among those of the user."""
    monkeypatch.setenv("WORKBENCH_KEYS", str(tmp_path_factory.mktemp("sleutels")))


def _code_row(source_id, utterance_id, start, end, number, kind, code, **more) -> dict:
    from workbench.project import hash_text

    return {
        "coding_id": f"{utterance_id}-{number:02d}",
        "source_id": source_id,
        "utterance_id": utterance_id,
        "start": start,
        "end": end,
        "kind": kind,
        "code": code,
        "status": "actueel",
        "detail": "{}",
        "score": 0.9,
        "certain": True,
        "coder": "machine:rules@0",
        "rule": "test",
        "codebook": "test",
        "quote_sha256": hash_text(utterance_id),
        **more,
    }


def _coding(source_id, utterance_id, text, start, number, entry) -> dict:
    """One row of codings from the short form of invented_region.yaml."""
    place = (source_id, utterance_id, start, start + len(text), number)
    if isinstance(entry, str):
        more = {"?": {"certain": False, "score": 0.3}, "!": {"status": "ontkend"}}.get(entry[0], {})
        return _code_row(*place, "theme", entry.lstrip("?!"), **more)
    (name, values), *_ = entry.items()
    if name == "role":
        return _code_row(
            *place,
            "role",
            values[0],
            detail=json.dumps({"drager": values[1], "drager_soort": values[3], "rolstatus": values[2]}),
        )
    if name == "fact":
        detail = json.dumps({"wie": values[1], "wanneer": values[2]})
        return _code_row(*place, values[0], values[0], detail=detail)
    a, b = (start + text.index(pole) for pole in values[1:])
    poles = {
        "pole_a_start": a,
        "pole_a_end": a + len(values[1]),
        "pole_b_start": b,
        "pole_b_end": b + len(values[2]),
    }
    return _code_row(*place, "dilemma", values[0], status="ontkend" if name == "denied" else "actueel", **poles)


def invented_tables(data: dict, name: str) -> tuple[list[dict], list[dict], list[dict]]:
    """Rows of sources, utterances and codings of the short form."""
    people = {person["id"]: person for person in data["region"]["gesprekspartners"]}
    sources, utterances, codings = [], [], []
    for source_id, source in data["sources"].items():
        text = "\n".join(turn["text"] for turn in source["turns"])
        about = {"kind": source["kind"], "status": source["status"], "perspective": source.get("perspective")}
        title = source.get("title", source_id)
        sources.append(
            {
                "source_id": source_id,
                "region": name,
                "sha256": "0" * 64,
                "text": text,
                "title": title,
                **about,
            }
        )
        start = 0
        for number, turn in enumerate(source["turns"]):
            utterance_id = f"{source_id}-{number:03d}"
            who = turn["who"]
            role = "interviewer" if who == "I" else "respondent" if who else "author"
            person = people.get(who, {})
            utterances.append(
                {
                    "source_id": source_id,
                    "utterance_id": utterance_id,
                    "start": start,
                    "end": start + len(turn["text"]),
                    "speaker": who or None,
                    "speaker_id": who if person else None,
                    "speaker_role": role,
                    "organisation_type": person.get("organisatietype"),
                }
            )
            codings += [
                _coding(source_id, utterance_id, turn["text"], start, at, entry)
                for at, entry in enumerate(turn["codes"])
            ]
            start += len(turn["text"]) + 1
    return sources, utterances, codings


def invented_codes():
    """A small codebook of its own, so that these tests hang on no other room."""
    from workbench.analysis.names import Code, Codes

    themes = {
        "T01": "Gedeelde ambitie en opgave", "T02": "Inwoner, kind en gezin centraal",
        "T03": "Samenhang tussen domeinen",
        "T04": "Zorgaanbod en inkoop", "T05": "Regie en rolverdeling", "T06": "Besluitvorming en overleg",
        "T08": "Draagvlak, commitment en eigenaarschap", "T09": "Vertrouwen en samenwerkingsklimaat",
        "T10": "Sleutelpersonen en competenties", "T11": "Belangen- en cultuurverschillen",
        "T12": "Participatie en stem van inwoners en professionals", "T13": "Geld, tijd en menskracht",
        "T14": "Schaal en regiokenmerken", "T15": "Wet- en regelgeving en stelsel",
        "T16": "Kennis, informatie en gegevens", "T17": "Leren, proberen en doorontwikkelen",
        "T18": "Resultaat, effect en borging",
    }  # fmt: skip
    dilemmas = {
        "D01": "Lokaal belang ↔ regionaal belang", "D02": "Sturen en doorpakken ↔ meebewegen en ruimte geven",
        "D04": "Op personen ↔ geborgd in functies en organisaties", "D05": "Financiële beheersing ↔ passende hulp",
        "D06": "Integraal vanuit de leefwereld ↔ eigen domein en systeem",
        "D11": "Grote (centrum)gemeente ↔ gelijkwaardige partners",
        "D12": "Opdrachtgever en concurrentie ↔ partnerschap", "D13": "Stem van professionals ↔ stem van inwoners",
        "D14": "Informatie delen ↔ privacy en vertrouwelijkheid",
    }  # fmt: skip
    roles = {"K1": "Aanjager", "K2": "Verbinder", "K3": "Facilitator", "K4": "Koersbewaker en borger"}
    groups = {
        "T01": "Opgave en inhoud",
        "T05": "Regie en sturing",
        "T09": "Mensen en relaties",
        "T13": "Condities",
    }

    def group(code):
        return [label for first, label in groups.items() if first <= code][-1]

    return Codes(
        {code: Code(code, label, f"Waar het gaat over {label.lower()}.", group(code))
         for code, label in themes.items()},
        {code: Code(code, label, "Twee dingen die trekken.", "", "De ene kant.", "De andere kant.")
         for code, label in dilemmas.items()},
        {code: Code(code, label, f"Wat een {label.lower()} doet.") for code, label in roles.items()},
        "test 1",
    )  # fmt: skip


def _plain_yaml(path: Path) -> dict:
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def invented_data() -> dict:
    """The short form of the invented region; make a deep copy before changing it."""
    return _plain_yaml(HERE / "shared_data" / "invented_region.yaml")


@pytest.fixture(scope="session")
def make_region():
    """Function: short form -> RegionData with the small codebook; ``provenance`` may be given."""
    from workbench import tables
    from workbench.analysis.data import RegionData
    from workbench.region import Region

    def make(data: dict, name: str = "ooievaarsland", provenance: dict | None = None) -> RegionData:
        sources, utterances, codings = invented_tables(data, name)
        return RegionData(
            name,
            Region.model_validate(data["region"]),
            tables.frame(tables.SOURCES, sources),
            tables.frame(tables.UTTERANCES, utterances),
            tables.frame(tables.CODINGS, codings),
            invented_codes(),
            provenance if provenance is not None else PROVENANCE,
        )

    return make


@pytest.fixture(scope="session")
def invented_region(make_region, invented_data):
    return make_region(invented_data)


@pytest.fixture(scope="session")
def invented_project(tmp_path_factory, invented_data) -> Path:
    """A project on disk with the invented region, read and coded, and the notebooks of the repository."""
    from ruamel.yaml import YAML

    from workbench import tables
    from workbench.project import write_json

    root = tmp_path_factory.mktemp("project")
    for name in ("ooievaarsland", "ooievaarsland-zuid"):
        raw, done = root / "data" / "raw" / name, root / "data" / "processed" / name
        raw.mkdir(parents=True)
        with (raw / "region.yaml").open("w", encoding="utf-8") as stream:
            YAML().dump(invented_data["region"], stream)
        sources, utterances, codings = invented_tables(invented_data, name)
        tables.write(tables.SOURCES, tables.frame(tables.SOURCES, sources), done / "sources.parquet")
        tables.write(tables.UTTERANCES, tables.frame(tables.UTTERANCES, utterances), done / "utterances.parquet")
        tables.write(tables.CODINGS, tables.frame(tables.CODINGS, codings), done / "codings.parquet")
        write_json(done / "herkomst.json", PROVENANCE)
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".*", "__pycache__"))
    return root


PROVENANCE = {
    "gemaakt": "2026-03-02T04:00:11+00:00",
    "workbench": "0.1.0",
    "python": "3.11.9",
    "pakketten": {"spacy": "3.8.18", "pandas": "3.1.0", "nltk": "3.10.4"},
    "pijplijn": {
        "name": "blank_nl", "version": "3.8.18", "hash": "abc", "fallback": True,
        "warning": "Het Nederlandse taalmodel is er niet. Zinnen en woordvormen zijn met eenvoudige regels gevonden.",
    },
    "codeboek": "regieneming 0.2+1a2b3c4d",
    "regels": "regels 0.1",
    "parameters": {"region": "ooievaarsland", "project_dir": "/home/iemand/project", "versie": "concept", "k": 3},
    "weggelaten": [{"bestand": "gesprek-9", "reden": "het bestand is beschadigd"}],
}  # fmt: skip


def _module(path: Path):
    """A module that is no part of the package, under its own name."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def nlp_by_rule():
    """The pipeline by rule, whatever else the checkout has; everybody else keeps the pipeline of the checkout."""
    from workbench.language import identity, pipeline

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identity, "BUNDLED", identity.BUNDLED.with_name("absent"))
        patch.delenv(identity.VARIABLE, raising=False)
        return pipeline.load()


@pytest.fixture(scope="session")
def spoken():
    """The scorer of training/spoken.py."""
    return _module(ROOT / "training" / "spoken.py")


@pytest.fixture(scope="session")
def three_forms():
    """Reads what stands in a report from its page, its Word document and its PDF (tests/three_forms.py)."""
    return _module(HERE / "three_forms.py")


@pytest.fixture(scope="session")
def imported():
    """Gives what a module imports (tests/imports.py)."""
    return _module(HERE / "imports.py").imported


_pages = _module(HERE / "shared_pages.py")
as_page, concept, regio, factsheet = _pages.as_page, _pages.concept, _pages.regio, _pages.factsheet
other_region, comparison = _pages.other_region, _pages.comparison


@pytest.fixture
def wait_until():
    """Wait for something another process does; the limit is only there to end a broken test."""

    def wait(condition, limit_s=120):
        end = time.monotonic() + limit_s
        while time.monotonic() < end:
            if condition():
                return True
            time.sleep(0.05)
        return False

    return wait

"""Where a report comes from: versions, hashes and what was left out, for the last page of the report."""

from __future__ import annotations

import platform
from importlib.metadata import version

import workbench
from workbench import coding, tables
from workbench.project import RegionFolder, write_json
from workbench.runs.state.fingerprint import rules_only
from workbench.runs.state.manifest import Manifest
from workbench.runs.tables.code import Coded

PACKAGES = ("spacy", "pandas", "numpy", "nltk", "matplotlib", "papermill", "nbconvert")
FILE = "herkomst.json"


def write(folder: RegionFolder, manifest: Manifest, coded: Coded) -> None:
    """Write ``herkomst.json``; holds no path, no user name and no word of a transcript."""
    sources = tables.read(tables.SOURCES, folder.table("sources"))
    columns = ["source_id", "sha256", "kind", "status"]
    write_json(
        folder.processed / FILE,
        {
            "gemaakt": manifest.stage("code")["at"],
            "workbench": workbench.__version__,
            "python": platform.python_version(),
            "pakketten": {name: version(name) for name in PACKAGES},
            "pijplijn": coded.pipeline,
            "codeboek": coded.codebook,
            "regels": coding.rules_version(),
            "model": "" if rules_only() else coding.model_version(),
            "woorden": coded.words,
            "bronnen": sources[columns].to_dict("records"),
            "weggelaten": [
                {"bestand": one["bron"], "reden": one["reden"]} for one in manifest.stage("read")["left_out"]
            ],
            "waarschuwingen": manifest.stage("read")["warnings"],
        },
    )

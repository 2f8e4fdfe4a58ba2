"""``LEESMIJ.txt``: what a publication holds and how to read it, in plain Dutch for whoever gets it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.report import wording
from workbench.report.view import View

WHAT = {
    "index.html": "begin hier: de pagina met alle regio’s",
    "rapport-regio": "het rapport",
    "factsheet-regio": "de factsheet: het rapport op twee vellen",
    "factsheet-regio.docx": "de factsheet: het rapport op enkele vellen (voor Word)",
    "vergelijking-regio": "de regio’s naast elkaar",
    "themas": "wie noemt welk thema",
    "dilemmas": "wie noemt welk dilemma, en welke kant krijgt nadruk",
    "rollen": "wie neemt welke rol, en hoe staat die ervoor",
    "feiten": "opbrengsten, besluiten en afspraken",
    "gegevenswoordenboek": "wat er in elke kolom van de tabellen staat",
    "tabellen": "alle tabellen in één werkmap",
}
FORMS = {
    "html": "voor de browser",
    "pdf": "PDF, om te printen",
    "docx": "voor Word",
    "csv": "voor elk programma",
    "xlsx": "voor Excel",
}


def what_is(path: str) -> str:
    """``het rapport (voor de browser)``."""
    name = path.rpartition("/")[2]
    stem, _, form = name.rpartition(".")
    return WHAT[name] if name in WHAT else f"{WHAT.get(stem, stem)} ({FORMS.get(form, form)})"


def readme(views: Sequence[View], paths: Iterable[str], *, record: str, checksums: str) -> str:
    """The text, for these regions and the paths of their files."""
    k = max(view.policy.k for view in views)
    few = wording.number_word(k)
    fictitious = ["Verzonnen voorbeeld: de mensen, plaatsen en uitspraken bestaan niet.", ""]
    lines = [
        "QUICKSCAN REGIENEMING",
        wording.listing([view.data.title for view in views]),
        "",
        *(fictitious if all(view.data.region.fictief for view in views) else []),
        "Wat zit hierin?",
        *_files([path for path in sorted(paths) if path != record]),
        f"- {record}: wat er is vrijgegeven, wanneer en op welke grond",
        f"- {checksums}: een vingerafdruk van elk bestand",
        "",
        "Hoe leest u de rapporten?",
        "- Software las de gesprekken en documenten als eerste. Zij mist dingen en wijst er soms een verkeerd aan.",
        "- Lees de uitkomsten als begin van een gesprek, niet als oordeel.",
        "- Niet genoemd is iets anders dan niet belangrijk. Misschien is er niet naar gevraagd.",
        "",
        "Hoe leest u de tabellen?",
        "- De getallen zijn mensen, geen uitspraken. Wie iets tien keer zegt, telt één keer.",
        f"- Een aantal onder de {few} tonen wij niet. Er staat dan 'minder dan {k}' of 'genoemd, aantal te klein'.",
        "- Ook een groter getal tonen wij niet als u daaruit een klein getal kunt uitrekenen.",
        "- Een getal staat als tekst in de tabel, omdat er soms woorden staan in plaats van een getal.",
        "- Begint een cel met een apostrof (')? Die hoort er niet bij: zo maakt Excel er geen formule van.",
        "",
        "Wat mag u ermee?",
        "- Namen zijn vervangen. Wie de regio goed kent, kan soms toch raden wie iets zei. Ga er zorgvuldig mee om.",
        "- Neemt iemand zijn woorden terug? Dan vragen wij u deze bestanden weg te doen. U krijgt dan nieuwe.",
        "",
        "Is alles heel aangekomen?",
        f"- Met Linux: open deze map in een terminal en typ: sha256sum -c {checksums}",
        f"- Met macOS: open deze map in Terminal en typ: shasum -a 256 -c {checksums}",
        "- Met Windows: open deze map in PowerShell en typ 'Get-FileHash' met de naam van een bestand.",
        f"  Open {checksums} in Kladblok en zoek de regel van dat bestand: daar hoort hetzelfde te staan.",
        "  Hoofdletters of kleine letters maakt daarbij niet uit.",
    ]
    return "\n".join(lines) + "\n"


def _files(paths: list[str]) -> list[str]:
    """A line per file at the top, and one per kind of file in the folders of the regions."""
    inside = dict.fromkeys((path.partition("/")[2] for path in paths if "/" in path), "")
    folders = list(dict.fromkeys(path.partition("/")[0] for path in paths if "/" in path))
    lines = [f"- {path}: {what_is(path)}" for path in paths if "/" not in path]
    which = f"de map {folders[0]}" if len(folders) == 1 else f"elk van de mappen {wording.listing(folders)}"
    for path in sorted(inside):
        there = [folder for folder in folders if f"{folder}/{path}" in paths]
        some = "" if there == folders else f", alleen bij {wording.listing(there)}"
        inside[path] = f"- {path}: {what_is(path)}{some}"
    return [*lines, f"In {which}:", *(inside[path] for path in sorted(inside)), "Verder:"]

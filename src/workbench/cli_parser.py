"""What can be typed: the verbs of the command line with their options, in Dutch."""

from __future__ import annotations

from workbench import __version__
from workbench.cli_nl import DutchParser

VERBS = {
    "init": ("maak een nieuw project in een map", "workbench init mijn-onderzoek"),
    "read": ("lees transcripten en documenten, zonder namen", "workbench read dalderstad"),
    "code": ("codeer thema's, dilemma's, rollen en feiten", "workbench code --all"),
    "report": ("maak het rapport van een regio", "workbench report dalderstad --versie regio"),
    "compare": ("maak de vergelijking van regio's", "workbench compare --all"),
    "publish": (
        "zet klaar wat een regio mag hebben: pagina's, tabellen en wat er is vrijgegeven",
        "workbench publish dalderstad --to ../voor-dalderstad --zip",
    ),
    "status": ("laat zien hoe het met elke regio staat", "workbench status"),
    "key": (
        "open het sleutelbestand van een regio (van vervanging terug naar naam)",
        "workbench key dalderstad --show",
    ),
    "forget": ("haal een gesprekspartner overal uit", "workbench forget dalderstad R03"),
    "evaluate": ("vergelijk het coderen met wat een mens codeerde", "workbench evaluate goud/ --texts teksten/"),
    "lint": ("kijk de regels na: overlappend, in tegenspraak, of nooit raak in een regio", "workbench lint dalderstad"),
    "doctor": ("kijk of alles er is en welke taalpijplijn werkt", "workbench doctor"),
    "schedule": ("maak wat de server nodig heeft om elke nacht te draaien", "workbench schedule --print systemd"),
    "demo": ("verwerk de voorbeeldregio's en zeg waar de rapporten staan", "workbench demo"),
}
NEEDS_REGIONS = ("read", "code", "report", "compare")


def parser() -> DutchParser:
    top = DutchParser(
        prog="workbench",
        description="Van gesprekken en documenten van een regio naar een rapport dat de regio kan lezen.",
        epilog="Voorbeeld: workbench report dalderstad",
    )
    top.add_argument("--version", action="version", version=f"workbench {__version__}", help="toon de versie")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB", title="opdrachten")
    for name, (text, example) in VERBS.items():
        verb = verbs.add_parser(
            name, help=text, description=f"{text[0].upper()}{text[1:]}.", epilog=f"Voorbeeld: {example}"
        )
        if name == "init":
            verb.add_argument("folder", metavar="MAP", help="map die gemaakt wordt")
        else:
            verb.add_argument("--project", metavar="MAP", default=None, help="map van het project (standaard: hier)")
        if name in NEEDS_REGIONS:
            verb.add_argument("regions", metavar="REGIO", nargs="*", help="naam van een map onder data/raw")
            verb.add_argument("--all", action="store_true", help="alle regio's")
            verb.add_argument("--force", action="store_true", help="ook als er niets veranderd is")
        if name == "publish":
            verb.add_argument("regions", metavar="REGIO", nargs="+", help="naam van een map onder data/raw")
            verb.add_argument("--to", metavar="MAP", required=True, help="nieuwe of lege map, of eerdere publicatie")
            verb.add_argument("--formaat", metavar="FORMATEN",
                              help="wat meegaat, zoals html,word,pdf; wat er niet is wordt gemaakt (standaard html, "
                              "en van Word en PDF wat er al is)")  # fmt: skip
            verb.add_argument("--zip", action="store_true", help="één zip-bestand in plaats van een map")
            verb.add_argument("--site", action="store_true", help="met een beginpagina voor alle regio's")
        if name in ("key", "forget"):
            verb.add_argument("region", metavar="REGIO", help="naam van een map onder data/raw")
        if name == "read":
            verb.add_argument("--dry-run", action="store_true", help="laat zien wat vervangen wordt; schrijf niets")
        if name == "key":
            verb.add_argument("--show", action="store_true", help="toon welke naam achter elke vervanging zit")
            verb.add_argument("--reverse", metavar="BRON", help="druk een bron (of tekstbestand) af met de namen terug")
            verb.add_argument("--lock", action="store_true", help="zet een wachtwoord op alle sleutels van dit project")
        if name == "forget":
            verb.add_argument("person", metavar="GESPREKSPARTNER", help="id uit region.yaml, zoals R03")
            verb.add_argument("--yes", action="store_true", help="vraag niet of het mag")
        if name == "lint":
            verb.add_argument(
                "regions", metavar="REGIO", nargs="*", help="zeg ook welke cues in deze regio nooit raak zijn"
            )
        if name == "code":
            verb.add_argument("--explain", metavar="BRON:PLEK", help="laat zien waarom een passage zo gecodeerd is")
        if name in ("code", "report", "compare", "demo"):
            verb.add_argument("--rules-only", action="store_true", help="codeer zonder het geleerde deel")
        if name == "evaluate":
            verb.add_argument("gold", metavar="GOUD", help="bestand of map met gouden labels (.jsonl)")
            verb.add_argument("--texts", metavar="MAP", help="map met de teksten, als die niet in het bestand staan")
        if name in ("report", "compare"):
            verb.add_argument("--versie", default="concept", help="concept (standaard, voor u) of regio (om te delen)")
            verb.add_argument("-p", dest="parameters", metavar="NAAM=WAARDE", action="append", default=[],
                              help="parameter van het notebook, mag vaker")  # fmt: skip
        if name in ("report", "compare"):
            verb.add_argument("--formaat", metavar="FORMATEN", default="html",
                              help="ook als Word of PDF, zoals html,word,pdf (standaard html)")  # fmt: skip
        if name in ("report", "demo"):
            verb.add_argument("--workers", type=int, default=2, help="hoeveel rapporten tegelijk (standaard 2)")
        if name in ("report", "compare"):
            verb.add_argument("--cell-timeout", metavar="SECONDEN",
                              help="grens per cel (standaard WORKBENCH_CELL_TIMEOUT, anders 600)")  # fmt: skip
            verb.add_argument("--run-timeout", metavar="SECONDEN",
                              help="hoe lang alles samen mag duren (standaard WORKBENCH_RUN_TIMEOUT, anders 0: "
                              "geen grens)")  # fmt: skip
        if name == "report":
            verb.add_argument("--changed", action="store_true", help="alleen als er iets veranderd is")
            verb.add_argument("--on-failure", metavar="OPDRACHT",
                              help="voer dit uit als het misgaat; krijgt de uitkomst als JSON op stdin")  # fmt: skip
        if name == "schedule":
            kinds = ("systemd", "cron", "github")
            verb.add_argument("--print", dest="kind", required=True, choices=kinds, help="waarvoor")
            verb.add_argument("--time", metavar="UU:MM", default="04:00", help="hoe laat (standaard 04:00)")
            verb.add_argument("--days", metavar="DAGEN", default="", help="zoals ma,wo,vr (standaard elke dag)")
            verb.add_argument("--versie", default="concept", help="concept (standaard, voor u) of regio (om te delen)")
            verb.add_argument("--formaat", metavar="FORMATEN", default="html",
                              help="ook als Word of PDF, zoals html,word,pdf (standaard html)")  # fmt: skip
            verb.add_argument("--on-failure", dest="on_failure_by_night", metavar="OPDRACHT",
                              help="voer dit uit als het 's nachts misgaat; krijgt de uitkomst als JSON op "
                              "stdin")  # fmt: skip
            verb.add_argument("--user", metavar="NAAM", help="wie het draait (standaard: van wie het project is)")
            verb.add_argument("--to", metavar="MAP", help="schrijf de bestanden in deze map in plaats van ze te tonen")
        verb.add_argument("--json", action="store_true", help="uitkomst als JSON, voor een programma")
    return top

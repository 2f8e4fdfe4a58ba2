"""What can be typed: the verbs of the command line with their options, in Dutch."""

from __future__ import annotations

from collections.abc import Callable

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


def parser() -> DutchParser:
    """The parser of a whole command line; ``verb`` in what it gives is a key of VERBS."""
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
        if name != "init":  # the only one that needs no project
            verb.add_argument("--project", metavar="MAP", default=None, help="map van het project (standaard: hier)")
        for add in OPTIONS.get(name, ()):
            add(verb)
        verb.add_argument("--json", action="store_true", help="uitkomst als JSON, voor een programma")
    return top


def _init(verb: DutchParser) -> None:
    verb.add_argument("folder", metavar="MAP", help="map die gemaakt wordt")


def _regions(verb: DutchParser) -> None:
    verb.add_argument("regions", metavar="REGIO", nargs="*", help="naam van een map onder data/raw")
    verb.add_argument("--all", action="store_true", help="alle regio's")
    verb.add_argument("--force", action="store_true", help="ook als er niets veranderd is")


def _region(verb: DutchParser) -> None:
    verb.add_argument("region", metavar="REGIO", help="naam van een map onder data/raw")


def _read(verb: DutchParser) -> None:
    verb.add_argument("--dry-run", action="store_true", help="laat zien wat vervangen wordt; schrijf niets")


def _code(verb: DutchParser) -> None:
    verb.add_argument("--explain", metavar="BRON:PLEK", help="laat zien waarom een passage zo gecodeerd is")


def _rules_only(verb: DutchParser) -> None:
    verb.add_argument("--rules-only", action="store_true", help="codeer zonder het geleerde deel")


def _page(verb: DutchParser) -> None:
    _version(verb)
    verb.add_argument("-p", dest="parameters", metavar="NAAM=WAARDE", action="append", default=[],
                      help="parameter van het notebook, mag vaker")  # fmt: skip
    _forms(verb)


def _version(verb: DutchParser) -> None:
    verb.add_argument("--versie", default="concept", help="concept (standaard, voor u) of regio (om te delen)")


def _forms(verb: DutchParser) -> None:
    verb.add_argument("--formaat", metavar="FORMATEN", default="html",
                      help="ook als Word of PDF, zoals html,word,pdf (standaard html)")  # fmt: skip


def _workers(verb: DutchParser) -> None:
    verb.add_argument("--workers", type=int, default=2, help="hoeveel rapporten tegelijk (standaard 2)")


def _limits(verb: DutchParser) -> None:
    verb.add_argument("--cell-timeout", metavar="SECONDEN",
                      help="grens per cel (standaard WORKBENCH_CELL_TIMEOUT, anders 600)")  # fmt: skip
    verb.add_argument("--run-timeout", metavar="SECONDEN",
                      help="hoe lang alles samen mag duren (standaard WORKBENCH_RUN_TIMEOUT, anders 0: "
                      "geen grens)")  # fmt: skip


def _by_night(verb: DutchParser) -> None:
    verb.add_argument("--changed", action="store_true", help="alleen als er iets veranderd is")
    verb.add_argument("--on-failure", metavar="OPDRACHT",
                      help="voer dit programma uit als het misgaat; krijgt de uitkomst als JSON op stdin. Er komt geen "
                      "shell aan te pas: voor een pijp of omleiding 'sh -c \"...\"'")  # fmt: skip


def _publish(verb: DutchParser) -> None:
    verb.add_argument("regions", metavar="REGIO", nargs="+", help="naam van een map onder data/raw")
    verb.add_argument("--to", metavar="MAP", required=True, help="nieuwe of lege map, of eerdere publicatie")
    verb.add_argument("--formaat", metavar="FORMATEN",
                      help="wat meegaat, zoals html,word,pdf; wat er niet is wordt gemaakt (standaard html, "
                      "en van Word en PDF wat er al is)")  # fmt: skip
    verb.add_argument("--zip", action="store_true", help="één zip-bestand in plaats van een map")
    verb.add_argument("--site", action="store_true", help="met een beginpagina voor alle regio's")


def _key(verb: DutchParser) -> None:
    verb.add_argument("--show", action="store_true", help="toon welke naam achter elke vervanging zit")
    verb.add_argument("--reverse", metavar="BRON", help="druk een bron (of tekstbestand) af met de namen terug")
    verb.add_argument("--lock", action="store_true", help="zet een wachtwoord op alle sleutels van dit project")


def _forget(verb: DutchParser) -> None:
    verb.add_argument("person", metavar="GESPREKSPARTNER", help="id uit region.yaml, zoals R03")
    verb.add_argument("--yes", action="store_true", help="vraag niet of het mag")


def _lint(verb: DutchParser) -> None:
    verb.add_argument("regions", metavar="REGIO", nargs="*", help="zeg ook welke cues in deze regio nooit raak zijn")


def _evaluate(verb: DutchParser) -> None:
    verb.add_argument("gold", metavar="GOUD", help="bestand of map met gouden labels (.jsonl)")
    verb.add_argument("--texts", metavar="MAP", help="map met de teksten, als die niet in het bestand staan")


def _schedule(verb: DutchParser) -> None:
    kinds = ("systemd", "cron", "github")
    verb.add_argument("--print", dest="kind", required=True, choices=kinds, help="waarvoor")
    verb.add_argument("--time", metavar="UU:MM", default="04:00", help="hoe laat (standaard 04:00)")
    verb.add_argument("--days", metavar="DAGEN", default="", help="zoals ma,wo,vr (standaard elke dag)")
    _version(verb)
    _forms(verb)
    verb.add_argument("--on-failure", dest="on_failure_by_night", metavar="OPDRACHT",
                      help="voer dit uit als het 's nachts misgaat; krijgt de uitkomst als JSON op stdin")  # fmt: skip
    verb.add_argument("--user", metavar="NAAM", help="wie het draait (standaard: van wie het project is)")
    verb.add_argument("--to", metavar="MAP", help="schrijf de bestanden in deze map in plaats van ze te tonen")


#: what a verb takes besides --project and --json, in the order of its help
OPTIONS: dict[str, tuple[Callable[[DutchParser], None], ...]] = {
    "init": (_init,),
    "read": (_regions, _read),
    "code": (_regions, _code, _rules_only),
    "report": (_regions, _rules_only, _page, _workers, _limits, _by_night),
    "compare": (_regions, _rules_only, _page, _limits),
    "publish": (_publish,),
    "key": (_region, _key),
    "forget": (_region, _forget),
    "lint": (_lint,),
    "evaluate": (_evaluate,),
    "schedule": (_schedule,),
    "demo": (_rules_only, _workers),
}

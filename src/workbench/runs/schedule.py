"""``schedule``: what a scheduler of the machine needs to make all reports by night, filled in for this project.

No scheduler of our own: systemd, cron and GitHub know how to wait. The templates are in ``deploy/`` beside this module.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from string import Template

from workbench.errors import FolderNotEmpty, InvalidParameter
from workbench.project import Project, write_text
from workbench.runs.history import alarm
from workbench.runs.pages.formats import HTML, forms

DEPLOY = Path(__file__).with_name("deploy")
DAYS = {"ma": "Mon", "di": "Tue", "wo": "Wed", "do": "Thu", "vr": "Fri", "za": "Sat", "zo": "Sun"}
RUN_TIMEOUT_S = 6 * 3600
MARGIN_S = 300  # for cleaning up, and for --on-failure, before the scheduler itself pulls the plug
STOP_S = 120 + alarm.PATIENCE_S  # the same for a service that is told to stop
OWN_USER = "workbench"
PRIVATE = (Path("/tmp"), Path("/var/tmp"))  # with PrivateTmp a service has these for itself, and empty
# control characters nowhere; what a unit file or a workflow would take for something of its own is refused, not escaped
FORBIDDEN = {"systemd": r'[\x00-\x1f\x7f:"\\]', "cron": r"[\x00-\x1f\x7f]", "github": r"[\x00-\x1f\x7f]|\$\{\{"}


@dataclass(frozen=True)
class Plan:
    """When and as whom to run what.

    ``days`` as in DAYS, every day when empty; ``keys`` is the folder of key files; ``forms`` come beside the pages (see
    formats); ``on_failure`` is the command to call when it goes wrong, as somebody typed it.
    """

    project: Path
    python: Path
    keys: Path
    hour: int
    minute: int
    days: tuple[str, ...] = ()
    user: str = OWN_USER
    versie: str = "concept"
    forms: tuple[str, ...] = ()
    on_failure: str = ""

    @property
    def unit(self) -> str:
        """A name that tells this project from another one on the same machine."""
        return "workbench-" + (re.sub(r"[^a-z0-9]+", "-", self.project.name.lower()).strip("-") or "project")

    def command(self) -> list[str]:
        words = [str(self.python), "-I", "-m", "workbench", "report", "--all", "--changed"]
        words += ["--project", str(self.project), *self.extra]
        return [*words, alarm.OPTION, self.on_failure] if self.on_failure else words

    @property
    def extra(self) -> list[str]:
        """Options that hold nothing of the machine."""
        version = [] if self.versie == "concept" else ["--versie", self.versie]
        return [*version, *(["--formaat", ",".join((HTML, *self.forms))] if self.forms else [])]

    @property
    def program(self) -> Path | None:
        """What ``on_failure`` starts, when that is a file of which the place is told."""
        first = Path(alarm.words(self.on_failure)[0]) if self.on_failure else Path()
        return first if first.is_absolute() else None


def plan(
    project: Project, *, time: str = "04:00", days: str = "", user: str | None = None, versie: str = "concept",
    formaat: str = HTML, on_failure: str | None = None,
) -> Plan:  # fmt: skip
    """A plan for this project with this interpreter; raises InvalidParameter and KeyFileProblem."""
    from workbench.privacy.keyfile import keys_folder

    found = re.fullmatch(r"(\d{1,2}):(\d{2})", time)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise InvalidParameter("dit is geen tijd", where="--time", remedy="Schrijf bijvoorbeeld 04:00.")
    if versie not in ("concept", "regio"):
        raise InvalidParameter("deze versie is er niet", where="--versie", remedy="Kies concept of regio.")
    if user and not re.fullmatch(r"[A-Za-z_][\w.-]*", user):
        raise InvalidParameter("dit is geen gebruikersnaam", where="--user")
    if on_failure is not None:
        _check_call(on_failure)
    given = tuple(dict.fromkeys(part.strip().lower() for part in days.split(",") if part.strip()))
    if set(given) - set(DAYS):
        raise InvalidParameter("dit zijn geen dagen", where="--days", remedy=f"Kies uit {', '.join(DAYS)}.")
    ordered = tuple(day for day in DAYS if day in given)
    keys = keys_folder(project.root).parent
    when = (int(found[1]), int(found[2]), ordered)
    what = (versie, forms(formaat), on_failure or "")
    return Plan(project.root, Path(sys.executable), keys, *when, user or _owner(project), *what)


def _check_call(command: str) -> None:
    first = alarm.words(command)[0]
    if "/" in first and not Path(first).is_absolute():
        remedy = f"Schrijf de hele plaats van {Path(first).name}, vanaf /: 's nachts is de werkbank in een andere map."
        raise InvalidParameter("dit programma is dan niet te vinden", where=alarm.OPTION, remedy=remedy)


def _owner(project: Project) -> str:
    """Whose project it is: that user may write in it. Never root: then a user of its own is needed."""
    try:
        name = project.root.owner()
    except (KeyError, OSError, NotImplementedError):
        return OWN_USER
    return OWN_USER if name == "root" else name


def warnings(plan: Plan, kind: str) -> list[str]:
    """What will not work by night on this machine, in Dutch; the files may be meant for another one."""
    found = []
    if plan.on_failure and not shutil.which(program := alarm.words(plan.on_failure)[0]):
        found.append(f"het programma '{Path(program).name}' van {alarm.OPTION} is hier niet gevonden")
    if kind != "systemd":
        return found
    if not _known(plan.user):
        found.append(f"de gebruiker '{plan.user}' is er niet op deze computer; hoe u hem maakt staat in het bestand")
    places = {"het project": plan.project, "de map met sleutels": plan.keys, "de Python-omgeving": Path(sys.prefix)}
    places |= {f"het programma van {alarm.OPTION}": plan.program} if plan.program else {}
    hidden = [name for name, path in places.items() if any(path.is_relative_to(one) for one in PRIVATE)]
    if hidden:
        found.append(f"onder /tmp kan de dienst niets zien (PrivateTmp). Zet ergens anders: {', '.join(hidden)}")
    return found


def _known(user: str) -> bool:
    try:
        import pwd
    except ImportError:  # no systemd here, so nothing to say about it
        return True
    return user in {entry.pw_name for entry in pwd.getpwall()}


def files(plan: Plan, kind: str) -> dict[str, str]:
    """Per file name what should be in it, for ``kind`` systemd, cron or github; raises InvalidParameter."""
    for path in (plan.project, plan.python, plan.keys, *filter(None, [plan.program])):
        if re.search(FORBIDDEN[kind], str(path)):
            remedy = "Gebruik gewone letters, cijfers en spaties."
            raise InvalidParameter("in de naam van een map staat een teken dat niet kan", where=kind, remedy=remedy)
    if re.search(FORBIDDEN["cron" if kind == "systemd" else kind], plan.on_failure):
        remedy = "Zet de opdracht in een eigen bestand en noem dat."
        raise InvalidParameter("in deze opdracht staat een teken dat niet kan", where=alarm.OPTION, remedy=remedy)
    return WRITERS[kind](plan)


def write(found: dict[str, str], folder: str) -> list[Path]:
    """Put the files in a folder; raises FolderNotEmpty when one of them is there already, NotWritable."""
    targets = [Path(folder) / name for name in found]
    for target in targets:
        if target.exists():
            remedy = "Haal het eerst weg; er is niets veranderd."
            raise FolderNotEmpty("dit bestand is er al", where=target.name, remedy=remedy)
    for target, text in zip(targets, found.values(), strict=True):
        write_text(target, text)
    return targets


def _filled(name: str, values: dict[str, object]) -> str:
    return Template((DEPLOY / name).read_text(encoding="utf-8")).substitute(values)


def _systemd(plan: Plan) -> dict[str, str]:
    processed = plan.project / "data" / "processed"
    # what the interpreter is made of may lie in a home folder, which the service otherwise does not see
    readable = dict.fromkeys([plan.project, Path(sys.prefix), Path(sys.base_prefix), *_of_package()])
    readable |= dict.fromkeys([plan.program] if plan.program else [])
    values = {
        "unit": plan.unit,
        "user": plan.user,
        "folders": shlex.join([str(processed), str(plan.keys)]),
        "command": " ".join(_word(part, command=True) for part in plan.command()),
        "keys_variable": _word(f"WORKBENCH_KEYS={plan.keys}"),
        "run_timeout": RUN_TIMEOUT_S,
        "hard_timeout": RUN_TIMEOUT_S + MARGIN_S,
        "stop_timeout": STOP_S,
        "readable": " ".join(_word(f"-{path}") for path in readable if path != Path("/usr")),
        "writable": " ".join(_word(f"-{path}") for path in (processed, plan.keys)),
        "raw": _word(plan.project / "data" / "raw"),
        "calendar": f"{','.join(DAYS[day] for day in plan.days)} *-*-* {plan.hour:02d}:{plan.minute:02d}:00".strip(),
    }
    return {f"{plan.unit}.{kind}": _filled(f"workbench.{kind}", values) for kind in ("service", "timer")}


def _of_package() -> list[Path]:
    """The checkout when the package is run from one (installed with ``-e``), else nothing more."""
    package = Path(__file__).resolve().parents[1]
    inside = package.is_relative_to(Path(sys.prefix).resolve())
    return [] if inside else [package.parents[1] if package.parent.name == "src" else package]


def _word(value: object, *, command: bool = False) -> str:
    """One word of a list in a unit file: quoted, a percent sign (a specifier) and in a command a dollar doubled."""
    escaped = re.sub(r'(["\\])', r"\\\1", str(value)).replace("%", "%%")
    return f'"{escaped.replace("$", "$$") if command else escaped}"'


def _cron(plan: Plan) -> dict[str, str]:
    # may be thrown away, and a shell cannot open a log in a folder that is not there
    processed = plan.project / "data" / "processed"
    log = processed / "nacht.log"
    keys = f"WORKBENCH_KEYS={shlex.quote(str(plan.keys))}"
    command = f"{keys} WORKBENCH_RUN_TIMEOUT={RUN_TIMEOUT_S} {shlex.join(plan.command())}"
    # the date, because one night comes after the other; the exit code is still that of the command
    line = f"mkdir -p {shlex.quote(str(processed))} && {{ date; {command}; }} >> {shlex.quote(str(log))} 2>&1"
    # in a crontab a percent sign ends the command
    return {f"{plan.unit}.cron": _filled("workbench.cron", _moment(plan) | {"shell_line": line.replace("%", "\\%")})}


def _github(plan: Plan) -> dict[str, str]:
    values = {
        "yaml_python": json.dumps(str(plan.python), ensure_ascii=False),
        "yaml_project": json.dumps(str(plan.project), ensure_ascii=False),
        "yaml_keys": json.dumps(str(plan.keys), ensure_ascii=False),
        "run_timeout": RUN_TIMEOUT_S,
        "minutes": (RUN_TIMEOUT_S + MARGIN_S) // 60,
        "call_line": f"\n      ON_FAILURE: {json.dumps(plan.on_failure, ensure_ascii=False)}" * bool(plan.on_failure),
        "extra": "".join(f" {word}" for word in plan.extra) + f' {alarm.OPTION} "$ON_FAILURE"' * bool(plan.on_failure),
    }
    return {f"{plan.unit}.yml": _filled("workbench.yml", _moment(plan) | values)}


def _moment(plan: Plan) -> dict[str, object]:
    numbers = [list(DAYS).index(day) + 1 for day in plan.days]
    return {
        "hour": plan.hour,
        "minute": plan.minute,
        "cron_days": ",".join(str(number % 7) for number in numbers) or "*",
    }


WRITERS: dict[str, Callable[[Plan], dict[str, str]]] = {"systemd": _systemd, "cron": _cron, "github": _github}

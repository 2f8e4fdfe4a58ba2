"""The command line: one function per verb, no logic. What it prints is Dutch, for researchers."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence

from workbench.cli_nl import speak_dutch
from workbench.cli_parser import parser
from workbench.cli_streams import put, safe_streams
from workbench.engine.stopping import Stopped, hear_again, stop_cleanly
from workbench.errors import UserError
from workbench.project import find_project


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (see docs/exit-codes.md)."""
    speak_dutch()
    safe_streams()
    options = parser().parse_args(arguments)
    stop_cleanly()
    if getattr(options, "rules_only", False):
        os.environ["WORKBENCH_RULES_ONLY"] = "1"
    try:
        code = _run(options)
        if code and getattr(options, "on_failure", None):
            hear_again()
            _call_for_help(options, code)
        return code
    except (KeyboardInterrupt, Stopped) as stopped:
        return _broken_off(stopped)


def _run(options) -> int:
    try:
        return globals()[f"do_{options.verb}"](options)
    except UserError as error:
        options.record = getattr(error, "record", None)
        _fail(error, options)
        return error.exit_code
    except (KeyboardInterrupt, Stopped) as stopped:
        _tell_record(options, stopped)
        return _broken_off(stopped)
    except Exception as error:
        if os.environ.get("WORKBENCH_DEBUG"):
            raise
        # a traceback could show a line of a transcript
        what = f"onverwachte fout van het soort {type(error).__name__}; dit is een fout in de werkbank."
        if not _tell_record(options, error) and options.json:
            put(json.dumps({"fout": what, "exit_code": 1}, ensure_ascii=False))
        debug = "Zet WORKBENCH_DEBUG=1 voor de regels code (deel die niet: er kan tekst van een gesprek in staan)."
        put(f"{what} {debug}", to_error=True)
        return 1


def _tell_record(options, ended: BaseException) -> bool:
    """Tell how far a run came that was broken off; False when it has no record."""
    options.record = getattr(ended, "record", None)
    if options.record:
        from workbench.runs.history.listing import table

        _tell(options, options.record, table(options.record))
    return bool(options.record)


def _broken_off(stopped: BaseException) -> int:
    put("afgebroken", to_error=True)
    return getattr(stopped, "exit_code", 130)


def _call_for_help(options, code: int) -> None:
    from workbench.runs.history import alarm
    from workbench.runs.history.outcomes import brief

    outcome = getattr(options, "record", None) or brief(options.verb, code)
    alarm.answer(options.on_failure, outcome, lambda line: put(f"workbench: {line}", to_error=True))


def do_init(options) -> int:
    from workbench.runs.start import init

    root = init(options.folder)
    _tell(options, {"project": str(root)}, f"Project gemaakt in {root}\nLees verder in {root / 'LEESMIJ.md'}")
    return 0


def do_read(options) -> int:
    return _dry_run(options) if options.dry_run else _update(options, "read")


def _dry_run(options) -> int:
    from workbench.runs.dryrun import dry_run
    from workbench.runs.pages.reports import chosen

    folders = chosen(find_project(options.project), options.regions, options.all)
    found = [dry_run(folder, progress=lambda name: _say(options)(name, True)) for folder in folders]
    _tell(options, [one.as_json() for one in found], "\n\n".join(one.as_text() for one in found))
    return 0


def do_key(options) -> int:
    from workbench.report.wording import count
    from workbench.runs import key

    project = find_project(options.project)
    folder = project.region(options.region)
    if options.lock:
        number = key.lock(project)
        files = count(number, "sleutelbestand", "sleutelbestanden")
        _tell(options, {"op_slot": number}, f"Op slot: {files}. Bewaar het wachtwoord goed.")
    elif options.reverse:
        put(key.reverse(project, folder, options.reverse))
    elif options.show:
        names = key.names(project, folder)
        _tell(options, names, "\n".join(f"{name}  {' | '.join(forms)}" for name, forms in names.items()))
    else:
        found = key.about(project, folder)
        state = "op slot" if found["op_slot"] else "zonder wachtwoord (zet er een op met --lock)"
        there = found["bestand"] if found["is_er"] else f"nog niet gemaakt; draai 'workbench read {options.region}'"
        _tell(options, found, f"Sleutel van {options.region}: {there}\nToestand: {state}")
    return 0


def do_forget(options) -> int:
    from workbench.runs import forget

    project = find_project(options.project)
    plan = forget.plan(project, project.region(options.region), options.person)
    if not options.yes:
        put(plan.as_text(), to_error=True)
        if not sys.stdin.isatty() or input("Doorgaan? Typ ja: ").strip().lower() != "ja":
            _tell(options, {"vergeten": False}, "Er is niets veranderd. Geef --yes om het zonder vraag te doen.")
            return 0
    forget.forget(project, plan, say=_say(options))
    told = plan.by_hand()
    lines = "".join(f"\n  - {line}" for line in told)
    text = f"{options.region}: {options.person} is vergeten. Doe zelf nog:{lines}"
    _tell(options, {"vergeten": True, "zelf_doen": told}, text)
    return 0


def do_code(options) -> int:
    if options.explain:
        from workbench.runs.explain import explain

        found = explain(find_project(options.project), options.explain)
        _tell(options, found.as_json(), found.as_text())
        return 0
    return _update(options, "code")


def do_report(options) -> int:
    from workbench.runs.history import alarm
    from workbench.runs.history.limits import limits
    from workbench.runs.pages.formats import forms
    from workbench.runs.pages.reports import report

    if options.on_failure:
        alarm.words(options.on_failure)
    result = report(
        find_project(options.project), options.regions, every=options.all,
        version=options.versie, assignments=options.parameters,
        workers=options.workers, changed=options.changed, force=options.force, forms=forms(options.formaat),
        limits=limits(options.cell_timeout, options.run_timeout), say=_say(options),
    )  # fmt: skip
    return _end(options, result)


def do_compare(options) -> int:
    from workbench.runs.history.limits import limits
    from workbench.runs.pages.formats import forms
    from workbench.runs.pages.reports import compare

    result = compare(
        find_project(options.project), options.regions, version=options.versie, assignments=options.parameters,
        force=options.force, forms=forms(options.formaat), limits=limits(options.cell_timeout, options.run_timeout),
        say=_say(options),
    )  # fmt: skip
    return _end(options, result)


def do_schedule(options) -> int:
    from workbench.runs import schedule

    plan = schedule.plan(
        find_project(options.project), time=options.time, days=options.days, user=options.user, versie=options.versie,
        formaat=options.formaat, on_failure=options.on_failure_by_night,
    )  # fmt: skip
    files = schedule.files(plan, options.kind)
    for warning in schedule.warnings(plan, options.kind):
        put(f"workbench: let op: {warning}", to_error=True)
    if options.to:
        written = schedule.write(files, options.to)
        _tell(options, [str(path) for path in written], "\n".join(f"Geschreven: {path}" for path in written))
    else:
        heads = {name: f"# ==> {name} <==\n" if len(files) > 1 else "" for name in files}
        _tell(options, files, "\n".join(heads[name] + text for name, text in files.items()).rstrip())
    return 0


def do_publish(options) -> int:
    from workbench.runs.pages.formats import forms
    from workbench.runs.publishing.publish import publish

    result = publish(
        find_project(options.project), options.regions, to=options.to, zipped=options.zip, with_site=options.site,
        forms=None if options.formaat is None else forms(options.formaat), say=_say(options),
    )  # fmt: skip
    return _end(options, result)


def do_demo(options) -> int:
    from workbench.runs.pages.reports import demo

    return _end(options, demo(find_project(options.project), workers=options.workers, say=_say(options)))


def do_status(options) -> int:
    from workbench.runs.status import status

    stand = status(find_project(options.project))
    _tell(options, stand.as_json(), stand.as_text())
    return 0


def do_evaluate(options) -> int:
    from workbench.runs.evaluate import evaluate

    found = evaluate(options.gold, texts=options.texts, project_dir=options.project)
    _tell(options, found.as_json(), found.as_text())
    return 0


def do_lint(options) -> int:
    from workbench.runs.lint import lint

    found = lint(options.project, options.regions)
    _tell(options, found.as_json(), found.as_text())
    return 0


def do_doctor(options) -> int:
    from workbench.runs.doctor import examine

    health = examine(options.project)
    _tell(options, health.as_json(), health.as_text())
    return 0 if health.ok else 1


def _update(options, through: str) -> int:
    from workbench.runs.pages.reports import update_all

    result = update_all(
        find_project(options.project),
        options.regions,
        every=options.all,
        through=through,
        force=options.force,
        say=_say(options),
    )
    return _end(options, result)


def _say(options):
    """Progress goes to stderr, so that stdout holds the outcome alone; on a terminal a passing step is one line."""
    live = sys.stderr.isatty()

    def say(text: str, passing: bool = False) -> None:
        if options.json or (passing and not live):
            return
        start, end = ("\r", "\x1b[K" + ("" if passing else "\n")) if live else ("", "\n")
        put(start + text, end=end, to_error=True)

    return say


def _end(options, result) -> int:
    options.record = result.record
    _tell(options, result.as_json(), result.as_text())
    for error in result.errors:
        if not options.json:
            put(f"workbench: {error}", to_error=True)
    return result.exit_code


def _tell(options, data: object, text: str) -> None:
    put(json.dumps(data, ensure_ascii=False, indent=1) if options.json else text)


def _fail(error: UserError, options) -> None:
    if getattr(options, "json", False):
        put(json.dumps({"fout": str(error), "exit_code": error.exit_code}, ensure_ascii=False))
    put(f"workbench: {error}", to_error=True)

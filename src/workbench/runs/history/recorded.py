"""A command over regions, with its record (history) and its limit in time around it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from workbench.engine.stopping import OutOfTime, time_limit
from workbench.errors import RunTooLong, UserError
from workbench.project import Project
from workbench.runs.history.limits import NO_LIMIT, Limits
from workbench.runs.history.outcomes import reason
from workbench.runs.history.records import Run
from workbench.runs.tables.update import Say


@contextmanager
def recorded(
    project: Project, verb: str, asked: dict, regions: list[str], *, result, say: Say,
    limits: Limits = NO_LIMIT, within: Run | None = None,
) -> Iterator[Run]:  # fmt: skip
    """Keep a record of what goes on in the block; it is in ``result.record`` afterwards.

    What is done for another command comes in the record of that one, which is given as ``within``; then nothing else
    here applies.

    A block that takes too long is broken off, which becomes an error in ``result.errors``. What else ends the block
    goes on, with the record as its attribute ``record``.
    """
    if within:
        yield within
        return
    run = Run(project, verb, asked, regions)
    why, stopped = "", False
    try:
        with time_limit(limits.run_s):
            yield run
    except OutOfTime:
        result.errors.append(_too_long(limits.run_s))
        why, stopped = f"duurde langer dan {limits.run_s} seconden", True
    except BaseException as error:
        words = reason(error) if isinstance(error, UserError) else ""
        code = getattr(error, "exit_code", 130 if isinstance(error, KeyboardInterrupt) else 1)
        error.record = run.end(code, why=words, stopped=not isinstance(error, Exception))
        raise
    result.record = run.end(result.exit_code, why=why, stopped=stopped)
    if run.trouble:
        say(f"let op: wat er gedaan is, kan niet bewaard worden in data/processed/runs ({run.trouble})")


def _too_long(seconds: int) -> RunTooLong:
    return RunTooLong(
        f"de opdracht duurde langer dan {seconds} seconden en is gestopt",
        where="--run-timeout",
        remedy="De laatste goede rapporten staan er nog. Geef meer tijd, of draai opnieuw met --changed.",
    )

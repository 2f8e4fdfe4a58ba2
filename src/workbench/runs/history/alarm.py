"""``--on-failure``: call somebody's own command when a run did not end well, with the outcome as JSON on its stdin."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress

from workbench.errors import InvalidParameter

PATIENCE_S, END_S = 60, 5
OPTION = "--on-failure"


def words(command: str) -> list[str]:
    """The words of a command as a shell would split them; no shell is used. Raises InvalidParameter."""
    try:
        found = shlex.split(command)
    except ValueError:
        found = []
    if not found:
        raise InvalidParameter(
            "deze opdracht is niet te begrijpen", where=OPTION, remedy="Kijk naar de aanhalingstekens."
        )
    return found


def answer(text: str, outcome: dict, tell: Callable[[str], None]) -> None:
    """Call a command as somebody typed it; one that cannot be understood is told."""
    try:
        command = words(text)
    except InvalidParameter as error:
        tell(str(error))
    else:
        call(command, outcome, tell)


def call(command: list[str], outcome: dict, tell: Callable[[str], None]) -> None:
    """Run the command and wait for it, at most a minute; when it fails, that is told in one line and no more.

    When it takes longer, or when we are told to stop, it ends with all that it started.
    """
    try:
        code = _run(command, json.dumps(outcome, ensure_ascii=False).encode("utf-8", "backslashreplace"))
        wrong = f"de opdracht van {OPTION} gaf zelf {code}" if code else ""
    except subprocess.TimeoutExpired:
        wrong = f"de opdracht van {OPTION} was na {PATIENCE_S} seconden niet klaar"
    except (OSError, ValueError) as error:  # ValueError: a NUL in a word
        wrong = f"het programma '{command[0]}' van {OPTION} {_why_not(command[0], error)}"
    if wrong:
        tell(f"let op: {wrong}")


def _run(command: list[str], told: bytes) -> int:
    # a session of its own: its whole family can be ended, and Ctrl-C reaches it through us alone
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True
    ) as process:  # fmt: skip
        try:
            process.communicate(told, timeout=PATIENCE_S)
        except BaseException:
            _end(process)
            raise
    return process.returncode


def _end(process: subprocess.Popen) -> None:
    """End a command and its family: kindly, and a few seconds later without asking."""
    _send(process, "SIGTERM")
    try:
        with suppress(subprocess.TimeoutExpired):
            process.wait(END_S)
    finally:
        _send(process, "SIGKILL")


def _send(process: subprocess.Popen, name: str) -> None:
    if os.name == "nt":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, getattr(signal, name))


def _why_not(program: str, error: Exception) -> str:
    """Why a program did not start, in Dutch: what the system says of it is English."""
    # a script that is there, but not the program that it names in its first line, is not found either
    if isinstance(error, FileNotFoundError) and shutil.which(program) is None:
        return "is niet gevonden"
    if isinstance(error, PermissionError):
        return "mag niet starten: het bestand is niet uitvoerbaar"
    return "kan niet beginnen"

"""``--on-failure``: call somebody's own command when a run did not end well, with the outcome as JSON on its stdin."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from collections.abc import Callable

from workbench.errors import InvalidParameter

PATIENCE_S = 60
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


def call(command: list[str], outcome: dict, tell: Callable[[str], None]) -> None:
    """Run the command and wait for it, at most a minute; when it fails, that is told in one line and no more."""
    try:
        done = subprocess.run(
            command,
            input=json.dumps(outcome, ensure_ascii=False).encode(),
            stdout=subprocess.DEVNULL,
            timeout=PATIENCE_S,
            check=False,
        )
        wrong = f"de opdracht van {OPTION} gaf zelf {done.returncode}" if done.returncode else ""
    except subprocess.TimeoutExpired:
        wrong = f"de opdracht van {OPTION} was na {PATIENCE_S} seconden niet klaar"
    except (OSError, ValueError) as error:  # ValueError: a NUL in a word
        wrong = f"het programma '{command[0]}' van {OPTION} {_why_not(command[0], error)}"
    if wrong:
        tell(f"let op: {wrong}")


def _why_not(program: str, error: Exception) -> str:
    """Why a program did not start, in Dutch: what the system says of it is English."""
    # a script that is there, but not the program that it names in its first line, is not found either
    if isinstance(error, FileNotFoundError) and shutil.which(program) is None:
        return "is niet gevonden"
    if isinstance(error, PermissionError):
        return "mag niet starten: het bestand is niet uitvoerbaar"
    return "kan niet beginnen"

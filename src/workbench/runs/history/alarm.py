"""``--on-failure``: call somebody's own command when a run did not end well, with the outcome as JSON on its stdin."""

from __future__ import annotations

import json
import shlex
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
        wrong = f"gaf zelf {done.returncode}" if done.returncode else ""
    except subprocess.TimeoutExpired:
        wrong = f"was na {PATIENCE_S} seconden niet klaar"
    except OSError as error:
        wrong = f"kan niet beginnen ({error.strerror or 'onbekende oorzaak'})"
    except ValueError:  # a NUL in a word
        wrong = "kan niet beginnen"
    if wrong:
        tell(f"let op: de opdracht van {OPTION} {wrong}")

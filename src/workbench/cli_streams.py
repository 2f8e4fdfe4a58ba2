"""Saying things to somebody who may have stopped listening: output never ends the work."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from workbench.errors import NotWritable


def safe_streams() -> None:
    """Make stdout and stderr usable when they were closed, and let no letter be too strange for them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # else the next file to be opened gets this number, here or in a process that we start, and all output
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def put(text: str, *, end: str = "\n", to_error: bool = False) -> None:
    """Print at once. When nobody reads any more (``| head -1``) the work goes on in silence.

    Raises NotWritable when the outcome cannot be written where it was sent (a full disk).
    """
    stream = sys.stderr if to_error else sys.stdout
    try:
        print(text, end=end, file=stream, flush=True)
    except OSError as error:
        # what is left in the buffer would make a noise at the very end
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not to_error and not isinstance(error, BrokenPipeError):
            raise NotWritable("de uitkomst kan niet geschreven worden", remedy="Kijk of de schijf vol is.") from None

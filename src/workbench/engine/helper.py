"""One process beside us that works through a row of tasks, for what is costly to load and may die.

A library in C that crashes, or a system out of memory, ends that process and not us: its task is answered with Died,
and the next task gets a fresh process.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from workbench.engine.spawned import END_S, Died, prepare_child

Tell = Callable[[Any], None]


class Helper:
    """Use as a context; begins with the first task and ends with the block, also when that is broken off."""

    def __init__(self) -> None:
        self._process: Any = None
        self._line: Connection | None = None

    def __enter__(self) -> Helper:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def call(self, function: Callable[[Any, Tell], Any], item: Any, heard: Tell) -> Any:
        """What ``function(item, tell)`` returned, or Died; ``heard`` gets meanwhile what it tells.

        ``function`` is importable and raises nothing; what goes to and fro can be pickled.
        """
        kept = self._line is not None
        taken = self._hand(function, item)
        if kept and not taken:
            self._end()  # it had ended while it had nothing to do, which is of no task
            taken = self._hand(function, item)
        if not taken:
            return self._died()
        last = False
        while not last:
            try:
                last, said = self._line.recv()
            except (EOFError, OSError):  # OSError: it ended in the middle of a word
                return self._died()
            if not last:
                heard(said)
        return said

    def _hand(self, function: Callable[[Any, Tell], Any], item: Any) -> bool:
        """Whether a process has the task: it says so before it begins, since a dead one still takes what is sent."""
        try:
            if self._line is None:
                self._begin()
            self._line.send((function, item))
            return self._line.recv()
        except (EOFError, OSError):  # it is gone, or there is no memory or number left for one more process
            return False

    def _died(self) -> Died:
        process = self._process
        if process is not None:
            process.join(END_S)
        self._end()
        return Died(process.exitcode or 0 if process is not None else 1)

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        try:
            process = context.Process(target=_serve, args=(theirs,), daemon=True)
            process.start()
        finally:
            theirs.close()
        self._process = process

    def _end(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._process is not None:
            self._process.terminate()
            self._process.join(END_S)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._process = None


def _serve(line: Connection) -> None:
    prepare_child()
    with suppress(EOFError, OSError):  # nobody is there any more
        while True:
            function, item = line.recv()
            line.send(True)
            result = function(item, lambda said: line.send((False, said)))
            line.send((True, result))

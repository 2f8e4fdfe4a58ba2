"""Run a function on each item in a process of its own.

One process an item, because a notebook run leaves event loops, sockets and plotting state behind, and because an
item that dies (out of memory, killed) must not take the others along.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

END_S = 5  # how long a process that must stop may take to clean up (a notebook run ends its kernel)


@dataclass(frozen=True)
class Died:
    """The process ended without an answer; ``exit_code`` is negative for a signal."""

    exit_code: int


def each(
    function: Callable[[Any], Any],
    items: Sequence[Any],
    *,
    workers: int = 1,
    on_begin: Callable[[int], None] = lambda index: None,
) -> Iterator[tuple[int, Any]]:
    """Yield (index, result) as items get done, at most ``workers`` at once; ``on_begin`` hears which one is begun.

    The result is what ``function`` (importable, with picklable argument and result) returned, or ``Died``. When the
    caller stops early or is interrupted, the running processes are ended.
    """
    context = multiprocessing.get_context("spawn")
    waiting = list(enumerate(items))[::-1]
    running: dict[Connection, tuple[int, Any]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < max(1, workers):
                index, item = waiting.pop()
                ours, theirs = context.Pipe(duplex=False)
                process = context.Process(target=_work, args=(function, item, theirs), daemon=True)
                try:
                    process.start()
                except OSError:  # no memory or no number left for one more process
                    ours.close()
                    yield index, Died(1)
                    continue
                finally:
                    theirs.close()
                running[ours] = (index, process)
                on_begin(index)
            for connection in wait(list(running)):
                index, process = running.pop(connection)
                try:
                    result = connection.recv()
                except (EOFError, OSError):  # OSError: ended in the middle of its answer
                    result = None
                connection.close()
                process.join()
                yield index, result[0] if result else Died(process.exitcode or 0)
    finally:
        for _, process in running.values():
            process.terminate()
        for connection, (_, process) in running.items():
            process.join(END_S)
            if process.is_alive():
                process.kill()
                process.join()
            connection.close()


def _work(function: Callable[[Any], Any], item: Any, answer: Connection) -> None:
    prepare_child()
    answer.send((function(item),))
    answer.close()


def prepare_child() -> None:
    """Make this process one that ends when its parent says so or is gone, and that says nothing itself."""
    # Ctrl-C and a closed terminal reach the whole family at once; the parent decides and tells us with SIGTERM
    for name in ("SIGINT", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if not os.environ.get("WORKBENCH_DEBUG"):
        _be_silent()
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _be_silent() -> None:
    """What libraries and children of ours write may hold anything, also words of a transcript."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nothing, number)


def _die_with_parent() -> None:
    """A parent that was killed cannot end us, so we watch it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(END_S)
        os._exit(1)

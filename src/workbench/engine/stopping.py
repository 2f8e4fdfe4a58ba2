"""A command that is told to stop (SIGTERM, SIGHUP) ends like one that fails: everything is cleaned up first."""

from __future__ import annotations

import signal
import threading


class Stopped(BaseException):
    """We were told to stop; ``exit_code`` is what a shell gives a process that such a signal ended."""

    def __init__(self, number: int):
        super().__init__(number)
        self.exit_code = 128 + number


def stop_cleanly() -> None:
    """Let SIGTERM and SIGHUP raise Stopped in the main thread, once; a signal that is ignored stays ignored."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)
    raise Stopped(number)

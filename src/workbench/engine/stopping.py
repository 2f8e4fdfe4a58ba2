"""A command that is told to stop, or that takes too long, ends like one that fails: everything is cleaned up first."""

from __future__ import annotations

import _thread
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Stopped(BaseException):
    """We were told to stop; ``exit_code`` is what a shell gives a process that such a signal ended."""

    def __init__(self, number: int):
        super().__init__(number)
        self.exit_code = 128 + number


#: the signals that raise Stopped; after the first one they are not heard, until hear_again
_heard: set[int] = set()


class OutOfTime(BaseException):
    """The command took longer than it may; no Exception, so that nothing on the way takes it for its own."""


def stop_cleanly() -> None:
    """Let SIGTERM and SIGHUP raise Stopped in the main thread, once; a signal that is ignored stays ignored."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)
            _heard.add(number)


def hear_again() -> None:
    """All is cleaned up after a stop, and something new begins that may be stopped as well."""
    for number in _heard:
        signal.signal(number, _stop)


def _stop(number: int, frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)  # what is being cleaned up now may not be broken off a second time
    raise Stopped(number)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise OutOfTime in the main thread when the block takes longer; 0 means that there is no limit.

    Where there is no interval timer (Windows) it is raised as soon as the main thread does not wait for a process.
    """
    if not seconds or threading.current_thread() is not threading.main_thread():
        yield
        return
    interval = hasattr(signal, "setitimer")
    number = signal.SIGALRM if interval else signal.SIGBREAK
    before = signal.signal(number, _out_of_time)
    timer = threading.Timer(seconds, _thread.interrupt_main, [number])
    timer.daemon = True
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds) if interval else timer.start()
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0) if interval else timer.cancel()
        signal.signal(number, before)


def _out_of_time(number: int, frame: object) -> None:
    raise OutOfTime

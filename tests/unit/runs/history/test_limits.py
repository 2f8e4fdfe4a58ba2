"""Limits in seconds: the option goes before the environment, and nonsense is refused by name."""

import os
import signal
import threading

import pytest

from workbench.engine.stopping import OutOfTime, time_limit
from workbench.errors import InvalidParameter
from workbench.runs.history.limits import CELL, RUN, Limits, limits


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    monkeypatch.delenv(CELL, raising=False)
    monkeypatch.delenv(RUN, raising=False)


def test_option_before_environment_before_default(monkeypatch):
    assert limits() == Limits(600, 0)
    monkeypatch.setenv(CELL, "30")
    monkeypatch.setenv(RUN, "3600")
    assert limits() == Limits(30, 3600)
    assert limits("5", "0") == Limits(5, 0)


@pytest.mark.parametrize("word", ["", "nul", "-1", "1.5", "1e3", "99999999999"])
def test_nonsense_is_refused(word):
    with pytest.raises(InvalidParameter, match="--cell-timeout"):
        limits(word)
    with pytest.raises(InvalidParameter, match="--run-timeout"):
        limits(None, word)


def test_a_cell_may_not_take_no_time_at_all():
    with pytest.raises(InvalidParameter):
        limits("0")


def test_nonsense_in_the_environment_is_refused_by_its_name(monkeypatch):
    monkeypatch.setenv(RUN, "een uur")
    with pytest.raises(InvalidParameter, match=RUN):
        limits()


@pytest.mark.skipif(os.name == "nt", reason="interval timers of Unix")
def test_a_block_that_takes_too_long_is_broken_off():
    with pytest.raises(OutOfTime), time_limit(0.05):
        threading.Event().wait()


@pytest.mark.skipif(os.name == "nt", reason="interval timers of Unix")
def test_a_block_in_time_is_left_alone_and_so_is_what_comes_after():
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(60):
        pass
    with time_limit(0):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) == before

"""Each item in a process of its own: results come back, a death is told, nothing is left running."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

from workbench.engine.spawned import Died, each


def square(number):
    return number * number


def die(number):
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def sleep(path):
    Path(path).write_text(str(os.getpid()))
    time.sleep(600)


def test_every_item_is_answered_under_its_index():
    assert dict(each(square, [3, 4, 5], workers=2)) == {0: 9, 1: 16, 2: 25}


def test_one_that_is_killed_does_not_take_the_others_along():
    results = dict(each(die, [0, 1, 2], workers=2))
    assert results[0] == 0 and results[2] == 2
    assert results[1] == Died(-signal.SIGKILL)


def test_workers_die_when_the_parent_is_killed(tmp_path, wait_until):
    mark = tmp_path / "pid"
    code = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_spawned import sleep
from workbench.engine.spawned import each
if __name__ == '__main__':
    list(each(sleep, [{str(mark)!r}]))
"""
    script = tmp_path / "parent.py"
    script.write_text(code)
    parent = subprocess.Popen([sys.executable, str(script)])
    assert wait_until(lambda: mark.exists() and mark.read_text())
    child = int(mark.read_text())
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE)

"""One process for a row of tasks: it keeps what it loaded, and its death costs one task."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from workbench.engine.helper import Helper
from workbench.engine.spawned import Died


def who(item, tell):
    tell(("begun", item))
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid(), item


def hang(mark, tell):
    Path(mark).write_text(str(os.getpid()))
    signal.pause()


def gone(pid):
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


@pytest.mark.skipif(os.name == "nt", reason="kills of Unix")
def test_a_death_costs_one_task_and_the_next_gets_a_fresh_process():
    heard = []
    with Helper() as helper:
        first, second, died, third = (helper.call(who, item, heard.append) for item in ("a", "b", "die", "c"))
        assert (first[1], second[1], third[1]) == ("a", "b", "c") and died == Died(-signal.SIGKILL)
        assert first[0] == second[0] != third[0] and os.getpid() not in (first[0], third[0])
        assert heard == [("begun", item) for item in ("a", "b", "die", "c")]
        os.kill(third[0], signal.SIGKILL)  # and no waiting: what is sent now reaches a line that nobody reads
        fourth = helper.call(who, "d", heard.append)
        assert fourth[1] == "d", "a death between two tasks is of neither"
    assert gone(fourth[0])


def test_nothing_begins_without_a_task():
    before = psutil.Process().children()
    with Helper():
        assert psutil.Process().children() == before


def test_it_ends_with_a_block_that_is_broken_off():
    pids = []

    def stop(said):
        pids.extend(child.pid for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline()))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Helper() as helper:
        helper.call(who, "a", stop)
    assert pids and all(map(gone, pids))


@pytest.mark.skipif(os.name == "nt", reason="kills of Unix")
def test_it_ends_with_a_parent_that_is_killed(tmp_path, wait_until):
    mark, script = tmp_path / "pid", tmp_path / "parent.py"
    script.write_text(f"""
import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_helper import hang
from workbench.engine.helper import Helper
if __name__ == '__main__':
    with Helper() as helper:
        helper.call(hang, {str(mark)!r}, print)
""")
    parent = subprocess.Popen([sys.executable, str(script)])
    assert wait_until(lambda: mark.exists() and mark.read_text())
    parent.kill()
    parent.wait()
    assert wait_until(lambda: gone(int(mark.read_text())))

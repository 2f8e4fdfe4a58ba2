import sys

import pytest


@pytest.fixture
def lines_run():
    """How many lines of Python a call runs: a measure of work that no clock and no busy machine can change."""

    def count(work):
        seen = 0

        def one(frame, event, argument):
            nonlocal seen
            seen += event == "line"
            return one

        before = sys.gettrace()
        sys.settrace(one)
        try:
            work()
        finally:
            sys.settrace(before)
        return seen

    return count

"""What a stage hangs on: a room that is named must be there, and all code that works on a stage must be in its key."""

import pytest

from workbench.runs.pages import formats
from workbench.runs.state import fingerprint

MODULES = {
    "workbench." + path.relative_to(fingerprint.PACKAGE).with_suffix("").as_posix().replace("/", "."): path
    for path in fingerprint.PACKAGE.rglob("*.py")
}
#: these say where things lie, how something is told and how long it may take, not what is in a table
GROUND = {"errors.py", "project.py", "lists.py", "report/wording.py", "runs/history/limits.py"}
#: a word list here changes how a source is called and no more, and a source that has a name keeps it
NAMING = "language/"


@pytest.mark.parametrize(
    "room", sorted({*fingerprint.READ_ROOMS, *fingerprint.CODE_ROOMS, *fingerprint.REPORT_ROOMS, *formats.CODE})
)
def test_every_room_that_a_key_hangs_on_is_there(room):
    assert (fingerprint.PACKAGE / room).exists()


def module(dotted):
    return MODULES.get(dotted) or MODULES.get(f"{dotted}.__init__")


@pytest.fixture
def reached(imported):
    """Function: every file of the package that some modules import, one by another."""

    def files(*starts):
        found, ahead = set(), list(starts)
        while ahead:
            path = module(ahead.pop())
            if path and path not in found:
                found.add(path)
                ahead += imported(path)
        return {path.relative_to(fingerprint.PACKAGE).as_posix() for path in found}

    return files


def uncovered(files, rooms):
    return {
        one for one in files if not any(one == room or one.startswith(f"{room}/") for room in rooms)
    } - {"__init__.py", *GROUND}  # fmt: skip


def test_whatever_reads_a_region_is_in_the_key_of_reading(reached):
    files = reached("workbench.runs.tables.prepare")
    assert "runs/tables/forgotten.py" in files
    missed = uncovered(files, fingerprint.READ_ROOMS)
    assert {one for one in missed if not one.startswith(NAMING)} == set()


def test_whatever_makes_a_page_is_in_the_key_of_the_report(reached):
    pages = [f"workbench.report.{name}_report" for name in ("region", "factsheet", "comparison")]
    files = reached("workbench.runs.pages.kernel", *pages)
    rooms = (*fingerprint.READ_ROOMS, *fingerprint.CODE_ROOMS, *fingerprint.REPORT_ROOMS)
    # leftovers: which temporary folders are thrown away
    assert uncovered(files, rooms) <= {"runs/state/leftovers.py", "runs/state/__init__.py"}

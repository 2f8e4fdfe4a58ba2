"""What a stage hangs on: a room that is named must be there, or its changes would go unseen."""

import pytest

from workbench.runs.pages import formats
from workbench.runs.state import fingerprint


@pytest.mark.parametrize(
    "room", sorted({*fingerprint.READ_ROOMS, *fingerprint.CODE_ROOMS, *fingerprint.REPORT_ROOMS, *formats.CODE})
)
def test_every_room_that_a_key_hangs_on_is_there(room):
    assert (fingerprint.PACKAGE / room).exists()

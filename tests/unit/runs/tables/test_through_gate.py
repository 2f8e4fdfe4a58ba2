"""What the gate does to a transcript: offsets stay right whatever was replaced, and the key gives the original back."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from workbench.privacy.keyfile import KeyEntries
from workbench.privacy.pseudonymiser import Pseudonymiser
from workbench.project import hash_text
from workbench.region import SourceEntry
from workbench.runs.tables.gather import RawSource
from workbench.runs.tables.prepare import through_gate
from workbench.transcripts.building import from_turns
from workbench.transcripts.model import Turn

WORDS = st.sampled_from(
    ["Tessa", "van der Molen", "mevrouw Kloosterduin", "06-12345678", "de gemeente", "en", "Femke", "[PERSOON-9]", "é"]
)
TURN = st.builds(
    Turn,
    st.lists(WORDS | st.text(max_size=4), min_size=1, max_size=12).map(" ".join),
    st.sampled_from(["I", "Tessa", "R1"]),
    t_start=st.floats(0, 1000) | st.none(),
)


@given(st.lists(TURN, min_size=1, max_size=8))
def test_offsets_stay_right_and_the_key_gives_the_original_back(turns):
    raw = from_turns(turns, kind="interview", format="text", path=Path("gesprek.txt"))
    gate = Pseudonymiser([("Tessa van der Molen",)])
    gate.add_mentioned([raw.text])
    source = RawSource(raw.path, SourceEntry(bestand="gesprek.txt"), "gesprek", raw)
    clean, replaced = through_gate(source, gate)
    spans = list(zip(clean.utterances["start"], clean.utterances["end"], strict=True))
    assert "\n".join(clean.text[a:b] for a, b in spans) == clean.text
    assert len(spans) == len(raw.utterances) and all(0 <= start <= len(clean.text) for start in clean.times["start"])
    for place, placeholder, _ in replaced:
        assert clean.text[place : place + len(placeholder)] == placeholder
    key = KeyEntries("proef")
    key.add("gesprek", hash_text(clean.text), replaced)
    assert key.reverse(clean.text) == raw.text

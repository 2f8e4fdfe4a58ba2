"""The key: outside the project, for its owner alone, locked when asked, and exact."""

import json
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import KeyFileProblem
from workbench.privacy.keyfile import KeyEntries, KeyRing
from workbench.privacy.pseudonymiser import Pseudonymiser, put
from workbench.project import hash_text

PASSPHRASE = "een lang wachtwoord"
PIECES = st.sampled_from(
    [
        "Tessa van der Molen",
        "Tessa",
        "mevrouw Kloosterduin",
        "06-12345678",
        "a@b.example",
        "in de gemeente",
        ".",
        ",",
        "Femke",
    ]
)


@pytest.fixture
def entries():
    key = KeyEntries("proef")
    key.add("gesprek", hash_text("Dat zei [PERSOON-1]."), [(8, "[PERSOON-1]", "De Vries")])
    key.add("verslag", hash_text("[PERSOON-1] kwam."), [(0, "[PERSOON-1]", "Anna de Vries")])
    return key


def test_it_lies_outside_the_project_and_only_its_owner_reads_it(tmp_path, entries):
    ring = KeyRing(tmp_path)
    ring.write(entries)
    path = ring.path("proef")
    assert tmp_path not in path.parents
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert ring.read("proef").sources == entries.sources


def test_it_may_not_lie_in_the_project(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_KEYS", str(tmp_path / "sleutels"))
    with pytest.raises(KeyFileProblem, match="niet in de map van het project"):
        KeyRing(tmp_path)


def test_projects_of_the_same_name_have_keys_of_their_own(tmp_path):
    assert KeyRing(tmp_path / "a" / "regio").folder != KeyRing(tmp_path / "b" / "regio").folder


def test_with_a_passphrase_nothing_can_be_read_without_it_and_writing_goes_on(tmp_path, entries):
    ring = KeyRing(tmp_path)
    ring.write(entries)
    assert ring.lock(PASSPHRASE) == 1 and ring.locked
    assert "Vries" not in "".join(path.read_text() for path in ring.folder.glob("*"))
    ring.write(entries)  # whoever reads a region needs no passphrase
    assert "Vries" not in ring.path("proef").read_text()
    assert ring.read("proef", PASSPHRASE).sources == entries.sources
    for wrong in ("", "een ander wachtwoord"):
        with pytest.raises(KeyFileProblem, match="past niet"):
            ring.read("proef", wrong)


def test_a_damaged_or_absent_key_is_told(tmp_path, entries):
    ring = KeyRing(tmp_path)
    with pytest.raises(KeyFileProblem, match="geen sleutelbestand"):
        ring.read("proef")
    ring.write(entries)
    ring.path("proef").write_text("{")
    with pytest.raises(KeyFileProblem, match="beschadigd"):
        ring.read("proef")
    with pytest.raises(KeyFileProblem, match="te kort"):
        ring.lock("kort")


def test_a_source_comes_back_exactly_and_other_text_by_the_fullest_form(entries):
    assert entries.reverse("Dat zei [PERSOON-1].") == "Dat zei De Vries."
    assert entries.reverse("Rapport over [PERSOON-1] en [PERSOON-9].") == "Rapport over Anna de Vries en [PERSOON-9]."
    assert entries.forms() == {"[PERSOON-1]": ["Anna de Vries", "De Vries"]}


@given(st.lists(PIECES | st.text(max_size=5), max_size=20).map(" ".join))
def test_reversing_gives_back_the_original(text):
    gate = Pseudonymiser([("Tessa van der Molen",)])
    gate.add_mentioned([text])
    found = gate.find(text)
    new, shift, replaced = put(text, found), 0, []
    for one in found:
        replaced.append((one.start + shift, one.placeholder, text[one.start : one.end]))
        shift += len(one.placeholder) - (one.end - one.start)
    key = KeyEntries("proef")
    key.add("bron", hash_text(new), json.loads(json.dumps(replaced)))
    assert key.reverse(new) == text

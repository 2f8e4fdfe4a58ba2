"""Names in running text: what is found on passages that people marked, and what is nobody's name."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

import workbench
from workbench.evaluation import marked
from workbench.privacy.recognise import doubts, mentions

MARKED = Path(__file__).parents[2] / "regression" / "privacy"
#: lowest recall and precision of names that may be; what is measured stands in docs/privacy.md
FLOORS = {
    "dev": {"gesproken": (0.95, 0.94), "minuut": (0.96, 0.93), "geschreven": (0.96, 0.92), "spraakherkend": (0.8, 0.9)},
    "test": {"gesproken": (0.93, 0.9), "minuut": (0.9, 0.9), "geschreven": (0.9, 0.9), "spraakherkend": (0.75, 0.8)},
}
CHECKED = ("BSN", "IBAN", "E-MAIL")


def gate(text, known):
    rows = workbench.pseudonymise(text, known=known)[1]
    return list(zip(rows["start"], rows["end"], rows["kind"], strict=True))


@pytest.fixture(scope="module", params=["dev", "test"])
def outcome(request):
    return request.param, marked.measure(marked.read(MARKED / request.param), gate)


def test_names_are_found_in_every_form_of_text(outcome):
    part, found = outcome
    for form, (recall, precision) in FLOORS[part].items():
        one = found.figures[form, "PERSOON"]
        assert one.recall >= recall and one.precision >= precision, (form, one)


def test_what_a_check_can_tell_is_always_found(outcome):
    _, found = outcome
    for kind in CHECKED:
        assert found.figures["", kind].recall == 1.0, kind


def test_known_failures_are_the_failures_there_are():
    known = YAML(typ="safe").load((MARKED / "known_failures.yaml").read_text(encoding="utf-8"))
    found = marked.measure(marked.read(MARKED / "dev"), gate)
    assert sorted({one[0] for one in found.missed}) == known["missed"]
    assert sorted({one[0] for one in found.wrong}) == known["wrong"]


def test_names_of_the_region_file_are_always_found():
    passages = [passage for part in ("dev", "test", "train") for passage in marked.read(MARKED / part) if passage.known]
    assert len(passages) > 50
    for passage in passages:
        text = " ".join(f"Dat zei {name} gisteren." for name in passage.known)
        new, _ = workbench.pseudonymise(text, known=passage.known)
        assert not any(part in new for name in passage.known for part in name.split() if part[0].isupper()), passage.id


def test_a_second_person_marked_the_same():
    first = {passage.id: passage for part in ("dev", "test") for passage in marked.read(MARKED / part)}
    agreed = every = 0
    for second in marked.read(MARKED / "second.jsonl"):
        for one, other in zip(first[second.id].sentences, second.sentences, strict=True):
            assert one.text == other.text
            a, b = ({(mark.start, mark.end, mark.kind) for mark in side.marks} for side in (one, other))
            agreed, every = agreed + 2 * len(a & b), every + len(a) + len(b)
    assert agreed / every > 0.97


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dat heeft Femke toen opgepakt.", ["Femke"]),
        ("Volgens Soufian El Khattabi kan het.", ["Soufian El Khattabi"]),
        ("Aanwezig: Bakker, P.; De Wit, M.; N. (Nour) Al-Masri.", ["Bakker, P.", "De Wit, M.", "N. (Nour) Al-Masri"]),
        ("ja en toen belde fatima van het wijkteam", ["fatima"]),
        ("Actie: Joost vraagt het na.", ["Joost"]),
    ],
)
def test_names_are_found_without_being_known(text, names):
    assert [text[one.start : one.end] for one in mentions(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Jan en alleman zat aan tafel, en Joost mag weten waarom.",
        "Zij studeerde aan de Erasmus Universiteit en werkt in het Emma Kinderziekenhuis.",
        "De Jeugdwet en Veilig Thuis vragen om Regionaal Overleg in Loppersum en De Bilt.",
        "De groep werkt met Marte Meo, Triple P en Signs of Safety.",
        "Een gewone ouder, een Jan Modaal, snapt dat niet.",
        "ja dus eh de gemeente en de school die willen dat gewoon niet",
    ],
)
def test_what_only_looks_like_a_name_stays(text):
    assert mentions(text) == []


def test_what_is_not_sure_is_for_a_person_to_look_at():
    text = "Op dinsdag overleggen we met Quandelst en dan volgens Grutternaad."
    seen = {text[one.start : one.end] for one in [*doubts(text), *mentions(text)]}
    assert {"Grutternaad", "Quandelst"} <= seen and "dinsdag" not in seen


@given(st.text(max_size=200))
def test_mentions_are_apart_and_inside_the_text(text):
    found = mentions(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))

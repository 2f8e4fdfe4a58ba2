"""A publication never gives back, by the kind of a source, a group that it keeps back somewhere else.

The kinds of source here are the groups: who is told that a passage comes from a ``verslag`` knows which group said it.
"""

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

from workbench import cli
from workbench.privacy.outgoing import look
from workbench.project import Project, hash_text
from workbench.runs.publishing.given import UNTOLD

TALKS = {
    "gemeente_ambtelijk": (
        "Wij willen samen inkopen maar onze eigen raad beslist {n} keer over het budget van de jeugdhulp.",
        "De gemeente heeft vorig jaar besloten dat er {n} wijkteams komen in de regio.",
    ),
    "school": (
        "Niemand pakt het voortouw in de regio en de wachtlijst voor jeugdhulp is {n} maanden lang.",
        "De school heeft met de gemeente afgesproken dat er {n} keer per jaar overleg is over de leerlingen.",
    ),
}
KINDS = {"gemeente_ambtelijk": "interview", "school": "verslag"}
#: how many people of each group: enough of both, too few of one
REGIONS = {"gelijk": (3, 3), "weinig": (5, 1), "krap": (4, 2)}
NUMBERS = ("twee", "drie", "vier", "vijf", "zes", "zeven")


def _write(root, name, counts):
    raw = root / "data" / "raw" / name
    raw.mkdir(parents=True)
    groups = [group for group, count in zip(TALKS, counts, strict=True) for _ in range(count)]
    people, sources = ["gesprekspartners:"], ["bronnen:"]
    for number, group in enumerate(groups):
        who, told = f"R{number}", " ".join(TALKS[group]).format(n=NUMBERS[number])
        (raw / f"{who}.txt").write_text(f"I: Hoe gaat het?\n\nA: {told}\n", encoding="utf-8")
        people.append(f"  - {{id: {who}, organisatietype: {group}}}")
        about = f"soort: {KINDS[group]}, status: goedgekeurd, sprekers: {{I: interviewer, A: {who}}}"
        sources.append(f"  - {{bestand: {who}.txt, {about}}}")
    (raw / "region.yaml").write_text("\n".join([f"naam: {name}", *people, *sources]) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def handed_over(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("soorten")
    for name, counts in REGIONS.items():
        _write(root / "project", name, counts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_KEYS", str(root / "sleutels"))
        patch.setenv("WORKBENCH_RULES_ONLY", "1")
        for command in (["report", "--all", "--versie", "regio"], ["publish", *REGIONS, "--to", str(root / "uit")]):
            assert cli.main([*command, "--project", str(Project(root / "project").root)]) == 0
    return root / "uit"


def _labels(folder):
    """hash -> the labels that stand under those words on the pages; "" for none."""
    found = defaultdict(set)
    for page in folder.glob("*.html"):
        for words, label in look(page.read_text(encoding="utf-8")).quotes:
            found[hash_text(words)].add(label)
    return found


def _kinds(folder):
    """hash -> what the table of facts says of the source."""
    rows = csv.DictReader((folder / "tabellen/feiten.csv").read_text("utf-8-sig").splitlines(), delimiter=";")
    return {hash_text(row["Wat"]): row["Bron"] for row in rows}


def _entries(handed_over, region):
    """(hash, what stands under it, what the record says of its source)."""
    record = json.loads((handed_over / "vrijgave.json").read_text(encoding="utf-8"))["regios"][region]
    quotes = [(one["citaat_sha256"], one["onder_het_citaat"], one["bron"]) for one in record["citaten"]]
    return quotes + [(one["feit_sha256"], None, one["bron"]) for one in record["feiten"]]


@pytest.mark.parametrize("region", REGIONS)
def test_a_kind_of_source_stands_in_the_record_only_where_a_reader_sees_the_group_as_well(handed_over, region):
    labels, kinds, entries = _labels(handed_over / region), _kinds(handed_over / region), _entries(handed_over, region)
    assert any(label == "" for _, label, _ in entries) and kinds
    for digest, label, told in entries:
        if label == "":
            assert told == [UNTOLD], (digest, label, labels[digest])
        elif told != [UNTOLD]:
            seen = kinds.get(digest, "").partition(",")[0]  # behind the comma stands the group
            assert (labels[digest] - {"", "Gesprekspartner"}) or [seen] == told, (digest, told)


def test_a_group_of_too_few_people_has_no_kind_anywhere(handed_over):
    assert {tuple(told) for *_, told in _entries(handed_over, "gelijk")} > {(UNTOLD,)}, "there they may be told"
    for region in ("krap", "weinig"):
        assert {tuple(told) for *_, told in _entries(handed_over, region)} == {(UNTOLD,)}
        assert not set(_kinds(handed_over / region).values()) & {"interview", "gespreksverslag"}
        assert {label for found in _labels(handed_over / region).values() for label in found} <= {"", "Gesprekspartner"}

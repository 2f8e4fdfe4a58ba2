"""Why something is replaced, in words that a researcher reads."""

import pytest

from workbench.privacy.identifiers import rules
from workbench.project import Project
from workbench.runs.dryrun import DOUBT, RECOGNISED, dry_run

REGION = """bekende_namen: [Fenna Zijlma]
gesprekspartners:
  - {id: R01, namen: [Hilde Kloosterberg]}
"""
TALK = """I: Dag, fijn dat u er bent. U kent mevrouw Bruinsma-Oord.

Joris Vlierboom: Ja, en Hilde Kloosterberg en Fenna Zijlma, en van Quandelst. Daar is ook Femke bij, op 06-12345678.

I: Goed.

Joris Vlierboom: Tot zover.
"""


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["id"])
def test_every_rule_says_in_dutch_what_it_finds(rule):
    assert rule["says"] and rule["says"][0].islower()


def test_a_name_is_replaced_for_the_reason_that_it_is_known_by(tmp_path):
    raw = tmp_path / "data" / "raw" / "proef"
    raw.mkdir(parents=True)
    (raw / "region.yaml").write_text(REGION, encoding="utf-8")
    (raw / "namen.yaml").write_text("altijd: [Quandelst, Fenna Zijlma]\n", encoding="utf-8")
    (raw / "gesprek.txt").write_text(TALK, encoding="utf-8")
    found = dry_run(Project(tmp_path).region("proef"))
    why = {row.words: row.why for row in found.rows}
    assert why == {
        "Bruinsma-Oord": "naam na een titel of aanspreking",
        "Hilde Kloosterberg": "naam uit region.yaml",
        "Fenna Zijlma": "naam uit region.yaml",
        "Quandelst": "naam uit namen.yaml",
        "Femke": RECOGNISED,
        "06-12345678": "mobiel nummer",
    }
    assert {row.why for row in found.doubts} <= {DOUBT}
    # the numbers follow the lists: respondents, other known names, names to replace always
    people = {row.words: row.becomes for row in found.rows}
    assert people["Hilde Kloosterberg"] == "[PERSOON-1]" and people["Fenna Zijlma"] == "[PERSOON-2]"
    assert people["Quandelst"] == "[PERSOON-3]"


def test_a_first_name_of_two_people_is_told_as_such(tmp_path):
    raw = tmp_path / "data" / "raw" / "proef"
    raw.mkdir(parents=True)
    two = "gesprekspartners:\n  - {id: R01, namen: [Anna Jansen]}\n  - {id: R02, namen: [Anna de Vries]}\n"
    (raw / "region.yaml").write_text(two, encoding="utf-8")
    (raw / "gesprek.txt").write_text("I: En?\n\nR1: Dat zei Anna gisteren ook al.\n", encoding="utf-8")
    assert [row.why for row in dry_run(Project(tmp_path).region("proef")).rows] == ["naam van meer dan een persoon"]

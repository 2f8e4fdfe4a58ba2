"""Who is who: what ``region.yaml`` knows of the speakers goes into the table utterances."""

from __future__ import annotations

import pandas as pd

from workbench.privacy.pseudonymiser import Pseudonymiser
from workbench.region import Region, SourceEntry
from workbench.transcripts.labels import key as plain_label
from workbench.transcripts.model import Transcript

COLUMNS = ["speaker_id", "speaker_role", "organisation_type", "perspective"]


def fill(
    raw: Transcript, clean: Transcript, entry: SourceEntry, region: Region, gate: Pseudonymiser,
    respondents: dict[int, str],
) -> tuple[pd.DataFrame, str]:  # fmt: skip
    """The utterances of ``clean`` with the columns ``COLUMNS`` filled in, and a warning ("" for none).

    ``respondents``: for a person's number in the gate the id of that respondent, so that "Anna" is the respondent
    Anna Jansen as long as the region knows one Anna. The warning tells of labels in ``sprekers`` that the file lacks.
    """
    utterances = clean.utterances.copy()
    mapping = {plain_label(label): person for label, person in entry.sprekers.items()}
    alone = entry.gesprekspartners[0] if len(entry.gesprekspartners) == 1 else None
    source_id = str(utterances["source_id"].iloc[0]) if len(utterances) else ""
    labels = [None if pd.isna(label) else label for label in raw.utterances["speaker"]]
    ids = {
        label: mapping.get(plain_label(label)) or respondents.get(gate.person(label))
        for label in dict.fromkeys(filter(None, labels))
    }
    rows = []
    for label, stored, role in zip(labels, utterances["speaker"], utterances["speaker_role"], strict=True):
        person_id = ids[label] if label else alone
        if person_id == "interviewer":
            rows.append((None, "interviewer", None, None))
            continue
        person = region.respondent(person_id) if person_id else None
        if person:
            role = "author" if entry.soort in ("verslag", "document") else "respondent"
            rows.append((person.id, role, person.organisatietype, person.perspective))
        elif role == "respondent":
            # a code such as R1 is somebody else in every file; a name is one person in the region
            named = isinstance(stored, str) and stored.startswith("[PERSOON-")
            known = stored.strip("[]") if named else f"{source_id}:{stored if label else 'onbekend'}"
            rows.append((known, role, None, None))
        else:
            rows.append((None, role, None, entry.perspectief))
    utterances[COLUMNS] = pd.DataFrame(rows, columns=COLUMNS, index=utterances.index)
    absent = sorted(set(mapping) - {plain_label(label) for label in labels if label})
    return utterances, _tell(absent, entry, gate)


def _tell(absent: list[str], entry: SourceEntry, gate: Pseudonymiser) -> str:
    if not absent:
        return ""
    shown = [gate.label(label) for label in entry.sprekers if plain_label(label) in absent]
    return f"In region.yaml staan bij 'sprekers' labels die niet in dit bestand voorkomen: {', '.join(shown)}."

"""The tables that rooms hand to each other: columns, types, keys and units, checked on every write.

Offsets are Unicode code points into a source's canonical text (LF, no BOM, NFC), start inclusive, end
exclusive. One row is one source, one utterance (a turn of a speaker, or a paragraph of a document) or one
coding. Times are seconds from the start of the recording.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import BadTable

if TYPE_CHECKING:
    import pandas as pd

TEXT, INT, FLOAT, BOOL = "str", "Int64", "Float64", "boolean"

SOURCE_KINDS = ("interview", "verslag", "document")
SOURCE_STATUS = ("concept", "goedgekeurd", "geweigerd")
SPEAKER_ROLES = ("interviewer", "respondent", "author")
CODING_KINDS = (
    "theme", "dilemma", "role", "result", "decision", "agreement", "signal", "tension", "intention",
)  # fmt: skip
CODING_STATUS = ("actueel", "ontkend", "hypothetisch", "opgelost", "van_anderen")


@dataclass(frozen=True)
class Table:
    """One table: ``columns`` maps a name to a pandas dtype; ``required`` columns have no missing value."""

    name: str
    columns: dict[str, str]
    key: tuple[str, ...]
    required: tuple[str, ...]
    allowed: dict[str, tuple[str, ...]]


SOURCES = Table(
    "sources",
    {
        "source_id": TEXT, "region": TEXT, "kind": TEXT, "title": TEXT, "sha256": TEXT, "text": TEXT,
        "perspective": TEXT, "status": TEXT, "date": TEXT,
    },
    key=("source_id",),
    required=("source_id", "region", "kind", "sha256", "text", "status"),
    allowed={"kind": SOURCE_KINDS, "status": SOURCE_STATUS},
)  # fmt: skip
UTTERANCES = Table(
    "utterances",
    {
        "source_id": TEXT, "utterance_id": TEXT, "start": INT, "end": INT, "speaker": TEXT, "speaker_id": TEXT,
        "speaker_role": TEXT, "organisation_type": TEXT, "perspective": TEXT, "t_start": FLOAT, "t_end": FLOAT,
    },
    key=("utterance_id",),
    required=("source_id", "utterance_id", "start", "end", "speaker_role"),
    allowed={"speaker_role": SPEAKER_ROLES},
)  # fmt: skip
CODINGS = Table(
    "codings",
    {
        "coding_id": TEXT, "source_id": TEXT, "utterance_id": TEXT, "start": INT, "end": INT, "kind": TEXT,
        "code": TEXT, "pole_a_start": INT, "pole_a_end": INT, "pole_b_start": INT, "pole_b_end": INT,
        "status": TEXT, "detail": TEXT, "score": FLOAT, "certain": BOOL, "coder": TEXT, "rule": TEXT,
        "codebook": TEXT, "quote_sha256": TEXT,
    },
    key=("coding_id",),
    required=(
        "coding_id", "source_id", "utterance_id", "start", "end", "kind", "code", "status", "detail", "score",
        "certain", "coder", "rule", "codebook", "quote_sha256",
    ),
    allowed={"kind": CODING_KINDS, "status": CODING_STATUS},
)  # fmt: skip


def frame(table: Table, rows=()) -> pd.DataFrame:
    """Make a DataFrame with exactly the table's columns and dtypes from dicts or a DataFrame.

    Columns that are absent become missing values. Raises BadTable as ``check`` does.
    """
    import pandas as pd

    data = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows), columns=None)
    extra = [name for name in data.columns if name not in table.columns]
    if extra:
        raise BadTable(f"onbekende kolommen {extra}", where=f"tabel {table.name}")
    data = data.reindex(columns=list(table.columns))
    try:
        data = data.astype(table.columns).reset_index(drop=True)
    except (TypeError, ValueError):
        raise BadTable("een kolom heeft het verkeerde type", where=f"tabel {table.name}") from None
    return check(table, data)


def check(table: Table, data: pd.DataFrame) -> pd.DataFrame:
    """Return ``data`` unchanged when it fits the table, else raise BadTable."""
    where = f"tabel {table.name}"
    if list(data.columns) != list(table.columns):
        raise BadTable("de kolommen kloppen niet met deze versie", where=where)
    wrong = [name for name, kind in table.columns.items() if str(data[name].dtype) != kind]
    if wrong:
        raise BadTable(f"verkeerd type in kolom {', '.join(wrong)}", where=where)
    empty = [name for name in table.required if data[name].isna().any()]
    if empty:
        raise BadTable(f"lege waarde in kolom {', '.join(empty)}", where=where)
    if data.duplicated(list(table.key)).any():
        raise BadTable(f"dubbele sleutel in {', '.join(table.key)}", where=where)
    for name, values in table.allowed.items():
        strange = sorted(set(data[name].dropna()) - set(values))
        if strange:
            raise BadTable(f"onbekende waarde in kolom {name}; toegestaan: {', '.join(values)}", where=where)
    return data


def write(table: Table, data: pd.DataFrame, path: Path) -> None:
    """Check the table and write it as parquet, whole or not at all."""
    from workbench.project import atomic_write

    check(table, data)
    with atomic_write(path) as temporary:
        data.to_parquet(temporary, index=False)


def read(table: Table, path: Path) -> pd.DataFrame:
    """Read a table that ``write`` wrote; raises BadTable when it is absent, damaged or of another shape."""
    import pandas as pd

    remedy = "Draai 'workbench code REGIO --force'; wat een mens besliste blijft bewaard."
    try:
        data = pd.read_parquet(path)
    except (OSError, ValueError) as error:
        why = "bestaat niet" if isinstance(error, FileNotFoundError) else "is beschadigd"
        raise BadTable(f"de tabel {why}", where=path.name, remedy=remedy) from None
    return frame(table, data)

"""What a table that goes out is made of: columns with what they mean, cells of text, and a dictionary of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.privacy.outgoing import safe_cell

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Column:
    """A column: its heading, what it means, in what unit, and what may stand in it (all Dutch)."""

    name: str
    meaning: str
    unit: str = "tekst"
    allowed: str = "vrije tekst"


@dataclass(frozen=True)
class OpenTable:
    """A table: ``name`` is that of its file, ``title`` that of its sheet. Cells are safe for a spreadsheet."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, name: str, title: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> OpenTable:
        """A table of any values; raises ValueError when a row does not fit the columns."""
        found = tuple(tuple(cell(value) for value in row) for row in rows)
        if any(len(row) != len(columns) for row in found):
            raise ValueError(f"a row of {name} does not fit its columns")
        return cls(name, title, tuple(columns), found)

    @property
    def head(self) -> tuple[str, ...]:
        return tuple(cell(column.name) for column in self.columns)

    def frame(self) -> pd.DataFrame:
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=list(self.head), dtype="str")


def cell(value: object) -> str:
    """Text on one line that no spreadsheet takes for a formula; nothing is an empty cell."""
    return str(safe_cell(" ".join(str(value).split()))) if value is not None else ""


def dictionary(tables: Iterable[OpenTable]) -> OpenTable:
    """What every column of some tables means."""
    columns = [
        Column("Tabel", "De naam van de tabel."),
        Column("Kolom", "De kop van de kolom."),
        Column("Betekenis", "Wat er in de kolom staat."),
        Column("Eenheid", "Waarin het is uitgedrukt."),
        Column("Toegestane waarden", "Wat er in een cel kan staan."),
    ]
    rows = [(one.name, made.name, made.meaning, made.unit, made.allowed) for one in tables for made in one.columns]
    return OpenTable.of("gegevenswoordenboek", "Gegevenswoordenboek", columns, rows)

"""Tables are checked on every write; a damaged file gives one clear sentence."""

import pandas as pd
import pytest

from workbench import tables
from workbench.errors import BadTable

ROW = {"source_id": "a", "region": "r", "kind": "interview", "sha256": "0", "text": "t", "status": "concept"}


def test_a_frame_has_the_columns_and_types_of_the_table(tmp_path):
    data = tables.frame(tables.SOURCES, [ROW])
    tables.write(tables.SOURCES, data, tmp_path / "sources.parquet")
    again = tables.read(tables.SOURCES, tmp_path / "sources.parquet")
    pd.testing.assert_frame_equal(data, again)
    assert [path.name for path in tmp_path.iterdir()] == ["sources.parquet"]


@pytest.mark.parametrize("table", [tables.SOURCES, tables.UTTERANCES, tables.CODINGS], ids=lambda t: t.name)
def test_an_empty_table_goes_to_disk_and_back(table, tmp_path):
    tables.write(table, tables.frame(table), tmp_path / "t.parquet")
    assert list(tables.read(table, tmp_path / "t.parquet").columns) == list(table.columns)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "roman"}, "onbekende waarde"),
        ({"text": None}, "lege waarde"),
        ({"mood": 1}, "onbekende kolommen"),
    ],
)
def test_what_does_not_fit_is_refused(change, message):
    with pytest.raises(BadTable, match=message):
        tables.frame(tables.SOURCES, [ROW | change])


def test_a_double_key_is_refused():
    with pytest.raises(BadTable, match="dubbele sleutel"):
        tables.frame(tables.SOURCES, [ROW, ROW])


def test_a_refused_write_leaves_the_old_table(tmp_path):
    path = tmp_path / "sources.parquet"
    tables.write(tables.SOURCES, tables.frame(tables.SOURCES, [ROW]), path)
    before = path.read_bytes()
    with pytest.raises(BadTable):
        tables.write(tables.SOURCES, pd.DataFrame([ROW]), path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [None, b"", b"PAR1 nonsense"])
def test_a_damaged_or_absent_table_is_a_user_error(content, tmp_path):
    path = tmp_path / "codings.parquet"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadTable, match="codings.parquet"):
        tables.read(tables.CODINGS, path)

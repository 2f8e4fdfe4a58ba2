"""The tables that go out: the numbers of the report and no other, cells that are text, files that stay the same."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from workbench.privacy.disclosure import Policy
from workbench.report import open_tables, table_files
from workbench.report.open_table import Column, OpenTable, dictionary
from workbench.report.sections import facts as facts_section
from workbench.report.sections import roles as roles_section
from workbench.report.view import View
from workbench.runs.publishing import opened

POLICIES = [Policy(3, "regio"), Policy(5, "regio")]


@pytest.fixture(params=POLICIES, ids=lambda policy: f"k{policy.k}")
def view(request, invented_region):
    return View(invented_region, request.param)


def rows(table):
    return [dict(zip(table.head, row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("kind", ["themes", "dilemmas"])
def test_numbers_of_people_are_those_of_the_view_and_none_is_under_k(view, kind):
    table = getattr(open_tables, kind)(view)
    counted = {one.code: one for one in view.counts(kind[:-1])}
    assert counted and set(counted) <= {row["Code"] for row in rows(table)}
    few = f"minder dan {view.policy.k}"
    for row in rows(table):
        one = counted.get(row["Code"])
        told = None if one and one.voices is None else one.voices if one else 0
        assert row["Gesprekspartners"] == (few if told is None else str(told))
        numbers = [value for name, value in row.items() if name not in ("Regio", "Code") and value.isdigit()]
        assert all(number == "0" or int(number) >= view.policy.k for number in numbers)
    words = {value for row in rows(table) for value in row.values()}
    assert few in words and (open_tables.FEW in words or len(view.groups) < 2)


def test_a_code_of_which_not_even_the_groups_may_be_told_tells_none(view):
    if len(view.groups) < 2:
        assert not any(name.endswith(")") for table in open_tables.tables_of(view) for name in table.head)
        return
    hidden = [one.code for kind in ("theme", "dilemma") for one in view.counts(kind) if not one.cells]
    shown = [row for table in open_tables.tables_of(view)[:2] for row in rows(table) if row["Code"] in hidden]
    assert shown
    for row in shown:
        assert {row[name] for name in row if name.endswith(")")} == {open_tables.UNTOLD}


def test_roles_and_facts_are_those_of_the_page(view):
    page = BeautifulSoup(roles_section.roles(view), "html.parser")
    on_page = {tuple(cell.get_text() for cell in line.select("th, td")[:2]) for line in page.select("tbody tr")}
    in_table = {(row["Wie doet het"], row["Hoe staat het ervoor"]) for row in rows(open_tables.roles(view))}
    assert on_page and {pair for pair in in_table if pair[0]} == on_page
    page = BeautifulSoup(facts_section.facts(view), "html.parser")
    on_page = {line.th.get_text() for line in page.select("tbody tr")}
    in_table = {row["Wat"] for row in rows(open_tables.facts(view))}
    assert in_table <= on_page
    signals = {row[0] for row in facts_section.rows_of(view, "signal")}
    assert on_page - signals <= in_table


def test_what_is_written_down_of_facts_is_what_the_page_shows(view):
    page = BeautifulSoup(facts_section.facts(view), "html.parser")
    shown = {line.th.get_text() for line in page.select("tbody tr")}
    kept = facts_section.passages(view)
    assert {words for _, words, *_ in kept} >= shown
    assert all(source in set(view.data.sources["source_id"]) for _, _, source, _, _ in kept)


def test_every_column_is_in_the_dictionary(view):
    tables = open_tables.tables_of(view)
    explained = rows(dictionary(tables))
    columns = [(one.name, name) for one in tables for name in one.head]
    assert [(row["Tabel"], row["Kolom"]) for row in explained] == columns
    assert all(row["Betekenis"] and row["Eenheid"] and row["Toegestane waarden"] for row in explained)


def test_csv_and_workbook_hold_the_same_and_are_always_the_same(view):
    tables = open_tables.tables_of(view)
    book = table_files.as_xlsx(tables, "Tabellen")
    assert book == table_files.as_xlsx(tables, "Tabellen")
    in_book = opened.workbook(book)
    for table, sheet in zip(tables, in_book.tables, strict=True):
        content = table_files.as_csv(table)
        assert content.startswith(b"\xef\xbb\xbf") and content.decode("utf-8-sig").splitlines()[0].count(";")
        read = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
        assert read == [list(table.head), *map(list, table.rows)]
        assert tuple(sheet.columns) == table.head
        assert [tuple(line) for line in sheet.itertuples(index=False)][: len(table.rows)] == list(table.rows)
    assert in_book.odd == ()
    with ZipFile(BytesIO(book)) as package:
        first = package.read("xl/worksheets/sheet1.xml").decode()
        assert 'state="frozen"' in first and "<f>" not in first
        assert 't="n"' not in first and all('t="s"' in part for part in first.split("<c ")[1:] if "<v>" in part)
        about = package.read("docProps/core.xml").decode()
        assert "<dc:creator></dc:creator>" in about and "2000-01-01T00:00:00Z" in about


def test_a_row_that_does_not_fit_is_a_mistake():
    with pytest.raises(ValueError, match="columns"):
        OpenTable.of("x", "X", [Column("a", "b")], [("1", "2")])


@given(st.lists(st.one_of(st.none(), st.integers(), st.text()), min_size=1, max_size=5))
def test_no_cell_of_an_exported_table_starts_a_formula(values):
    columns = [Column(f"kop {number}", "x") for number in range(len(values))]
    rows_of = [values, [f"={value}" for value in values], [f" -{value}" for value in values]]
    table = OpenTable.of("t", "T", columns, rows_of)
    found = opened.comma_separated(table_files.as_csv(table)).tables[0]
    assert len(found) == len(table.rows)
    for name in found.columns:
        for cell in found[name]:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "|", "%")) and not set(cell) & set("\t\r\n")
    assert opened.workbook(table_files.as_xlsx([table], "t")).odd == ()

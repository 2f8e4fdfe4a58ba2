"""Open tables as files: csv that a Dutch Excel opens, and one workbook. The same tables give the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from io import BytesIO, StringIO

from workbench.report.open_table import OpenTable

#: in every workbook, so that two of them differ only when their content does
CREATED = dt.datetime(2000, 1, 1)
NARROWEST, WIDEST = 12, 60  # characters


def as_csv(table: OpenTable) -> bytes:
    """UTF-8 with a byte order mark and semicolons, headings first; every cell between quotation marks."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(table.head)
    writer.writerows(table.rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(tables: Sequence[OpenTable], title: str) -> bytes:
    """One sheet per table: a frozen row of headings, text only, no maker."""
    import xlsxwriter

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"title": title, "author": "", "created": CREATED})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for table in tables:
            _sheet(book.add_worksheet(table.title), table, wrapped)
    return content.getvalue()


def _sheet(sheet, table: OpenTable, wrapped) -> None:
    last, right = max(len(table.rows), 1), len(table.columns) - 1
    headings = [{"header": name, "header_format": wrapped} for name in table.head]
    sheet.add_table(0, 0, last, right, {"columns": headings, "style": "Table Style Light 15"})
    for place, name in enumerate(table.head):
        longest = max([len(name), *(len(row[place]) for row in table.rows)])
        sheet.set_column(place, place, min(max(longest + 2, NARROWEST), WIDEST), wrapped)
    for number, row in enumerate(table.rows, start=1):
        for place, value in enumerate(row):
            sheet.write_string(number, place, value, wrapped)
    sheet.freeze_panes(1, 0)
    # numbers stand beside words such as 'minder dan 3', so they are text, and Excel need not warn of that
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)

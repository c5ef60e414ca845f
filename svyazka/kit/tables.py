"""Tables that leave for a spreadsheet: as text with semicolons and a mark of UTF-8, as Excel in Russian reads them, or as XLSX."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

RUNS = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is a formula to a spreadsheet


def as_csv(name: str, head: Sequence, rows: Iterable[Sequence]) -> HttpResponse:
    """Answer with the rows as a file of this name; what a stranger wrote is never a formula."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerows([_cell(value) for value in row] for row in [head, *rows])
    return response


def _cell(value) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(RUNS) else text


EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60  # letters


def as_xlsx(name: str, head: Sequence, rows: Iterable[Sequence]) -> HttpResponse:
    """Answer with the rows as a workbook of one sheet: numbers are numbers, of hours and roubles with two digits, days are days,
    every text is a text and never a formula."""
    file, told = io.BytesIO(), [list(head), *rows]
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
    looks = {date: book.add_format({"num_format": "dd.mm.yyyy", "align": "left"}), Decimal: book.add_format({"num_format": "#,##0.00"})}
    sheet.freeze_panes(1, 0)
    for n, row in enumerate(told):
        for m, value in enumerate(row):
            _write(sheet, n, m, value, bold if n == 0 else looks.get(type(value)))
    for m in range(len(head)):
        sheet.set_column(m, m, min(WIDEST, 2 + max(len(str(row[m])) for row in told)))
    book.close()
    named = f"attachment; filename=\"table.xlsx\"; filename*=UTF-8''{quote(name)}.xlsx"
    return HttpResponse(file.getvalue(), content_type=EXCEL, headers={"Content-Disposition": named, "X-Content-Type-Options": "nosniff"})


def _write(sheet, row: int, column: int, value, look) -> None:
    if isinstance(value, (int, Decimal)):
        sheet.write_number(row, column, value, look)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, time()), look)
    else:
        sheet.write_string(row, column, "" if value is None else str(value), look)

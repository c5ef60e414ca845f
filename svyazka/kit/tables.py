"""Tables that leave for a spreadsheet: semicolons and a mark of UTF-8, as Excel in Russian reads them."""

import csv
from collections.abc import Iterable, Sequence

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

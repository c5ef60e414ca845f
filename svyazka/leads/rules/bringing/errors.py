"""Rows that were wrong, given back as a table that a spreadsheet opens without counting what a stranger has typed."""

import csv
import io
from collections.abc import Mapping

from django.utils.translation import gettext as _

from svyazka.leads.rules.bringing.sheet import Sheet

COUNTED = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is a formula to a spreadsheet


def rows_as_csv(sheets: tuple[Sheet, ...], wrong: Mapping[int, str]) -> bytes:
    """Return the rows of these numbers under their headings, each with its reason; our reader takes them back as they are."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    for sheet in sheets:
        rows = [(number, cells) for number, cells in sheet.rows if number in wrong]
        width = max(len(sheet.headings), *(len(cells) for _number, cells in rows)) if rows else 0
        if rows:
            writer.writerow([*_padded(sheet.headings, width), _("What is wrong")])
        writer.writerows([guarded(cell) for cell in (*_padded(cells, width), wrong[number])] for number, cells in rows)
    return file.getvalue().encode("utf-8-sig")


def _padded(cells: tuple[str, ...], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(COUNTED) else cell

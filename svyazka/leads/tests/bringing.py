"""Files of other systems for tests: written as each system writes them, brought in to their end, told by a digest."""

import csv
import hashlib
import io
from pathlib import Path

import xlsxwriter
from django.db import connection

from svyazka.leads import actions, queries
from svyazka.leads.models import ImportRun
from svyazka.leads.tests import make

AT = make.MONDAY
TOLD_APART = ("journal_entry", "journal_head", "leads_importrun", "leads_importrow", "django_migrations")


def csv_of(headings: list[str], *rows: list, delimiter: str = ";", encoding: str = "cp1251") -> bytes:
    """Return a CSV file as another system writes it."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows([headings, *rows])
    return file.getvalue().encode(encoding)


def xlsx_of(headings: list[str], *rows: list) -> bytes:
    """Return the same as a workbook."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd.mm.yyyy hh:mm:ss", "remove_timezone": True})
    sheet = book.add_worksheet()
    for number, row in enumerate([headings, *rows]):
        sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


def kept(w, raw: bytes | Path, *, name: str = "leads.csv") -> ImportRun:
    raw, name = (raw.read_bytes(), raw.name) if isinstance(raw, Path) else (raw, name)
    return actions.keep_import(ImportRun(name=name), raw=raw, by=w.head, at=AT)


def bring(w, raw: bytes | Path, *, at=AT, **choices) -> ImportRun:
    """Keep the file and bring it in to its end, as the queue does; one that is done without errors stays as it is."""
    run = kept(w, raw)
    if choices:
        run = actions.choose_import(run, choices=choices, by=w.head, at=at)
    if run.state == "done" and not queries.counts_of(run)["wrong"]:
        return run
    run = actions.start_import(run, by=w.head, at=at)
    while run.state == "running":
        run = actions.bring_batch(run, by=w.head, at=at)
    return run


def undo(w, run: ImportRun, *, at=AT) -> ImportRun:
    return actions.undo_import(run, by=w.head, at=at)


def digest(*, but: tuple[str, ...] = TOLD_APART) -> str:
    """Return a digest of every row of every table, but for the journal, the files themselves and the tables named."""
    found = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - {*but, *TOLD_APART}):
            cursor.execute(f"select md5(coalesce(string_agg(t::text, e'\\n' order by t::text), '')) from \"{table}\" t")
            found.update(f"{table} {cursor.fetchone()[0]}".encode())
    return found.hexdigest()

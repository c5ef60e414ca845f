"""What a file holds, whatever it was saved as: sheets of headings and rows of text; or the reason why it cannot be read."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from html.parser import HTMLParser

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from python_calamine import CalamineError, CalamineWorkbook

from svyazka.kit.errors import Refused
from svyazka.kit.mail import clean, likeliest
from svyazka.leads.rules.bringing.dataset import read_dataset
from svyazka.leads.rules.bringing.sheet import Sheet

NEITHER = gettext_lazy("The file is neither text nor a spreadsheet: save it as CSV or XLSX.")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")  # no text of a table has them
DELIMITERS = ";,\t|"
MOST_UNPACKED = 400 * 2**20
MOST_CELLS = 400
GUARDED = ("'=", "'+", "'-", "'@")  # how spreadsheets, and our own lists of errors, keep a cell from being counted


def read_sheets(raw: bytes) -> tuple[Sheet, ...]:
    """Read the tables of a file by what it is, never by its name. Raises Refused with the reason why it cannot be read."""
    if raw[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        return (_workbook(raw),)
    text = _text_of(raw)
    start = text.lstrip()[:2000].lower()
    if start[:1] in ("{", "["):
        return read_dataset(_json_of(text))
    if "<table" in start or start.startswith(("<html", "<!doctype html")):
        return (_html(text),)
    return (_csv(text),)


def _text_of(raw: bytes) -> str:
    """Decode by the mark at the start, as UTF-8, by the zeros of UTF-16, or as the Russian charset it is likest to."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return _decoded(raw, name)
    if raw[:200].count(0) > len(raw[:200]) // 4:
        return _decoded(raw, "utf-16-le" if raw[1:2] == b"\x00" else "utf-16-be")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        name = likeliest(raw)
        if CONTROL.search(raw):
            raise Refused(NEITHER) from None
        return _decoded(raw, "cp1251" if name == "utf-8" else name)


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(NEITHER) from None


def _sheet(rows: Iterator[tuple[int, list]]) -> Sheet:
    """Take the first row that is not empty for the headings, the others for rows."""
    told = [(number, tuple(_cell(cell) for cell in cells)) for number, cells in rows]
    filled = [(number, cells) for number, cells in told if any(cells)]
    headings = filled[0][1] if filled else ()
    if len(headings) > MOST_CELLS:
        raise Refused(_("The first row holds more than %(most)s headings: this is no table of leads.") % {"most": MOST_CELLS})
    while headings and not headings[-1]:
        headings = headings[:-1]
    last = filled[-1][0] if filled else 0
    empty = sum(number < last and not any(cells) for number, cells in told)
    return Sheet(headings, tuple(filled[1:]), empty)


def _cell(value) -> str:
    """Return a cell as text: a moment as ISO, a whole number without a fraction, a guard against formulas taken off."""
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = clean(str(value)).strip()
    return text[1:] if text.startswith(GUARDED) else text


# ---- text ---------------------------------------------------------------------------------------------------------


def _csv(text: str) -> Sheet:
    first, _line, rest = text.lstrip("\ufeff").partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # how Excel is told the delimiter
        return _sheet((number + 1, cells) for number, cells in _csv_rows(rest, first.strip()[4]))
    return _sheet(_csv_rows(text, _delimiter_of(text)))


def _delimiter_of(text: str) -> str:
    """Return the delimiter by which the first row falls into most cells."""
    return max(DELIMITERS, key=lambda one: len(next(csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=one), ())))


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise Refused(_("Row %(row)s cannot be read as CSV: %(reason)s.") % {"row": reader.line_num, "reason": error}) from None


def _json_of(text: str):
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(_("The file begins like JSON, but is none.")) from None


# ---- spreadsheets and what calls itself one -----------------------------------------------------------------------


def _workbook(raw: bytes) -> Sheet:
    """Read the first sheet of a workbook that is not empty."""
    try:
        if raw[:2] == b"PK" and sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(raw)).infolist()) > MOST_UNPACKED:
            raise Refused(_("Unpacked, this spreadsheet is too big: save it as CSV."))
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        sheets = (book.get_sheet_by_index(n).to_python(skip_empty_area=False) for n in range(len(book.sheet_names)))
        rows = next((found for found in sheets if any(any(cell != "" for cell in row) for row in found)), [])
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise Refused(_("The spreadsheet cannot be read: %(reason)s.") % {"reason": str(error).rstrip(".")}) from None
    return _sheet((number, row) for number, row in enumerate(rows, start=1))


def _html(text: str) -> Sheet:
    reader = _Tables()
    reader.feed(text)
    reader.close()
    return _sheet((number, row) for number, row in enumerate(reader.rows, start=1))


class _Tables(HTMLParser):
    """Gathers the cells of the tables of a page: what Bitrix24 names .xls."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append("")
            self.inside = True
        elif tag == "br" and self.inside:
            self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag):
        if tag in ("td", "th", "tr", "table"):
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data

"""Exports of positions and visits read row by row, whatever their headings, separators and letters are."""

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.kit.mail import decoded
from svyazka.kit.regions import region_named

MOST_ROWS = 200_000
MOST_BYTES = 25 * 2**20
MOST_COUNT = 10**9
MOST_POSITION = 10_000
HEADINGS = {
    "group": ("группа запросов", "группа", "услуга", "направление", "кластер", "запрос", "поисковая фраза", "group", "query group"),
    "region": ("регион", "область", "город", "регион город", "география", "region", "city"),
    "month_on": ("месяц", "период", "дата", "месяц визита", "дата визита", "month", "month on", "date"),
    "shows": ("показы", "кол во показов", "количество показов", "shows", "impressions"),
    "visits": ("визиты", "переходы", "клики", "кол во кликов", "visits", "clicks"),
    "position": ("позиция", "средняя позиция", "ср позиция", "средняя позиция показа", "position", "average position"),
}  # fmt: skip
KNOWN = {heading: column for column, headings in HEADINGS.items() for heading in headings}
SUMS = ("итого", "итого и средние", "всего", "total", "среднее")
MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")


@dataclass
class Cell:
    """What is known of one group in one region in one month; None is what the file does not tell."""

    shows: int | None = None
    visits: int | None = None
    position: Decimal | None = None
    weight: int = 0  # shows behind the position


@dataclass
class Reading:
    """A file as it was understood: cells by (group, region, month), the columns that were recognised, rows told wrong."""

    columns: dict[str, str] = field(default_factory=dict)
    cells: dict[tuple[str, str, date], Cell] = field(default_factory=dict)
    errors: list[tuple[int, object]] = field(default_factory=list)
    rows: int = 0
    reasons: list = field(default_factory=list)  # why nothing of it can be read


def letters_of(raw: bytes) -> str:
    """Return the text of the bytes: UTF-8 with or without a mark, UTF-16 by its mark, else the Russian charset it is likest to."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    return decoded(raw.removeprefix(BOM_UTF8))


def read_demand(raw: bytes, *, group: str = "", month_on: date | None = None) -> Reading:
    """Read the file; `group` and `month_on` stand in for a column that it has not."""
    reading = Reading()
    if len(raw) > MOST_BYTES:
        reading.reasons.append(_("The file is longer than 25 MB."))
        return reading
    try:
        _read(csv.reader(io.StringIO(_text(raw), newline=""), delimiter=_separator(raw)), reading, group.strip(), month_on)
    except csv.Error:
        reading.reasons.append(_("The file is not a table of rows and columns."))
    return reading


def _text(raw: bytes) -> str:
    return letters_of(raw).replace("\x00", "")


def _separator(raw: bytes) -> str:
    head = _text(raw[:100_000]).splitlines()[:30]
    return max((";", "\t", ","), key=lambda mark: max((len(_columns(line.split(mark))) for line in head), default=0))


def _columns(row: Iterable[str]) -> dict[str, int]:
    """Return which column stands where; of two that tell the same the first counts."""
    found: dict[str, int] = {}
    for n, heading in enumerate(row):
        column = KNOWN.get(" ".join(re.findall(r"[а-яa-z]+", heading.lower().replace("ё", "е"))))
        if column:
            found.setdefault(column, n)
    return found


def _read(rows: Iterator[list[str]], reading: Reading, group: str, month_on: date | None) -> None:
    found: dict[str, int] = {}
    for row in rows:
        found = _columns(row)
        if "region" in found and found.keys() & {"shows", "visits", "position"}:
            reading.columns = {column: row[n].strip() for column, n in found.items()}
            break
        found = {}
    reading.reasons = _reasons(found, group, month_on)
    if not reading.reasons:
        for row in rows:
            _read_row(getattr(rows, "line_num", 0), row, found, reading, group, month_on)
            if reading.rows >= MOST_ROWS:
                reading.reasons.append(_("There are more than 200,000 rows: bring them in parts."))
                return


def _reasons(found: dict[str, int], group: str, month_on: date | None) -> list:
    if not found:
        return [_("No headings were recognised: there is to be a region and shows, visits or a position.")]
    reasons = []
    if "group" not in found and not group:
        reasons.append(_("There is no column of query groups: name the group."))
    if "month_on" not in found and not month_on:
        reasons.append(_("There is no column of months: name the month."))
    return reasons


def _read_row(line: int, row: list[str], found: dict[str, int], reading: Reading, group: str, month_on: date | None) -> None:
    told = {column: row[n].strip() if n < len(row) else "" for column, n in found.items()}
    if not any(told.values()) or told["region"].lower() in SUMS:
        return
    reading.rows += 1
    reasons, values = [], {}
    region = region_named(told["region"])
    month = month_in(told["month_on"]) if told.get("month_on") else month_on
    name = " ".join(told.get("group", "").split()) or group
    if not region:
        reasons.append(_("The region “%(region)s” is not known.") % {"region": told["region"][:60]})
    if month is None:
        reasons.append(_("The month “%(month)s” is not read.") % {"month": told.get("month_on", "")[:30]})
    if not name or len(name) > 200:
        reasons.append(_("A query group is named in 1 to 200 letters."))
    for column in ("shows", "visits", "position"):
        if told.get(column):
            value = number_in(told[column], whole=column != "position")
            values[column] = value
            if value is None:
                reasons.append(_("“%(value)s” is not a number.") % {"value": told[column][:30]})
    if reasons:
        reading.errors.append((line, reasons[0]))
    elif region and month:
        _add(reading.cells.setdefault((name, region, month), Cell()), values)


def _add(cell: Cell, values: dict) -> None:
    """Add a row to its cell: shows and visits add up, the position is the mean weighted by shows."""
    for column in ("shows", "visits"):
        if values.get(column) is not None:
            setattr(cell, column, (getattr(cell, column) or 0) + int(values[column]))
    if values.get("position") is not None:
        weight = max(int(values.get("shows") or values.get("visits") or 0), 1)
        before = (cell.position or Decimal(0)) * cell.weight
        cell.weight += weight
        cell.position = (before + values["position"] * weight) / cell.weight


def number_in(text: str, *, whole: bool) -> Decimal | None:
    """Return the number as people write it, «1 234,5», or None; a whole one has no fraction, none is below zero."""
    plain = re.sub(r"[\s\u00a0\u202f']", "", text).replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,10})?", plain):
        return None
    value = Decimal(plain)
    fits = value <= (MOST_COUNT if whole else MOST_POSITION) and not (whole and value % 1)
    return value if fits else None


def month_in(text: str) -> date | None:
    """Return the first day of the month in 2026-05, 2026-05-17, 05.2026, 17.05.2026, «май 2026»; None if it is none."""
    text = text.strip().lower()
    for pattern in (r"(?P<y>\d{4})[-./](?P<m>\d{1,2})(?:\D.*)?", r"(?:\d{1,2}[./])?(?P<m>\d{1,2})[./](?P<y>\d{4})(?: .*)?"):
        if found := re.fullmatch(pattern, text, re.ASCII):
            return _month(int(found["y"]), int(found["m"]))
    if found := re.fullmatch(r"([а-я]{3,8})\.?\s+([0-9]{4})(?:\s*г\.?)?", text):
        return _month(int(found[2]), next((n for n, head in enumerate(MONTHS, 1) if found[1].startswith(head)), 0))
    return None


def _month(year: int, number: int) -> date | None:
    return date(year, number, 1) if 1 <= number <= 12 and 1990 <= year <= 2100 else None


def reasons_not_a_cell(*, region: str, group: str, shows: int, visits: int) -> list:
    """List why this figure of demand is not kept."""
    reasons = []
    if not region_named(region):
        reasons.append(_("The region “%(region)s” is not known.") % {"region": region[:60]})
    if not group.strip():
        reasons.append(_("A query group has a name."))
    if not (0 <= shows <= MOST_COUNT and 0 <= visits <= MOST_COUNT):
        reasons.append(_("Shows and visits are counted from zero."))
    return reasons


def reasons_not_to_undo(*, undone: bool, later: str) -> list:
    """List why a file is not taken back; `later` is the name of one that has put its figures aside."""
    if undone:
        return [_("It is taken back already.")]
    return [_("A later file, “%(name)s”, has replaced its figures: take that one back first.") % {"name": later}] if later else []

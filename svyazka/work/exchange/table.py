"""A plan as a table: the same columns out and in, named in either language, never a formula to a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from svyazka.kit.mail import clean
from svyazka.kit.tables import RUNS
from svyazka.work.exchange.lags import link_read, link_written, with_shares
from svyazka.work.exchange.shapes import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_BYTES,
    MOST_HOURS,
    MOST_TASKS,
    Link,
    PlanFile,
    PlanPerson,
    PlanTask,
    Unreadable,
)

COLUMNS = {
    "uid": gettext_noop("No."), "stage": gettext_noop("Stage"), "title": gettext_noop("Task"), "people": gettext_noop("Assignees"), "hours": gettext_noop("Hours"),
    "after": gettext_noop("Begins after"), "due_on": gettext_noop("By the day"), "text": gettext_noop("Details"), "mark": gettext_noop("Mark of Svyazka"),
    "starts_on": gettext_noop("Begins"), "ends_on": gettext_noop("Ends"),
}  # fmt: skip
ALSO = {"after": ("Predecessors", "Предшественники")}  # as MS Project names the column when it copies a table
DECIMAL_COMMA = re.compile(r"([+\-−]\s*\d{1,7}),(\d{1,2}\s*[a-zа-я%])", re.IGNORECASE)
DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)


def write_table(plan: PlanFile) -> bytes:
    """Return the plan as CSV of Excel in Russian: semicolons, a mark of UTF-8, columns named in the reader's language."""
    people = {person.uid: person for person in plan.people}
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([_(name) for name in COLUMNS.values()])
    writer.writerows([_safe(value) for value in _row(task, people)] for task in plan.tasks)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _row(task: PlanTask, people: Mapping[int, PlanPerson]) -> list[str]:
    told = [people[uid] for uid in task.people if uid in people]
    return [str(task.uid), task.stage, task.title, ", ".join(one.login or one.name for one in told), f"{task.hours:f}", ", ".join(map(link_written, task.after)),
            task.due_on.isoformat() if task.due_on else "", task.text, task.mark, *(at.date().isoformat() if at else "" for at in (task.starts_at, task.ends_at))]  # fmt: skip


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith((*RUNS, "'")) else text


def _plain(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith((*RUNS, "'")) else text


def read_table(raw: bytes) -> PlanFile:
    """Return the plan in a CSV of these columns, in any order, with those it has. Raises Unreadable with the reason."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(_("A plan of more than %(most)s MB is not read.") % {"most": MOST_BYTES // 2**20})
    rows = _rows(_decoded(raw))
    named = _headings(rows[0][1]) if rows else {}
    if "title" not in named:
        raise Unreadable(_("This is not a plan: the first row of a table names the columns, and “Task” is among them."))
    if len(rows) - 1 > MOST_TASKS:
        raise Unreadable(_("The plan has %(count)s tasks; at most %(most)s are read at once.") % {"count": len(rows) - 1, "most": MOST_TASKS})
    cells = [{name: _plain(clean(row[place])) if place < len(row) else "" for name, place in named.items()} for _number, row in rows[1:]]
    people = _people(cells)
    tasks = with_shares(_task(number, row, people) for (number, _cells), row in zip(rows[1:], cells, strict=True))
    if len({task.uid for task in tasks}) < len(tasks):
        raise Unreadable(_("Two rows have one number: what waits for it would wait for either."))
    return PlanFile(tasks=tasks, people=tuple(people.values()))


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")  # “Unicode text” of Excel
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The letters of this table are neither UTF-8 nor Windows-1251."))


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows that say something, each with its number as a program of tables counts it."""
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    try:
        rows = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1)
        return [(number, row) for number, row in rows if any(cell.strip() for cell in row)]
    except csv.Error:
        raise Unreadable(_("A cell of this table is too long to be read: a quotation mark is not closed, perhaps.")) from None


def _headings(row: list[str]) -> dict[str, int]:
    """Return where each column stands, named in any language we speak."""
    known = {}
    for language in ("ru", "en"):
        with override(language):
            known |= {_(name).casefold(): column for column, name in COLUMNS.items()}
    known |= {name.casefold(): column for column, names in ALSO.items() for name in names}
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        column = known.get(clean(cell).strip().casefold())
        if column:
            found.setdefault(column, place)
    return found


def _people(cells: list[dict[str, str]]) -> dict[str, PlanPerson]:
    names = dict.fromkeys(name for row in cells for name in _names(row))
    return {name: PlanPerson(number, name[:150], login=name[:150]) for number, name in enumerate(names, 1)}


def _names(row: dict[str, str]) -> list[str]:
    return [name.strip() for name in row.get("people", "").split(",") if name.strip()]


def _task(number: int, row: dict[str, str], people: Mapping[str, PlanPerson]) -> PlanTask:
    told = row.get("uid", "").strip()
    return PlanTask(
        uid=int(told) if told.isdecimal() and told.isascii() and len(told) < 11 else 10**10 + number, title=" ".join(row["title"].split())[:LONGEST_TITLE],
        hours=_hours(number, row.get("hours", "")), stage=row.get("stage", "").strip()[:300], people=tuple(dict.fromkeys(people[name].uid for name in _names(row))),
        after=tuple(_links(number, row.get("after", ""))), due_on=_day(number, row.get("due_on", "")), text=row.get("text", "").strip()[:LONGEST_TEXT],
        mark=row.get("mark", "").strip().upper()[:36],
    )  # fmt: skip


def _hours(number: int, told: str) -> Decimal:
    told = told.strip().replace("\xa0", "").replace(" ", "").replace(",", ".")
    try:
        hours = Decimal(told or 0)
    except InvalidOperation:
        hours = Decimal(-1)
    if not hours.is_finite() or not 0 <= hours <= MOST_HOURS:
        raise Unreadable(_("Row %(row)s: “%(told)s” is not a number of hours.") % {"row": number, "told": told[:40]})
    return hours.quantize(Decimal("0.01"))


def _links(number: int, told: str) -> Iterable[Link]:
    for part in filter(None, (one.strip() for one in re.split("[;,]", DECIMAL_COMMA.sub(r"\1.\2", told)))):
        link = link_read(part)
        if link is None:
            raise Unreadable(_("Row %(row)s: “%(told)s” is not what a task begins after: it is a number of a row, as 12, 12SS or 12FS+4h.") % {"row": number, "told": part[:40]})
        yield link


def _day(number: int, told: str) -> date | None:
    told = told.strip()
    swapped = DAY.fullmatch(told)
    try:
        return (date(int(swapped[3]), int(swapped[2]), int(swapped[1])) if swapped else date.fromisoformat(told)) if told else None
    except ValueError:
        raise Unreadable(_("Row %(row)s: “%(told)s” is not a day.") % {"row": number, "told": told[:40]}) from None

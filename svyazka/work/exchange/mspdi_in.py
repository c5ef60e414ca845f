"""Reading MS Project XML (MSPDI): tasks under their outline, who works on them, what they wait for, the working week."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svyazka.kit.mail import clean
from svyazka.kit.xmltree import NotXml, text, tree
from svyazka.work.exchange.durations import hours_said
from svyazka.work.exchange.lags import link_told, with_shares
from svyazka.work.exchange.shapes import (
    KINDS,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_BYTES,
    MOST_HOURS,
    MOST_LINKS,
    MOST_TASKS,
    Link,
    PlanFile,
    PlanPerson,
    PlanTask,
    Unreadable,
    WorkDay,
)

NOBODY = -65535  # the resource of an assignment that nobody has


def read_mspdi(raw: bytes) -> PlanFile:
    """Return the plan. Raises Unreadable with the reason."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(_("A plan of more than %(most)s MB is not read.") % {"most": MOST_BYTES // 2**20})
    try:
        root = tree(raw)
    except NotXml as error:
        raise Unreadable(str(error)) from None
    _refuse_others(root)
    rows = [row for row in root.iterfind("Tasks/Task") if _number(row, "IsNull") != 1]
    if len(rows) > MOST_TASKS:
        raise Unreadable(_("The plan has %(count)s tasks; at most %(most)s are read at once.") % {"count": len(rows), "most": MOST_TASKS})
    people = _people(root)
    tasks = _tasks(root, rows, {person.uid for person in people})
    return PlanFile(_line(root, "Title") or _line(root, "Name"), _moment(root, "StartDate"), tasks, people, _calendar(root), _lost(root, rows))


def _refuse_others(root: Element) -> None:
    if root.tag in ("APIBusinessObjects", "PrimaveraP6"):
        raise Unreadable(_("This is a plan of Primavera (PMXML). Save it as MS Project XML and bring that."))
    if root.tag != "Project" or root.find("Tasks") is None:
        raise Unreadable(_("This is XML, but not a plan of MS Project: it begins with “%(tag)s”.") % {"tag": root.tag[:60]})


def _tasks(root: Element, rows: list[Element], people: set[int]) -> tuple[PlanTask, ...]:
    hours_a_day = Decimal(_number(root, "MinutesPerDay") or 480) / 60
    parents, work = _parents(rows), _assigned(root, people)
    told = [_task(row, parents, work, hours_a_day) for row in rows if _is_task(row)]
    if len({task.uid for task in told}) < len(told):
        raise Unreadable(_("Two tasks of the file have one number (UID): such a file cannot be told apart from a broken one."))
    if sum(len(task.after) for task in told) > MOST_LINKS:
        raise Unreadable(_("The plan has more than %(most)s links between tasks.") % {"most": MOST_LINKS})
    return with_shares(told)


def _is_task(row: Element) -> bool:
    """Tell whether the row is work: not the project's own row, not a heading over others."""
    return _number(row, "Summary") != 1 and _number(row, "UID") is not None and not (_number(row, "UID") == 0 and _number(row, "OutlineLevel") == 0)


def _parents(rows: list[Element]) -> dict[int, str]:
    """Return the title of the nearest heading over each row, by the outline."""
    path: list[tuple[int, str]] = []
    found = {}
    for row in rows:
        level = _number(row, "OutlineLevel") or 0
        while path and path[-1][0] >= level:
            path.pop()
        found[id(row)] = path[-1][1] if path else ""
        if level and _number(row, "Summary") == 1:
            path.append((level, _line(row, "Name")))
    return found


def _assigned(root: Element, people: set[int]) -> dict[int, list[int]]:
    """Return who works on each task, by its UID: the resources that are people of this file."""
    found: dict[int, list[int]] = {}
    for row in root.iterfind("Assignments/Assignment"):
        task, person = _number(row, "TaskUID"), _number(row, "ResourceUID")
        if task is not None and person in people and person not in found.setdefault(task, []):
            found[task].append(person)
    return found


def _task(row: Element, parents: dict[int, str], work: dict[int, list[int]], hours_a_day: Decimal) -> PlanTask:
    uid = _number(row, "UID") or 0
    deadline = _moment(row, "Deadline")
    return PlanTask(
        uid=uid, title=_line(row, "Name")[:LONGEST_TITLE], hours=_hours(row, hours_a_day), stage=parents[id(row)], people=tuple(work.get(uid, ())),
        after=tuple(_links(row)), due_on=deadline.date() if deadline else None, text=_lines(row, "Notes")[:LONGEST_TEXT], mark=_line(row, "GUID").strip("{}").upper()[:36],
        starts_at=_moment(row, "Start"), ends_at=_moment(row, "Finish"), done=_number(row, "PercentComplete") == 100,
    )  # fmt: skip


def _hours(row: Element, hours_a_day: Decimal) -> Decimal:
    """Return the work; where nobody has been given any, the duration."""
    work = hours_said(text(row, "Work"), hours_a_day)
    return min(work or hours_said(text(row, "Duration"), hours_a_day) or Decimal(0), MOST_HOURS)


def _links(row: Element) -> Iterator[Link]:
    for one in row.iterfind("PredecessorLink"):
        uid, kind = _number(one, "PredecessorUID"), _number(one, "Type")
        if uid is not None:
            yield link_told(uid, KINDS[1 if kind is None or not 0 <= kind <= 3 else kind], _number(one, "LinkLag") or 0, _number(one, "LagFormat"))


def _people(root: Element) -> tuple[PlanPerson, ...]:
    told = (PlanPerson(_number(row, "UID") or 0, _line(row, "Name")[:150], _line(row, "EmailAddress")[:254], _line(row, "WindowsUserAccount")[:150])
            for row in root.iterfind("Resources/Resource") if _number(row, "IsNull") != 1 and _number(row, "Type") != 0)  # fmt: skip
    return tuple({person.uid: person for person in told if person.name and person.uid not in (0, NOBODY)}.values())


def _calendar(root: Element) -> tuple[WorkDay, ...]:
    """Return the week and the exceptions of the project's own calendar."""
    wanted = text(root, "CalendarUID")
    found = next((one for one in root.iterfind("Calendars/Calendar") if text(one, "UID") == wanted), None)
    if found is None:
        return ()
    days = [*_week(found), *_exceptions(found)]
    return tuple(sorted(days, key=lambda one: (isinstance(one.day, date), str(one.day))))


def _week(calendar: Element) -> Iterator[WorkDay]:
    for row in calendar.iterfind("WeekDays/WeekDay"):
        number = _number(row, "DayType")  # 1 Sunday … 7 Saturday; 0 was an exception before 2007
        if number is not None and 1 <= number <= 7:
            yield WorkDay((number + 5) % 7, _spans(row))


def _exceptions(calendar: Element) -> Iterator[WorkDay]:
    for row in (*calendar.iterfind("Exceptions/Exception"), *calendar.iterfind("WeekDays/WeekDay")):
        starts = _moment(row, "TimePeriod/FromDate")
        if starts and _number(row, "DayType") in (None, 0):
            yield WorkDay(starts.date(), _spans(row))


def _spans(row: Element) -> tuple[tuple[time, time], ...]:
    if _number(row, "DayWorking") == 0:
        return ()
    told = ((_clock(one, "FromTime"), _clock(one, "ToTime")) for one in row.iterfind("WorkingTimes/WorkingTime"))
    return tuple((opens, closes) for opens, closes in told if opens is not None and closes is not None)


def _lost(root: Element, rows: list[Element]) -> tuple[str, ...]:
    """Tell in sentences what the file holds and a task of ours does not."""
    baselines = sum(1 for row in rows if row.find("Baseline") is not None)
    repeated = sum(1 for row in rows if _number(row, "Recurring") == 1 or _number(row, "IsRecurring") == 1)
    outside = sum(1 for row in rows for one in row.iterfind("PredecessorLink") if _number(one, "CrossProject") == 1)
    fields = len(root.findall("ExtendedAttributes/ExtendedAttribute"))
    return tuple(said % {"n": count} for count, said in (
        (baselines, ngettext("%(n)s task has a baseline of its own: the baseline here is the first schedule.", "%(n)s tasks have a baseline of their own: the baseline here is the first schedule.", baselines)),
        (repeated, ngettext("%(n)s task repeats: each repetition comes as a task of its own.", "%(n)s tasks repeat: each repetition comes as a task of its own.", repeated)),
        (outside, ngettext("%(n)s link leads to another project and stays out.", "%(n)s links lead to other projects and stay out.", outside)),
        (fields, ngettext("%(n)s field of that program is not read.", "%(n)s fields of that program are not read.", fields)),
    ) if count)  # fmt: skip


def _line(row: Element, path: str) -> str:
    return clean(text(row, path))


def _lines(row: Element, path: str) -> str:
    found = row.find(path)
    return clean(found.text or "").strip() if found is not None else ""


def _number(row: Element, path: str) -> int | None:
    told = text(row, path)
    return int(told) if told.removeprefix("-").isdecimal() and told.isascii() and len(told) < 12 else None


def _moment(row: Element, path: str) -> datetime | None:
    """Return the moment as its author's wall clock told it: MSPDI knows no zones."""
    try:
        return datetime.fromisoformat(text(row, path)).replace(tzinfo=None)
    except ValueError:
        return None


def _clock(row: Element, path: str) -> time | None:
    try:
        return time.fromisoformat(text(row, path))
    except ValueError:
        return None

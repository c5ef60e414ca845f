"""Writing MS Project XML (MSPDI): what MS Project, ProjectLibre and Planner open, and what comes back to us whole."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from svyazka.work.exchange.durations import duration_of
from svyazka.work.exchange.shapes import KINDS, PlanFile, PlanPerson, PlanTask, WorkDay

SPACE = "http://schemas.microsoft.com/project"
HOURS, DAYS = 5, 7  # the formats of a duration told in hours, in days
A_DAY = 4800  # tenths of a minute in a working day
FIRST_HEADING = 1_000_000_000  # numbers of headings, far from those of tasks


def write_mspdi(plan: PlanFile) -> bytes:
    """Return the plan as a file: tasks under their stages, the stages as headings."""
    root = Element("Project", xmlns=SPACE)
    starts = plan.starts_at or min((task.starts_at for task in plan.tasks if task.starts_at), default=None)
    _facts(root, SaveVersion=14, Title=plan.title, ScheduleFromStart=1, StartDate=starts, CalendarUID=1, MinutesPerDay=480, MinutesPerWeek=2400,
           DaysPerMonth=20, DurationFormat=DAYS, WorkFormat=2)  # fmt: skip
    _calendar(SubElement(SubElement(root, "Calendars"), "Calendar"), plan.calendar)
    _tasks(SubElement(root, "Tasks"), plan)
    resources = SubElement(root, "Resources")
    for number, person in enumerate(plan.people, 1):
        _person(SubElement(resources, "Resource"), number, person)
    _assignments(SubElement(root, "Assignments"), plan.tasks)
    indent(root)
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + tostring(root, encoding="utf-8")


def _facts(parent: Element, **facts) -> None:
    """Add the facts in their order (the schema is a sequence); what is not known is left out."""
    for name, value in facts.items():
        if value is not None and value != "":
            SubElement(parent, name).text = _told(value)


def _told(value) -> str:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(timespec="seconds")
    return "".join(letter for letter in str(value) if letter in "\t\n" or letter >= " ")  # XML 1.0 has no other controls


def _tasks(parent: Element, plan: PlanFile) -> None:
    _facts(SubElement(parent, "Task"), UID=0, ID=0, Name=plan.title, Type=1, IsNull=0, OutlineNumber=0, OutlineLevel=0, Summary=1)
    number = top = 0
    for stage, tasks in groupby(plan.tasks, key=lambda task: task.stage):
        inside = 0
        top += 1
        number += 1
        if stage:
            _facts(SubElement(parent, "Task"), UID=FIRST_HEADING + top, ID=number, Name=stage, Type=1, IsNull=0, OutlineNumber=top, OutlineLevel=1, Summary=1)
        for task in tasks:
            number, inside = number + 1, inside + 1
            top += 0 if stage else inside > 1
            _task(SubElement(parent, "Task"), task, number, f"{top}.{inside}" if stage else str(top), 2 if stage else 1)


def _task(row: Element, task: PlanTask, number: int, outline: str, level: int) -> None:
    _facts(row, UID=task.uid, GUID=task.mark, ID=number, Name=task.title, Type=0, IsNull=0, WBS=outline, OutlineNumber=outline, OutlineLevel=level,
           Start=task.starts_at, Finish=task.ends_at, Duration=duration_of(task.hours), DurationFormat=DAYS, Work=duration_of(task.hours),
           Milestone=int(not task.hours), Summary=0, PercentComplete=100 if task.done else 0,
           Deadline=datetime.combine(task.due_on, time(18)) if task.due_on else None, Notes=task.text)  # fmt: skip
    for link in task.after:
        _facts(SubElement(row, "PredecessorLink"), PredecessorUID=link.after, Type=KINDS.index(link.kind), CrossProject=0, LinkLag=link.lag, LagFormat=HOURS if link.lag % A_DAY else DAYS)


def _person(row: Element, number: int, person: PlanPerson) -> None:
    _facts(row, UID=person.uid, ID=number, Name=person.name, Type=1, IsNull=0, EmailAddress=person.email, WindowsUserAccount=person.login, MaxUnits=1, CalendarUID=1)


def _assignments(parent: Element, tasks: Iterable[PlanTask]) -> None:
    pairs = [(task, person) for task in tasks for person in task.people]
    for number, (task, person) in enumerate(pairs, 1):
        share = task.hours / len(task.people) if task.people else Decimal(0)
        _facts(SubElement(parent, "Assignment"), UID=number, TaskUID=task.uid, ResourceUID=person, Start=task.starts_at, Finish=task.ends_at, Units=1, Work=duration_of(share))


def _calendar(row: Element, days: Iterable[WorkDay]) -> None:
    _facts(row, UID=1, Name="Standard", IsBaseCalendar=1, BaseCalendarUID=-1)
    week, exceptions = SubElement(row, "WeekDays"), SubElement(row, "Exceptions")
    for one in days:
        if isinstance(one.day, date):
            _exception(SubElement(exceptions, "Exception"), one)
        else:
            day = SubElement(week, "WeekDay")
            _facts(day, DayType=(one.day + 1) % 7 + 1, DayWorking=int(bool(one.spans)))
            _spans(day, one)
    for empty in (week, exceptions):
        if len(empty) == 0:
            row.remove(empty)


def _exception(row: Element, one: WorkDay) -> None:
    _facts(row, EnteredByOccurrences=0)
    _facts(SubElement(row, "TimePeriod"), FromDate=datetime.combine(one.day, time()), ToDate=datetime.combine(one.day, time(23, 59)))  # type: ignore[arg-type]
    _facts(row, Occurrences=1, Type=1, DayWorking=int(bool(one.spans)))
    _spans(row, one)


def _spans(row: Element, one: WorkDay) -> None:
    if one.spans:
        times = SubElement(row, "WorkingTimes")
        for opens, closes in one.spans:
            _facts(SubElement(times, "WorkingTime"), FromTime=opens.isoformat(), ToTime=closes.isoformat())

"""The plan of a project as other programs and the chart tell it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Max, Min, QuerySet

from svyazka.kit import files
from svyazka.kit.guard import DUTIES, may, seen_by, within_sight
from svyazka.people.queries import agency_window, staff, today, windows_of
from svyazka.projects.models import Project
from svyazka.projects.queries import baseline_of, latest_schedule, stages
from svyazka.work.exchange import (
    Known,
    Link,
    Ours,
    PlanFile,
    PlanPerson,
    PlanTask,
    Verdict,
    WorkDay,
    compare,
    folded,
    mark_of,
    read_plan,
    tenths_of,
)
from svyazka.work.models import PlanImport, Task
from svyazka.work.queries.allocation import planned_weeks
from svyazka.work.queries.hours import monday_of
from svyazka.work.queries.links import levelled, links_of
from svyazka.work.queries.tasks import tasks
from svyazka.work.rules import TaskState, Wait, wait_told

MOST_WEEKS = 53


def sees_whole(person, project: Project, at: datetime) -> bool:
    """Tell whether the person sees every task of the plan: who plans it, and who sees everything."""
    return bool(may(person, DUTIES["project.plan"], project, at)) or seen_by(person, at) is None


def on_chart(person, project: Project, at: datetime) -> QuerySet[Task]:
    """Return the tasks of the project this person finds on its chart: all, or one's own."""
    found = tasks().filter(project=project)
    return (found if sees_whole(person, project, at) else found.filter(assignee=person)).order_by("stage__position", "position", "pk")


# ---- out ----------------------------------------------------------------------------------------------------------
def plan_of(person, project: Project, at: datetime) -> PlanFile:
    """Return the plan as this person sees it, its moments by the agency's wall clock."""
    rows, links, zone = list(on_chart(person, project, at)), links_of(project), ZoneInfo(agency_window().zone)
    schedule = latest_schedule(project)
    placed = {row.task_id: row for row in schedule.tasks.all()} if schedule else {}
    keys = {row.pk for row in rows}
    told = tuple(_told(row, [one for one in links.get(row.pk, ()) if one.after in keys], placed.get(row.pk), zone) for row in rows)
    people = {row.assignee_id: row.assignee for row in rows}
    return PlanFile(
        project.title, min((task.starts_at for task in told if task.starts_at), default=None), told,
        tuple(PlanPerson(one.pk, one.name, one.email, one.username) for one in people.values()), _calendar(at),
    )  # fmt: skip


def _told(task: Task, after: list[Wait], placed, zone: ZoneInfo) -> PlanTask:
    starts, ends = (at.astimezone(zone).replace(tzinfo=None) if at else None for at in ((placed.starts_at, placed.ends_at) if placed else (None, None)))
    return PlanTask(
        task.pk, task.title, task.estimate_hours, task.stage.title, (task.assignee_id,), tuple(Link(one.after, one.kind, tenths_of(one.lag_hours)) for one in after), task.due_on, task.text,
        mark_of(task.pk, task.set_at), starts, ends, task.state == TaskState.DONE,
    )  # fmt: skip


def _calendar(at: datetime) -> tuple[WorkDay, ...]:
    """Return the agency's week, and the days of the coming year and of the past quarter that differ from it."""
    window, day = agency_window(), today(at)
    whole = tuple(window._edges())
    week = [WorkDay(n, whole if n < 5 else ()) for n in range(7)]
    days = (day + timedelta(days=n) for n in range(-92, 366))
    zone = ZoneInfo(window.zone)
    spans = ((one, tuple((a.astimezone(zone).time(), b.astimezone(zone).time()) for a, b in window.spans(one))) for one in days)
    return (*week, *(WorkDay(one, told) for one, told in spans if told != week[one.weekday()].spans))


# ---- in -----------------------------------------------------------------------------------------------------------
def plan_imports_visible_to(person, at: datetime) -> QuerySet[PlanImport]:
    """Return the files that were brought into the projects this person sees."""
    found = PlanImport.objects.select_related("project__engagement__client", "brought_by", "confirmed_by")
    return found.none() if person.kind == "contact" else within_sight(found, person, at)


def readings_of(row: PlanImport, choices: Mapping) -> tuple[PlanFile, list[Verdict]]:
    """Return the kept plan and what would become of each row. Raises exchange.Unreadable if it cannot be read any more."""
    plan = read_plan(files.read(row.digest))
    return plan, compare(plan, _ours(row.project, choices))


def _ours(project: Project, choices: Mapping) -> Ours:
    links = links_of(project)
    rows = list(Task.objects.filter(project=project).select_related("assignee"))
    mine = {
        mark_of(row.pk, row.set_at): Known(row.pk, row.title, row.assignee.username, row.estimate_hours, row.due_on, row.text,
                                           frozenset(links.get(row.pk, ())), row.state == TaskState.DONE)
        for row in rows
    }  # fmt: skip
    twins = frozenset((row.stage_id, folded(row.title)) for row in rows)
    titles = {folded(stage.title): stage.pk for stage in reversed(stages(project))}
    return Ours(mine, titles | dict(choices.get("stages") or {}), _names() | dict(choices.get("people") or {}), choices.get("stage_id"), choices.get("assignee") or "", twins)


def _names() -> dict[str, str]:
    """Return the colleagues by login, by address, and by the names that only one of them bears."""
    people = list(staff())
    names: dict[str, list[str]] = {}
    for one in people:
        names.setdefault(folded(one.name), []).append(one.username)
    only = {name: logins[0] for name, logins in names.items() if len(logins) == 1}
    return only | {folded(one.email): one.username for one in people if one.email} | {folded(one.username): one.username for one in people}


# ---- the chart ----------------------------------------------------------------------------------------------------
def chart_of(person, project: Project, at: datetime) -> dict:
    """Return what the chart draws, in plain values; a day of work fills a day of the drawing."""
    whole, window, schedule = sees_whole(person, project, at), agency_window(), latest_schedule(project)
    rows, links = list(on_chart(person, project, at)), links_of(project)
    placed = {row.task_id: row for row in schedule.tasks.all()} if schedule else {}
    first = baseline_of(project) if schedule and not schedule.baseline else None
    ghosts = {row.task_id: row for row in first.tasks.all()} if first else {}
    shown = {row.pk for row in rows}
    moved = {key: [first, last] for key, first, last in levelled(rows)}
    span = _span([*placed.values(), *ghosts.values()], project, at)
    return {
        "project": {"id": project.pk, "title": project.title, "client": project.engagement.client.name, "deadline_on": project.deadline_on}, "today": today(at), "whole": whole,
        "computed_at": schedule.computed_at if schedule else None,
        "stages": [{"id": row.pk, "title": row.title, "promised_on": row.promised_on, "forecast_on": row.expected_on} for row in stages(project)],
        "tasks": [_bar(row, placed.get(row.pk), ghosts.get(row.pk), window, moved.get(row.pk)) for row in rows],
        "links": [_line(key, one) for key, waits in links.items() for one in waits if {key, one.after} <= shown],
        "days_off": [day for day in span if not window.spans(day)],
        "load": _load({row.assignee_id: row.assignee for row in rows}, span, today(at)) if whole else [],
    }  # fmt: skip


def _line(key: int, wait: Wait) -> dict:
    return {"id": f"{wait.after}-{key}", "source": wait.after, "target": key, "kind": wait.kind, "lag_hours": str(wait.lag_hours), "said": wait_told(wait.kind, wait.lag_hours)}


def _span(rows: list, project: Project, at: datetime) -> list[date]:
    moments = [moment for row in rows for moment in (row.starts_at, row.ends_at)]
    days = [today(at), *(today(moment) for moment in ((min(moments), max(moments)) if moments else ()))]
    told = project.stages.aggregate(first=Min("promised_on"), last=Max("promised_on"))
    days += [day for day in (project.deadline_on, told["first"], told["last"]) if day]
    first = min(days) - timedelta(days=7)
    return [first + timedelta(days=n) for n in range(min((max(days) - first).days + 22, 7 * MOST_WEEKS))]


def _bar(task: Task, placed, ghost, window, moved: list[date] | None) -> dict:
    return {
        "id": task.pk, "version": task.version, "stage_id": task.stage_id, "title": task.title, "assignee": task.assignee.username, "name": task.assignee.name,
        "short": task.assignee.get_short_name(), "hours": str(task.estimate_hours), "state": task.state, "blocked": bool(task.blocked_reason), "due_on": task.due_on,
        "not_before": task.not_before, "critical": bool(placed and placed.critical), "at": _drawn(placed, window), "base": _drawn(ghost, window),
        "moved": moved,
    }  # fmt: skip


def _drawn(row, window) -> list[str] | None:
    return [_stretched(row.starts_at, window), _stretched(row.ends_at, window)] if row else None


def _stretched(moment: datetime, window) -> str:
    """Return the moment with the agency's hours stretched over the whole day: 9:00 is midnight, 18:00 the next one."""
    local = moment.astimezone(ZoneInfo(window.zone))
    opens, closes = (one.hour * 60 + one.minute for one in (window.opens, window.closes))
    part = min(max((local.hour * 60 + local.minute - opens) / max(closes - opens, 1), 0.0), 1.0)
    drawn = datetime.combine(local.date(), datetime.min.time()) + timedelta(minutes=round(part * 1440 / 15) * 15)
    return drawn.isoformat(timespec="minutes")


def _load(people: Mapping, span: list[date], day: date) -> list[dict]:
    """Return each person's hours of open work and possible hours of every week, over all projects; weeks that are over hold none."""
    first, weeks = monday_of(span[0]), (span[-1] - monday_of(span[0])).days // 7 + 1
    keys = sorted(people, key=lambda key: people[key].name)
    load, windows = planned_weeks(keys, day, weeks), windows_of(keys, first, first + timedelta(weeks=weeks))
    mondays = [first + timedelta(weeks=n) for n in range(weeks)]
    return [
        {"login": people[key].username, "name": people[key].name,
         "weeks": [{"monday": day, "hours": str(load[key].get(day, Decimal(0))), "norm": str(_norm(windows[key], day))} for day in mondays]}
        for key in keys
    ]  # fmt: skip


def _norm(window, monday: date) -> Decimal:
    return sum((window.hours_of(monday + timedelta(days=n)) for n in range(7)), Decimal(0))

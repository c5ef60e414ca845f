"""What work shows on others' pages: the chart of a project, tasks of an engagement, what waits on Today, found tasks."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from svyazka.kit.guard import may, seen_by
from svyazka.kit.panels import fill
from svyazka.kit.search import Hit, provider
from svyazka.kit.today import Item
from svyazka.people.queries import agency_window, the_agency
from svyazka.projects.actions import PLAN
from svyazka.projects.queries import baseline_of, latest_schedule, stages
from svyazka.roles.queries.standing import standing_of
from svyazka.work import actions, queries
from svyazka.work.gantt import draw
from svyazka.work.models import Problem, Task
from svyazka.work.rules import TaskState


@fill("project.main")
def chart(request, project):
    """Show the schedule: whole to who plans it and who sees everything, one's own tasks to a specialist, none to others."""
    at, person = timezone.now(), request.user
    may_plan = may(person, PLAN, project, at)
    sees_all = bool(may_plan) or seen_by(person, at) is None
    mine = queries.tasks().filter(project=project, **({} if sees_all else {"assignee": person}))
    tasks = {task.pk: task for task in mine}
    if not sees_all and not tasks:
        return None
    schedule = latest_schedule(project)
    rows = [row for row in schedule.tasks.all() if row.task_id in tasks] if schedule else []
    first = baseline_of(project) if schedule and not schedule.baseline else None
    ghosts = {row.task_id: row for row in first.tasks.all()} if first else {}
    drawing = None
    if rows:
        drawing = draw(stages(project), rows, tasks, ghosts, agency_window(), now=at, deadline_on=project.deadline_on)
    told = {
        "project": project, "schedule": schedule, "drawing": drawing, "may_plan": may_plan, "sees_all": sees_all,
        "tasks": tasks, "unplanned": len(set(tasks) - {row.task_id for row in rows}), "Done": TaskState.DONE,
    }  # fmt: skip
    return "work/_chart.html", told


@fill("engagement.main")
def tasks_of(request, engagement):
    """Show how many tasks are where, and the open problems."""
    counted = Task.objects.filter(engagement=engagement).aggregate(
        all=Count("pk"),
        done=Count("pk", filter=Q(state=TaskState.DONE)),
        review=Count("pk", filter=Q(state=TaskState.REVIEW)),
        blocked=Count("pk", filter=~Q(blocked_reason="") & ~Q(state=TaskState.DONE)),
    )
    problems = list(Problem.objects.filter(engagement=engagement, resolved_at=None).select_related("owner").order_by("pk")[:5])
    if not counted["all"] and not problems:
        return None
    project = engagement.project if hasattr(engagement, "project") else None
    hours = queries.hours_of(engagement)
    return "work/_panel.html", {"counted": counted, "problems": problems, "project": project, "hours": hours}


@fill("today")
def waiting(request, _subject):
    """Offer my tasks by their days; whoever controls the work, what waits for a check, and what is blocked."""
    person, at = request.user, timezone.now()
    if person.kind != "staff":
        return []
    controlled = _controlled(person, at)
    return [*_to_do(person), *_to_control(person, at, controlled), *_hours(controlled), *_problems(person)]


def _end_of(day) -> datetime | None:
    if day is None:
        return None
    agency = the_agency()
    return datetime.combine(day, agency.closes or time(18), ZoneInfo(agency.zone))


def _to_do(person) -> list[Item]:
    return [
        Item(
            kind="work.blocked" if task.blocked_reason else "work.task",
            title=task.title,
            url=reverse("work:task", args=[task.pk]),
            due_at=_end_of(task.due_on),
            duty=str(actions.DO.label),
            client=task.engagement.client.name,
            tone="bad" if task.returned_reason else "",
            action=_("Mend and hand in again") if task.returned_reason else _("Do"),
        )
        for task in queries.tasks_to_do(person)[:30]
    ]


def _controlled(person, at: datetime) -> list[int]:
    """Return the engagements on which the person holds a seat that may control tasks."""
    keys = {held.engagement_id for held in standing_of(person, at).held if held.seat in ("pm", "manager")}
    return sorted(keys)


def _to_control(person, at: datetime, controlled: list[int]) -> list[Item]:
    if not controlled:
        return []
    rows = queries.tasks_in(controlled).filter(Q(state=TaskState.REVIEW) | ~Q(blocked_reason=""))
    return [
        Item(
            kind="work.blocked" if task.blocked_reason else "work.check",
            title=(_("Blocked: %(title)s") if task.blocked_reason else _("Check: %(title)s")) % {"title": task.title},
            url=reverse("work:task", args=[task.pk]),
            due_at=task.finished_at if not task.blocked_reason else None,
            duty=str(actions.CONTROL.label),
            client=task.engagement.client.name,
            tone="bad" if task.blocked_reason else "",
            action=_("Help") if task.blocked_reason else _("Check"),
        )
        for task in rows[:30]
        if may(person, actions.CONTROL, task, at)
    ]


def _hours(controlled: list[int]) -> list[Item]:
    return [
        Item(
            kind="work.hours",
            title=_("Hours of %(person)s, week of %(day)s") % {"person": week["person"], "day": week["monday"].strftime("%d.%m")},
            url=reverse("work:hours_to_check"),
            duty=str(actions.APPROVE_TIME.label),
            client=week["client"],
            action=_("Confirm"),
        )
        for week in (queries.unchecked_weeks(controlled) if controlled else [])[:15]
    ]


def _problems(person) -> list[Item]:
    return [
        Item(
            kind="work.problem",
            title=problem.text[:120],
            url=reverse("work:problems"),
            due_at=problem.opened_at,
            duty=str(actions.OWN_PROBLEM.label),
            client=problem.engagement.client.name,
            tone="bad",
            action=_("Resolve") if problem.reacted_at else _("React"),
        )
        for problem in queries.problems_of(person)[:15]
    ]


@provider(order=60)
def tasks(person, at, text) -> list[Hit]:
    """Find tasks by title."""
    rows = queries.visible_to(person, at).filter(title__icontains=text).order_by("-pk")[:8]
    return [
        Hit(row.title, reverse("work:task", args=[row.pk]), _("Task"),
            f"{row.engagement.client.name} · {TaskState(row.state).label}") for row in rows
    ]  # fmt: skip



"""Sprints of a project: which runs, what people can take into one, how fast the project goes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum

from svyazka.kit.guard import within_sight
from svyazka.kit.worktime import Window
from svyazka.people.queries import windows_of
from svyazka.projects.models import Project
from svyazka.work.models import Sprint, SprintCarry, Task, TimeEntry
from svyazka.work.queries.allocation import LEAST_LEFT
from svyazka.work.queries.tasks import ZERO
from svyazka.work.queries.tasks import tasks as all_tasks
from svyazka.work.rules import LOOKED_BACK, OPEN_TASKS, Share, SprintState, TaskState, Velocity, part_inside, velocity


def sprints_visible_to(person, at: datetime) -> QuerySet[Sprint]:
    """Return the sprints of the engagements this person sees."""
    sprints = Sprint.objects.select_related("project", "engagement__client")
    return sprints.none() if person.kind == "contact" else within_sight(sprints, person, at)


def running_sprint(project: Project) -> Sprint | None:
    """Return the sprint that runs now."""
    return Sprint.objects.filter(project=project, state="running").first()


def running_sprints() -> QuerySet[Sprint]:
    """Return every sprint that runs, of any project."""
    return Sprint.objects.filter(state=SprintState.RUNNING).select_related("project", "engagement").order_by("pk")


def tasks_of_sprint(sprint: Sprint) -> QuerySet[Task]:
    """Return what the sprint holds, in the order of the board."""
    return all_tasks().filter(sprint=sprint).order_by("position", "pk")


def free_tasks(project: Project) -> QuerySet[Task]:
    """Return the open tasks that are in no sprint: the backlog of the next one."""
    return all_tasks().filter(project=project, state__in=OPEN_TASKS, sprint=None).order_by("position", "pk")


def shares(tasks: Iterable[Task], first: date, last: date, *, apart_from: Project, taken: Iterable[int]) -> list[Share]:
    """Return what each assignee of the tasks can take in [first, last], less their part of other projects' running sprints.

    Hours by their own calendars; `taken` are the keys of the tasks that the sprint takes, each as long as it still was before the
    first day. The same few queries for any number.
    """
    rows, chosen = list(tasks), set(taken)
    left = left_before(rows, first)
    people = {row.assignee_id: row.assignee for row in rows}
    others = _elsewhere(list(people), apart_from)
    left |= left_before(others, F("task__sprint__starts_on"))
    windows = windows_of(list(people), min([first, *(row.sprint.starts_on for row in others)]), max([last, *(row.sprint.ends_on for row in others)]))
    elsewhere: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for row in others:
        window, sprint = windows[row.assignee_id], row.sprint
        inside = working_hours(window, max(first, sprint.starts_on), min(last, sprint.ends_on))
        elsewhere[row.assignee_id] += part_inside(left[row.pk], inside=inside, whole=working_hours(window, sprint.starts_on, sprint.ends_on))
    took: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for row in rows:
        took[row.assignee_id] += left[row.pk] if row.pk in chosen else ZERO
    found = [Share(person, working_hours(windows[key], first, last), elsewhere[key], took[key]) for key, person in people.items()]
    return sorted(found, key=lambda share: (share.person.name, share.person.pk))


def left_before(tasks: Iterable[Task], first: date | F) -> dict[int, Decimal]:
    """Return, by task, the hours of its estimate that were not worked before that day: so much of it a sprint takes."""
    rows = list(tasks)
    worked = TimeEntry.objects.filter(task__in=[row.pk for row in rows], worked_on__lt=first).order_by().values("task").annotate(hours=Sum("hours"))
    done = dict(worked.values_list("task", "hours"))
    return {row.pk: max(row.estimate_hours - done.get(row.pk, ZERO), LEAST_LEFT if row.state in OPEN_TASKS else ZERO) for row in rows}


def _elsewhere(people: list[int], apart_from: Project) -> list[Task]:
    rows = Task.objects.filter(assignee__in=people, state__in=OPEN_TASKS, sprint__state=SprintState.RUNNING)
    return list(rows.exclude(project=apart_from).select_related("sprint"))


def working_hours(window: Window, first: date, last: date) -> Decimal:
    """Return the hours of work of the days [first, last]; none when they run backwards."""
    return sum((window.hours_of(first + timedelta(days=n)) for n in range((last - first).days + 1)), ZERO)


def velocity_of(project: Project) -> Velocity:
    """Return the median hours done in the last sprints of the project."""
    closed = project.sprints.filter(state=SprintState.CLOSED).order_by("-number")
    return velocity(list(closed.values_list("done_hours", flat=True)[:LOOKED_BACK]))


def carried_to(tasks: Iterable[Task]) -> dict[int, list[SprintCarry]]:
    """Return, by task, from which sprints it was carried over and why, the last first."""
    found: dict[int, list[SprintCarry]] = {}
    for row in SprintCarry.objects.filter(task__in=[task.pk for task in tasks]).select_related("sprint").order_by("-pk"):
        found.setdefault(row.task_id, []).append(row)
    return found


def counted(sprints: Iterable[Sprint]) -> dict[int, dict]:
    """Return, by sprint, what it holds now and what of it is done. One query for all."""
    done = Q(state=TaskState.DONE)
    rows = Task.objects.filter(sprint__in=[sprint.pk for sprint in sprints]).order_by().values("sprint").annotate(
        scope_hours=Sum("estimate_hours"), done_hours=Sum("estimate_hours", filter=done), tasks=Count("pk"), done_tasks=Count("pk", filter=done)
    )  # fmt: skip
    return {row.pop("sprint"): {name: value or 0 for name, value in row.items()} for row in rows}

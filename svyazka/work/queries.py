"""Questions about work: which tasks and hours a person sees, what waits for whom, how loaded the weeks are."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from svyazka.briefs.models import Clause
from svyazka.briefs.queries import document, edition_in_force, latest_brief
from svyazka.clients.models import Engagement
from svyazka.kit.guard import within_sight
from svyazka.people.queries import the_agency, windows_of
from svyazka.projects.models import Project, Schedule, ScheduledTask
from svyazka.work.models import Problem, Retro, RetroAction, Sprint, Task, TimeEntry
from svyazka.work.rules import ON_THE_DESK, OPEN_TASKS, UNCHECKED, WAITS_FOR_ASSIGNEE, TaskState

HOURS = DecimalField(max_digits=8, decimal_places=2)
ZERO = Decimal("0.00")


def _logged() -> Coalesce:
    """Return the hours written on the task, as one subquery: joins would count hours twice."""
    sums = TimeEntry.objects.filter(task=OuterRef("pk")).order_by().values("task").annotate(s=Sum("hours")).values("s")
    return Coalesce(Subquery(sums, output_field=HOURS), Value(ZERO, output_field=HOURS))


def tasks() -> QuerySet[Task]:
    """Return all tasks as pages tell them; `logged` are the hours written on each."""
    found = Task.objects.select_related("engagement__client", "project", "stage", "assignee", "sprint")
    return found.annotate(logged=_logged())


def visible_to(person, at: datetime) -> QuerySet[Task]:
    """Return the tasks of the engagements this person sees; a client's contact sees none."""
    return tasks().none() if person.kind == "contact" else within_sight(tasks(), person, at)


def by_urgency(found: QuerySet[Task]) -> QuerySet[Task]:
    """Order tasks: what is due first, then what was set first."""
    return found.order_by(F("due_on").asc(nulls_last=True), "pk")


def tasks_of(person) -> QuerySet[Task]:
    """Return the tasks this person is to do now, by due day."""
    return by_urgency(tasks().filter(assignee=person, state__in=ON_THE_DESK))


def tasks_to_do(person) -> QuerySet[Task]:
    """Return the tasks that wait for this person's hands."""
    return by_urgency(tasks().filter(assignee=person, state__in=WAITS_FOR_ASSIGNEE))


def tasks_in(engagements, **where) -> QuerySet[Task]:
    """Return the open tasks of these engagements."""
    return by_urgency(tasks().filter(engagement__in=engagements, state__in=OPEN_TASKS, **where))


def tasks_by_state(project: Project) -> list[tuple[TaskState, list[Task]]]:
    """Return the board of the project: its columns, each with its tasks."""
    rows = list(tasks().filter(project=project).order_by("position", "pk"))
    return [(state, [row for row in rows if row.state == state]) for state in TaskState]


# ---- hours --------------------------------------------------------------------------------------------------------


def entries_visible_to(person, at: datetime) -> QuerySet[TimeEntry]:
    """Return the hours on the engagements this person sees."""
    entries = TimeEntry.objects.select_related("task", "person", "engagement__client")
    return entries.none() if person.kind == "contact" else within_sight(entries, person, at)


def hours_of(engagement: Engagement) -> Decimal:
    """Return the hours written on the engagement."""
    return TimeEntry.objects.filter(engagement=engagement).aggregate(s=Sum("hours"))["s"] or ZERO


def hours_on_day(person, day: date, *, but_task: Task | None = None) -> Decimal:
    """Return the hours this person has written on the day, less those of one task."""
    entries = TimeEntry.objects.filter(person=person, worked_on=day)
    if but_task is not None:
        entries = entries.exclude(task=but_task)
    return entries.aggregate(s=Sum("hours"))["s"] or ZERO


def hours_by_day(engagements: list[int], first: date, last: date) -> dict[int, dict[date, Decimal]]:
    """Return the hours written on each day of [first, last], by engagement."""
    rows = TimeEntry.objects.filter(engagement__in=engagements, worked_on__gte=first, worked_on__lte=last)
    found: dict[int, dict[date, Decimal]] = defaultdict(dict)
    for key, day, hours in rows.order_by().values_list("engagement", "worked_on").annotate(s=Sum("hours")):
        found[key][day] = hours
    return found


def monday_of(day: date) -> date:
    """Return the first day of the week."""
    return day - timedelta(days=day.weekday())


def week_of_hours(person, monday: date) -> dict[int, dict[date, list[TimeEntry]]]:
    """Return the person's hours of the week by task and day."""
    entries = TimeEntry.objects.filter(person=person, worked_on__gte=monday, worked_on__lt=monday + timedelta(days=7))
    found: dict[int, dict[date, list[TimeEntry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries.select_related("task__engagement__client").order_by("pk"):
        found[entry.task_id][entry.worked_on].append(entry)
    return found


def unchecked_weeks(engagements) -> list[dict]:
    """Return the hours that wait for a check: project, person, week, sum; the oldest week first."""
    entries = TimeEntry.objects.filter(engagement__in=engagements, state="submitted")
    rows = entries.values("task__project", "task__project__title", "engagement__client__name", "person", "person__name",
                          "worked_on").annotate(s=Sum("hours")).order_by("worked_on", "person__name")  # fmt: skip
    weeks: dict[tuple, dict] = {}
    for row in rows:
        monday = monday_of(row["worked_on"])
        key = (monday, row["task__project"], row["person"])
        told = weeks.setdefault(key, {
            "project_id": row["task__project"], "project": row["task__project__title"],
            "client": row["engagement__client__name"], "person_id": row["person"], "person": row["person__name"],
            "monday": monday, "hours": ZERO,
        })  # fmt: skip
        told["hours"] += row["s"]
    return sorted(weeks.values(), key=lambda week: (week["monday"], week["project"], week["person"]))


def week_of_project(project: Project, person_id: int, monday: date) -> QuerySet[TimeEntry]:
    """Return a person's hours of the week on one project that are not checked yet."""
    return TimeEntry.objects.filter(
        task__project=project, person=person_id, worked_on__gte=monday, worked_on__lt=monday + timedelta(days=7),
        state__in=UNCHECKED,
    )  # fmt: skip


# ---- load ---------------------------------------------------------------------------------------------------------


def load_of(people_ids: list[int], first: date, weeks: int) -> dict[int, dict[date, Decimal]]:
    """Return each person's planned hours by week (its Monday), by the last schedule of every project.

    A task's hours are spread over the person's working time between its beginning and its end; weeks begin at the
    midnight of the place where the agency works.
    """
    monday = monday_of(first)
    last = monday + timedelta(weeks=weeks)
    windows = windows_of(people_ids, monday, last)
    load: dict[int, dict[date, Decimal]] = {key: defaultdict(lambda: ZERO) for key in people_ids}
    for row in _scheduled(people_ids, monday, last):
        window = windows[row.person_id]
        for week in (monday + timedelta(weeks=n) for n in range(weeks)):
            opens = max(row.starts_at, midnight(week))
            closes = min(row.ends_at, midnight(week + timedelta(days=7)))
            spent = window.between(opens, closes)
            if spent:
                load[row.person_id][week] += (Decimal(int(spent.total_seconds())) / 3600).quantize(ZERO)
    return load


def midnight(day: date) -> datetime:
    """Return the moment the day begins where the agency works."""
    return datetime.combine(day, time(), ZoneInfo(the_agency().zone))


def _scheduled(people_ids: list[int], first: date, last: date) -> QuerySet[ScheduledTask]:
    newest = Schedule.objects.filter(project=OuterRef("schedule__project")).order_by("-pk").values("pk")[:1]
    still = Task.objects.filter(state__in=OPEN_TASKS, assignee__in=people_ids).values("pk")
    return ScheduledTask.objects.filter(
        schedule=Subquery(newest), person__in=people_ids, task_id__in=still,
        ends_at__gt=midnight(first), starts_at__lt=midnight(last),
    )  # fmt: skip


# ---- sprints, looks back, problems --------------------------------------------------------------------------------


def sprints_visible_to(person, at: datetime) -> QuerySet[Sprint]:
    """Return the sprints of the engagements this person sees."""
    sprints = Sprint.objects.select_related("project", "engagement__client")
    return sprints.none() if person.kind == "contact" else within_sight(sprints, person, at)


def retros_visible_to(person, at: datetime) -> QuerySet[Retro]:
    """Return the retrospectives of the engagements this person sees."""
    retros = Retro.objects.select_related("project", "engagement__client", "sprint")
    return retros.none() if person.kind == "contact" else within_sight(retros, person, at)


def retro_actions_visible_to(person, at: datetime) -> QuerySet[RetroAction]:
    """Return what was promised in retrospectives of the engagements this person sees."""
    actions = RetroAction.objects.select_related("retro", "owner", "engagement__client")
    return actions.none() if person.kind == "contact" else within_sight(actions, person, at)


def running_sprint(project: Project) -> Sprint | None:
    """Return the sprint that runs now."""
    return Sprint.objects.filter(project=project, state="running").first()


def open_actions(project: Project) -> QuerySet[RetroAction]:
    """Return what was promised in any retrospective of the project and is not closed: it is carried over."""
    rows = RetroAction.objects.filter(retro__project=project, closed_at=None)
    return rows.select_related("owner", "retro").order_by("due_on", "pk")


def problems_visible_to(person, at: datetime) -> QuerySet[Problem]:
    """Return the problems of the engagements this person sees; a client's contact sees those they raised."""
    problems = Problem.objects.select_related("engagement__client", "owner", "opened_by")
    seen = within_sight(problems, person, at)
    return seen.filter(opened_by=person) if person.kind == "contact" else seen


def open_first(problems: QuerySet[Problem]) -> QuerySet[Problem]:
    """Order problems: the open ones first, the oldest of them on top."""
    return problems.order_by(F("resolved_at").desc(nulls_first=True), "opened_at", "pk")


def problems_of(person) -> QuerySet[Problem]:
    """Return the open problems this person owns."""
    mine = Problem.objects.filter(Q(owner=person), resolved_at=None)
    return mine.select_related("engagement__client").order_by("opened_at", "pk")


def clauses_to_do(engagement: Engagement) -> list[tuple[str, Clause]]:
    """Return the clauses of the edition in force that are to be done, each with its number in it; of the newest before any is."""
    brief = edition_in_force(engagement) or latest_brief(engagement)
    clauses = [row for part in document(brief) for row in part.clauses] if brief else []
    return [(number, clause) for number, clause in clauses if clause.kind != "wont"]

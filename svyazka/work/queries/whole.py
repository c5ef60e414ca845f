"""The plan of the agency as its page reads it: projects by their ends, who is late and by which chain, people's lanes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from svyazka.people.models import Person
from svyazka.people.queries import agency_window, today
from svyazka.projects.models import Project, Schedule, Stage
from svyazka.roles.models import Seat
from svyazka.work.models import AgencyPlan, ProjectWeight, Task
from svyazka.work.queries.hours import monday_of
from svyazka.work.queries.load import midnight
from svyazka.work.queries.placed import last_placed, newest_schedules
from svyazka.work.queries.planning import planned_projects, weights_ahead, weights_on
from svyazka.work.rules import WAITS_FOR_ASSIGNEE
from svyazka.work.rules.agency_plan import moment

WEEKS = 8
A_WEEK, INSTANT = timedelta(days=7), timedelta(microseconds=1)
TONES = 12  # colours of projects in the lanes: of more than so many projects they repeat and tell nothing
PM_SEATS = ("pm", "manager")


@dataclass(frozen=True)
class Missed:
    """A day that the project misses by the plan: of all of it, of a stage or of a task, with the chain that leads there."""

    about: str
    due_on: date
    ends_on: date
    chain: list[tuple[int, str, str]]

    @property
    def days(self) -> int:
        return (self.ends_on - self.due_on).days


@dataclass(frozen=True)
class Line:
    """A project in the plan: when it ends by it, when by its kept schedule, how much is late and how many tasks move; `ahead` are its
    weights that are to come."""

    project: Project
    weight: int
    ahead: list[ProjectWeight]
    planner: str
    ends_on: date | None
    kept_on: date | None
    missed: list[Missed]
    moved: int

    @property
    def spare(self) -> int | None:
        """Return the days between the end and the deadline; negative when it is late."""
        return (self.project.deadline_on - self.ends_on).days if self.project.deadline_on and self.ends_on else None

    @property
    def days_late(self) -> int:
        return max([0, *(one.days for one in self.missed)])


@dataclass(frozen=True)
class Bar:
    """Work of one project in a row of a lane, in hours of the drawing, and its first and last day."""

    x: float
    width: float
    tone: int
    project: str
    title: str
    late: bool
    days: tuple[date, date]


@dataclass(frozen=True)
class Lane:
    person: Person
    bars: list[Bar]


def last_plan() -> AgencyPlan | None:
    """Return the plan of the agency that was made last."""
    return AgencyPlan.objects.select_related("look", "made_by", "accepted_by").order_by("-pk").first()


def lines_of(plan: AgencyPlan, at: datetime) -> list[Line]:
    """Return the plan's projects, the latest against its days first, then by their ends. Constant queries."""
    ends = {int(key): date.fromisoformat(day) for key, day in plan.now.get("ends", {}).items()}
    projects = list(planned_projects().filter(pk__in=ends))
    kept = dict(newest_schedules().filter(project__in=ends).values_list("project", "ends_on"))
    weights, ahead = weights_on(today(at), ends), weights_ahead(today(at), ends)
    missed, planners = _missed(plan), _planners([one.engagement_id for one in projects], at)
    moved: dict[int, int] = defaultdict(int)
    for one in plan.moves:
        moved[one["project_id"]] += 1
    found = [Line(one, weights.get(one.pk, 1), ahead.get(one.pk, []), planners.get(one.engagement_id, ""), ends[one.pk], kept.get(one.pk),
                  missed.get(one.pk, []), moved[one.pk]) for one in projects]  # fmt: skip
    return sorted(found, key=lambda line: (-line.days_late, line.ends_on or date.max, line.project.pk))


def _planners(engagements: list[int], at: datetime) -> dict[int, str]:
    seats = Seat.objects.filter(engagement__in=engagements, seat__in=PM_SEATS, ends_at=None, starts_at__lte=at)
    return dict(seats.order_by("starts_at").values_list("engagement", "person__name"))


def _missed(plan: AgencyPlan) -> dict[int, list[Missed]]:
    """Return the missed days by projects; a stage's that says no more than the project's own is left out."""
    keys = {key for one in plan.late for key in one["chain"]} | {one["task"] for one in plan.late if (one["task"] or 0) > 0}
    told = {key: (key, title, name) for key, title, name in Task.objects.filter(pk__in=keys).values_list("pk", "title", "assignee__name")}
    stages = dict(Stage.objects.filter(pk__in=[-one["task"] for one in plan.late if (one["task"] or 0) < 0]).values_list("pk", "title"))
    whole = {(one["project"], one["due_on"], one["ends_on"]) for one in plan.late if one["task"] is None}
    found: dict[int, list[Missed]] = defaultdict(list)
    for one in plan.late:
        key = one["task"] or 0
        if key < 0 and (one["project"], one["due_on"], one["ends_on"]) in whole:
            continue
        about = stages.get(-key, "") if key < 0 else told[key][1] if key in told else ""
        chain = [told[link] for link in one["chain"] if link in told]
        found[one["project"]].append(Missed(about, date.fromisoformat(one["due_on"]), date.fromisoformat(one["ends_on"]), chain))
    return found


def lanes_of(plan: AgencyPlan, day: date) -> tuple[list[date], list[Lane], list[tuple[int, int]], list[tuple[int, str]]]:
    """Return the Mondays of the coming weeks, each person's lane in them, the closed days as (x, width), and the colours of the projects
    as (tone, title) where there are enough of them."""
    monday = monday_of(day)
    first, last = midnight(monday), midnight(monday + WEEKS * A_WEEK)
    rows = [row for row in _placed(plan) if row[2] < last and row[3] > first]
    tasks = {key: (title, project) for key, title, project in Task.objects.filter(pk__in=[row[0] for row in rows]).values_list("pk", "title", "project")}
    named = Project.objects.filter(pk__in={project for _title, project in tasks.values()}).order_by("title", "pk").values_list("pk", "title")
    names = {key: (n % TONES, title) for n, (key, title) in enumerate(named)}
    people = Person.objects.filter(pk__in={row[1] for row in rows}).order_by("name", "pk")
    late = {key for one in plan.late for key in one["chain"]}
    by_person: dict[int, list] = defaultdict(list)
    for row in rows:
        if row[0] in tasks:
            by_person[row[1]].append(row)
    lanes = [Lane(one, _bars(by_person[one.pk], tasks, names, late, first, last)) for one in people]
    return [monday + n * A_WEEK for n in range(WEEKS)], lanes, _closed(monday), list(names.values()) if len(names) <= TONES else []


def _placed(plan: AgencyPlan) -> list[tuple[int, int, datetime, datetime]]:
    """Return task, person and span of work: by the plan, or, once it is accepted, by the schedules that follow it."""
    if not plan.accepted_at:
        return [(key, person, moment(works), moment(ends)) for key, person, works, _begins, ends, _critical in plan.placed if key > 0 and person]
    keys = Task.objects.filter(project__in=planned_projects(), state__in=WAITS_FOR_ASSIGNEE).order_by().values_list("pk", flat=True)
    return [(row.task_id, row.person_id, row.works_from or row.starts_at, row.ends_at) for row in last_placed(keys) if row.person_id]


def _bars(rows: Sequence, tasks: Mapping, names: Mapping, late: set[int], first: datetime, last: datetime) -> list[Bar]:
    """Return the row's work, what follows of one project without another between drawn as one bar."""
    ordered = sorted(rows, key=lambda row: (row[2], row[0]))
    bars = []
    for project, run in groupby(ordered, key=lambda row: tasks[row[0]][1]):
        mine = list(run)
        start, end = max(mine[0][2], first), min(max(row[3] for row in mine), last)
        x, width = (start - first).total_seconds() / 3600, (end - start).total_seconds() / 3600
        titles = " · ".join(tasks[row[0]][0] for row in mine[:5]) + (" …" if len(mine) > 5 else "")
        tone, name = names[project]
        days = today(mine[0][2]), today(max(row[3] for row in mine) - INSTANT)
        bars.append(Bar(round(x, 1), max(round(width, 1), 3.0), tone, name, titles, any(row[0] in late for row in mine), days))
    return bars


def _closed(monday: date) -> list[tuple[int, int]]:
    window = agency_window()
    return [(24 * n, 24) for n in range(7 * WEEKS) if not window.spans(monday + timedelta(days=n))]


def planned_since(plan: AgencyPlan) -> int:
    """Return how many running projects with a schedule have been planned anew since this plan was made."""
    return Schedule.objects.filter(pk__in=newest_schedules(), computed_at__gt=plan.made_at, project__in=planned_projects()).count()

"""What was forecast of work that has ended since, beside its real end."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db.models import Count, Max, Model, Q, QuerySet

from svyazka.people.queries import agency_window, today
from svyazka.projects.models import Forecast, Project, Stage
from svyazka.projects.rules import ProjectState
from svyazka.work.rules import TaskState
from svyazka.work.rules.foretold import RESULT_IS_OUT, Foretold, Grade, Told, graded, picked

A_YEAR = timedelta(days=366)
OPEN = (TaskState.TODO, TaskState.DOING, TaskState.REVIEW)


@dataclass(frozen=True)
class Ended:
    """Work that has ended: a stage whose result is out, or, without one, the whole of a done project; on the day its last task was checked."""

    project_id: int
    stage: Stage | None
    ended_on: date
    told: dict[Told, Foretold]


def ended_work(project: Project) -> list[Ended]:
    """Return the stages of the project that have ended after a forecast of them, in their order, then the whole of it. Three queries."""
    return _ended(Forecast.objects.filter(project=project))


def ended_in_a_year(day: date) -> list[Ended]:
    """Return what of all the agency's work has ended after a forecast of the last year. Three queries."""
    return _ended(Forecast.objects.filter(told_on__gt=day - A_YEAR))


def _ended(forecasts: QuerySet[Forecast]) -> list[Ended]:
    told = forecasts.exclude(p80_on=None)
    stages = _closed(Stage.objects.filter(pk__in=told.exclude(stage=None).values("stage"), state__in=RESULT_IS_OUT).order_by("project", "position", "pk"))
    wholes = _closed(Project.objects.filter(pk__in=told.filter(stage=None).values("project"), state=ProjectState.DONE).order_by("pk"))
    things = [(stage.project_id, stage, end) for stage, end in stages] + [(project.pk, None, end) for project, end in wholes]
    rows, window = _told_of(told, things), agency_window()
    works_on = cache(lambda day: bool(window.spans(day)))
    found = [Ended(project, stage, end, picked(rows[project, stage and stage.pk], end, works_on)) for project, stage, end in things]
    return [one for one in found if one.told]


def _closed(things: QuerySet) -> list[tuple[Model, date]]:
    """Return those of the things that have done tasks and no open ones, with the day on which the last one was checked."""
    counted = things.annotate(left=Count("tasks", filter=Q(tasks__state__in=OPEN)), last_at=Max("tasks__done_at"))
    return [(one, today(one.last_at)) for one in counted.filter(left=0, last_at__isnull=False)]


def _told_of(told: QuerySet[Forecast], things: Iterable[tuple]) -> dict[tuple[int, int | None], list]:
    """Return (told on, days) of each of the things, the earliest first."""
    keys = {(project, stage and stage.pk) for project, stage, _end in things}
    rows = told.filter(Q(stage__in=[stage for _project, stage in keys if stage]) | Q(stage=None, project__in=[key for key, stage in keys if stage is None]))
    found: dict[tuple[int, int | None], list] = defaultdict(list)
    for project, stage, told_on, *days in rows.order_by("told_on").values_list("project", "stage", "told_on", "p50_on", "p80_on", "p95_on"):
        found[project, stage].append((told_on, tuple(days)))
    return found


def grades_of(ended: Iterable[Ended], *, wholes: bool = False) -> dict[Told, Grade]:
    """Return how the forecasts of these stages held (or of `wholes`, of whole projects), by when they were told."""
    rows = [one for one in ended if (one.stage is None) == wholes]
    by_told = {told: graded(one.told[told] for one in rows if told in one.told) for told in Told}
    return {told: grade for told, grade in by_told.items() if grade}


def grades_by_project(ended: Iterable[Ended], projects: QuerySet[Project]) -> list[tuple[Project, dict[Told, Grade]]]:
    """Return those of the projects that have ended stages, with how their forecasts held; most ends first. One query."""
    by_project: dict[int, list[Ended]] = defaultdict(list)
    for one in ended:
        by_project[one.project_id] += [one] if one.stage else []
    rows = [(project, grades_of(by_project[project.pk])) for project in projects.filter(pk__in=[key for key, mine in by_project.items() if mine])]
    return sorted(rows, key=lambda row: (-row[1][Told.FIRST].ends, row[0].title, row[0].pk))

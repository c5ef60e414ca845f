"""Shares, weights and norms of planning as in force on a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from svyazka.projects.models import Project
from svyazka.projects.rules import ProjectState
from svyazka.work.models import PlanningNorms, ProjectShare, ProjectWeight
from svyazka.work.rules.planning import USUAL_LOOK, Given, PlanNorms


def planned_projects() -> QuerySet[Project]:
    """Return the projects of the agency that are planned together: those that run, in their order of coming."""
    running = Project.objects.filter(state=ProjectState.RUNNING, engagement__closed_at=None)
    return running.select_related("engagement__client").order_by("pk")


def shares_ahead(day: date) -> QuerySet[ProjectShare]:
    """Return the shares of running projects that hold on that day or later."""
    ahead = ProjectShare.objects.filter(Q(ends_on=None) | Q(ends_on__gt=day), project__state=ProjectState.RUNNING)
    return ahead.select_related("person", "project__engagement__client")


def shares_of(project: Project, day: date) -> list[ProjectShare]:
    """Return the project's shares, those that hold or come first, then the ended ones."""
    rows = list(ProjectShare.objects.filter(project=project).select_related("person", "set_by").order_by("person__name", "starts_on"))
    return sorted(rows, key=lambda row: row.ends_on is not None and row.ends_on <= day)


def given_of(person_id: int, day: date) -> list[Given]:
    """Return what of the person is given to running projects from that day on."""
    rows = shares_ahead(day).filter(person=person_id)
    return [Given(row.project_id, row.percent, row.starts_on, row.ends_on) for row in rows]


def weights_on(day: date, projects: Iterable[int]) -> dict[int, int]:
    """Return the weights that are in force on that day, where one was set."""
    rows = ProjectWeight.objects.filter(project__in=list(projects), starts_on__lte=day)
    return dict(rows.order_by("project", "-starts_on").distinct("project").values_list("project", "weight"))


def weights_ahead(day: date, projects: Iterable[int]) -> dict[int, list[ProjectWeight]]:
    """Return the weights that come after that day, the soonest first."""
    found: dict[int, list[ProjectWeight]] = {}
    for row in ProjectWeight.objects.filter(project__in=list(projects), starts_on__gt=day).select_related("set_by").order_by("starts_on"):
        found.setdefault(row.project_id, []).append(row)
    return found


def plan_norms_rows() -> QuerySet[PlanningNorms]:
    """Return every row of norms of planning, the latest first."""
    return PlanningNorms.objects.select_related("set_by")


def plan_norms_on(day: date) -> PlanNorms:
    """Return the norms of planning in force on that day; the usual ones where nobody has set any."""
    row = PlanningNorms.objects.filter(starts_on__lte=day).first()
    return PlanNorms(row.look_seconds, row.idle_seconds) if row else USUAL_LOOK

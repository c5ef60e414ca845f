"""Forecasts follow the tasks that were moved by hand."""

from svyazka.projects.models import Project, Stage
from svyazka.work.queries.allocation import forecasts_with_levelling


def follow_levelling(project: Project) -> None:
    """Let each stage of the project be expected no sooner than the last of its tasks, moved ones where they were moved."""
    for stage, day in forecasts_with_levelling(project).items():
        Stage.objects.filter(pk=stage).update(forecast_on=day)

"""The forecast of a project: by which days it is done, and to whoever plans it what brings it there."""

from django.utils import timezone

from svyazka.kit.panels import fill
from svyazka.projects.queries import last_forecast, last_forecasts, stages, told_before
from svyazka.projects.rules import ACCEPTED_STATES, ProjectState, said_of
from svyazka.work import queries


@fill("project.main")
def forecast(request, project):
    """Show the forecast of the project and its stages: days to whoever sees it, tasks and names to who plans it and who sees everything."""
    whole = last_forecast(project) if project.state == ProjectState.RUNNING else None
    if whole is None:
        return None
    person, at = request.user, timezone.now()
    names = queries.sees_whole(person, project, at)
    told = last_forecasts(stage.pk for stage in stages(project))
    rows = [(stage, told[stage.pk]) for stage in stages(project) if stage.pk in told and told[stage.pk].tasks and stage.state not in ACCEPTED_STATES]
    drivers = queries.drivers_of([row for _stage, row in rows]) if names else {}
    return "work/_forecast.html", {
        "project": project, "whole": whole, "rows": [(stage, row, drivers.get(row.pk, [])) for stage, row in rows], "names": names,
        "doubts": [said_of(one) for one in whole.doubts], "drifts": [row.drift_days for row in told_before(whole) if row.drift_days is not None],
    }  # fmt: skip

"""Forecasts follow the tasks that were moved by hand."""

from svyazka.projects.models import Project, Stage
from svyazka.projects.rules import DriftCause
from svyazka.work.queries.allocation import forecasts_with_levelling


def follow_levelling(project: Project) -> None:
    """Let each stage of the project be expected with the last of its tasks, moved ones where they were moved.

    Late by that and no other cause known, it waits for people who are busy: that is why tasks are moved.
    """
    days = forecasts_with_levelling(project)
    for stage in Stage.objects.filter(pk__in=days):
        stage.forecast_on = days[stage.pk]
        late = stage.promised_on is not None and stage.forecast_on > stage.promised_on
        stage.drift_cause = (stage.drift_cause or DriftCause.QUEUE) if late else DriftCause.NONE
        stage.save(update_fields=["forecast_on", "drift_cause"])

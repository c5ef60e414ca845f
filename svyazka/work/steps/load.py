"""Tasks that were moved by hand: their days, one step back, and the forecasts that follow them."""

from svyazka.projects.models import Project, Stage
from svyazka.projects.rules import DriftCause
from svyazka.work.models import Levelling, Task
from svyazka.work.queries.allocation import forecasts_with_levelling


def move_days(task: Task, **moved) -> Levelling:
    """Let the task stand on the days it was `moved` to; those it had been moved to by then are kept for one step back."""
    before = Levelling.objects.filter(task=task).first()
    was = {"was_starts_on": before.starts_on if before else None, "was_ends_on": before.ends_on if before else None}
    return Levelling.objects.update_or_create(task=task, defaults={**moved, **was})[0]


def put_back(moved: Levelling) -> None:
    """Let the task stand on the days it was moved to before, or by its plan if it was not."""
    if moved.was_starts_on is None:
        moved.delete()
        return
    moved.starts_on, moved.ends_on, moved.was_assignee = moved.was_starts_on, moved.was_ends_on, None
    moved.save(update_fields=["starts_on", "ends_on", "was_assignee"])


def follow_levelling(project: Project, *, also: int | None = None) -> None:
    """Let each stage of the project with moved tasks, and one more, be expected with the last of its tasks, moved ones where they were moved.

    Late by that and no other cause known, it waits for people who are busy: that is why tasks are moved.
    """
    days = forecasts_with_levelling(project, also=also)
    for stage in Stage.objects.filter(pk__in=days):
        stage.forecast_on = days[stage.pk]
        late = None not in (stage.promised_on, stage.forecast_on) and stage.forecast_on > stage.promised_on
        stage.drift_cause = (stage.drift_cause or DriftCause.QUEUE) if late else DriftCause.NONE
        stage.save(update_fields=["forecast_on", "drift_cause"])

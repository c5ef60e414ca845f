"""Calling whoever watches the promised days; the forecast that follows a task which was moved by hand."""

from datetime import datetime

from svyazka.journal.steps import tell
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.projects.models import DriftAlert, Project
from svyazka.projects.queries import to_alert
from svyazka.roles.queries.rights import holder_of

WATCH = "schedule.watch"


def tell_of_drifts(project: Project, *, by: Person, at: datetime) -> list[DriftAlert]:
    """Tell whoever watches the promised days of the drifts that have grown past what they know: one word for the project."""
    late = to_alert(project.stages.all(), today(at))
    holder = holder_of(project.engagement, WATCH, at)
    if not late or holder is None:
        return []
    told = DriftAlert.objects.bulk_create(DriftAlert(stage=ghost.stage, promised_on=ghost.stage.promised_on, drift_days=ghost.drift or 0, told_at=at) for ghost in late)
    if holder != by:
        tell(holder, "projects.drifts", url=f"/projects/{project.pk}/promises/", engagement=project.engagement, title=project.title,
             stages=", ".join(ghost.stage.title for ghost in late), by=by, at=at)  # fmt: skip
    return told

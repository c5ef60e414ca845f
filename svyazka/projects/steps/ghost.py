"""Calling whoever watches the promised days."""

from datetime import datetime

from svyazka.journal.steps import tell
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.projects.models import DriftAlert, Project
from svyazka.projects.queries import Ghost, to_alert
from svyazka.roles.queries.rights import holder_of

WATCH = "schedule.watch"


def tell_of_drifts(project: Project, *, by: Person, at: datetime) -> list[DriftAlert]:
    """Tell whoever watches the promised days of drifts beyond what they know, and of those that have gone: one word each."""
    called = to_alert(project.stages.all(), today(at))
    holder = holder_of(project.engagement, WATCH, at)
    if not called.all or holder is None:
        return []
    told = DriftAlert.objects.bulk_create(_alert(ghost, at) for ghost in called.all)
    for verb, ghosts in (("projects.drifts", called.late), ("projects.drift_gone", called.back)):
        if ghosts and holder != by:
            tell(holder, verb, url=f"/projects/{project.pk}/promises/", engagement=project.engagement, title=project.title,
                 stages=", ".join(ghost.stage.title for ghost in ghosts), by=by, at=at)  # fmt: skip
    return told


def _alert(ghost: Ghost, at: datetime) -> DriftAlert:
    return DriftAlert(stage=ghost.stage, promised_on=ghost.stage.promised_on, drift_days=max(ghost.drift or 0, 0), told_at=at)

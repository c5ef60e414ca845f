"""Calling whoever watches the promised days."""

from collections.abc import Iterable
from datetime import datetime

from svyazka.journal.steps import tell
from svyazka.kit.formats import day_short
from svyazka.people.models import Person
from svyazka.people.queries import in_agency_language, today
from svyazka.projects.models import DriftAlert, Project
from svyazka.projects.queries import Ghost, to_alert
from svyazka.roles.queries.holders import holder_of

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
                 stages=", ".join(ghost.stage.title for ghost in ghosts), note=_days_of(ghosts), by=by, at=at)  # fmt: skip
    return told


def _days_of(ghosts: Iterable[Ghost]) -> str:
    """Return each stage with its promised day and the one that is forecast, in the agency's language."""
    with in_agency_language():
        return "; ".join(f"{ghost.stage.title}: {day_short(ghost.stage.promised_on)} → {day_short(ghost.forecast_on)}" for ghost in ghosts)


def _alert(ghost: Ghost, at: datetime) -> DriftAlert:
    return DriftAlert(stage=ghost.stage, promised_on=ghost.stage.promised_on, drift_days=max(ghost.drift or 0, 0), told_at=at)

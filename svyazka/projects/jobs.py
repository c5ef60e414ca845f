"""What the queue does about projects: whoever watches the promised days is called when a forecast passes one."""

from django.utils import timezone
from procrastinate.contrib.django import app

from svyazka.people.queries import agency_window, system
from svyazka.projects import actions, queries


@app.periodic(cron="5 * * * *")
@app.task(lock="projects.alert_drifts", queueing_lock="projects.alert_drifts", name="projects.alert_drifts")
def alert_drifts(timestamp: int = 0) -> int:
    """Call to the drifts that have grown since, while the agency works; a second run finds nothing. Return of how many projects."""
    at = timezone.now()
    found = queries.projects_to_alert(at)
    if not found or agency_window().opens_at(at) > at:
        return 0
    return sum(bool(actions.alert_drift(project, by=system(), at=at)) for project in found)

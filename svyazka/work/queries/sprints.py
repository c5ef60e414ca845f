"""Sprints of a project."""

from datetime import datetime

from django.db.models import QuerySet

from svyazka.kit.guard import within_sight
from svyazka.projects.models import Project
from svyazka.work.models import Sprint


# ---- sprints, looks back, problems --------------------------------------------------------------------------------
def sprints_visible_to(person, at: datetime) -> QuerySet[Sprint]:
    """Return the sprints of the engagements this person sees."""
    sprints = Sprint.objects.select_related("project", "engagement__client")
    return sprints.none() if person.kind == "contact" else within_sight(sprints, person, at)


def running_sprint(project: Project) -> Sprint | None:
    """Return the sprint that runs now."""
    return Sprint.objects.filter(project=project, state="running").first()

"""Looks back and what is still open of them."""

from datetime import datetime

from django.db.models import QuerySet

from svyazka.kit.guard import within_sight
from svyazka.projects.models import Project
from svyazka.work.models import Retro, RetroAction


def retros_visible_to(person, at: datetime) -> QuerySet[Retro]:
    """Return the retrospectives of the engagements this person sees."""
    retros = Retro.objects.select_related("project", "engagement__client", "sprint")
    return retros.none() if person.kind == "contact" else within_sight(retros, person, at)


def retro_actions_visible_to(person, at: datetime) -> QuerySet[RetroAction]:
    """Return what was promised in retrospectives of the engagements this person sees."""
    actions = RetroAction.objects.select_related("retro", "owner", "engagement__client")
    return actions.none() if person.kind == "contact" else within_sight(actions, person, at)


def open_actions(project: Project) -> QuerySet[RetroAction]:
    """Return what was promised in any retrospective of the project and is not closed: it is carried over."""
    rows = RetroAction.objects.filter(retro__project=project, closed_at=None)
    return rows.select_related("owner", "retro").order_by("due_on", "pk")

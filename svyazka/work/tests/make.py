"""Projects with tasks for tests."""

from datetime import datetime
from decimal import Decimal

from svyazka.projects.models import Project
from svyazka.projects.tests.make import MONDAY, contract, pair, person, project
from svyazka.work.actions import set_task
from svyazka.work.models import Task

__all__ = ["MONDAY", "contract", "pair", "person", "project", "task"]


def task(place: Project | None = None, *, title: str = "Вёрстка", hours: str = "8", at: datetime = MONDAY, **fields) -> Task:
    """Let the PM set a task to the developer."""
    place = place or Project.objects.first() or project(at=at)
    told = {"assignee": "dev", "stage_id": place.stages.first().pk, **fields}
    return set_task(place, title=title, estimate_hours=Decimal(hours), by=person("pavel", "pm"), at=at, **told)

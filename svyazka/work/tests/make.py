"""Projects with tasks for tests."""

from datetime import date, datetime
from decimal import Decimal

from svyazka.people.models import Person
from svyazka.projects.models import Project
from svyazka.projects.tests.make import MONDAY, contract, person, project
from svyazka.projects.tests.make import pair as seat_a_pair
from svyazka.work.actions import set_task
from svyazka.work.models import Task
from svyazka.work.steps import ship_retro_formats

__all__ = ["MONDAY", "contract", "pair", "person", "project", "task"]


def pair() -> tuple[Person, Person, Person]:
    """Return the AM, the PM and the developer of an agency that has its forms of looking back."""
    people = seat_a_pair()
    ship_retro_formats(date(2024, 1, 1))
    return people


def task(place: Project | None = None, *, title: str = "Вёрстка", hours: str = "8", at: datetime = MONDAY, **fields) -> Task:
    """Let the PM set a task to the developer."""
    place = place or Project.objects.first() or project(at=at)
    told = {"assignee": "dev", "stage_id": place.stages.first().pk, **fields}
    return set_task(place, title=title, estimate_hours=Decimal(hours), by=person("pavel", "pm"), at=at, **told)

"""The forecast, made anew by the clock and after a plan has changed."""

from datetime import datetime

from svyazka.kit.guard import action
from svyazka.people.models import Agency, Person
from svyazka.projects.actions import WATCH
from svyazka.work.steps.forecast import forecast


@action(WATCH, lock=False)
def forecast_plans(agency: Agency, *, by: Person, at: datetime) -> int:
    """Forecast when every running project and stage is done; the last forecast of a day stands. Return how many were told."""
    return forecast(at)

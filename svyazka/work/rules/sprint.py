"""Sprints in words."""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SprintState(TextChoices):
    RUNNING = "running", pgettext_lazy("sprint", "Running")
    CLOSED = "closed", pgettext_lazy("sprint", "Closed")


SPRINT_MOVES: dict[str, frozenset[str]] = {
    SprintState.RUNNING: frozenset({SprintState.CLOSED}),
    SprintState.CLOSED: frozenset(),
}


def reasons_not_to_start_sprint(*, starts_on: date, ends_on: date, running: bool) -> list:
    """List why a sprint with these days [starts_on, ends_on] cannot begin."""
    reasons = []
    if running:
        reasons.append(_("A sprint is running already: close it first."))
    if ends_on < starts_on:
        reasons.append(_("The last day is before the first one."))
    if (ends_on - starts_on).days > 31:
        reasons.append(_("A sprint is at most a month long."))
    return reasons


def reasons_not_to_close_sprint(*, running: bool, unfinished: int, reason: str) -> list:
    """List why the sprint cannot be closed; unfinished tasks are carried over with a reason."""
    reasons = []
    if not running:
        reasons.append(_("The sprint is closed already."))
    if unfinished and not reason.strip():
        reasons.append(_("Some tasks are not done: say why they are carried over."))
    return reasons

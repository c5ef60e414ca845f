"""Sprints and looks back in words."""

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


class RetroFormat(TextChoices):
    """How a look back is held; its columns are in COLUMNS."""

    START_STOP = "start_stop", _("Start, stop, continue")
    FOUR_L = "four_l", _("Liked, learned, lacked, longed for")
    MAD_SAD_GLAD = "mad_sad_glad", _("Mad, sad, glad")
    PAIR = "pair", _("The pair: what I expect, what I give")


COLUMNS: dict[str, tuple[tuple[str, object], ...]] = {
    RetroFormat.START_STOP: (("start", _("Start")), ("stop", _("Stop")), ("continue", _("Continue"))),
    RetroFormat.FOUR_L: (
        ("liked", _("Liked")), ("learned", _("Learned")), ("lacked", _("Lacked")), ("longed", _("Longed for")),
    ),
    RetroFormat.MAD_SAD_GLAD: (("mad", _("Mad")), ("sad", _("Sad")), ("glad", _("Glad"))),
    RetroFormat.PAIR: (("expect", _("What I expect from you")), ("give", _("What I give"))),
}  # fmt: skip
MOST_ACTIONS = 3


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


def reasons_not_to_promise_action(*, actions: int, closed: bool) -> list:
    """List why a retrospective cannot take one more action."""
    reasons = []
    if actions >= MOST_ACTIONS:
        reasons.append(_("A retrospective leaves at most three actions: fewer are done better."))
    if closed:
        reasons.append(_("The retrospective is closed."))
    return reasons

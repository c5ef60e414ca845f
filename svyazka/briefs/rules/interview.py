"""Interviews on needs in words: states, what moves them, what stands in the way."""

from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.states import Moves


class InterviewState(TextChoices):
    GOING = "going", _("Going on")
    HELD = "held", pgettext_lazy("interview", "Held")
    DROPPED = "dropped", _("Not held")


class AnswerState(TextChoices):
    BLANK = "blank", pgettext_lazy("interview", "Not asked")
    ASKED = "asked", _("Asked, no answer")
    ANSWERED = "answered", pgettext_lazy("interview", "Answered")


INTERVIEW_MOVES = Moves(InterviewState, {
    "hold": {"going": "held"},
    "drop": {"going": "dropped"},
    "answer": {"going": "going", "held": "held"},  # the client answers the rest by a letter afterwards
})


def reasons_not_to_begin(*, held_at: datetime, at: datetime, other_client: bool) -> list:
    """List why no interview is begun: its moment is to come, or the contact is of another client."""
    reasons = [_("An interview is written down when it is held, not before.")] if held_at > at else []
    return reasons + ([_("The contact works for another client.")] if other_client else [])


def reasons_not_held(*, asked: int) -> list:
    """List why an interview cannot be called held: of its questions so many were asked."""
    return [] if asked else [_("Nothing was asked yet: write down an answer, or that there was none.")]


def reasons_not_to_drop(*, answered: int) -> list:
    """List why an interview is not dropped: what the client has said stays."""
    return [_("The client has answered already: an interview with answers is held, not dropped.")] if answered else []


def state_of(text: str, *, asked: bool) -> AnswerState:
    """Return the state of an answer by what was typed; one without words was asked, if so it was said."""
    if text.strip():
        return AnswerState.ANSWERED
    return AnswerState.ASKED if asked else AnswerState.BLANK

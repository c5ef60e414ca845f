"""What a client is asked once a part of the work is accepted, in words: where it stands, and that nobody is chased."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

OFFERED = timedelta(days=28)  # what was not answered till then is not asked any more
MOST_ANSWER = 2000


class LookState(TextChoices):
    """Where the questions to a client stand."""

    WAITS = "waits", pgettext_lazy("client look", "Waits for the client")
    ANSWERED = "answered", pgettext_lazy("client look", "Answered")
    DECLINED = "declined", pgettext_lazy("client look", "The client would rather not")
    SILENT = "silent", pgettext_lazy("client look", "No answer")


def state_of(*, offered_at: datetime, answered: bool, declined: bool, newer: bool, at: datetime) -> LookState:
    """Return where the questions stand; `newer` if others were asked on the engagement since."""
    if answered:
        return LookState.DECLINED if declined else LookState.ANSWERED
    return LookState.SILENT if newer or at >= offered_at + OFFERED else LookState.WAITS


def reasons_not_to_answer(*, state: str, answers: Mapping[str, str], questions: Sequence[Mapping]) -> list:
    """List why these answers by code are not taken down."""
    if state == LookState.SILENT:
        return [_("These questions are not asked any more: write to us in the talk.")]
    if state != LookState.WAITS:
        return [_("You have answered already, thank you.")]
    reasons = []
    if not any(text.strip() for text in answers.values()):
        reasons.append(_("Answer at least one of the questions, in a word or two."))
    if set(answers) - {one["code"] for one in questions}:
        reasons.append(_("There is no such question."))
    if any(len(text) > MOST_ANSWER for text in answers.values()):
        reasons.append(_("An answer is at most %(most)s characters long.") % {"most": MOST_ANSWER})
    return reasons


def reasons_not_to_remind(*, state: str, reminded: bool, silent_before: bool) -> list:
    """List why the client is not reminded of the questions: once is enough, and never whoever said nothing before."""
    if state != LookState.WAITS:
        return [_("Nothing waits for the client here.")]
    if reminded:
        return [_("The client was reminded once: whoever says nothing is left in peace.")]
    return [_("The client said nothing to the questions before: they are left in peace.")] if silent_before else []


def reasons_not_to_look_back(*, state: str, taken_up: bool, open_retro: bool) -> list:
    """List why no look back is opened on what the client has said."""
    if state != LookState.ANSWERED:
        return [_("The client has not answered.")]
    if taken_up:
        return [_("It is looked back on already.")]
    return [_("A retrospective of the project is open: close it first.")] if open_retro else []

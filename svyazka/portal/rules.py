"""What a client reads of a stage: the agency's own steps between "in work" and "shown" stay inside."""

import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.briefs.rules import BriefState
from svyazka.projects.rules import ACCEPTED_STATES, StageState

ANSWERED_IN = frozenset({BriefState.WITH_CLIENT, BriefState.REMARKED})  # where the client may still say yes


OPEN_CALLS = tuple((method, re.compile(path)) for method, path in (
    ("GET", r"/portal(/.*)?"), ("POST", r"/portal/engagements/\d+/messages"), ("POST", r"/portal/specifications/\d+/(answers|clauses/\d+/talk)"), ("POST", r"/defences/\d+/verdicts"),
    ("POST", r"/portal/proposals/\d+/answers"),
    ("GET", r"/(results|defences|acts|invoices)(/\d+)?"), ("GET", r"/(acts|invoices|proposals|contracts|briefs)/\d+/(pdf|docx)"),
    ("GET", r"/contracts/\d+/(annexes/[a-z]+|(amendments|orders)/\d+)/(pdf|docx)"), ("GET", r"/files/\d+"),
    ("POST", r"/portal/contracts/\d+/disagreements"), ("POST", r"/extra-hours/\d+/answers"),
    ("GET", r"/me"), ("POST", r"/me/(settings|tokens|tokens/\d+/revocation)"),
))  # fmt: skip
"""The calls of the API that a client's contact may make; every other one is not there for them."""


def open_to_contacts(method: str, path: str) -> bool:
    """Tell whether a client's contact may make this call of the API."""
    return any(method == known and pattern.fullmatch(path) for known, pattern in OPEN_CALLS)


class ShownStage(TextChoices):
    """Where a stage stands in a client's eyes."""

    AHEAD = "ahead", pgettext_lazy("portal", "Ahead")
    IN_WORK = "in_work", pgettext_lazy("portal", "In work")
    SHOWN = "shown", _("Waits for your word")
    REMARKS = "remarks", _("Your remarks are being worked on")
    ACCEPTED = "accepted", pgettext_lazy("portal", "Accepted")


def shown_stage(state: str) -> ShownStage:
    """Return where the stage stands as the client reads it."""
    if state in ACCEPTED_STATES:
        return ShownStage.ACCEPTED
    known = {StageState.PLAN: ShownStage.AHEAD, StageState.ON_DEFENCE: ShownStage.SHOWN, StageState.REMARKS: ShownStage.REMARKS}
    return known.get(StageState(state), ShownStage.IN_WORK)

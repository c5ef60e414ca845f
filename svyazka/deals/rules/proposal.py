"""Proposals in words: states, what stands in the way."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.briefs.rules import Held, reasons_not_to_leave
from svyazka.kit.formats import percent
from svyazka.kit.states import Moves


class ProposalState(TextChoices):
    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Expired")
    REPLACED = "replaced", pgettext_lazy("proposal", "Replaced by a newer one")


PROPOSAL_MOVES = Moves(ProposalState, {
    "accept": {"sent": "accepted"}, "decline": {"sent": "declined"}, "expire": {"sent": "expired"}, "replace": {"sent": "replaced"},
})


class AnsweredBy(TextChoices):
    """By what way the client has answered."""

    PORTAL = "portal", pgettext_lazy("answer", "In the portal")
    PHONE = "phone", pgettext_lazy("answer", "By phone")
    LETTER = "letter", pgettext_lazy("answer", "By letter")
    MEETING = "meeting", pgettext_lazy("answer", "At a meeting")


MOST_MESSAGE = 5000


def reasons_not_to_offer(*, held: Iterable[Held], verdict: str, newest: bool, below: bool, floor: Decimal, approved: bool,
                         price_kopecks: int) -> list:  # fmt: skip
    """List why a proposal cannot leave: promises that do not leave yet, an unjudged brief, a price below the floor.

    `verdict` is the PM's word on the newest edition, "" without one; `newest` says that the estimate is of that edition;
    `approved` that the head has let this price or a lower one go out.
    """
    reasons = reasons_not_to_leave(held=held, verdict=verdict, enough=("feasible",))
    if not newest:
        reasons.append(_("The specification has a newer edition: estimate that one."))
    if price_kopecks <= 0:
        reasons.append(_("Name a price."))
    elif not approved and below:
        reasons.append(
            _("The price leaves less than the margin floor of %(floor)s: such a price is approved by the head.")
            % {"floor": percent(floor)}
        )
    return reasons


def reasons_against_days(*, valid_until_on: date, today: date) -> list:
    """List why a proposal cannot be valid until this day."""
    return [_("A proposal is valid until a day to come.")] if valid_until_on < today else []


def reasons_not_to_expire(*, valid_until_on: date, today: date) -> list:
    """List why a price does not end yet."""
    return [] if today > valid_until_on else [_("The price stands until its day.")]


def reasons_not_to_answer(*, valid_until_on: date, today: date, accepted: bool, reason: str) -> list:
    """List why the client cannot answer so by themselves."""
    if accepted and today > valid_until_on:
        return [_("This price stood until %(day)s: ask us for a new one.") % {"day": f"{valid_until_on:%d.%m.%Y}"}]
    return [] if accepted or reason.strip() else [_("Tell us why not: we shall offer something better.")]

"""The periods of a retainer turn, and hours above them are asked for and answered."""

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import reasons_if_closed
from svyazka.deals import queries
from svyazka.deals.actions.duties import CONTRACT, CONTRACT_ANSWER
from svyazka.deals.models import Contract, ExtraHours, RetainerPeriod
from svyazka.deals.rules.retainer import (
    EXTRA_MOVES,
    PERIOD_MOVES,
    due_turn,
    reasons_not_to_answer_extra,
    reasons_not_to_ask_extra,
)
from svyazka.deals.steps import paper_called
from svyazka.deals.steps.hours import warn
from svyazka.journal.steps import record
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import action, locked
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.people.rules import Kind
from svyazka.roles.steps import tell_holder


@action(CONTRACT)
def turn_period(period: RetainerPeriod, *, by: Person, at: datetime) -> RetainerPeriod:
    """Open a period whose first day has come, or close one whose last day has passed: its figures are kept.

    Raises Refused while the calendar brings nothing.
    """
    event = due_turn(period.state, starts_on=period.starts_on, ends_on=period.ends_on, today=today(at))
    if not event:
        raise Refused(_("A period begins on its first day and is over after its last one."))
    period.state = after(PERIOD_MOVES, event, period.state)
    if event == "close":
        period.figures, period.closed_at = _figures(period), at
    period.save(update_fields=["state", "figures", "closed_at"])
    record(period, "deals.period_opened" if event == "open" else "deals.period_closed", by=by, at=at, engagement=period.engagement,
           number=period.number, **(period.figures or {}))  # fmt: skip
    return period


@action(CONTRACT)
def watch_limit(contract: Contract, *, by: Person, at: datetime) -> Contract:
    """Tell who must know that hours or a cap run out, as far as they were not told; again changes nothing."""
    if fresh := warn(contract, at=at):
        record(contract, "deals.limit_neared", by=by, at=at, levels=fresh)
    return contract


def _figures(period: RetainerPeriod) -> dict[str, str]:
    view = next(view for view in queries.period_views(period.contract) if view.period.pk == period.pk)
    told = asdict(view.figures) if view.figures else {}
    return {name: format(value.normalize(), "f") for name, value in told.items()}


@action(CONTRACT)
def ask_extra(period: RetainerPeriod, *, hours: Decimal, reason: str = "", by: Person, at: datetime) -> ExtraHours:
    """Ask the client for hours above the period's, at the price of the contract; they answer in the portal.

    Raises Refused before the period has begun, while an answer is waited for, on a closed engagement.
    """
    waiting = period.extras.filter(state="asked").count()
    refuse_if([*reasons_if_closed(period.engagement), *reasons_not_to_ask_extra(state=period.state, hours=hours, waiting=waiting)])
    extra = ExtraHours.objects.create(period=period, hours=hours, rate_kopecks=period.overage_kopecks, reason=reason.strip()[:1000], asked_by=by, asked_at=at)
    record(extra, "deals.extra_asked", by=by, at=at, hours=str(hours), kopecks=extra.rate_kopecks)
    return extra


@action(CONTRACT_ANSWER)
def answer_extra(extra: ExtraHours, *, approved: bool, evidence: str = "", by: Person, at: datetime) -> ExtraHours:
    """Approve or decline the hours asked for: the client in person, or staff who write down on what it rests.

    Approved hours are paid for on the act of their period, as far as they were worked. Raises Refused when it is answered.
    """
    refuse_if([*reasons_if_closed(extra.engagement), *reasons_not_to_answer_extra(by_contact=by.kind == Kind.CONTACT, evidence=evidence)])
    locked(extra.period)
    extra.state = after(EXTRA_MOVES, "approve" if approved else "decline", extra.state)
    extra.answered_by, extra.answered_at, extra.evidence = by, at, evidence.strip()[:1000]
    extra.save(update_fields=["state", "answered_by", "answered_at", "evidence"])
    verb = "deals.extra_approved" if approved else "deals.extra_declined"
    tell_holder(extra.engagement, CONTRACT, verb, url=f"/deals/contracts/{extra.period.contract_id}/hours/", by=by, at=at,
                title=paper_called("contract", extra.period.contract.number))  # fmt: skip
    record(extra, verb, by=by, at=at, hours=str(extra.hours), evidence=extra.evidence)
    return extra

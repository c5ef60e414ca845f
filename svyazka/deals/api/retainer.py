"""Periods of retainers and hours above them, spoken in JSON."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from ninja import Router, Status

from svyazka.deals import actions, queries
from svyazka.deals.models import Contract, ExtraHours, RetainerPeriod
from svyazka.deals.queries import PeriodView
from svyazka.deals.rules.retainer import RetainerTerms
from svyazka.kit.api import Hours, In, Line, Money, Note, Number, money, plain, told
from svyazka.kit.http import find

router = Router()


class RetainerIn(In):
    starts_on: date
    count: Number
    hours: Hours
    fee: Money
    turn: Line = "month"
    rollover: Line = "none"
    cap_hours: Hours | None = None
    lasts: Number | None = None
    borrow_hours: Hours = Decimal(0)
    overage: Money | None = None


def retainer_told(body: RetainerIn) -> RetainerTerms:
    """Return what is agreed of the periods in the words of the actions."""
    return RetainerTerms(fee_kopecks=body.fee.kopecks, overage_kopecks=body.overage.kopecks if body.overage else 0,
                         **body.model_dump(exclude={"fee", "overage"}))  # fmt: skip


def period_shown(view: PeriodView) -> dict:
    """Tell a period: its hours as they stand, and those above it; one that has not begun has no figures."""
    period, figures = view.period, view.figures
    return {
        "id": period.pk, "version": period.version, "number": period.number, "starts_on": period.starts_on, "ends_on": period.ends_on,
        "state": period.state, "hours": plain(period.hours), "fee": money(period.fee_kopecks), "stage_id": period.stage_id,
        "limit": plain(view.limit), "used_percent": view.percent, "billable": money(view.billable_kopecks),
        "figures": {name: plain(value) for name, value in vars(figures).items()} if figures else None,
        "extra_hours": [extra_shown(one) for one in view.extras],
    }  # fmt: skip


def extra_shown(extra: ExtraHours) -> dict:
    """Tell hours above a period."""
    return {"id": extra.pk, "version": extra.version, "hours": plain(extra.hours), "price_an_hour": money(extra.rate_kopecks),
            "reason": extra.reason, "state": extra.state, "asked_at": told(extra.asked_at), "answered_at": told(extra.answered_at)}  # fmt: skip


@router.get("/contracts/{contract_id}/hours")
def hours(request, contract_id: int):
    """Tell how much of what was agreed is used: of each period of a retainer, of the price of sold time."""
    at = timezone.now()
    contract = find(queries.contracts_visible_to(request.user, at), contract_id)
    return hours_shown(contract, at)


def hours_shown(contract: Contract, at) -> dict:
    """Tell the hours of a contract."""
    limit = queries.limit_of(contract, at)
    by_price = limit is not None and limit.period is None
    return {
        "used_percent": limit.percent if limit else None,
        "used": money(int(limit.used)) if limit and by_price else None, "price": money(int(limit.limit)) if limit and by_price else None,
        "periods": [period_shown(view) for view in queries.period_views(contract)],
    }  # fmt: skip


def _period(request, period_id: int) -> RetainerPeriod:
    return find(queries.periods_visible_to(request.user, timezone.now()), period_id)


@router.post("/retainer-periods/{period_id}/turning")
def turn(request, period_id: int):
    """Open or close a period as the calendar has it."""
    period = actions.turn_period(_period(request, period_id), by=request.user, at=timezone.now())
    return {"id": period.pk, "state": period.state, "figures": period.figures}


class ExtraIn(In):
    hours: Hours
    reason: Note = ""


@router.post("/retainer-periods/{period_id}/extra-hours", response={201: dict})
def ask_extra(request, period_id: int, body: ExtraIn):
    """Ask the client for hours above the period's."""
    asked = actions.ask_extra(_period(request, period_id), hours=body.hours, reason=body.reason, by=request.user, at=timezone.now())
    return Status(201, extra_shown(asked))


class AnswerIn(In):
    approved: bool
    evidence: Note = ""


@router.post("/extra-hours/{extra_id}/answers")
def answer_extra(request, extra_id: int, body: AnswerIn):
    """Approve or decline the hours asked for; a client's contact needs no evidence."""
    at = timezone.now()
    extra = find(queries.extras_visible_to(request.user, at), extra_id)
    return extra_shown(actions.answer_extra(extra, approved=body.approved, evidence=body.evidence, by=request.user, at=at))

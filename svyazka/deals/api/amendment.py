"""Amendments and orders, spoken in JSON."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from ninja import Router, Status

from svyazka.deals import actions, queries
from svyazka.deals.api.contract import SignatureIn, StageIn, stages_in
from svyazka.deals.api.shown import amendment_shown, contract_seen, contract_whole
from svyazka.deals.models import Amendment
from svyazka.deals.rules.agreed_periods import NUMBERS
from svyazka.kit.api import Hours, In, Key, Line, Money, Number, Text, plain
from svyazka.kit.http import find

router = Router()


class ChangedIn(In):
    stage_id: Key
    title: Line | None = None
    value: Money | None = None
    due_on: date | None = None
    advance_percent: Number | None = None
    placement: Money | None = None


class PeriodsIn(In):
    count: Number | None = None
    hours: Hours | None = None
    fee: Money | None = None
    overage: Money | None = None
    rollover: Line | None = None
    cap_hours: Hours | None = None
    lasts: Number | None = None
    borrow_hours: Hours | None = None
    from_number: Key | None = None
    starts_on: date | None = None


class TermsIn(In):
    acceptance_days: Number | None = None
    rounds_included: Number | None = None
    round_price: Money | None = None
    payment_days: Number | None = None
    hour_price: Money | None = None
    silence_means_accepted: bool | None = None
    retainer: PeriodsIn | None = None


class ChangesIn(In):
    reason: Text
    stages: list[StageIn] = []
    changed: list[ChangedIn] = []
    removed: list[Key] = []
    terms: TermsIn | None = None
    brief_id: Key | None = None

    def told(self) -> dict:
        """Return what changes in the words of the actions."""
        return {"reason": self.reason, "stages": stages_in(self.stages), "changed": [_changed(row) for row in self.changed],
                "removed": self.removed, "terms": _terms(self.terms), "brief_id": self.brief_id}  # fmt: skip


def _changed(row: ChangedIn) -> dict:
    sums = {"value_kopecks": row.value and row.value.kopecks, "placement_kopecks": row.placement and row.placement.kopecks}
    return _said({**row.model_dump(exclude={"value", "placement"}), **sums})


def _terms(terms: TermsIn | None) -> dict:
    if terms is None:
        return {}
    sums = {"round_price_kopecks": terms.round_price and terms.round_price.kopecks, "hour_kopecks": terms.hour_price and terms.hour_price.kopecks}
    return _said({**terms.model_dump(exclude={"round_price", "hour_price", "retainer"}), **sums, "retainer": _periods(terms.retainer)})


def _periods(told: PeriodsIn | None) -> dict | None:
    if told is None:
        return None
    hours = {name: plain(Decimal(value)) for name in NUMBERS if (value := getattr(told, name)) is not None}
    return _said({"count": told.count, **hours, "fee_kopecks": told.fee and told.fee.kopecks, "overage_kopecks": told.overage and told.overage.kopecks,
                  "rollover": told.rollover, "lasts": told.lasts, "from_number": told.from_number,
                  "starts_on": told.starts_on and told.starts_on.isoformat()})  # fmt: skip


def _said(told: dict) -> dict:
    return {name: value for name, value in told.items() if value is not None}


class AmendmentIn(ChangesIn):
    signed_on: date | None = None
    draft: bool = False


@router.post("/contracts/{contract_id}/amendments", response={201: dict})
def amend(request, contract_id: int, body: AmendmentIn):
    """Change a signed contract: at once, by an amendment both have signed today or on a day; or as a draft that waits for both."""
    contract, told = contract_seen(request, contract_id), {"by": request.user, "at": timezone.now(), **body.told()}
    if body.draft:
        actions.draft_amendment(contract, **told)
    else:
        actions.amend_contract(contract, signed_on=body.signed_on, **told)
    return Status(201, contract_whole(contract_seen(request, contract_id)))


class OrderIn(In):
    scope: Text
    stages: list[StageIn]


@router.post("/contracts/{contract_id}/orders", response={201: dict})
def order(request, contract_id: int, body: OrderIn):
    """Draft an order under a frame contract: what is to be done, its stages and their price."""
    contract, at = contract_seen(request, contract_id), timezone.now()
    made = actions.draft_amendment(contract, kind="order", reason=body.scope, stages=stages_in(body.stages), by=request.user, at=at)
    return Status(201, amendment_shown(_amendment(request, made.pk)))


def _amendment(request, amendment_id: int) -> Amendment:
    return find(queries.amendments_visible_to(request.user, timezone.now()), amendment_id)


@router.get("/amendments/{amendment_id}")
def one_amendment(request, amendment_id: int):
    """Tell an amendment or an order."""
    return amendment_shown(_amendment(request, amendment_id))


@router.put("/amendments/{amendment_id}")
def edit(request, amendment_id: int, body: ChangesIn):
    """Write an amendment that is not signed anew."""
    actions.edit_amendment(_amendment(request, amendment_id), by=request.user, at=timezone.now(), **body.told())
    return amendment_shown(_amendment(request, amendment_id))


@router.post("/amendments/{amendment_id}/sending")
def send(request, amendment_id: int):
    """Send the amendment to the client."""
    actions.send_amendment(_amendment(request, amendment_id), by=request.user, at=timezone.now())
    return amendment_shown(_amendment(request, amendment_id))


@router.post("/amendments/{amendment_id}/signing")
def sign(request, amendment_id: int, body: SignatureIn):
    """Sign the amendment: the contract changes by it."""
    actions.sign_amendment(_amendment(request, amendment_id), by=request.user, at=timezone.now(), **body.model_dump())
    return amendment_shown(_amendment(request, amendment_id))


class WithdrawalIn(In):
    reason: Text


@router.post("/amendments/{amendment_id}/withdrawal")
def withdraw(request, amendment_id: int, body: WithdrawalIn):
    """Withdraw an amendment that nobody signed."""
    actions.withdraw_amendment(_amendment(request, amendment_id), reason=body.reason, by=request.user, at=timezone.now())
    return amendment_shown(_amendment(request, amendment_id))

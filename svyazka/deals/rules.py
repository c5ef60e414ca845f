"""Estimates, proposals and contracts in words: states, sums, what stands in the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.days import A_DAY_APART, too_far_ahead
from svyazka.kit.formats import percent
from svyazka.kit.money import cost_of, round_kopecks, vat_inside
from svyazka.kit.states import Moves


class EstimateState(TextChoices):
    DRAFT = "draft", _("Draft")
    READY = "ready", _("Ready")
    APPROVED = "approved", _("Approved by the head")


class ProposalState(TextChoices):
    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Expired")


class ContractKind(TextChoices):
    FIXED = "fixed", _("Fixed price")
    TM = "tm", _("Time and materials")
    TM_CAPPED = "tm_capped", _("Time and materials with a cap")
    RETAINER = "retainer", _("Retainer")


class ContractState(TextChoices):
    DRAFT = "draft", _("Draft")
    WITH_CLIENT = "with_client", pgettext_lazy("paper", "With the client")
    DISAGREEMENT = "disagreement", _("Protocol of disagreements")
    SIGNED = "signed", _("Signed")
    RUNNING = "running", _("Being carried out")
    CLOSED = "closed", pgettext_lazy("contract", "Closed")
    TERMINATED = "terminated", _("Terminated")


CONTRACT_MOVES = Moves(ContractState, {
    "send": {"draft": "with_client", "disagreement": "with_client"},
    "disagree": {"with_client": "disagreement"},
    "sign": {"draft": "signed", "with_client": "signed", "disagreement": "signed"},
    "run": {"signed": "running"},
    "amend": {"signed": "signed", "running": "running", "closed": "running"},
    "close": {"signed": "closed", "running": "closed"},
    "reopen": {"closed": "running"},  # a payment was corrected
    "terminate": dict.fromkeys(("draft", "with_client", "disagreement", "signed", "running"), "terminated"),
})
ESTIMATE_MOVES = Moves(EstimateState, {"approve": {"ready": "approved", "approved": "approved"}})
PROPOSAL_MOVES = Moves(ProposalState, {"accept": {"sent": "accepted"}, "decline": {"sent": "declined"}, "expire": {"sent": "expired"}})
SIGNED = ("signed", "running", "closed")
UNSIGNED = ("draft", "with_client", "disagreement")
MOST_ACCEPTANCE_DAYS, MOST_ROUNDS = 90, 20


@dataclass(frozen=True)
class Totals:
    """What an estimate comes to: hours, price and cost in kopecks."""

    hours: Decimal
    price_kopecks: int
    cost_kopecks: int

    @property
    def margin_kopecks(self) -> int:
        return self.price_kopecks - self.cost_kopecks

    def margin_percent(self, price_kopecks: int | None = None) -> Decimal | None:
        """Return the margin of this or of another price, in per cent of the price; None of nothing."""
        price = self.price_kopecks if price_kopecks is None else price_kopecks
        return None if price <= 0 else (Decimal(price - self.cost_kopecks) * 100 / price).quantize(Decimal("0.1"))


def vat_in(kopecks: int, percent: Decimal | None) -> int:
    """Return the VAT that a price includes."""
    return vat_inside(kopecks, percent).vat_kopecks


def totals(lines: Iterable[tuple[Decimal, int, int]], reserve_percent: Decimal = Decimal(0)) -> Totals:
    """Add up (hours, price rate, cost rate) lines, each rounded to kopecks, then the reserve for risk."""
    rows = list(lines)
    hours = sum((row[0] for row in rows), Decimal(0))
    price = sum(cost_of(h, rate) for h, rate, _cost in rows)
    cost = sum(cost_of(h, cost) for h, _rate, cost in rows)
    return Totals(hours, price + round_kopecks(Decimal(price) * reserve_percent / 100), cost)


def reasons_not_to_offer(*, unjudged: Iterable[str], verdict: str, newest: bool, margin: Decimal | None, floor: Decimal,
                         approved: bool, price_kopecks: int) -> list:  # fmt: skip
    """List why a proposal cannot leave: promises without a verdict, an unjudged brief, a price below the floor.

    `verdict` is the PM's word on the newest edition, "" without one; `newest` says that the estimate is of that edition;
    `approved` that the head has let this price or a lower one go out.
    """
    reasons = [_("The promise “%(text)s” lacks the PM's yes.") % {"text": text} for text in unjudged]
    if verdict != "feasible":
        reasons.append(_("The PM has not called this specification feasible."))
    if not newest:
        reasons.append(_("The specification has a newer edition: estimate that one."))
    if price_kopecks <= 0:
        reasons.append(_("Name a price."))
    elif not approved and margin is not None and margin < floor:
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


def reasons_not_to_estimate(*, lines: Iterable[tuple[Decimal, int]], reserve_percent: Decimal) -> list:
    """List why (hours, rate in kopecks) lines with this reserve are no estimate."""
    rows, reasons = list(lines), []
    if not rows:
        reasons.append(_("An estimate has at least one line."))
    if any(hours <= 0 for hours, _rate in rows):
        reasons.append(_("Every line has more than zero hours."))
    if any(rate < 0 for _hours, rate in rows):
        reasons.append(_("A rate is not below zero."))
    if not 0 <= reserve_percent <= 100:
        reasons.append(_("The reserve for risk is from 0 to 100 per cent."))
    return reasons


def reasons_not_to_approve(*, own: bool, price_kopecks: int) -> list:
    """List why this person cannot let this price go out below the floor."""
    reasons = []
    if own:
        reasons.append(_("Four eyes: somebody else approves what you have estimated."))
    if price_kopecks <= 0:
        reasons.append(_("Name a price."))
    return reasons


def reasons_not_to_draft(*, kind: str, stages: list[int], price_kopecks: int | None, hour_kopecks: int = 0) -> list:
    """List why a contract with these stage values does not stand beside the proposal.

    A fixed price adds up to the proposal's, a cap does not rise above it; where time is sold, a stage is worth at least
    an hour at the rate that was offered.
    """
    reasons = []
    if not stages or min(stages) <= 0:
        reasons.append(_("Every stage has a value."))
    elif kind != ContractKind.FIXED and min(stages) < hour_kopecks:
        reasons.append(_("A stage of time is worth at least an hour at the rate that was offered."))
    if kind == ContractKind.TM_CAPPED and price_kopecks is not None and sum(stages) > price_kopecks:
        reasons.append(_("The cap is above the price of the proposal: offer that price first."))
    if kind == ContractKind.FIXED and price_kopecks is not None and sum(stages) != price_kopecks:
        reasons.append(_("The stages do not add up to the price of the proposal."))
    return reasons


def reasons_against_terms(*, acceptance_days: int, rounds_included: int, round_price_kopecks: int) -> list:
    """List which terms of a contract cannot be kept."""
    reasons = []
    if not 1 <= acceptance_days <= MOST_ACCEPTANCE_DAYS:
        reasons.append(_("Acceptance takes from 1 to %(most)s working days.") % {"most": MOST_ACCEPTANCE_DAYS})
    if not 0 <= rounds_included <= MOST_ROUNDS:
        reasons.append(_("A contract includes from 0 to %(most)s rounds of remarks.") % {"most": MOST_ROUNDS})
    if round_price_kopecks < 0:
        reasons.append(_("The price of a further round is not below zero."))
    return reasons


def reasons_not_to_sign(*, signed_on: date, today: date, opened_on: date, offered_on: date | None, answer: str) -> list:
    """List why a contract cannot have been signed on that day; `answer` is the state of its proposal."""
    reasons = []
    if too_far_ahead(signed_on, today):
        reasons.append(_("A contract is dated at most a month ahead."))
    if signed_on < opened_on - A_DAY_APART:
        reasons.append(_("A contract is not signed before the first message of its engagement."))
    elif offered_on is not None and signed_on < offered_on - A_DAY_APART:
        reasons.append(_("A contract is not signed before its price was offered."))
    if answer in (ProposalState.DECLINED, ProposalState.EXPIRED):
        reasons.append(_("The price of this contract does not stand any more: end this draft and offer a price anew."))
    return reasons


def reasons_not_to_terminate(*, begun: bool, reason: str) -> list:
    """List why a contract cannot be ended before its time."""
    reasons = []
    if begun:
        reasons.append(_("The work has begun: stop the project, and the contract ends with it."))
    if not reason.strip():
        reasons.append(_("Say why the contract ends."))
    return reasons

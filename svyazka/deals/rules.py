"""Estimates, proposals and contracts in words: states, sums, what stands in the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.money import cost_of, round_kopecks, vat_inside


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


CONTRACT_MOVES = {
    "send": {"draft": "with_client", "disagreement": "with_client"},
    "disagree": {"with_client": "disagreement"},
    "sign": {"draft": "signed", "with_client": "signed", "disagreement": "signed"},
    "run": {"signed": "running"},
    "amend": {"signed": "signed", "running": "running"},
    "close": {"signed": "closed", "running": "closed"},
    "terminate": {"signed": "terminated", "running": "terminated"},
}
PROPOSAL_MOVES = {"accept": {"sent": "accepted"}, "decline": {"sent": "declined"}, "expire": {"sent": "expired"}}
SIGNED = ("signed", "running", "closed")


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

    `verdict` is the PM's word on the newest edition, "" without one; `newest` says that the estimate is of that edition.
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
            _("The margin is %(margin)s %%, below the floor of %(floor)s %%: the head must approve the estimate.")
            % {"margin": margin, "floor": floor}
        )
    return reasons


def reasons_not_to_draft(*, kind: str, stages: list[int], price_kopecks: int | None) -> list:
    """List why a contract with these stage values does not stand; a fixed price must add up to the proposal's."""
    reasons = []
    if not stages or min(stages) <= 0:
        reasons.append(_("Every stage has a value."))
    if kind == ContractKind.FIXED and price_kopecks is not None and sum(stages) != price_kopecks:
        reasons.append(_("The stages do not add up to the price of the proposal."))
    return reasons

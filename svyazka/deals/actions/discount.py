"""A discount above the limit is asked for, and answered by the head."""

from datetime import datetime
from decimal import Decimal

from svyazka.clients.rules import reasons_if_closed
from svyazka.deals import queries, rules
from svyazka.deals.actions.duties import APPROVE, OFFER
from svyazka.deals.models import Discount, Estimate
from svyazka.deals.rules import DISCOUNT_MOVES, ESTIMATE_MOVES
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import refuse_if
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.people.models import Person


@action(OFFER)
def ask_discount(estimate: Estimate, *, reason: str, percent: Decimal | None = None, sum_kopecks: int | None = None, by: Person,
                 at: datetime) -> Discount:  # fmt: skip
    """Ask the head for a discount, in per cent of what is the agency's own or as a sum, with its reason.

    Raises Refused on a closed engagement, of a draft, without a reason, for no discount, while another one waits.
    """
    refuse_if(reasons_if_closed(estimate.engagement))
    after(ESTIMATE_MOVES, "discount", estimate.state)
    sums = queries.totals_of(estimate)
    price = queries.offer_from(estimate, percent=percent).price_kopecks if percent else sums.price_kopecks - (sum_kopecks or 0)
    refuse_if(rules.reasons_not_to_ask(off=rules.discount_of(sums, price), reason=reason, price_kopecks=price,
                                       waiting=estimate.discounts.filter(state="waiting").exists()))  # fmt: skip
    asked = Discount.objects.create(
        estimate=estimate, engagement=estimate.engagement, percent=percent or None, sum_kopecks=sums.price_kopecks - price,
        price_kopecks=price, reason=reason.strip(), asked_by=by, asked_at=at,
    )  # fmt: skip
    record(asked, "deals.discount_asked", by=by, at=at, kopecks=price, reason=reason)
    return asked


@action(APPROVE)
def settle_discount(discount: Discount, *, agreed: bool, reason: str = "", by: Person, at: datetime) -> Discount:
    """Let the discounted price go out, or say why not; whoever asked is told.

    Raises Refused to who asked for it or built the estimate, of one that was answered, and without a reason for a no.
    """
    estimate = discount.estimate
    refuse_if(reasons_if_closed(estimate.engagement))
    own = by.pk in (discount.asked_by_id, estimate.made_by_id)
    refuse_if(rules.reasons_not_to_settle(own=own, agreed=agreed, reason=reason))
    discount.state = after(DISCOUNT_MOVES, "approve" if agreed else "decline", discount.state)
    discount.answered_by, discount.answered_at, discount.answer_reason = by, at, reason
    discount.save(update_fields=["state", "answered_by", "answered_at", "answer_reason"])
    if agreed:
        _approve(estimate, discount.price_kopecks, by=by, at=at)
    verb = "deals.discount_approved" if agreed else "deals.discount_declined"
    record(discount, verb, by=by, at=at, kopecks=discount.price_kopecks, reason=reason)
    tell(discount.asked_by, verb, at=at, by=by, engagement=estimate.engagement, url=f"/deals/estimates/{estimate.pk}/",
         title=estimate.engagement.title)  # fmt: skip
    return discount


def _approve(estimate: Estimate, price_kopecks: int, *, by: Person, at: datetime) -> None:
    estimate.state = after(ESTIMATE_MOVES, "approve", estimate.state)
    estimate.approved_by, estimate.approved_at, estimate.approved_price_kopecks = by, at, price_kopecks
    estimate.save(update_fields=["state", "approved_by", "approved_at", "approved_price_kopecks"])

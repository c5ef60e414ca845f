"""The price of a tender: the floor of the wanted margin, and the application with our price, under four eyes."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.roles.queries.standing import scheme_of
from svyazka.roles.rules import reasons_not_to_combine
from svyazka.tenders import queries
from svyazka.tenders.actions.duties import LEAD, PRICE
from svyazka.tenders.models import Tender
from svyazka.tenders.rules import BEFORE_SUBMISSION, MOVES, dumping, reasons_not_to_submit
from svyazka.tenders.steps import done_by


@action(PRICE)
def plan_price(tender: Tender, *, cost_kopecks: int, margin_percent: Decimal, by: Person, at: datetime) -> Tender:
    """Say what the work will cost and which margin is wanted: the floor of the price follows. Raises Refused once it is submitted."""
    if cost_kopecks <= 0 or not 0 <= margin_percent < 100:
        raise Malformed(_("The cost is above zero, the margin from 0 to 99 per cent."))
    if tender.state not in BEFORE_SUBMISSION:
        after(MOVES, "submit", tender.state)
    tender.cost_kopecks, tender.margin_percent = cost_kopecks, margin_percent
    tender.save(update_fields=["cost_kopecks", "margin_percent"])
    record(tender, "tenders.price_planned", by=by, at=at, cost_kopecks=cost_kopecks, margin_percent=str(margin_percent))
    return tender


@action(PRICE)
def submit_tender(tender: Tender, *, price_kopecks: int, reason: str = "", by: Person, at: datetime) -> Tender:
    """Submit the application with our price. A price under the floor needs a reason.

    Raises Refused after the deadline, above the initial price, or from the one who runs the tender where the scheme
    asks for four eyes.
    """
    state = after(MOVES, "submit", tender.state)
    refuse_if([
        *_reasons_of_four_eyes(tender, by, at),
        *reasons_not_to_submit(price_kopecks=price_kopecks, initial_kopecks=tender.initial_max_price_kopecks,
                               floor_kopecks=tender.floor_kopecks, reason=reason, late=at >= tender.deadline_at,
                               unpaid=queries.unpaid_bid_security(tender)),
    ])  # fmt: skip
    tender.state, tender.price_kopecks = state, price_kopecks
    tender.save(update_fields=["state", "price_kopecks"])
    done_by(tender, "submit", by=by, at=at)
    fallen = dumping(price_kopecks=price_kopecks, initial_kopecks=tender.initial_max_price_kopecks, rules=queries.figures_of(tender, at))
    told = {"dumping": True} if fallen else {}
    told |= {"reason": reason} if reason else {}
    record(tender, "tenders.submitted", by=by, at=at, price_kopecks=price_kopecks, **told)
    return tender


def _reasons_of_four_eyes(tender: Tender, by: Person, at: datetime) -> list:
    scheme = scheme_of(tender.engagement, at)
    pairs = scheme.plan.four_eyes if scheme else ()
    return reasons_not_to_combine(pairs, LEAD.code, PRICE.code, same=queries.held_by(tender, by, LEAD, at))

"""A price is sent to the client, answered, or ends with its day."""

from datetime import date, datetime

from svyazka.briefs.queries import last_verdict, latest_brief, unjudged_promises
from svyazka.briefs.steps import agree_brief, give_promises, send_brief
from svyazka.clients.rules import reasons_if_closed
from svyazka.clients.steps import advance_engagement
from svyazka.deals import queries, rules
from svyazka.deals.actions.duties import OFFER
from svyazka.deals.models import Estimate, Proposal
from svyazka.deals.steps import close_proposal, take_number
from svyazka.journal.steps import record
from svyazka.kit.errors import refuse_if
from svyazka.kit.guard import action
from svyazka.leads.steps import move_lead
from svyazka.people.models import Person
from svyazka.people.queries import today


@action(OFFER)
def send_proposal(estimate: Estimate, *, price_kopecks: int, valid_until_on: date, by: Person, at: datetime) -> Proposal:
    """Send the client a price; the promises in it are given by this.

    Raises Refused on a closed engagement, until a day that has passed, while a promise lacks the PM's verdict, the brief
    is not feasible, or the price breaks the floor of margin and is lower than the head has approved.
    """
    engagement = estimate.engagement
    refuse_if([*reasons_if_closed(engagement), *rules.reasons_against_days(valid_until_on=valid_until_on, today=today(at))])
    sums, newest = queries.totals_of(estimate), latest_brief(engagement)
    given = last_verdict(newest)
    refuse_if(
        rules.reasons_not_to_offer(
            unjudged=unjudged_promises(engagement).values_list("text", flat=True), verdict=given.verdict if given else "",
            newest=estimate.brief_id == newest.pk,
            margin=sums.margin_percent(price_kopecks), floor=queries.floor_on(today(at)),
            approved=estimate.approved_price_kopecks is not None and price_kopecks >= estimate.approved_price_kopecks,
            price_kopecks=price_kopecks,
        )
    )  # fmt: skip
    proposal = Proposal.objects.create(
        engagement=engagement, estimate=estimate, number=take_number("proposal", None, day=today(at)), price_kopecks=price_kopecks,
        vat_percent=queries.vat_on(today(at))[0], valid_until_on=valid_until_on, sent_by=by, sent_at=at,
    )  # fmt: skip
    give_promises(engagement, at=at)
    send_brief(engagement)
    advance_engagement(engagement, "offer", at=at)
    move_lead(engagement, "offer", at=at)
    record(proposal, "deals.offered", by=by, at=at, number=proposal.number, kopecks=price_kopecks)
    return proposal


@action(OFFER)
def answer_proposal(proposal: Proposal, *, accepted: bool, reason: str = "", by: Person, at: datetime) -> Proposal:
    """Write down what the client has said to the price. Raises Refused on a closed engagement or an answered price."""
    refuse_if(reasons_if_closed(proposal.engagement))
    close_proposal(proposal, "accept" if accepted else "decline", reason=reason, at=at)
    if accepted:
        move_lead(proposal.engagement, "negotiate", at=at)
        agree_brief(proposal.engagement, at=at)
    record(proposal, "deals.answered", by=by, at=at, accepted=accepted, reason=reason)
    return proposal


@action(OFFER)
def expire_proposal(proposal: Proposal, *, by: Person, at: datetime) -> Proposal:
    """Let a price end with its day, when nobody has answered it. Raises Refused before that, or once it is answered."""
    refuse_if(rules.reasons_not_to_expire(valid_until_on=proposal.valid_until_on, today=today(at)))
    close_proposal(proposal, "expire", at=at)
    record(proposal, "deals.expired", by=by, at=at, number=proposal.number, valid_until_on=str(proposal.valid_until_on))
    return proposal

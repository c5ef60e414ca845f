"""A price is sent to the client, answered, or ends with its day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from svyazka.briefs.queries import held_back, last_verdict, latest_brief, stands
from svyazka.briefs.steps import agree_brief, give_promises, send_brief
from svyazka.clients.models import Engagement
from svyazka.clients.rules import reasons_if_closed
from svyazka.clients.steps import advance_engagement
from svyazka.deals import queries, rules
from svyazka.deals.actions.duties import ANSWER, OFFER
from svyazka.deals.models import Estimate, Proposal, ProposalOption
from svyazka.deals.rules import ESTIMATE_MOVES, AnsweredBy, Offer, Term
from svyazka.deals.steps import close_proposal, paper_called, take_number
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import refuse_if
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.leads.steps import move_lead
from svyazka.people.models import Person
from svyazka.people.queries import today


@action(OFFER)
def send_proposal(estimate: Estimate, *, price_kopecks: int | None = None, percent: Decimal | None = None, reason: str = "",
                  valid_until_on: date | None = None, message: str = "", by: Person, at: datetime) -> Proposal:  # fmt: skip
    """Send the client a price, with the options of the estimate; the promises in it are given by this.

    The price is the one that is named, else the estimate's less a discount in per cent; `reason` says why it is lower.
    A newer proposal replaces those that nobody has answered; the one that the client has, sent again word for word, stays it
    and spends no number. Raises Refused on a closed engagement, of a draft, until a day that has passed, while a promise lacks
    the PM's yes or its conditions are not accepted, the brief is not feasible, or the price breaks the floor
    of margin or the limit of discounts and is lower than somebody else has approved.
    """
    engagement, day = estimate.engagement, today(at)
    until = valid_until_on or day + timedelta(days=int(queries.term_on(Term.VALID_DAYS, day)))
    refuse_if([*reasons_if_closed(engagement), *rules.reasons_against_days(valid_until_on=until, today=day)])
    after(ESTIMATE_MOVES, "offer", estimate.state)
    offer = queries.offer_from(estimate, percent=percent, price_kopecks=price_kopecks)
    refuse_if(_reasons(estimate, offer, reason=reason, by=by, at=at))
    told = _told(estimate, offer, percent=None if price_kopecks is not None else percent, reason=reason.strip(), until=until, message=message.strip(), day=day)
    if (sent := _sent_so(engagement, offer, told)) is not None:
        return sent
    proposal = _written(engagement, offer, told, by=by, at=at)
    give_promises(engagement, by=by, at=at)
    send_brief(engagement, answer_by_on=until, by=by, at=at)
    advance_engagement(engagement, "offer", at=at)
    move_lead(engagement, "offer", at=at)
    record(proposal, "deals.offered", by=by, at=at, number=proposal.number, kopecks=proposal.price_kopecks)
    return proposal


def _reasons(estimate: Estimate, offer: Offer, *, reason: str, by: Person, at: datetime) -> list:
    """List why this offer cannot leave; what was approved by another than who sends it may be below the floor and the limit."""
    newest, price, terms = latest_brief(estimate.engagement), offer.price_kopecks, queries.terms_on(today(at))
    given = last_verdict(newest)
    approved = estimate.approved_price_kopecks is not None and price >= estimate.approved_price_kopecks and estimate.approved_by_id != by.pk
    below, lowered = (False, []) if approved else _against_floor(estimate, offer, reason=reason, by=by, at=at)
    return lowered + rules.reasons_not_to_offer(
        held=held_back(estimate.engagement, at), verdict=given.verdict if given and stands(given) else "",
        newest=estimate.brief_id == newest.pk, below=below, floor=terms[Term.MARGIN_FLOOR],
        approved=approved, price_kopecks=price if min(offer.prices) >= 0 else 0,
    )  # fmt: skip


def _against_floor(estimate: Estimate, offer: Offer, *, reason: str, by: Person, at: datetime) -> tuple[bool, list]:
    """Return whether the floor is broken, and what is said of the discount; of the floor who may not see cost hears no more than
    the estimate's own price and the deepest discount tell, and nothing where the discount alone refuses (decisions/0013)."""  # fmt: skip
    terms = queries.terms_on(today(at))
    floor, limit, sums = terms[Term.MARGIN_FLOOR], terms[Term.DISCOUNT_LIMIT], queries.totals_of(estimate)
    if offer.price_kopecks <= 0:  # no price, and no discount either
        return False, []
    off = rules.discount_of(sums, offer.price_kopecks)
    against = [
        *rules.reasons_not_to_discount(off=off, limit=limit, reason=reason, reason_from=terms[Term.DISCOUNT_REASON]),
        *rules.reasons_not_to_mark_up(price_kopecks=offer.price_kopecks, own_kopecks=sums.price_kopecks, limit=terms[Term.MARKUP_LIMIT]),
    ]
    if queries.sees_cost(by, estimate, at):
        return offer.is_below(floor), against
    if off > limit:
        return False, against
    below, barred = rules.breaks_unseen(offer.parts, offer, floor=floor, limit=limit)
    return below, against + rules.reasons_not_to_lower(barred=barred)


def _told(estimate: Estimate, offer: Offer, *, percent: Decimal | None, reason: str, until: date, message: str, day: date) -> dict[str, Any]:
    """Return what the proposal says, VAT as it is on this day; its options are those of the offer."""
    entity = queries.entity_for(estimate)
    vat_percent, vat_basis = queries.vat_on(day, entity)
    return {
        "estimate": estimate, "price_kopecks": offer.price_kopecks, "base_kopecks": offer.prices[0], "list_kopecks": queries.totals_of(estimate).price_kopecks,
        "discount_percent": percent or None, "discount_reason": reason, "legal_entity": entity, "vat_percent": vat_percent, "vat_basis": vat_basis,
        "message": message, "valid_until_on": until,
    }  # fmt: skip


def _sent_so(engagement: Engagement, offer: Offer, told: Mapping[str, Any]) -> Proposal | None:
    """Return the proposal that says exactly this and waits for an answer, if the client has it."""
    options = [(part.group, part.name, price) for part, price in zip(offer.parts, offer.prices, strict=True) if not part.is_base]
    for one in engagement.proposals.filter(state="sent", **told).prefetch_related("options"):
        if [(row.group, row.name, row.price_kopecks) for row in one.options.all()] == options:
            return one
    return None


def _written(engagement: Engagement, offer: Offer, told: Mapping[str, Any], *, by: Person, at: datetime) -> Proposal:
    """Write the proposal down with its options; the ones that wait for an answer are replaced."""
    for former in queries.to_replace(engagement):
        close_proposal(former, "replace", at=at)
    proposal = Proposal.objects.create(
        engagement=engagement, number=take_number("proposal", None, day=today(at)), edition=engagement.proposals.count() + 1, sent_by=by, sent_at=at, **told,
    )  # fmt: skip
    ProposalOption.objects.bulk_create(
        ProposalOption(proposal=proposal, position=n, group=part.group, name=part.name, hours=part.sums.hours, price_kopecks=price,
                       what=[line.title for line in part.lines], usual=part.usual)
        for n, (part, price) in enumerate(zip(offer.parts, offer.prices, strict=True)) if not part.is_base
    )  # fmt: skip
    return proposal


@action(OFFER)
def answer_proposal(proposal: Proposal, *, accepted: bool, reason: str = "", picked: Iterable[int] | None = None, via: str = "",
                    by: Person, at: datetime) -> Proposal:  # fmt: skip
    """Write down what the client has said to the price, and which options they take (the usual ones, where nothing is said).

    Raises Refused on a closed engagement, of an answered price, for a choice that is none.
    """
    refuse_if(reasons_if_closed(proposal.engagement))
    return _answered(proposal, accepted=accepted, reason=reason, picked=picked, via=via or AnsweredBy.LETTER, by=by, at=at)


@action(ANSWER)
def client_answers(proposal: Proposal, *, accepted: bool, reason: str = "", picked: Iterable[int] | None = None, by: Person,
                   at: datetime) -> Proposal:  # fmt: skip
    """Accept the price with the chosen options, or decline it with the reason, as the client themselves.

    Raises Refused on a closed engagement, of an answered or outdated price, without a reason, for a choice that is none.
    """
    refuse_if([
        *reasons_if_closed(proposal.engagement),
        *rules.reasons_not_to_answer(valid_until_on=proposal.valid_until_on, today=today(at), accepted=accepted, reason=reason),
    ])  # fmt: skip
    answered = _answered(proposal, accepted=accepted, reason=reason, picked=picked, via=AnsweredBy.PORTAL, by=by, at=at)
    tell(proposal.sent_by, "deals.answered", at=at, by=by, engagement=proposal.engagement, url=f"/deals/proposals/{proposal.pk}/",
         title=paper_called("proposal", proposal.number))  # fmt: skip
    return answered


def _answered(proposal: Proposal, *, accepted: bool, reason: str, picked: Iterable[int] | None, via: str, by: Person,
              at: datetime) -> Proposal:  # fmt: skip
    options = list(proposal.options.all())
    keys = {row.pk for row in options if row.usual} if picked is None else set(picked)
    refuse_if(rules.reasons_not_to_pick(options, keys) if accepted else [])
    close_proposal(proposal, "accept" if accepted else "decline", reason=reason, picked=keys, at=at, answered_by=by, answered_via=via)
    if accepted:
        move_lead(proposal.engagement, "negotiate", at=at)
        agree_brief(proposal.engagement, at=at)
    record(proposal, "deals.answered", by=by, at=at, accepted=accepted, reason=reason, via=via, kopecks=proposal.accepted_kopecks,
           picked=[row.name for row in options if accepted and row.pk in keys])  # fmt: skip
    return proposal


@action(OFFER)
def expire_proposal(proposal: Proposal, *, by: Person, at: datetime) -> Proposal:
    """Let a price end with its day, when nobody has answered it. Raises Refused before that, or once it is answered."""
    refuse_if(rules.reasons_not_to_expire(valid_until_on=proposal.valid_until_on, today=today(at)))
    close_proposal(proposal, "expire", at=at)
    record(proposal, "deals.expired", by=by, at=at, number=proposal.number, valid_until_on=str(proposal.valid_until_on))
    return proposal

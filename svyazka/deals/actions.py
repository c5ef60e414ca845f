"""What can happen to estimates, proposals and contracts."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import Brief, Clause
from svyazka.briefs.queries import last_verdict, latest_brief, unjudged_promises
from svyazka.briefs.steps import agree_brief, give_promises, send_brief
from svyazka.clients.models import Engagement
from svyazka.clients.rules import reasons_if_closed
from svyazka.clients.steps import advance_engagement, move_engagement
from svyazka.deals import queries, rules
from svyazka.deals.models import Amendment, Contract, ContractStage, Estimate, EstimateLine, Proposal
from svyazka.deals.rules import CONTRACT_MOVES, ESTIMATE_MOVES, UNSIGNED, ContractKind
from svyazka.deals.steps import close_proposal
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, Stage, action
from svyazka.kit.numbers import next_number
from svyazka.kit.states import after
from svyazka.leads.steps import move_lead, win_lead
from svyazka.people.models import LegalEntity, Person, Specialism
from svyazka.people.queries import tax_profile, today

ESTIMATE = Duty("estimate.build", _("Build the estimate"), stage=Stage.DEAL)
APPROVE = Duty("estimate.approve", _("Approve an estimate below the floor"), stage=Stage.DEAL)
OFFER = Duty("offer.present", _("Offer a price and talk about it"), stage=Stage.DEAL, by_system=True)
CONTRACT = Duty("contract.run", _("Run the contract and its annexes"), stage=Stage.DEAL)


@action(ESTIMATE)
def build_estimate(engagement: Engagement, *, brief_id: int, lines: Iterable[Mapping],
                   reserve_percent: Decimal = Decimal(0), by: Person, at: datetime) -> Estimate:  # fmt: skip
    """Build an estimate of a brief; lines are {"title", "specialism", "hours", "rate_kopecks", "clause_id"?}.

    The cost of an hour comes from the dated rate card. The engagement is locked, so that two at once give two editions.
    Raises Refused on a closed engagement, without lines, for hours or rates that are none; Malformed for a strange
    brief, specialism or clause.
    """
    refuse_if(reasons_if_closed(engagement))
    brief = Brief.objects.filter(engagement=engagement, pk=brief_id).first()
    rows = list(lines)
    if brief is None:
        raise Malformed(_("This brief is not of this engagement."))
    told = [(Decimal(row["hours"]), row["rate_kopecks"]) for row in rows]
    refuse_if(rules.reasons_not_to_estimate(lines=told, reserve_percent=reserve_percent))
    before = Estimate.objects.filter(engagement=engagement).order_by("-edition").first()
    estimate = Estimate.objects.create(
        engagement=engagement, brief=brief, edition=before.edition + 1 if before else 1,
        reserve_percent=reserve_percent, made_by=by, made_at=at,
    )  # fmt: skip
    EstimateLine.objects.bulk_create(_line(estimate, n, row, today(at)) for n, row in enumerate(rows, start=1))
    record(estimate, "deals.estimated", by=by, at=at, edition=estimate.edition, lines=len(rows))
    return estimate


def _line(estimate: Estimate, position: int, told: Mapping, day: date) -> EstimateLine:
    specialism = Specialism.objects.filter(code=told["specialism"]).first()
    if specialism is None:
        raise Malformed(_("There is no such specialism: %(code)s.") % {"code": told["specialism"]})
    clause_id = told.get("clause_id")
    if clause_id and not Clause.objects.filter(pk=clause_id, engagement=estimate.engagement_id).exists():
        raise Malformed(_("This clause is not of this engagement."))
    rate = queries.rates_on(day).get(specialism.code)
    return EstimateLine(
        estimate=estimate, position=position, title=told["title"], specialism=specialism, hours=told["hours"],
        rate_kopecks=told["rate_kopecks"], cost_kopecks=rate.cost_kopecks if rate else 0, clause_id=clause_id,
    )  # fmt: skip


@action(APPROVE)
def approve_estimate(estimate: Estimate, *, price_kopecks: int | None = None, by: Person, at: datetime) -> Estimate:
    """Let a price go out below the floor of margin: this one, or the estimate's own; a lower one is asked for again.

    Raises Refused to the one who built the estimate, and on a closed engagement.
    """
    refuse_if(reasons_if_closed(estimate.engagement))
    price = queries.totals_of(estimate).price_kopecks if price_kopecks is None else price_kopecks
    refuse_if(rules.reasons_not_to_approve(own=estimate.made_by_id == by.pk, price_kopecks=price))
    estimate.state = after(ESTIMATE_MOVES, "approve", estimate.state)
    estimate.approved_by, estimate.approved_at, estimate.approved_price_kopecks = by, at, price
    estimate.save(update_fields=["state", "approved_by", "approved_at", "approved_price_kopecks"])
    record(estimate, "deals.approved", by=by, at=at, edition=estimate.edition, kopecks=price)
    return estimate


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
        engagement=engagement, estimate=estimate, number=_number("КП", at), price_kopecks=price_kopecks,
        vat_percent=_vat(None, today(at))[0], valid_until_on=valid_until_on, sent_by=by, sent_at=at,
    )  # fmt: skip
    give_promises(engagement, at=at)
    send_brief(engagement)
    advance_engagement(engagement, "offer", at=at)
    move_lead(engagement, "offer", at=at)
    record(proposal, "deals.offered", by=by, at=at, number=proposal.number, kopecks=price_kopecks)
    return proposal


def _number(series: str, at: datetime) -> str:
    year = today(at).year
    return f"{series}-{year}-{next_number(series, year=year):03d}"


def _vat(entity: LegalEntity | None, day: date) -> tuple[Decimal | None, str]:
    entity = entity or LegalEntity.objects.order_by("pk").first()
    profile = tax_profile(entity, day) if entity else None
    return (profile.vat_percent, profile.basis) if profile else (None, "")


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


@action(CONTRACT)
def draft_contract(engagement: Engagement, *, kind: str, legal_entity: int, stages: Iterable[Mapping],
                   acceptance_days: int = 5, rounds_included: int = 2, round_price_kopecks: int = 0,
                   silence_means_accepted: bool = False, by: Person, at: datetime) -> Contract:  # fmt: skip
    """Draft the contract; stages are {"title", "value_kopecks", "due_on"}.

    The engagement is locked, so that two at once give one contract. Raises Refused on a closed engagement, without a
    proposal, when the stages do not stand beside its price, for terms that cannot be kept, or when another contract
    stands; Malformed for a strange kind or entity.
    """
    refuse_if(reasons_if_closed(engagement))
    rows = list(stages)
    entity = LegalEntity.objects.filter(pk=legal_entity).first()
    proposal = queries.offered_price(engagement)
    if kind not in ContractKind.values or entity is None:
        raise Malformed(_("There is no such kind of contract or legal entity."))
    if proposal is None:
        raise Refused(_("Offer a price first."))
    if Contract.objects.filter(engagement=engagement).exclude(state__in=("closed", "terminated")).exists():
        raise Refused(_("This engagement has a contract already."))
    values = [row["value_kopecks"] for row in rows]
    refuse_if([
        *rules.reasons_not_to_draft(kind=kind, stages=values, price_kopecks=proposal.price_kopecks, hour_kopecks=queries.hour_of(proposal)),
        *rules.reasons_against_terms(acceptance_days=acceptance_days, rounds_included=rounds_included,
                                     round_price_kopecks=round_price_kopecks),
    ])  # fmt: skip
    vat_percent, vat_basis = _vat(entity, today(at))
    contract = Contract.objects.create(
        engagement=engagement, proposal=proposal, client=engagement.client, legal_entity=entity, number=_number("Д", at),
        kind=kind, price_kopecks=sum(row["value_kopecks"] for row in rows), vat_percent=vat_percent, vat_basis=vat_basis,
        acceptance_days=acceptance_days, rounds_included=rounds_included, round_price_kopecks=round_price_kopecks,
        silence_means_accepted=silence_means_accepted, drafted_by=by, drafted_at=at,
    )  # fmt: skip
    _add_stages(contract, rows, first=1)
    advance_engagement(engagement, "contract", at=at)
    move_lead(engagement, "negotiate", at=at)
    record(contract, "deals.drafted", by=by, at=at, number=contract.number, kind=kind)
    return contract


def _add_stages(contract: Contract, rows: list[Mapping], *, first: int) -> list[ContractStage]:
    return ContractStage.objects.bulk_create(
        ContractStage(contract=contract, engagement=contract.engagement, position=n, title=row["title"],
                      value_kopecks=row["value_kopecks"], due_on=row["due_on"])
        for n, row in enumerate(rows, start=first)
    )  # fmt: skip


@action(CONTRACT)
def send_contract(contract: Contract, *, by: Person, at: datetime) -> Contract:
    """Send the contract to the client."""
    return _move(contract, "send", "deals.contract_sent", by=by, at=at)


@action(CONTRACT)
def disagree_contract(contract: Contract, *, reason: str, by: Person, at: datetime) -> Contract:
    """Write down the client's protocol of disagreements."""
    return _move(contract, "disagree", "deals.disagreed", by=by, at=at, reason=reason)


def _move(contract: Contract, event: str, verb: str, *, by: Person, at: datetime, **facts) -> Contract:
    refuse_if(reasons_if_closed(contract.engagement))
    contract.state = after(CONTRACT_MOVES, event, contract.state)
    contract.save(update_fields=["state"])
    record(contract, verb, by=by, at=at, **facts)
    return contract


@action(CONTRACT, answers="RA")
def sign_contract(contract: Contract, *, signed_on: date, by: Person, at: datetime) -> Contract:
    """Sign the contract: the lead is won.

    Raises Refused if it was signed already, on a closed engagement, on a day to come, or on one before its price was
    offered.
    """
    engagement, proposal = contract.engagement, contract.proposal
    refuse_if([
        *reasons_if_closed(engagement),
        *rules.reasons_not_to_sign(
            signed_on=signed_on, today=today(at), opened_on=today(engagement.opened_at),
            offered_on=today(proposal.sent_at) if proposal else None, answer=proposal.state if proposal else "",
        ),
    ])  # fmt: skip
    contract.state, contract.signed_on = after(CONTRACT_MOVES, "sign", contract.state), signed_on
    contract.save(update_fields=["state", "signed_on"])
    if proposal and proposal.state == "sent":
        close_proposal(proposal, "accept", at=at)
    agree_brief(contract.engagement, at=at)
    win_lead(contract.engagement, won_kopecks=contract.price_kopecks, at=at)
    record(contract, "deals.signed", by=by, at=at, number=contract.number, on=str(signed_on), kopecks=contract.price_kopecks)
    return contract


@action(CONTRACT)
def amend_contract(contract: Contract, *, reason: str, stages: Iterable[Mapping] = (), by: Person, at: datetime) -> Amendment:
    """Change a signed contract: new stages with their values, and the reason. This is one of the three ways back.

    One whose stages are all paid is in force again by it; its engagement opens again when the project takes the new
    stages in. Raises Refused on a contract that is not in force.
    """
    contract.state = after(CONTRACT_MOVES, "amend", contract.state)
    rows = list(stages)
    refuse_if(rules.reasons_not_to_draft(kind="tm", stages=[r["value_kopecks"] for r in rows], price_kopecks=None) if rows else [])
    added = _add_stages(contract, rows, first=contract.stages.count() + 1)
    amendment = Amendment.objects.create(
        contract=contract, engagement=contract.engagement, number=contract.amendments.count() + 1, reason=reason,
        added_kopecks=sum(stage.value_kopecks for stage in added), made_by=by, made_at=at,
    )  # fmt: skip
    contract.price_kopecks = contract.stages.aggregate(all=Sum("value_kopecks"))["all"]
    contract.save(update_fields=["state", "price_kopecks"])
    for approver in (contract.drafted_by,):
        tell(approver, "deals.amended", at=at, by=by, engagement=contract.engagement, url=f"/engagements/{contract.engagement_id}/",
             title=contract.number)  # fmt: skip
    record(contract, "deals.amended", by=by, at=at, number=amendment.number, reason=reason, way_back="contract")
    return amendment


@action(CONTRACT, answers="RA")
def terminate_contract(contract: Contract, *, reason: str, by: Person, at: datetime) -> Contract:
    """End a contract whose work has not begun: a draft makes room for another one, a signed one ends its engagement.

    Raises Refused without a reason, on a closed engagement, and when the project runs: it is stopped in its own room.
    """
    signed = contract.state not in UNSIGNED
    refuse_if([
        *reasons_if_closed(contract.engagement),
        *rules.reasons_not_to_terminate(begun=contract.state == "running", reason=reason),
    ])  # fmt: skip
    _move(contract, "terminate", "deals.terminated", by=by, at=at, number=contract.number, reason=reason)
    if signed:
        move_engagement(contract.engagement, "lost", at=at)
    return contract

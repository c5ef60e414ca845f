"""A contract is drafted, sent, disagreed with, signed, amended, terminated."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import Brief
from svyazka.briefs.steps import agree_brief, bind_brief
from svyazka.clients.models import Engagement
from svyazka.clients.rules import reasons_if_closed
from svyazka.clients.steps import advance_engagement, move_engagement
from svyazka.deals import queries, rules
from svyazka.deals.actions.duties import CONTRACT
from svyazka.deals.models import Amendment, Contract, ContractStage
from svyazka.deals.rules import CONTRACT_MOVES, UNSIGNED, ContractKind
from svyazka.deals.steps import close_proposal, move_contract, take_number
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.leads.steps import move_lead, win_lead
from svyazka.people.models import LegalEntity, Person
from svyazka.people.queries import today


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
    vat_percent, vat_basis = queries.vat_on(today(at), entity)
    contract = Contract.objects.create(
        engagement=engagement, proposal=proposal, client=engagement.client, legal_entity=entity, number=take_number("contract", entity, day=today(at)),
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
    """Send the contract to the client: from now on it is drawn by the texts of this moment."""
    _move(contract, "send", "deals.contract_sent", by=by, at=at)
    contract.worded_at = at
    contract.save(update_fields=["worded_at"])
    return contract


@action(CONTRACT)
def disagree_contract(contract: Contract, *, reason: str, by: Person, at: datetime) -> Contract:
    """Write down the client's protocol of disagreements."""
    return _move(contract, "disagree", "deals.disagreed", by=by, at=at, reason=reason)


def _move(contract: Contract, event: str, verb: str, *, by: Person, at: datetime, **facts) -> Contract:
    refuse_if(reasons_if_closed(contract.engagement))
    move_contract(contract, event)
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
    contract.worded_at = contract.worded_at or at
    contract.save(update_fields=["state", "signed_on", "worded_at"])
    if proposal and proposal.state == "sent":
        close_proposal(proposal, "accept", at=at)
    agree_brief(contract.engagement, at=at)
    bind_brief(contract.engagement, at=at)
    win_lead(contract.engagement, won_kopecks=contract.price_kopecks, at=at)
    record(contract, "deals.signed", by=by, at=at, number=contract.number, on=str(signed_on), kopecks=contract.price_kopecks)
    return contract


@action(CONTRACT)
def amend_contract(contract: Contract, *, reason: str, stages: Iterable[Mapping] = (), brief_id: int | None = None, by: Person,
                   at: datetime) -> Amendment:  # fmt: skip
    """Change a signed contract: new stages with their values, a newly agreed edition, and the reason. One of the three ways back.

    One whose stages are all paid is in force again by it; its engagement opens again when the project takes the new
    stages in. Raises Refused on a contract that is not in force, or an edition that the client has not agreed.
    """
    brief = _brought_in(contract, brief_id)
    contract.state = after(CONTRACT_MOVES, "amend", contract.state)
    rows = list(stages)
    refuse_if(rules.reasons_not_to_draft(kind="tm", stages=[r["value_kopecks"] for r in rows], price_kopecks=None) if rows else [])
    added = _add_stages(contract, rows, first=contract.stages.count() + 1)
    amendment = Amendment.objects.create(
        contract=contract, engagement=contract.engagement, number=contract.amendments.count() + 1, reason=reason,
        added_kopecks=sum(stage.value_kopecks for stage in added), brief=brief, made_by=by, made_at=at,
    )  # fmt: skip
    if brief is not None:
        bind_brief(contract.engagement, brief, at=at)
    contract.price_kopecks = contract.stages.aggregate(all=Sum("value_kopecks"))["all"]
    contract.save(update_fields=["state", "price_kopecks"])
    tell(contract.drafted_by, "deals.amended", at=at, by=by, engagement=contract.engagement, url=f"/engagements/{contract.engagement_id}/",
         title=contract.number)  # fmt: skip
    record(contract, "deals.amended", by=by, at=at, number=amendment.number, reason=reason, way_back="contract")
    return amendment


def _brought_in(contract: Contract, brief_id: int | None) -> Brief | None:
    """Return the agreed edition that the amendment brings in, if it brings one."""
    if brief_id is None:
        return None
    brief = Brief.objects.select_for_update(no_key=True).filter(engagement=contract.engagement_id, pk=brief_id).first()
    if brief is None:
        raise Malformed(_("This brief is not of this engagement."))
    present = queries.edition_of(contract)
    refuse_if(rules.reasons_not_to_bring_in(state=brief.state, bound=brief.bound_at is not None, edition=brief.edition,
                                            stands_on=present.edition if present else 0))  # fmt: skip
    return brief


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

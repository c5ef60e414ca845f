"""A contract is drafted, edited, sent, signed, terminated."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.steps import agree_brief, bind_brief
from svyazka.clients.models import Engagement
from svyazka.clients.rules import reasons_if_closed
from svyazka.clients.steps import advance_engagement, move_engagement
from svyazka.deals import queries, rules
from svyazka.deals.actions.duties import CONTRACT
from svyazka.deals.models import Contract
from svyazka.deals.rules import CONTRACT_MOVES, CONTRACTS, UNSIGNED, ContractKind
from svyazka.deals.rules.agreed_periods import reasons_against_retainer, reasons_not_to_price
from svyazka.deals.rules.contract import TIME, ContractTerms, reasons_not_to_sign_text
from svyazka.deals.rules.retainer import RetainerTerms, Rollover, Turn
from svyazka.deals.rules.stages import (
    reasons_against_days_ahead,
    reasons_against_order,
    reasons_against_past,
    reasons_against_stages,
)
from svyazka.deals.steps import close_proposal, move_contract, take_number
from svyazka.deals.steps.contract import (
    freeze,
    signature,
    signed_file,
    stages_of_periods,
    without_requisites,
    write_stages,
)
from svyazka.deals.steps.periods import make_periods
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if, unknown
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.leads.steps import move_lead, win_lead
from svyazka.people.models import LegalEntity, Person
from svyazka.people.queries import today

Stages = Iterable[Mapping[str, Any]]


@action(CONTRACT)
def draft_contract(engagement: Engagement, *, kind: str, legal_entity: int, stages: Stages = (), retainer: Mapping | None = None,
                   by: Person, at: datetime, **terms) -> Contract:  # fmt: skip
    """Draft the contract; stages are {"title", "value_kopecks", "due_on"}, `retainer` the terms of its periods, which make the stages.

    The engagement is locked, so that two at once give one contract. Raises Refused on a closed engagement, without a
    proposal, when the stages do not stand beside its price or in the order of their days, for terms that cannot be kept, or
    when another contract stands; Malformed for a strange kind or entity.
    """
    refuse_if(reasons_if_closed(engagement))
    if Contract.objects.filter(engagement=engagement).exclude(state__in=("closed", "terminated")).exists():
        raise Refused(_("This engagement has a contract already."))
    contract = Contract(engagement=engagement, client=engagement.client, drafted_by=by, drafted_at=at)
    rows, plan = _agree(contract, kind=kind, legal_entity=legal_entity, stages=stages, retainer=retainer, terms=terms, at=at)
    contract.number = take_number("contract", contract.legal_entity, day=today(at))
    contract.save()
    write_stages(contract, rows, plan)
    advance_engagement(engagement, "contract", at=at)
    move_lead(engagement, "negotiate", at=at)
    record(contract, "deals.drafted", by=by, at=at, number=contract.number, kind=kind)
    return contract


@action(CONTRACT)
def edit_contract(contract: Contract, *, kind: str, legal_entity: int, stages: Stages = (), retainer: Mapping | None = None,
                  by: Person, at: datetime, **terms) -> Contract:  # fmt: skip
    """Write the terms and stages of a contract that is not signed anew; one that is with the client becomes a draft again.

    What was sent stays as it was sent. Raises as drafting does, and on a contract that was signed.
    """
    refuse_if(reasons_if_closed(contract.engagement))
    contract.state, contract.worded_at = after(CONTRACT_MOVES, "edit", contract.state), None
    rows, plan = _agree(contract, kind=kind, legal_entity=legal_entity, stages=stages, retainer=retainer, terms=terms, at=at)
    contract.save()
    write_stages(contract, rows, plan)
    record(contract, "deals.contract_edited", by=by, at=at, number=contract.number, kind=kind, kopecks=contract.price_kopecks)
    return contract


def _agree(contract: Contract, *, kind: str, legal_entity: int, stages: Stages, retainer: Mapping | None, terms: Mapping,
           at: datetime) -> tuple[list[Mapping], RetainerTerms | None]:  # fmt: skip
    """Put kind, terms and price on the contract; return its stages and what is agreed of its periods. Raises as drafting does."""
    entity, proposal = LegalEntity.objects.filter(pk=legal_entity).first(), queries.offered_price(contract.engagement)
    if kind not in ContractKind.values or entity is None:
        raise Malformed(_("There is no such kind of contract or legal entity."))
    if proposal is None:
        raise Refused(_("Offer a price first."))
    agreed, hour = ContractTerms(**terms), queries.hour_of(proposal)
    if agreed.text_code and agreed.text_code not in CONTRACTS:
        raise unknown("text_code", agreed.text_code)
    agreed = replace(agreed, hour_kopecks=agreed.hour_kopecks or hour) if kind in TIME else replace(agreed, hour_kopecks=0)
    plan = _plan(kind, retainer)
    rows = stages_of_periods(plan) if plan else list(stages)
    refuse_if([*_against_price(kind, rows, plan, agreed, proposal, hour), *_against(agreed, rows, today(at))])
    contract.proposal, contract.legal_entity, contract.kind = proposal, entity, kind
    contract.price_kopecks = sum(row["value_kopecks"] for row in rows)
    contract.vat_percent, contract.vat_basis = queries.vat_on(today(at), entity)
    for name, value in asdict(agreed).items():
        setattr(contract, name, value)
    return rows, plan


def _plan(kind: str, retainer: Mapping | None) -> RetainerTerms | None:
    if not retainer:
        return None
    if kind != ContractKind.RETAINER:
        raise Malformed(_("Only a retainer has periods."))
    plan = RetainerTerms(**retainer)
    if plan.turn not in Turn.values or plan.rollover not in Rollover.values:
        raise Malformed(_("There is no such order of periods or of hours left."))
    refuse_if(reasons_against_retainer(plan))
    return plan


def _against_price(kind: str, rows: list[Mapping], plan: RetainerTerms | None, agreed: ContractTerms, proposal, hour: int) -> list:
    if plan is not None:
        return reasons_not_to_price(plan, price_kopecks=proposal.price_kopecks)
    return rules.reasons_not_to_draft(kind=kind, stages=[row["value_kopecks"] for row in rows], price_kopecks=proposal.price_kopecks,
                                      hour_kopecks=hour, is_frame=agreed.is_frame)  # fmt: skip


def _against(agreed: ContractTerms, rows: list[Mapping], day: date) -> list:
    terms = rules.reasons_against_terms(
        acceptance_days=agreed.acceptance_days, rounds_included=agreed.rounds_included, round_price_kopecks=agreed.round_price_kopecks,
        payment_days=agreed.payment_days, hour_kopecks=agreed.hour_kopecks,
    )  # fmt: skip
    days = [(row["title"], row["due_on"]) for row in rows]
    return [*terms, *reasons_against_stages(rows), *reasons_against_days_ahead(days, today=day), *reasons_against_order(days)]


@action(CONTRACT)
def send_contract(contract: Contract, *, by: Person, at: datetime) -> Contract:
    """Send the contract to the client: what they got is kept as an edition, and drawn by the texts of this moment.

    Raises Refused on a closed engagement, for last days of stages that have passed by now (the periods of a retainer may have
    begun before its paper), and while either side lacks requisites.
    """
    days = [(one.title, one.due_on) for one in contract.stages.all()] if contract.kind != ContractKind.RETAINER else []
    against, links = without_requisites(contract)
    refuse_if([*reasons_if_closed(contract.engagement), *reasons_against_past(days, today=today(at)), *against], links=links)
    move_contract(contract, "send")
    contract.worded_at = at
    contract.save(update_fields=["worded_at"])
    edition = freeze(contract, by=by, at=at)
    record(contract, "deals.contract_sent", by=by, at=at, edition=edition.number, digest=edition.digest)
    return contract


@action(CONTRACT, answers="RA")
def sign_contract(contract: Contract, *, signed_on: date, with_protocol: bool = False, signed_for_us: str = "", signed_for_client: str = "",
                  way: str = "paper", file_id: int | None = None, scan=None, elsewhere: bool | None = None, by: Person,
                  at: datetime) -> Contract:  # fmt: skip
    """Sign the contract: the lead is won. What is signed is the edition the client got, or, of one never sent, what it says now.

    `elsewhere` tells whether the paper was drawn up by others than us, with the requisites in it; where nobody says, it was of a
    contract that we never sent. Raises Refused if it was signed already, on a closed engagement, on a day to come, or on one
    before its price was offered; if it was changed since it was sent, or has open disagreements, unless both sign
    `with_protocol`; and while a side lacks requisites, but for a paper from elsewhere that is shown.
    """
    engagement, proposal = contract.engagement, contract.proposal
    edition, left = queries.last_edition(contract), queries.open_rows(contract)
    against, links = without_requisites(contract, elsewhere=False if edition and elsewhere is None else elsewhere,
                                        with_paper=scan is not None or file_id is not None)  # fmt: skip
    refuse_if([
        *reasons_if_closed(engagement),
        *rules.reasons_not_to_sign(
            signed_on=signed_on, today=today(at), opened_on=today(engagement.opened_at),
            offered_on=today(proposal.sent_at) if proposal else None, answer=proposal.state if proposal else "",
        ),
        *reasons_not_to_sign_text(changed=queries.is_changed(contract, edition), open_rows=left, with_protocol=with_protocol),
        *against,
    ], links=links)  # fmt: skip
    contract.state, contract.signed_on = after(CONTRACT_MOVES, "sign", contract.state), signed_on
    contract.with_protocol = with_protocol and contract.disagreements.exists()
    for name, value in signature(signed_for_us=signed_for_us, signed_for_client=signed_for_client, way=way, contract=contract).items():
        setattr(contract, name, value)
    contract.worded_at = contract.worded_at or at
    contract.signed_edition = edition or freeze(contract, by=by, at=at)
    contract.signed_file = signed_file(engagement, file_id=file_id, scan=scan, by=by, at=at)
    contract.save()
    _begin(contract, at=at)
    record(contract, "deals.signed", by=by, at=at, number=contract.number, on=str(signed_on), kopecks=contract.price_kopecks,
           edition=contract.signed_edition.number, digest=contract.signed_edition.digest,
           lacking=[one.side for one in queries.lacking_in(contract)])  # fmt: skip
    return contract


def _begin(contract: Contract, *, at: datetime) -> None:
    """Let what rests on a signed contract follow: its price, its specification, its lead, its periods."""
    if contract.proposal and contract.proposal.state == "sent":
        close_proposal(contract.proposal, "accept", at=at)
    agree_brief(contract.engagement, at=at)
    bind_brief(contract.engagement, at=at)
    win_lead(contract.engagement, won_kopecks=contract.price_kopecks, at=at)
    if hasattr(contract, "retainer"):
        make_periods(contract, {stage.due_on: stage for stage in contract.stages.all()}, at=at)


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
    move_contract(contract, "terminate")
    if signed:
        move_engagement(contract.engagement, "lost", at=at)
    record(contract, "deals.terminated", by=by, at=at, number=contract.number, reason=reason)
    return contract


@action(CONTRACT, answers="RA")
def set_switches(contract: Contract, *, places_ads: bool, shows_hours: bool, warns_client: bool, by: Person, at: datetime) -> Contract:
    """Say what the client sees and is told of this contract's hours, and whether the agency places ads by it."""
    contract.places_ads, contract.shows_hours, contract.warns_client = places_ads, shows_hours, warns_client
    contract.save(update_fields=["places_ads", "shows_hours", "warns_client"])
    record(contract, "deals.switched", by=by, at=at, places_ads=places_ads, shows_hours=shows_hours, warns_client=warns_client)
    return contract

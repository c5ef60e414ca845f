"""A contract is drafted, edited, sent, signed, terminated."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.queries import held_back
from svyazka.briefs.rules import reasons_not_to_leave
from svyazka.briefs.steps import agree_brief, ask_of_moved_stages, bind_brief
from svyazka.clients.models import Engagement
from svyazka.clients.rules import reasons_if_closed
from svyazka.clients.steps import advance_engagement, move_engagement
from svyazka.deals import queries, rules
from svyazka.deals.actions.duties import CONTRACT
from svyazka.deals.models import Contract
from svyazka.deals.rules import CONTRACT_MOVES, UNSIGNED, ContractKind
from svyazka.deals.rules.contract import reasons_not_to_sign_text
from svyazka.deals.rules.stages import (
    reasons_against_past,
)
from svyazka.deals.steps import close_proposal, move_contract, take_number
from svyazka.deals.steps.agreed import agree
from svyazka.deals.steps.contract import (
    freeze,
    signature,
    signed_file,
    without_requisites,
    write_stages,
)
from svyazka.deals.steps.periods import make_periods
from svyazka.journal.steps import record
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.states import after
from svyazka.leads.steps import move_lead, win_lead
from svyazka.people.models import Person
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
    rows, plan = agree(contract, kind=kind, legal_entity=legal_entity, stages=stages, retainer=retainer, terms=terms, at=at)
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

    What was sent stays as it was sent; terms promised for a stage whose day moves lose the PM's yes. Raises as drafting does, and on
    a contract that was signed.
    """
    refuse_if(reasons_if_closed(contract.engagement))
    before = _days_of(contract)
    contract.state, contract.worded_at = after(CONTRACT_MOVES, "edit", contract.state), None
    rows, plan = agree(contract, kind=kind, legal_entity=legal_entity, stages=stages, retainer=retainer, terms=terms, at=at)
    contract.save()
    write_stages(contract, rows, plan)
    ask_of_moved_stages(contract.engagement, before, _days_of(contract), by=by, at=at)
    record(contract, "deals.contract_edited", by=by, at=at, number=contract.number, kind=kind, kopecks=contract.price_kopecks)
    return contract


def _days_of(contract: Contract) -> list[tuple[str, date]]:
    return [(stage.title, stage.due_on) for stage in contract.stages.all()]


@action(CONTRACT)
def send_contract(contract: Contract, *, by: Person, at: datetime) -> Contract:
    """Send the contract to the client: what they got is kept as an edition, and drawn by the texts of this moment.

    Raises Refused on a closed engagement, for last days of stages that have passed by now (the periods of a retainer may have
    begun before its paper), while either side lacks requisites, and while a promise does not leave.
    """
    days = _days_of(contract) if contract.kind != ContractKind.RETAINER else []
    against, links = without_requisites(contract)
    refuse_if([*reasons_if_closed(contract.engagement), *reasons_against_past(days, today=today(at)), *against,
               *reasons_not_to_leave(held=held_back(contract.engagement, at))], links=links)  # fmt: skip
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

"""A signed contract is changed: an amendment or an order is drafted, sent, signed by both, or withdrawn."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.steps import bind_brief
from svyazka.deals.actions.duties import CONTRACT
from svyazka.deals.models import Amendment, Contract
from svyazka.deals.rules import CONTRACT_MOVES
from svyazka.deals.rules.amendment import (
    AMENDMENT_MOVES,
    AmendmentKind,
    StageChange,
    reasons_not_to_order,
    reasons_not_to_sign_amendment,
)
from svyazka.deals.rules.stages import reasons_against_past
from svyazka.deals.steps import paper_called
from svyazka.deals.steps.amended import brought_in, refuse_outdated, write_amendment
from svyazka.deals.steps.amendment import put_in_force
from svyazka.deals.steps.contract import signature, signed_file, without_requisites
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action, locked
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.people.queries import today

Rows = Iterable[Mapping[str, Any]]


@action(CONTRACT)
def amend_contract(contract: Contract, *, reason: str, stages: Rows = (), changed: Rows = (), removed: Iterable[int] = (),
                   terms: Mapping | None = None, brief_id: int | None = None, signed_on: date | None = None, by: Person,
                   at: datetime) -> Amendment:  # fmt: skip
    """Change a contract by an amendment that both have signed already: today, unless a day is named.

    `stages` are added, `changed` are {"stage_id", and what differs}, `removed` keys of stages, `brief_id` a newly agreed
    edition of the specification that comes in. This is one of the three ways back. One whose stages are all paid is in force again by it; its engagement opens again when the project takes the new
    stages in. Raises Refused on a contract that is not in force, where the work on a stage has gone too far, and for an edition
    that the client has not agreed.
    """
    amendment = Amendment(contract=contract, engagement=contract.engagement, made_by=by, made_at=at)
    write_amendment(amendment, contract, reason=reason, stages=stages, changed=changed, removed=removed, terms=terms or {}, brief_id=brief_id)
    return _sign(amendment, contract, signed_on=signed_on or today(at), by=by, at=at)


@action(CONTRACT)
def draft_amendment(contract: Contract, *, reason: str, kind: str = "amendment", stages: Rows = (), changed: Rows = (),
                    removed: Iterable[int] = (), terms: Mapping | None = None, brief_id: int | None = None, by: Person,
                    at: datetime) -> Amendment:  # fmt: skip
    """Draft an amendment, or an order under a frame contract: nothing changes until both have signed it.

    Raises Refused on a contract that is not in force, for an order where there is no frame, and for changes that cannot be.
    """
    after(CONTRACT_MOVES, "amend", contract.state)
    if kind not in AmendmentKind.values:
        raise Malformed(_("A contract is changed by an amendment or widened by an order."))
    if kind == AmendmentKind.ORDER:
        refuse_if(reasons_not_to_order(is_frame=contract.is_frame))
    amendment = Amendment(contract=contract, engagement=contract.engagement, kind=kind, made_by=by, made_at=at)
    write_amendment(amendment, contract, reason=reason, stages=stages, changed=changed, removed=removed, terms=terms or {}, brief_id=brief_id)
    record(amendment, "deals.amendment_drafted", by=by, at=at, contract=contract.number, kind=kind, number=amendment.number)
    return amendment


@action(CONTRACT)
def edit_amendment(amendment: Amendment, *, reason: str, stages: Rows = (), changed: Rows = (), removed: Iterable[int] = (),
                   terms: Mapping | None = None, brief_id: int | None = None, by: Person, at: datetime) -> Amendment:  # fmt: skip
    """Write an amendment that is not signed anew; one that is with the client becomes a draft again. Raises as drafting does."""
    amendment.state = after(AMENDMENT_MOVES, "edit", amendment.state)
    write_amendment(amendment, locked(amendment.contract), reason=reason, stages=stages, changed=changed, removed=removed, terms=terms or {},
           brief_id=brief_id)  # fmt: skip
    record(amendment, "deals.amendment_edited", by=by, at=at, number=amendment.number)
    return amendment


@action(CONTRACT)
def send_amendment(amendment: Amendment, *, by: Person, at: datetime) -> Amendment:
    """Send the amendment to the client. Raises Refused while a side of its contract lacks requisites, for added stages whose last
    day has passed, and once it was sent."""  # fmt: skip
    against, links = without_requisites(amendment.contract)
    added = [(row.title, row.due_on) for row in amendment.changes.filter(change=StageChange.ADDED)]
    refuse_if([*reasons_against_past(added, today=today(at)), *against], links=links)
    amendment.state, amendment.sent_at = after(AMENDMENT_MOVES, "send", amendment.state), at
    amendment.save(update_fields=["state", "sent_at"])
    record(amendment, "deals.amendment_sent", by=by, at=at, number=amendment.number)
    return amendment


@action(CONTRACT, answers="RA")
def sign_amendment(amendment: Amendment, *, signed_on: date, signed_for_us: str = "", signed_for_client: str = "", way: str = "paper",
                   file_id: int | None = None, scan=None, by: Person, at: datetime) -> Amendment:  # fmt: skip
    """Sign the amendment: the contract changes by it, and the project takes in what it brings.

    Raises Refused when it is signed or withdrawn, on a day before the contract's or far ahead, when the contract is not in
    force any more or not what it was when this was drafted, when nothing changes, and where the work has gone too far.
    """
    contract = locked(amendment.contract)
    for name, value in signature(signed_for_us=signed_for_us, signed_for_client=signed_for_client, way=way, contract=contract).items():
        setattr(amendment, name, value)
    amendment.signed_file = signed_file(contract.engagement, file_id=file_id, scan=scan, by=by, at=at)
    return _sign(amendment, contract, signed_on=signed_on, by=by, at=at)


def _sign(amendment: Amendment, contract: Contract, *, signed_on: date, by: Person, at: datetime) -> Amendment:
    """Put the amendment in force. A way back is counted here, once; an order is none."""
    amendment.state, amendment.signed_on = after(AMENDMENT_MOVES, "sign", amendment.state), signed_on
    refuse_if(reasons_not_to_sign_amendment(signed_on=signed_on, today=today(at), contract_signed_on=contract.signed_on or signed_on))
    refuse_outdated(amendment, contract)
    brief = brought_in(contract, amendment.brief_id)
    put_in_force(amendment, contract, by=by, at=at)
    if brief is not None:
        bind_brief(contract.engagement, brief, at=at)
    amendment.save()
    is_order = amendment.kind == AmendmentKind.ORDER
    verb, counted = ("deals.ordered", {}) if is_order else ("deals.amended", {"way_back": "contract"})
    tell(contract.drafted_by, verb, at=at, by=by, engagement=contract.engagement, url=f"/engagements/{contract.engagement_id}/",
         title=paper_called("contract", contract.number))  # fmt: skip
    record(contract, verb, by=by, at=at, number=amendment.number, reason=amendment.reason, on=str(signed_on),
           kopecks=amendment.added_kopecks, **counted)  # fmt: skip
    return amendment


@action(CONTRACT, answers="RA")
def withdraw_amendment(amendment: Amendment, *, reason: str, by: Person, at: datetime) -> Amendment:
    """Withdraw an amendment that nobody signed. Raises Refused without a reason, and when it is signed."""
    if not reason.strip():
        raise Refused(_("Say why it is withdrawn."))
    amendment.state, amendment.withdrawn_reason = after(AMENDMENT_MOVES, "withdraw", amendment.state), reason.strip()[:1000]
    amendment.save(update_fields=["state", "withdrawn_reason"])
    record(amendment, "deals.amendment_withdrawn", by=by, at=at, number=amendment.number, reason=reason)
    return amendment

"""A signed contract is changed: an amendment or an order is drafted, sent, signed by both, or withdrawn."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import Brief
from svyazka.briefs.steps import bind_brief
from svyazka.deals import queries, rules
from svyazka.deals.actions.duties import CONTRACT
from svyazka.deals.models import Amendment, AmendmentStage, Contract
from svyazka.deals.rules import CONTRACT_MOVES
from svyazka.deals.rules.agreed_periods import CHANGEABLE, FROM, read_changes, reasons_not_to_change
from svyazka.deals.rules.amendment import (
    AMENDMENT_MOVES,
    TERMS,
    AmendmentKind,
    StageChange,
    added_by,
    reasons_against_changes,
    reasons_not_to_order,
    reasons_not_to_put_in_force,
    reasons_not_to_sign_amendment,
)
from svyazka.deals.rules.retainer import TERM_NAMES, RetainerTerms, Rollover
from svyazka.deals.rules.stages import reasons_against_days_ahead, reasons_against_past
from svyazka.deals.steps import paper_called
from svyazka.deals.steps.amendment import put_in_force
from svyazka.deals.steps.contract import signature, signed_file, without_requisites
from svyazka.deals.steps.periods import begun_of, changes_of_periods
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action, locked
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.people.queries import today

Rows = Iterable[Mapping[str, Any]]
STAGE = ("title", "value_kopecks", "due_on", "advance_percent", "placement_kopecks")


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
    _write(amendment, contract, reason=reason, stages=stages, changed=changed, removed=removed, terms=terms or {}, brief_id=brief_id)
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
    _write(amendment, contract, reason=reason, stages=stages, changed=changed, removed=removed, terms=terms or {}, brief_id=brief_id)
    record(amendment, "deals.amendment_drafted", by=by, at=at, contract=contract.number, kind=kind, number=amendment.number)
    return amendment


@action(CONTRACT)
def edit_amendment(amendment: Amendment, *, reason: str, stages: Rows = (), changed: Rows = (), removed: Iterable[int] = (),
                   terms: Mapping | None = None, brief_id: int | None = None, by: Person, at: datetime) -> Amendment:  # fmt: skip
    """Write an amendment that is not signed anew; one that is with the client becomes a draft again. Raises as drafting does."""
    amendment.state = after(AMENDMENT_MOVES, "edit", amendment.state)
    _write(amendment, locked(amendment.contract), reason=reason, stages=stages, changed=changed, removed=removed, terms=terms or {},
           brief_id=brief_id)  # fmt: skip
    record(amendment, "deals.amendment_edited", by=by, at=at, number=amendment.number)
    return amendment


def _write(amendment: Amendment, contract: Contract, *, reason: str, stages: Rows, changed: Rows, removed: Iterable[int],
           terms: Mapping, brief_id: int | None) -> None:  # fmt: skip
    if not reason.strip():
        raise Refused(_("Say why the contract is changed."))
    _refuse_terms(contract, terms, today(amendment.made_at))
    rows = _changes(contract, stages, changed, removed)
    refuse_if(reasons_against_days_ahead([(row.title, row.due_on) for row in rows], today=today(amendment.made_at)))
    told = [_sums(row) for row in (*rows, *changes_of_periods(contract, terms.get("retainer", {})))]
    refuse_if(reasons_against_changes(told, terms, kind=amendment.kind, left=contract.stages.count() + _count(told)))
    amendment.brief = _brought_in(contract, brief_id)
    amendment.reason, amendment.terms, amendment.added_kopecks = reason, dict(terms), added_by(told)
    if amendment.pk is None:
        numbers = contract.amendments.filter(kind=amendment.kind).aggregate(last=Max("number"))
        amendment.number = (numbers["last"] or 0) + 1
    amendment.save()
    amendment.changes.all().delete()
    for n, row in enumerate(rows, start=1):
        row.amendment, row.position = amendment, n
    AmendmentStage.objects.bulk_create(rows)


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


def _count(told: list[dict]) -> int:
    """Return how many stages more the contract has by these changes."""
    return sum({StageChange.ADDED: 1, StageChange.REMOVED: -1}.get(row["change"], 0) for row in told)


def _sums(row: AmendmentStage) -> dict:
    return {"change": row.change, "title": row.title, "value_kopecks": row.value_kopecks, "was_kopecks": row.was_kopecks,
            "advance_percent": row.advance_percent, "placement_kopecks": row.placement_kopecks}  # fmt: skip


def _refuse_terms(contract: Contract, terms: Mapping, day: date) -> None:
    periods = terms.get("retainer", {})
    if set(terms) - {*TERMS, "retainer"} or set(periods) - {*CHANGEABLE, *FROM} or periods.get("rollover", Rollover.NONE) not in Rollover.values:
        raise Malformed(_("An amendment does not change this."))
    if not periods:
        return
    if not hasattr(contract, "retainer"):
        raise Malformed(_("Only a retainer has periods."))
    stands, begun = RetainerTerms(**{name: getattr(contract.retainer, name) for name in TERM_NAMES}), begun_of(contract)
    before = contract.periods.filter(number=(periods.get("from_number") or begun + 1) - 1).first()
    refuse_if(reasons_not_to_change(periods, stands=stands, begun=begun, ended_on=before.ends_on if before else None, today=day))


def _changes(contract: Contract, stages: Rows, changed: Rows, removed: Iterable[int]) -> list[AmendmentStage]:
    """Return the rows of an amendment, each stage named once. Raises Malformed for a stage of another contract or of a period."""
    there = {stage.pk: stage for stage in contract.stages.filter(period=None)}
    wanted, gone = list(changed), list(removed)
    named = [*(row["stage_id"] for row in wanted), *gone]
    if len(set(named)) < len(named) or set(named) - set(there):
        raise Malformed(_("Each stage of this contract is changed once; a stage of a period follows the terms of the periods."))
    rows = [AmendmentStage(change=StageChange.ADDED, **{name: row[name] for name in STAGE if name in row}) for row in stages]
    for row in wanted:
        rows.append(_row(StageChange.CHANGED, there[row["stage_id"]], {name: row[name] for name in STAGE if row.get(name) is not None}))
    return [*rows, *(_row(StageChange.REMOVED, there[key], {}) for key in gone)]


def _row(change: str, stage, told: dict) -> AmendmentStage:
    kept = {name: getattr(stage, name) for name in STAGE}
    return AmendmentStage(change=change, stage=stage, was_title=stage.title, was_kopecks=stage.value_kopecks, was_due_on=stage.due_on,
                          **kept | told)  # fmt: skip


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
    _refuse_outdated(amendment, contract)
    brief = _brought_in(contract, amendment.brief_id)
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


def _refuse_outdated(amendment: Amendment, contract: Contract) -> None:
    """Weigh the changes again: between drafting and signing another amendment may have been signed."""
    rows, periods = list(amendment.changes.select_related("stage")), amendment.terms.get("retainer", {})
    _refuse_terms(contract, amendment.terms, today(amendment.made_at))
    told = [_sums(row) for row in (*rows, *changes_of_periods(contract, periods))]
    refuse_if([
        *reasons_not_to_put_in_force(map(_then_and_now, rows), empty=_is_empty(amendment, contract, rows)),
        *reasons_against_changes(told, amendment.terms, kind=amendment.kind, left=contract.stages.count() + _count(told)),
    ])  # fmt: skip


def _then_and_now(row: AmendmentStage) -> dict:
    stage = row.stage
    return {"change": row.change, "title": row.was_title or row.title, "was": (row.was_title, row.was_kopecks, row.was_due_on),
            "now": stage and (stage.title, stage.value_kopecks, stage.due_on)}  # fmt: skip


def _is_empty(amendment: Amendment, contract: Contract, rows: list[AmendmentStage]) -> bool:
    """Tell whether the contract would say the same after it."""
    moved = any(row.change != StageChange.CHANGED or row.stage is None or any(getattr(row, name) != getattr(row.stage, name) for name in STAGE)
                for row in rows)  # fmt: skip
    terms = any(value != getattr(contract, name) for name, value in amendment.terms.items() if name in TERMS)
    return not (moved or terms or _moves_periods(contract, amendment.terms.get("retainer", {})) or amendment.brief_id)


def _moves_periods(contract: Contract, changes: Mapping) -> bool:
    """Tell whether the periods become different by these changes."""
    told = read_changes(changes)
    differs = any(told[name] != getattr(contract.retainer, name) for name in CHANGEABLE if name in told)
    return differs or ("starts_on" in told and bool(changes_of_periods(contract, changes)))


@action(CONTRACT, answers="RA")
def withdraw_amendment(amendment: Amendment, *, reason: str, by: Person, at: datetime) -> Amendment:
    """Withdraw an amendment that nobody signed. Raises Refused without a reason, and when it is signed."""
    if not reason.strip():
        raise Refused(_("Say why it is withdrawn."))
    amendment.state, amendment.withdrawn_reason = after(AMENDMENT_MOVES, "withdraw", amendment.state), reason.strip()[:1000]
    amendment.save(update_fields=["state", "withdrawn_reason"])
    record(amendment, "deals.amendment_withdrawn", by=by, at=at, number=amendment.number, reason=reason)
    return amendment

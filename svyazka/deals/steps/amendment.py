"""What an amendment does to a contract once both have signed it, and who makes way for it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum

from svyazka.deals.models import Amendment, AmendmentStage, Contract, ContractStage, RetainerPeriod
from svyazka.deals.rules import CONTRACT_MOVES
from svyazka.deals.rules.amendment import TERMS, StageChange, added_by
from svyazka.deals.rules.retainer import PERIOD_MOVES, PeriodState, spans
from svyazka.deals.steps.contract import add_stages, period_title
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.people.queries import today

Follower = Callable[..., None]
_ways: list[Follower] = []
_followers: list[Follower] = []


def making_way(function: Follower) -> Follower:
    """Let function(contract, changes, by=, at=) follow the stages that are to be changed or removed; it may raise Refused."""
    _ways.append(function)
    return function


def when_amended(function: Follower) -> Follower:
    """Let function(contract, by=, at=) follow a contract that was amended."""
    _followers.append(function)
    return function


def put_in_force(amendment: Amendment, contract: Contract, *, by: Person, at: datetime) -> None:
    """Change the contract as the amendment says. Raises Refused where the work on a stage has gone too far."""
    contract.state = after(CONTRACT_MOVES, "amend", contract.state)
    periods = amendment.terms.get("retainer", {})
    AmendmentStage.objects.bulk_create(_numbered(amendment, changes_of_periods(contract, periods)))
    changes = list(amendment.changes.select_related("stage"))
    for follow in _ways:
        follow(contract, changes, by=by, at=at)
    amendment.added_kopecks = added_by(_change_stages(contract, changes))
    for name in TERMS:
        setattr(contract, name, amendment.terms.get(name, getattr(contract, name)))
    contract.price_kopecks = contract.stages.aggregate(all=Sum("value_kopecks"))["all"] or 0
    contract.save(update_fields=["state", "price_kopecks", *TERMS])
    _change_periods(contract, periods, changes, at=at)
    for follow in _followers:
        follow(contract, by=by, at=at)


def _numbered(amendment: Amendment, rows: list[AmendmentStage]) -> list[AmendmentStage]:
    first = amendment.changes.count() + 1
    for n, row in enumerate(rows, start=first):
        row.amendment, row.position = amendment, n
    return rows


def _change_stages(contract: Contract, changes: list[AmendmentStage]) -> list[dict]:
    """Add, change and remove the stages; return the changes as sums."""
    for row in changes:
        stage = row.stage
        if row.change == StageChange.ADDED:
            told = {name: getattr(row, name) for name in ("title", "value_kopecks", "due_on", "advance_percent", "placement_kopecks")}
            row.stage = add_stages(contract, [told])[0]
        elif stage is not None:
            row.was_title, row.was_kopecks, row.was_due_on = stage.title, stage.value_kopecks, stage.due_on
            _change_stage(stage, row)
        row.save()
    return [{"change": row.change, "value_kopecks": row.value_kopecks, "was_kopecks": row.was_kopecks} for row in changes]


def _change_stage(stage: ContractStage, row: AmendmentStage) -> None:
    if row.change == StageChange.REMOVED:
        row.stage = None
        stage.delete()
        return
    for name in ("title", "value_kopecks", "due_on", "advance_percent", "placement_kopecks"):
        setattr(stage, name, getattr(row, name))
    stage.save()


# ---- the periods of a retainer --------------------------------------------------------------------------------------


def changes_of_periods(contract: Contract, terms: Mapping) -> list[AmendmentStage]:
    """Return what new terms of the periods mean for the stages of those that have not begun; the rows are not stored."""
    if not terms:
        return []
    ahead = list(contract.periods.filter(state=PeriodState.PLANNED).select_related("stage"))
    count, fee = terms.get("count", contract.retainer.count), terms.get("fee_kopecks")
    gone = [_removed(p.stage) for p in ahead if p.stage and p.number > count]
    kept = [_repriced(p.stage, fee) for p in ahead if p.stage and p.number <= count and fee not in (None, p.stage.value_kopecks)]
    return [*gone, *kept, *_new_stages(contract, terms, count)]


def _removed(stage: ContractStage) -> AmendmentStage:
    return AmendmentStage(change=StageChange.REMOVED, stage=stage, title=stage.title, value_kopecks=stage.value_kopecks, due_on=stage.due_on,
                          was_title=stage.title, was_kopecks=stage.value_kopecks, was_due_on=stage.due_on)  # fmt: skip


def _repriced(stage: ContractStage, fee_kopecks: int) -> AmendmentStage:
    return AmendmentStage(
        change=StageChange.CHANGED, stage=stage, title=stage.title, value_kopecks=fee_kopecks, due_on=stage.due_on,
        advance_percent=stage.advance_percent, placement_kopecks=min(stage.placement_kopecks, fee_kopecks),
        was_title=stage.title, was_kopecks=stage.value_kopecks, was_due_on=stage.due_on,
    )  # fmt: skip


def _new_stages(contract: Contract, terms: Mapping, count: int) -> list[AmendmentStage]:
    plan = contract.retainer
    fee = terms.get("fee_kopecks", plan.fee_kopecks)
    days = list(enumerate(spans(plan.turn, plan.starts_on, count), start=1))
    return [AmendmentStage(change=StageChange.ADDED, title=period_title(n, first, last), value_kopecks=fee, due_on=last)
            for n, (first, last) in days[plan.count :]]  # fmt: skip


def _change_periods(contract: Contract, terms: Mapping, changes: list[AmendmentStage], *, at: datetime) -> None:
    """Write the new terms of the periods that have not begun; add or call off those at the end."""
    if not terms:
        return
    plan, before = contract.retainer, contract.retainer.count
    plan.count, plan.hours = terms.get("count", plan.count), Decimal(terms.get("hours", plan.hours))
    plan.fee_kopecks, plan.overage_kopecks = terms.get("fee_kopecks", plan.fee_kopecks), terms.get("overage_kopecks", plan.overage_kopecks)
    plan.save()
    for period in contract.periods.filter(state=PeriodState.PLANNED):
        if period.number > plan.count:
            period.state = after(PERIOD_MOVES, "cancel", period.state)
        else:
            period.hours, period.fee_kopecks, period.overage_kopecks = plan.hours, plan.fee_kopecks, plan.overage_kopecks
        period.save()
    due = {row.due_on: row.stage for row in changes if row.change == StageChange.ADDED}
    make_periods(contract, due, first=before + 1, at=at)


def make_periods(contract: Contract, stages: Mapping, *, first: int = 1, at: datetime) -> None:
    """Make the periods from that number on; `stages` are by the last day of their period. Those that have begun run at once."""
    plan, day = contract.retainer, today(at)
    days = list(enumerate(spans(plan.turn, plan.starts_on, plan.count), start=1))[first - 1 :]
    contract.periods.filter(state=PeriodState.CANCELLED, number__in=[n for n, _days in days]).delete()
    RetainerPeriod.objects.bulk_create(
        RetainerPeriod(
            contract=contract, stage=stages.get(ends), number=n, starts_on=starts, ends_on=ends, hours=plan.hours, fee_kopecks=plan.fee_kopecks,
            overage_kopecks=plan.overage_kopecks, state=PeriodState.OPEN if starts <= day else PeriodState.PLANNED,
        ) for n, (starts, ends) in days
    )  # fmt: skip


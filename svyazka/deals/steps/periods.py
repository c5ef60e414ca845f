"""The periods of a retainer: made when both have signed, changed by an amendment from one that has not begun on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from svyazka.deals.models import AmendmentStage, Contract, ContractStage, Retainer, RetainerPeriod
from svyazka.deals.rules.agreed_periods import CHANGEABLE, read_changes
from svyazka.deals.rules.amendment import StageChange
from svyazka.deals.rules.periods import LaidOut, laid_out
from svyazka.deals.rules.retainer import PERIOD_MOVES, PeriodState
from svyazka.deals.steps.contract import period_title
from svyazka.kit.states import after
from svyazka.people.queries import today

BEGUN = (PeriodState.OPEN, PeriodState.CLOSED)
LEFT = ("rollover", "cap_hours", "lasts", "borrow_hours", "overage_kopecks")
"""What a period has of its retainer as it stands, whatever its days."""


@dataclass(frozen=True)
class Layout:
    """The plan of a retainer as an amendment lays it out."""

    turn: str
    starts_on: date
    count: int
    hours: Decimal
    fee_kopecks: int
    moved_from: int | None = None
    moved_on: date | None = None


def begun_of(contract: Contract) -> int:
    """Return how many periods of the contract have begun."""
    return contract.periods.filter(state__in=BEGUN).count()


def changes_of_periods(contract: Contract, changes: Mapping) -> list[AmendmentStage]:
    """Return what new terms of the periods mean for the stages of those that have not begun; the rows are not stored."""
    if not changes:
        return []
    told = read_changes(changes)
    first, layout = _first(contract, told), laid_out(_layout(contract, told))
    ahead = contract.periods.filter(state=PeriodState.PLANNED).exclude(stage=None).select_related("stage")
    rows = [_change(one.stage, layout[one.number - 1] if one.number <= len(layout) else None, told)
            for one in ahead if one.number >= first or one.number > len(layout)]  # fmt: skip
    return [*(row for row in rows if row is not None), *(_added(one) for one in layout[contract.retainer.count :])]


def _first(contract: Contract, told: Mapping) -> int:
    return told.get("from_number") or begun_of(contract) + 1


def _layout(contract: Contract, told: Mapping) -> Layout:
    plan: Retainer = contract.retainer
    moved = (_first(contract, told), told["starts_on"]) if told.get("starts_on") else (plan.moved_from, plan.moved_on)
    return Layout(plan.turn, plan.starts_on, told.get("count", plan.count), told.get("hours", plan.hours), told.get("fee_kopecks", plan.fee_kopecks), *moved)


def _change(stage: ContractStage, to: LaidOut | None, told: Mapping) -> AmendmentStage | None:
    """Return the row that removes or changes the stage of a period, if anything of it becomes different."""
    row = AmendmentStage(
        change=StageChange.REMOVED, stage=stage, title=stage.title, value_kopecks=stage.value_kopecks, due_on=stage.due_on,
        advance_percent=stage.advance_percent, placement_kopecks=stage.placement_kopecks,
        was_title=stage.title, was_kopecks=stage.value_kopecks, was_due_on=stage.due_on,
    )  # fmt: skip
    if to is None:
        return row
    row.change = StageChange.CHANGED
    if "starts_on" in told:
        row.title, row.due_on = period_title(to.number, to.starts_on, to.ends_on), to.ends_on
    if "starts_on" in told or "fee_kopecks" in told:
        row.value_kopecks = to.fee_kopecks
        row.placement_kopecks = min(stage.placement_kopecks, to.fee_kopecks)
    return row if (row.title, row.value_kopecks, row.due_on) != (row.was_title, row.was_kopecks, row.was_due_on) else None


def _added(one: LaidOut) -> AmendmentStage:
    return AmendmentStage(change=StageChange.ADDED, title=period_title(one.number, one.starts_on, one.ends_on), value_kopecks=one.fee_kopecks, due_on=one.ends_on)


def change_periods(contract: Contract, changes: Mapping, rows: list[AmendmentStage], *, at: datetime) -> None:
    """Write the new terms of the periods, from the one they begin with on; add or call off those at the end."""
    if not changes:
        return
    told, plan = read_changes(changes), contract.retainer
    first, before = _first(contract, told), plan.count
    layout = _layout(contract, told)
    for name in CHANGEABLE:
        setattr(plan, name, told.get(name, getattr(plan, name)))
    plan.moved_from, plan.moved_on = layout.moved_from, layout.moved_on
    plan.save()
    laid = laid_out(plan)
    for period in contract.periods.filter(state=PeriodState.PLANNED):
        if period.number > plan.count:
            period.state = after(PERIOD_MOVES, "cancel", period.state)
        elif period.number >= first:
            _write(period, plan, laid[period.number - 1], told)
        period.save()
    make_periods(contract, {row.due_on: row.stage for row in rows if row.change == StageChange.ADDED}, first=before + 1, at=at)


def _write(period: RetainerPeriod, plan: Retainer, one: LaidOut, told: Mapping) -> None:
    for name in LEFT:
        setattr(period, name, getattr(plan, name))
    if "starts_on" in told:
        period.starts_on, period.ends_on = one.starts_on, one.ends_on
    if "starts_on" in told or "hours" in told:
        period.hours = one.hours
    if "starts_on" in told or "fee_kopecks" in told:
        period.fee_kopecks = one.fee_kopecks


def make_periods(contract: Contract, stages: Mapping, *, first: int = 1, at: datetime) -> None:
    """Make the periods from that number on; `stages` are by the last day of their period. Those that have begun run at once."""
    plan, day = contract.retainer, today(at)
    rows = laid_out(plan)[first - 1 :]
    contract.periods.filter(state=PeriodState.CANCELLED, number__in=[one.number for one in rows]).delete()
    RetainerPeriod.objects.bulk_create(
        RetainerPeriod(
            contract=contract, stage=stages.get(one.ends_on), number=one.number, starts_on=one.starts_on, ends_on=one.ends_on,
            **_worth(plan, one, stages.get(one.ends_on)), **{name: getattr(plan, name) for name in LEFT},
            state=PeriodState.OPEN if one.starts_on <= day else PeriodState.PLANNED,
        ) for one in rows
    )  # fmt: skip


def _worth(plan: Retainer, one: LaidOut, stage: ContractStage | None) -> dict:
    """Return hours and fee of a period; where its stage was agreed whole before a cut month was counted by days, it stays whole."""
    whole = stage is not None and stage.value_kopecks == plan.fee_kopecks
    return {"hours": plan.hours, "fee_kopecks": plan.fee_kopecks} if whole else {"hours": one.hours, "fee_kopecks": one.fee_kopecks}

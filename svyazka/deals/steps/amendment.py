"""What an amendment does to a contract once both have signed it, and who makes way for it."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Sum

from svyazka.deals.models import Amendment, AmendmentStage, Contract, ContractStage
from svyazka.deals.rules import CONTRACT_MOVES
from svyazka.deals.rules.amendment import TERMS, StageChange, added_by
from svyazka.deals.steps.contract import add_stages
from svyazka.deals.steps.periods import change_periods, changes_of_periods
from svyazka.kit.states import after
from svyazka.people.models import Person

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
    change_periods(contract, periods, changes, at=at)
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

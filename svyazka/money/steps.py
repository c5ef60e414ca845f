"""Small writes on stages and engagements that follow their papers and payments."""

from datetime import datetime

from svyazka.clients.models import Engagement
from svyazka.clients.rules import EngagementState
from svyazka.clients.steps import move_engagement
from svyazka.deals.models import Contract
from svyazka.deals.queries import contract_of
from svyazka.deals.rules import CONTRACT_MOVES
from svyazka.deals.steps import move_contract
from svyazka.deals.steps.amendment import when_amended
from svyazka.journal.steps import record
from svyazka.money import queries, rules
from svyazka.money.rules import InvoiceState
from svyazka.people.models import Person
from svyazka.projects.models import Stage
from svyazka.projects.steps import move_stage


def settle(stage: Stage, *, by: Person, at: datetime) -> None:
    """Close the stage when its act is signed and its invoice paid, and the engagement with its last stage."""
    act, invoice = queries.act_of(stage), queries.invoice_of(stage)
    if act is None or invoice is None or act.state not in rules.ACT_HOLDS or invoice.state != InvoiceState.PAID:
        return
    move_stage(stage, "paid", at=at)
    _end_if_all_paid(stage.engagement, by=by, at=at)


def _end_if_all_paid(engagement: Engagement, *, by: Person, at: datetime) -> None:
    if queries.is_all_paid(engagement):
        move_engagement(engagement, EngagementState.DONE, at=at)
        _move_contract(engagement, "close")
        record(engagement, "money.all_paid", by=by, at=at)


@when_amended
def end_if_the_rest_is_removed(contract: Contract, *, by: Person, at: datetime) -> None:
    """Close the engagement of which an amendment has left paid stages alone."""
    if contract.engagement.closed_at is None:
        _end_if_all_paid(contract.engagement, by=by, at=at)


def unsettle(stage: Stage, *, at: datetime) -> None:
    """Open again what a corrected payment had closed."""
    if stage.state != "paid":
        return
    move_stage(stage, "act", at=at)
    if stage.engagement.state == EngagementState.DONE:
        move_engagement(stage.engagement, EngagementState.DELIVERY, at=at)
        _move_contract(stage.engagement, "reopen")


def _move_contract(engagement: Engagement, event: str) -> None:
    contract = contract_of(engagement)  # a terminated one stays so
    if contract is not None and contract.state in CONTRACT_MOVES[event]:
        move_contract(contract, event)

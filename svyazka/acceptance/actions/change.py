"""A change is priced, agreed or not, and becomes a task."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.acceptance import rules
from svyazka.acceptance.actions.duties import SELL
from svyazka.acceptance.models import ChangeRequest
from svyazka.acceptance.rules import ChangeState
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import colleague
from svyazka.projects.actions import CHANGE_PLAN
from svyazka.projects.rules import ACCEPTED_STATES
from svyazka.roles.steps import tell_holder
from svyazka.work.steps import add_task


@action(SELL)
def price_change(change: ChangeRequest, *, price_kopecks: int, hours: Decimal | None = None,
                 by: Person, at: datetime) -> ChangeRequest:  # fmt: skip
    """Offer the change to the client at a price. Raises Refused once its stage is accepted."""
    refuse_if(reasons_if_closed(change.engagement))
    rules.refuse_move(rules.CHANGE, ChangeState, change.state, "offer")
    refuse_if([
        *rules.reasons_not_to_price(price_kopecks=price_kopecks, hours=hours),
        *rules.reasons_not_to_agree(live=False, stage_done=change.stage.state in ACCEPTED_STATES),
    ])  # fmt: skip
    change.state, change.price_kopecks, change.hours = rules.CHANGE[change.state, "offer"], price_kopecks, hours
    change.offered_by, change.offered_at = by, at
    change.save(update_fields=["state", "price_kopecks", "hours", "offered_by", "offered_at"])
    record(change, "acceptance.change_offered", by=by, at=at, price_kopecks=price_kopecks)
    return change


@action(SELL)
def settle_change(change: ChangeRequest, *, agreed: bool, evidence: str = "", by: Person, at: datetime) -> ChangeRequest:
    """Write down the client's answer to an offered change, or that they no longer ask for it, with its evidence.

    A change is agreed while the stage can still be worked on, so that it is planned, done and billed with it.
    """
    refuse_if(reasons_if_closed(change.engagement))
    verb = "agree" if agreed else "decline"
    rules.refuse_move(rules.CHANGE, ChangeState, change.state, verb)
    if not evidence.strip():
        raise Refused(_("Name the evidence of the client's answer: a letter, a signed amendment."))
    if agreed:
        live = change.stage.results.filter(state__in=rules.LIVE).exists()
        refuse_if(rules.reasons_not_to_agree(live=live, stage_done=change.stage.state in ACCEPTED_STATES))
    change.state, change.evidence = rules.CHANGE[change.state, verb], evidence.strip()
    change.decided_by, change.decided_at = by, at
    change.save(update_fields=["state", "evidence", "decided_by", "decided_at"])
    if agreed:
        tell_holder(change.engagement, CHANGE_PLAN, "acceptance.change_agreed", url="/acceptance/", by=by, at=at, change=change.text[:200])
    record(change, "acceptance.change_agreed" if agreed else "acceptance.change_declined", by=by, at=at,
           evidence=change.evidence)  # fmt: skip
    return change


@action(CHANGE_PLAN)
def plan_change(change: ChangeRequest, *, assignee: str, estimate_hours: Decimal, title: str = "", due_on=None,
                by: Person, at: datetime) -> ChangeRequest:  # fmt: skip
    """Make a task of a change that the client has agreed to."""
    refuse_if(reasons_if_closed(change.engagement))
    rules.refuse_move(rules.CHANGE, ChangeState, change.state, "plan")
    change.task = add_task(
        change.stage.project, title=title or change.text[:200], stage=change.stage, assignee=colleague("assignee", assignee),
        text=change.text, estimate_hours=estimate_hours, due_on=due_on, by=by, at=at,
    )  # fmt: skip
    change.state = rules.CHANGE[change.state, "plan"]
    change.save(update_fields=["state", "task"])
    record(change, "acceptance.change_planned", by=by, at=at, task=change.task_id, assignee=assignee)
    return change

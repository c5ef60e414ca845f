"""A remark is told from a change, and becomes a task."""

from datetime import datetime
from decimal import Decimal

from svyazka.acceptance import rules
from svyazka.acceptance.actions.duties import CLASSIFY
from svyazka.acceptance.models import ChangeRequest, Remark
from svyazka.acceptance.rules import RemarkState
from svyazka.clients.rules import reasons_if_closed
from svyazka.journal.steps import record
from svyazka.kit.errors import refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import colleague
from svyazka.projects.actions import CHANGE_PLAN
from svyazka.roles.steps import tell_holder
from svyazka.work.steps import add_task


@action(CLASSIFY)
def classify_remark(remark: Remark, *, in_scope: bool, by: Person, at: datetime) -> Remark:
    """Tell whether the remark is in scope: then it waits for the PM; if not, it becomes a change to be priced."""
    refuse_if(reasons_if_closed(remark.engagement))
    verb = "keep" if in_scope else "turn_away"
    rules.refuse_move(rules.REMARK, RemarkState, remark.state, verb)
    remark.state, remark.in_scope = rules.REMARK[remark.state, verb], in_scope
    remark.classified_by, remark.classified_at = by, at
    remark.save(update_fields=["state", "in_scope", "classified_by", "classified_at"])
    if in_scope:
        tell_holder(remark.engagement, CHANGE_PLAN, "acceptance.classified", url="/acceptance/", by=by, at=at, remark=remark.text[:200])
    else:
        ChangeRequest.objects.create(
            engagement=remark.engagement, stage=remark.defence.result.stage, remark=remark, text=remark.text,
            made_by=by, made_at=at,
        )  # fmt: skip
    record(remark, "acceptance.classified", by=by, at=at, in_scope=in_scope)
    return remark


@action(CHANGE_PLAN)
def plan_remark(remark: Remark, *, assignee: str, estimate_hours: Decimal, title: str = "", due_on=None,
                by: Person, at: datetime) -> Remark:  # fmt: skip
    """Make a task of a remark that is in scope; only whoever plans may."""
    refuse_if(reasons_if_closed(remark.engagement))
    rules.refuse_move(rules.REMARK, RemarkState, remark.state, "plan")
    stage = remark.defence.result.stage
    remark.task = add_task(
        stage.project, title=title or remark.text[:200], stage=stage, assignee=colleague("assignee", assignee), text=remark.text,
        estimate_hours=estimate_hours, due_on=due_on, from_remark_id=remark.pk, by=by, at=at,
    )  # fmt: skip
    remark.state, remark.planned_by, remark.planned_at = rules.REMARK[remark.state, "plan"], by, at
    remark.save(update_fields=["state", "planned_by", "planned_at", "task"])
    record(remark, "acceptance.planned", by=by, at=at, task=remark.task_id, assignee=assignee)
    return remark

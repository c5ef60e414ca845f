"""What can happen to a project: it is started from a contract, its promised days move, its drift is answered for."""

from datetime import date, datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import EngagementState, reasons_if_closed
from svyazka.clients.steps import advance_engagement, move_engagement
from svyazka.deals.actions import CONTRACT
from svyazka.deals.models import Contract
from svyazka.deals.steps import move_contract
from svyazka.journal.steps import record
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import Duty, action
from svyazka.kit.guard import Stage as Part
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.projects import rules
from svyazka.projects.models import DriftNote, Project, PromiseMove, Stage
from svyazka.projects.queries import ghosts
from svyazka.projects.rules import ACCEPTED_STATES, ProjectState, StageState
from svyazka.projects.steps import deadline_follows, move_project
from svyazka.roles.steps import claim_seat, tell_holder

PLAN = Duty("project.plan", _("Plan the schedule and the resources"), stage=Part.DELIVERY, claims=True)
WATCH = Duty("schedule.watch", _("Watch the promised dates"), stage=Part.DELIVERY, by_system=True)
CHANGE_PLAN = Duty("change.plan", _("Plan a change"), stage=Part.DELIVERY)
SIGNED = ("signed", "running")


@action(PLAN)
def start_project(contract: Contract, *, by: Person, at: datetime) -> Project:
    """Start the work on a signed contract: the project takes the contract's stages and promised days.

    Raises Refused if the contract is not signed, has no stages, or the engagement has its project already.
    """
    refuse_if(reasons_if_closed(contract.engagement))
    agreed = list(contract.stages.order_by("position", "pk"))
    has_project = Project.objects.filter(engagement=contract.engagement).exists()
    refuse_if(rules.reasons_not_to_start(signed=contract.state in SIGNED, has_project=has_project, stages=len(agreed)))
    claim_seat(contract.engagement, PLAN, by, at=at)
    project = Project.objects.create(
        engagement=contract.engagement, contract=contract, title=contract.engagement.title, started_at=at, started_by=by,
        deadline_on=max((row.due_on for row in agreed if row.due_on), default=None),
    )  # fmt: skip
    Stage.objects.bulk_create(_stage(project, place, row, at) for place, row in enumerate(agreed, 1))
    if contract.state == "signed":
        move_contract(contract, "run")
    advance_engagement(contract.engagement, EngagementState.DELIVERY, at=at)
    _tell_the_watcher(project, "projects.started", by=by, at=at, title=project.title)
    record(project, "projects.started", by=by, at=at, contract=contract.number, stages=len(agreed))
    return project


@action(PLAN)
def widen_project(project: Project, *, by: Person, at: datetime) -> Project:
    """Take in the stages that an amendment has added to the contract: a finished project and its engagement go on.

    Raises Refused if there are none, or the project was stopped.
    """
    new = list(project.contract.stages.filter(stage=None).order_by("position", "pk"))
    refuse_if(rules.reasons_not_to_widen(new_stages=len(new), stopped=project.state == ProjectState.STOPPED))
    if project.state == ProjectState.DONE:
        move_project(project, "reopen", at=at)
    if project.engagement.state == EngagementState.DONE:
        move_engagement(project.engagement, EngagementState.DELIVERY, at=at)
    place = project.stages.aggregate(last=Max("position"))["last"] or 0
    with deadline_follows(project):
        Stage.objects.bulk_create(_stage(project, place + n, row, at) for n, row in enumerate(new, 1))
    record(project, "projects.widened", by=by, at=at, stages=[row.title for row in new])
    return project


@action(CONTRACT, answers="RA")
def stop_project(project: Project, *, reason: str, by: Person, at: datetime) -> Project:
    """Stop the work before its end: the contract is terminated and the engagement closed, as lost if nothing was paid.

    Raises Refused without a reason, while an accepted stage is not paid, and when the project does not run.
    """
    states = list(project.stages.values_list("state", flat=True))
    unpaid = sum(state in (StageState.ACCEPTED, StageState.ACT) for state in states)
    refuse_if([*reasons_if_closed(project.engagement), *rules.reasons_not_to_stop(unpaid=unpaid, reason=reason)])
    move_project(project, "stop", at=at)
    move_contract(project.contract, "terminate")
    ends = EngagementState.DONE if StageState.PAID in states else EngagementState.LOST
    move_engagement(project.engagement, ends, at=at)
    tell_holder(project.engagement, PLAN, "projects.stopped", url=f"/projects/{project.pk}/", title=project.title, by=by, at=at)
    record(project, "projects.stopped", by=by, at=at, contract=project.contract.number, reason=reason)
    return project


def _stage(project: Project, position: int, agreed, at: datetime) -> Stage:
    return Stage(
        project=project, engagement=project.engagement, contract_stage=agreed, position=position, title=agreed.title,
        value_kopecks=agreed.value_kopecks, due_on=agreed.due_on, promised_on=agreed.due_on, moved_at=at,
    )  # fmt: skip


def _tell_the_watcher(project: Project, verb: str, *, by: Person, at: datetime, **facts) -> None:
    tell_holder(project.engagement, WATCH, verb, url=f"/projects/{project.pk}/", by=by, at=at, **facts)


@action(CHANGE_PLAN)
def move_promise(stage: Stage, *, promised_on: date, reason: str, by: Person, at: datetime) -> Stage:
    """Plan the stage to another promised day, agreed with the client; the day before stays in the story.

    Raises Refused without a reason, or if the stage is accepted already.
    """
    refuse_if(reasons_if_closed(stage.engagement))
    if stage.state in ACCEPTED_STATES:
        raise Refused(_("The stage is accepted: its day does not move any more."))
    if not reason.strip():
        raise Refused(_("Say why the promised day moves: the client will ask."))
    was_on, stage.promised_on = stage.promised_on, promised_on
    PromiseMove.objects.create(
        stage=stage, was_on=was_on, promised_on=promised_on, reason=reason[:1000], moved_by=by, moved_at=at
    )
    with deadline_follows(stage.project):
        stage.save(update_fields=["promised_on"])
    _tell_the_watcher(stage.project, "projects.promise_moved", by=by, at=at, title=stage.title, on=str(promised_on))
    record(stage, "projects.promise_moved", by=by, at=at, was_on=str(was_on), promised_on=str(promised_on), reason=reason)
    return stage


@action(WATCH)
def note_drift(stage: Stage, *, text: str, by: Person, at: datetime) -> DriftNote:
    """Leave a word on the alert of the drift: it leaves Today for that day, and comes back each day until the client knows.

    Raises Refused if the stage does not drift, or nothing is said.
    """
    refuse_if(reasons_if_closed(stage.engagement))
    drift = ghosts([stage], today(at))[0].drift or 0
    if drift <= 0:
        raise Refused(_("The stage ends in time by the last forecast."))
    if not text.strip():
        raise Refused(_("Say what has been done about the drift."))
    note = DriftNote.objects.create(stage=stage, drift_days=drift, promised_on=stage.promised_on, text=text[:1000], written_by=by, written_at=at)
    record(stage, "projects.drift_noted", by=by, at=at, days=drift, text=text)
    return note

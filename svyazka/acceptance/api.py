"""Results, defences, verdicts, remarks and changes, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status
from pydantic import AwareDatetime, Field

from svyazka.acceptance import actions, queries
from svyazka.acceptance.models import ChangeRequest, Defence, Remark, Result
from svyazka.kit.api import Hours, In, Key, Line, Money, Page, Text, listed, money, plain, told
from svyazka.kit.http import find

router = Router(tags=["acceptance"])


def shown_result(result: Result) -> dict:
    """Tell a result."""
    return {
        "id": result.pk, "version": result.version, "stage_id": result.stage_id,
        "engagement_id": result.engagement_id, "edition": result.edition, "state": result.state, "items": result.items,
        "criteria": [{"id": c.pk, "clause_id": c.clause_id, "text": c.text, "criterion": c.criterion,
                      "how_met": c.how_met} for c in result.criteria.all()],
        "checked_by": result.checked_by.login if result.checked_by else None, "made_at": told(result.made_at),
        "check_confirmed_at": told(result.confirmed_at),
        "handed_at": told(result.handed_at), "taken_at": told(result.taken_at), "return_reason": result.return_reason,
    }  # fmt: skip


def shown_defence(defence: Defence) -> dict:
    """Tell a defence with its remarks."""
    return {
        "id": defence.pk, "version": defence.version, "result_id": defence.result_id,
        "engagement_id": defence.engagement_id, "round": defence.round_no, "channel": defence.channel,
        "held_at": told(defence.held_at), "verdict": defence.verdict or None,
        "accepted": None if not defence.verdict else defence.verdict == "accepted",
        "decided_at": told(defence.decided_at), "evidence": defence.evidence, "by_silence": defence.by_silence,
        "silence_due_on": defence.silence_due_on, "remarks": [shown_remark(r) for r in defence.remarks.all()],
    }  # fmt: skip


def shown_remark(remark: Remark) -> dict:
    """Tell a remark."""
    return {
        "id": remark.pk, "version": remark.version, "defence_id": remark.defence_id,
        "engagement_id": remark.engagement_id, "criterion": remark.criterion, "text": remark.text,
        "state": remark.state, "in_scope": remark.in_scope, "task_id": remark.task_id,
    }  # fmt: skip


def shown_change(change: ChangeRequest) -> dict:
    """Tell a change of scope."""
    return {
        "id": change.pk, "version": change.version, "engagement_id": change.engagement_id, "stage_id": change.stage_id,
        "remark_id": change.remark_id, "text": change.text, "state": change.state,
        "price": money(change.price_kopecks), "hours": plain(change.hours), "task_id": change.task_id,
    }  # fmt: skip


class CriterionIn(In):
    clause_id: Key | None = None
    how_met: Text


class ResultIn(In):
    items: list[Line] = Field(min_length=1, max_length=100)
    criteria: list[CriterionIn] = Field(default_factory=list, max_length=500)


@router.post("/stages/{stage_id}/results", response={201: dict})
def build(request, stage_id: int, body: ResultIn):
    """Put the result of a stage together."""
    at = timezone.now()
    stage = find(queries.stages_visible_to(request.user, at), stage_id)
    made = actions.build_result(
        stage, items=body.items, criteria=[c.model_dump() for c in body.criteria], by=request.user, at=at
    )
    return Status(201, shown_result(made))


@router.get("/results", response=Page)
def list_results(request, stage: Key | None = None, engagement: Key | None = None, state: str | None = None,
                 cursor: str | None = None, limit: int = 50):  # fmt: skip
    """List results, the newest first."""
    found = queries.visible_to(request.user, timezone.now()).prefetch_related("criteria")
    return listed(_kept(found, stage=stage, engagement=engagement, state=state), shown_result, cursor=cursor, limit=limit)


def _kept(queryset, **wanted):
    return queryset.filter(**{key: value for key, value in wanted.items() if value is not None})


@router.get("/results/{result_id}", response=dict)
def one_result(request, result_id: int):
    """Tell one result with its defences."""
    result = find(queries.visible_to(request.user, timezone.now()), result_id)
    defences = result.defences.prefetch_related("remarks")
    return {**shown_result(result), "defences": [shown_defence(defence) for defence in defences]}


@router.post("/results/{result_id}/check", response={201: dict})
def check(request, result_id: int):
    """Sign that the result was checked."""
    at = timezone.now()
    result = find(queries.visible_to(request.user, at), result_id)
    return Status(201, shown_result(actions.check_result(result, by=request.user, at=at)))


class HandoverIn(In):
    checked_by: Line


@router.post("/results/{result_id}/handover", response={201: dict})
def hand_over(request, result_id: int, body: HandoverIn):
    """Hand the result over to whoever defends it; a second person has checked it."""
    at = timezone.now()
    result = find(queries.visible_to(request.user, at), result_id)
    return Status(201, shown_result(actions.hand_over(result, checked_by=body.checked_by, by=request.user, at=at)))


class HandoverAcceptanceIn(In):
    accepted: bool
    reason: str = Field("", max_length=5000)


@router.post("/results/{result_id}/handover-acceptance", response={201: dict})
def accept_handover(request, result_id: int, body: HandoverAcceptanceIn):
    """Take the result to defend it, or send it back with a reason."""
    at = timezone.now()
    result = find(queries.visible_to(request.user, at), result_id)
    made = actions.accept_handover(result, accepted=body.accepted, reason=body.reason, by=request.user, at=at)
    return Status(201, shown_result(made))


class DefenceIn(In):
    channel: Line
    held_at: AwareDatetime


@router.post("/results/{result_id}/defences", response={201: dict})
def open_defence(request, result_id: int, body: DefenceIn):
    """Show the result to the client."""
    at = timezone.now()
    result = find(queries.visible_to(request.user, at), result_id)
    made = actions.open_defence(result, channel=body.channel, held_at=body.held_at, by=request.user, at=at)
    return Status(201, shown_defence(made))


@router.get("/defences", response=Page)
def list_defences(request, result: Key | None = None, engagement: Key | None = None, cursor: str | None = None,
                  limit: int = 50):  # fmt: skip
    """List defences, the newest first."""
    found = queries.defences_visible_to(request.user, timezone.now()).prefetch_related("remarks")
    return listed(_kept(found, result=result, engagement=engagement), shown_defence, cursor=cursor, limit=limit)


@router.get("/defences/{defence_id}", response=dict)
def one_defence(request, defence_id: int):
    """Tell one defence."""
    return shown_defence(find(queries.defences_visible_to(request.user, timezone.now()), defence_id))


class RemarkIn(In):
    criterion: str = Field("", max_length=500)
    text: Text


class VerdictIn(In):
    accepted: bool
    remarks: list[RemarkIn] = Field(default_factory=list, max_length=200)
    evidence: str = Field("", max_length=5000)


@router.post("/defences/{defence_id}/verdicts", response={201: dict})
def decide(request, defence_id: int, body: VerdictIn):
    """Give the client's verdict: the contact in person, staff with evidence."""
    at = timezone.now()
    defence = find(queries.defences_visible_to(request.user, at), defence_id)
    made = actions.decide_defence(
        defence, accepted=body.accepted, remarks=[r.model_dump() for r in body.remarks], evidence=body.evidence,
        by=request.user, at=at,
    )  # fmt: skip
    return Status(201, shown_defence(made))


@router.get("/remarks", response=Page)
def list_remarks(request, defence: Key | None = None, engagement: Key | None = None, state: str | None = None,
                 cursor: str | None = None, limit: int = 50):  # fmt: skip
    """List remarks, the newest first."""
    found = _kept(queries.remarks_visible_to(request.user, timezone.now()), defence=defence, engagement=engagement, state=state)
    return listed(found, shown_remark, cursor=cursor, limit=limit)


class ClassificationIn(In):
    in_scope: bool


@router.post("/remarks/{remark_id}/classification", response={201: dict})
def classify(request, remark_id: int, body: ClassificationIn):
    """Tell whether a remark is in scope; out of scope it becomes a change request."""
    at = timezone.now()
    remark = find(queries.remarks_visible_to(request.user, at), remark_id)
    made = actions.classify_remark(remark, in_scope=body.in_scope, by=request.user, at=at)
    change = ChangeRequest.objects.filter(remark=made).first()
    return Status(201, {**shown_remark(made), "change": shown_change(change) if change else None})


class PlanningIn(In):
    assignee: Line
    estimate_hours: Hours
    title: str = Field("", max_length=300)
    due_on: date | None = None


@router.post("/remarks/{remark_id}/planning", response={201: dict})
def plan(request, remark_id: int, body: PlanningIn):
    """Make a task of a remark in scope."""
    at = timezone.now()
    remark = find(queries.remarks_visible_to(request.user, at), remark_id)
    return Status(201, shown_remark(actions.plan_remark(remark, **body.model_dump(), by=request.user, at=at)))


@router.get("/changes", response=Page)
def list_changes(request, engagement: Key | None = None, state: str | None = None, cursor: str | None = None,
                 limit: int = 50):  # fmt: skip
    """List changes of scope, the newest first."""
    found = _kept(queries.changes_visible_to(request.user, timezone.now()), engagement=engagement, state=state)
    return listed(found, shown_change, cursor=cursor, limit=limit)


class OfferIn(In):
    price: Money
    hours: Hours | None = None


@router.post("/changes/{change_id}/offers", response={201: dict})
def offer(request, change_id: int, body: OfferIn):
    """Offer a change to the client at a price."""
    at = timezone.now()
    change = find(queries.changes_visible_to(request.user, at), change_id)
    made = actions.price_change(change, price_kopecks=body.price.kopecks, hours=body.hours, by=request.user, at=at)
    return Status(201, shown_change(made))


class AnswerIn(In):
    agreed: bool
    evidence: str = Field("", max_length=5000)


@router.post("/changes/{change_id}/answers", response={201: dict})
def settle(request, change_id: int, body: AnswerIn):
    """Write down the client's answer to an offered change."""
    at = timezone.now()
    change = find(queries.changes_visible_to(request.user, at), change_id)
    made = actions.settle_change(change, agreed=body.agreed, evidence=body.evidence, by=request.user, at=at)
    return Status(201, shown_change(made))


@router.post("/changes/{change_id}/planning", response={201: dict})
def plan_change(request, change_id: int, body: PlanningIn):
    """Make a task of a change that the client has agreed to."""
    at = timezone.now()
    change = find(queries.changes_visible_to(request.user, at), change_id)
    return Status(201, shown_change(actions.plan_change(change, **body.model_dump(), by=request.user, at=at)))

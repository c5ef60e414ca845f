"""Results, spoken in JSON: put together, checked, handed over, taken or sent back."""

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from svyazka.acceptance import actions, queries
from svyazka.acceptance.api.defence import shown_defence
from svyazka.acceptance.models import Result
from svyazka.kit.api import In, Key, Line, Page, Text, listed, narrowed, told
from svyazka.kit.http import find

router = Router()


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
    return listed(narrowed(found, stage=stage, engagement=engagement, state=state), shown_result, cursor=cursor, limit=limit)


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

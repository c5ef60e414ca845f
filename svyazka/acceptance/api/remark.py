"""Remarks of clients, spoken in JSON."""


from django.utils import timezone
from ninja import Router, Status

from svyazka.acceptance import actions, queries
from svyazka.acceptance.api.change import PlanningIn, shown_change
from svyazka.acceptance.models import ChangeRequest, Remark
from svyazka.kit.api import In, Key, Page, listed, narrowed
from svyazka.kit.http import find

router = Router()


def shown_remark(remark: Remark) -> dict:
    """Tell a remark."""
    return {
        "id": remark.pk, "version": remark.version, "defence_id": remark.defence_id,
        "engagement_id": remark.engagement_id, "criterion": remark.criterion, "text": remark.text,
        "state": remark.state, "in_scope": remark.in_scope, "task_id": remark.task_id,
    }  # fmt: skip


@router.get("/remarks", response=Page)
def list_remarks(request, defence: Key | None = None, engagement: Key | None = None, state: str | None = None,
                 cursor: str | None = None, limit: int = 50):  # fmt: skip
    """List remarks, the newest first."""
    found = narrowed(queries.remarks_visible_to(request.user, timezone.now()), defence=defence, engagement=engagement, state=state)
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


@router.post("/remarks/{remark_id}/planning", response={201: dict})
def plan(request, remark_id: int, body: PlanningIn):
    """Make a task of a remark in scope."""
    at = timezone.now()
    remark = find(queries.remarks_visible_to(request.user, at), remark_id)
    return Status(201, shown_remark(actions.plan_remark(remark, **body.model_dump(), by=request.user, at=at)))

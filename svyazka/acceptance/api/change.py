"""Changes, spoken in JSON: priced, agreed or not, planned."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from svyazka.acceptance import actions, queries
from svyazka.acceptance.models import ChangeRequest
from svyazka.kit.api import Hours, In, Key, Line, Money, Page, listed, money, narrowed, plain
from svyazka.kit.http import find

router = Router()


def shown_change(change: ChangeRequest) -> dict:
    """Tell a change of scope."""
    return {
        "id": change.pk, "version": change.version, "engagement_id": change.engagement_id, "stage_id": change.stage_id,
        "remark_id": change.remark_id, "text": change.text, "state": change.state,
        "price": money(change.price_kopecks), "hours": plain(change.hours), "task_id": change.task_id,
    }  # fmt: skip


@router.get("/changes", response=Page)
def list_changes(request, engagement: Key | None = None, state: str | None = None, cursor: str | None = None,
                 limit: int = 50):  # fmt: skip
    """List changes of scope, the newest first."""
    found = narrowed(queries.changes_visible_to(request.user, timezone.now()), engagement=engagement, state=state)
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


class PlanningIn(In):
    assignee: Line
    estimate_hours: Hours
    title: str = Field("", max_length=300)
    due_on: date | None = None


@router.post("/changes/{change_id}/planning", response={201: dict})
def plan_change(request, change_id: int, body: PlanningIn):
    """Make a task of a change that the client has agreed to."""
    at = timezone.now()
    change = find(queries.changes_visible_to(request.user, at), change_id)
    return Status(201, shown_change(actions.plan_change(change, **body.model_dump(), by=request.user, at=at)))

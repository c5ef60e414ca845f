"""Promises, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.briefs import actions, queries
from svyazka.briefs.models import Promise
from svyazka.clients.queries import visible_to
from svyazka.kit.api import LIMIT, In, Text, listed, upto
from svyazka.kit.http import find

router = Router()


def promise_shown(promise: Promise) -> dict:
    """Tell a promise."""
    return {"id": promise.pk, "version": promise.version, "engagement_id": promise.engagement_id, "kind": promise.kind,
            "text": promise.text, "due_on": promise.due_on, "state": promise.state, "verdict": promise.verdict,
            "verdict_reason": promise.verdict_reason}  # fmt: skip


class PromiseIn(In):
    kind: str
    text: Text
    due_on: date | None = None


@router.get("/promises")
def list_promises(request, cursor: str | None = None, limit: int = LIMIT, state: str = ""):
    """List the promises you see."""
    promises = queries.promises_visible_to(request.user, timezone.now())
    return listed(promises.filter(state=state) if state else promises, promise_shown, cursor=cursor, limit=limit)


@router.post("/engagements/{engagement_id}/promises", response={201: dict})
def promise(request, engagement_id: int, body: PromiseIn):
    """Write down a promise."""
    at = timezone.now()
    made = actions.make_promise(find(visible_to(request.user, at), engagement_id), by=request.user, at=at, **body.model_dump())
    return Status(201, promise_shown(made))


class OutcomeIn(In):
    outcome: str
    reason: upto(20000) = ""


@router.post("/promises/{promise_id}/outcomes", response={201: dict})
def settle(request, promise_id: int, body: OutcomeIn):
    """Say how a promise ended."""
    at = timezone.now()
    found = find(queries.promises_visible_to(request.user, at), promise_id)
    return Status(201, promise_shown(actions.settle_promise(found, by=request.user, at=at, **body.model_dump())))


class ReasonIn(In):
    reason: upto(20000) = ""


@router.post("/promises/{promise_id}/withdrawal")
def withdraw(request, promise_id: int, body: ReasonIn):
    """Take a promise back."""
    at = timezone.now()
    found = find(queries.promises_visible_to(request.user, at), promise_id)
    return promise_shown(actions.withdraw_promise(found, reason=body.reason, by=request.user, at=at))

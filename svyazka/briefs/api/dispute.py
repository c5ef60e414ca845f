"""Whether what was caught is a promise at all, spoken in JSON."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.briefs import actions
from svyazka.briefs.api.promise import ReasonIn, promise_shown, the_promise
from svyazka.kit.api import In

router = Router()


@router.post("/promises/{promise_id}/disputes", response={201: dict})
def dispute(request, promise_id: int, body: ReasonIn):
    """Say that what was caught, and the client has heard, is no promise."""
    return Status(201, promise_shown(actions.dispute_promise(the_promise(request, promise_id), reason=body.reason, by=request.user, at=timezone.now())))


class AnswerIn(In):
    agreed: bool


@router.post("/promises/{promise_id}/disputes/answers", response={201: dict})
def answer_dispute(request, promise_id: int, body: AnswerIn):
    """Agree that it is no promise, or say that it is one."""
    return Status(201, promise_shown(actions.answer_dispute(the_promise(request, promise_id), agreed=body.agreed, by=request.user, at=timezone.now())))

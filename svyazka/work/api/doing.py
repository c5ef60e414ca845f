"""Tasks under way, spoken in JSON: begun, stopped, handed in, checked."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, Text
from svyazka.work import actions
from svyazka.work.api.tasks import anew, task_seen

router = Router(tags=["work"])


class StartIn(In):
    early: bool = True


@router.post("/tasks/{task_id}/start", response={201: dict})
def start_task(request, task_id: int, body: StartIn | None = None):
    """Begin a task; with `early` false one that still waits for others is refused with what it waits for."""
    actions.start_task(task_seen(request, task_id), early=body is None or body.early, by=request.user, at=timezone.now())
    return Status(201, anew(request, task_id))


@router.post("/tasks/{task_id}/completion", response={201: dict})
def finish_task(request, task_id: int):
    """Hand a task in: it waits for the check."""
    actions.finish_task(task_seen(request, task_id), by=request.user, at=timezone.now())
    return Status(201, anew(request, task_id))


class CheckIn(In):
    passed: bool = True
    reason: str = ""


@router.post("/tasks/{task_id}/checks", response={201: dict})
def check_task(request, task_id: int, body: CheckIn):
    """Take a task in, or give it back with a reason."""
    actions.check_task(task_seen(request, task_id), by=request.user, at=timezone.now(), **body.dict())
    return Status(201, anew(request, task_id))


class BlockIn(In):
    reason: Text


@router.post("/tasks/{task_id}/blocks", response={201: dict})
def block_task(request, task_id: int, body: BlockIn):
    """Say what a task waits for."""
    actions.block_task(task_seen(request, task_id), reason=body.reason, by=request.user, at=timezone.now())
    return Status(201, anew(request, task_id))


@router.delete("/tasks/{task_id}/blocks")
def unblock_task(request, task_id: int):
    """Go on with a blocked task: its assignee, or whoever controls it."""
    task = task_seen(request, task_id)
    act = actions.unblock_task if task.assignee_id == request.user.pk else actions.clear_block
    act(task, by=request.user, at=timezone.now())
    return anew(request, task_id)

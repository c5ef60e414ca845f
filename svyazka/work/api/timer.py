"""The timer, spoken in JSON: one a person; stopped, it is hours."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import Hours, In, staff_only, told, upto
from svyazka.kit.http import find
from svyazka.work import actions, queries
from svyazka.work.api.hours import place_in
from svyazka.work.api.shown_hours import shown_entry
from svyazka.work.models import Timer
from svyazka.work.queries import Line

router = Router(tags=["work"])


def _shown(timer: Timer) -> dict:
    at, line = timezone.now(), queries.line_of(timer)
    return {
        "version": timer.pk, "task_id": timer.task_id, "engagement_id": timer.engagement_id, "duty": timer.duty_kind, "title": line.title,
        "started_at": told(timer.started_at), "forgotten": queries.forgotten(timer, at),
    }  # fmt: skip


@router.get("/me/timer")
def my_timer(request):
    """Tell one's timer; null when none runs."""
    timer = queries.running_timer(staff_only(request))
    return {"timer": _shown(timer) if timer else None}


@router.post("/tasks/{task_id}/timer", response={201: dict})
def start_timer(request, task_id: int):
    """Time a task; a timer that runs is stopped and written first."""
    at = timezone.now()
    return Status(201, _shown(actions.start_timer(find(queries.visible_to(request.user, at), task_id), by=request.user, at=at)))


class DutyIn(In):
    duty: upto(40)


@router.post("/engagements/{engagement_id}/timer", response={201: dict})
def start_duty_timer(request, engagement_id: int, body: DutyIn):
    """Time a duty of one's own on an engagement."""
    line = Line(place_in(request, engagement_id), kind=body.duty)
    return Status(201, _shown(actions.start_duty_timer(line, by=request.user, at=timezone.now())))


class StopIn(In):
    note: upto(500) = ""


@router.post("/me/timer/stop", response={201: dict})
def stop_timer(request, body: StopIn):
    """Stop one's timer: its hours by day, rounded by the norm."""
    watch = queries.watch_of(staff_only(request))
    made = actions.stop_timer(watch, note=body.note, by=request.user, at=timezone.now())
    return Status(201, {"entries": [shown_entry(entry) for entry in made]})


class SettlementIn(In):
    on: date
    hours: Hours
    note: upto(500) = ""


@router.post("/me/timer/settlement", response={201: dict})
def settle_timer(request, body: SettlementIn):
    """Say how long a timer that was forgotten was work."""
    watch = queries.watch_of(staff_only(request))
    entry = actions.settle_timer(watch, worked_on=body.on, hours=body.hours, note=body.note, by=request.user, at=timezone.now())
    return Status(201, shown_entry(entry))


@router.delete("/me/timer")
def drop_timer(request):
    """Let one's timer go without hours."""
    timer = actions.drop_timer(queries.watch_of(staff_only(request)), by=request.user, at=timezone.now())
    return {"started_at": told(timer.started_at)}

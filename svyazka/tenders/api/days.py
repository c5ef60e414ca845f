"""Days of a tender: what is due when, by which rule, and what has happened."""

from datetime import date

from django.utils import timezone
from ninja import Status

from svyazka.kit.api import In, Line, told, upto
from svyazka.tenders import actions
from svyazka.tenders.api.base import found, of_a_tender, router
from svyazka.tenders.models import TenderDeadline


def day_shown(row: TenderDeadline) -> dict:
    """Tell a day with the rule it rests on."""
    rule = row.rule
    return {
        "id": row.pk,
        "version": row.version,
        "tender_id": row.tender_id,
        "kind": row.code,
        "title": str(row.name),
        "on": row.on,
        "by_hand": row.by_hand,
        "note": row.note,
        "to_be_checked": row.to_be_checked,
        "confirmed_at": told(row.confirmed_at),
        "done_at": told(row.done_at),
        "rule": None if rule is None or row.by_hand else {"id": rule.pk, "base": rule.base, "days": rule.days, "working_days": rule.working_days,
                                                          "before": rule.before, "mark": rule.mark, "source": rule.source},
    }  # fmt: skip


@router.get("/tenders/{tender_id}/deadlines")
def list_days(request, tender_id: int):
    """List the days of a tender, the nearest first."""
    tender = found(request, tender_id)
    return {"items": [day_shown(row) for row in tender.deadlines.select_related("rule").order_by("on", "pk")], "next": None}


class DayIn(In):
    title: upto(80, least=1)
    on: date
    note: upto(300) = ""


@router.post("/tenders/{tender_id}/deadlines", response={201: dict})
def add_deadline(request, tender_id: int, body: DayIn):
    """Add a day of our own."""
    return Status(201, day_shown(actions.add_deadline(found(request, tender_id), by=request.user, at=timezone.now(), **body.model_dump())))


class HappenedIn(In):
    base: Line
    on: date


@router.post("/tenders/{tender_id}/events")
def note_day(request, tender_id: int, body: HappenedIn):
    """Write down on which day an event was; the terms are counted from it."""
    tender = actions.note_day(found(request, tender_id), by=request.user, at=timezone.now(), **body.model_dump())
    return {"items": [day_shown(row) for row in tender.deadlines.select_related("rule").order_by("on", "pk")], "next": None}


def _row(request, deadline_id: int) -> TenderDeadline:
    return of_a_tender(request, TenderDeadline.objects.all(), deadline_id)


@router.post("/tender-deadlines/{deadline_id}/confirmation")
def confirm_deadline(request, deadline_id: int):
    """Say that the day was checked by the documents of the tender."""
    return day_shown(actions.confirm_deadline(_row(request, deadline_id), by=request.user, at=timezone.now()))


class MoveDayIn(In):
    on: date
    reason: upto(300, least=1)


@router.post("/tender-deadlines/{deadline_id}/day")
def move_deadline(request, deadline_id: int, body: MoveDayIn):
    """Set the day by hand."""
    return day_shown(actions.move_deadline(_row(request, deadline_id), by=request.user, at=timezone.now(), **body.model_dump()))


@router.post("/tender-deadlines/{deadline_id}/completion")
def close_deadline(request, deadline_id: int):
    """Say that it is done."""
    return day_shown(actions.close_deadline(_row(request, deadline_id), by=request.user, at=timezone.now()))

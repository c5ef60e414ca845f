"""Absences and covers, spoken in JSON."""

from datetime import date

from django.db.models import prefetch_related_objects
from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import LIMIT, In, Line, kept, listed, staff_only, upto
from svyazka.kit.http import find
from svyazka.people.models import Absence
from svyazka.people.queries import colleague
from svyazka.team import actions, queries
from svyazka.team.models import Cover

router = Router(tags=["team"])


def cover_shown(cover: Cover) -> dict:
    """Tell a cover with its verdict per day."""
    return {
        "id": cover.pk,
        "version": cover.version,
        "engagement": {"id": cover.engagement_id, "title": cover.engagement.title},
        "seat": cover.seat,
        "absent": cover.absent.username,
        "deputy": cover.deputy.username if cover.deputy else None,
        "state": cover.state,
        "verdict": cover.verdict,
        "days": cover.days,
    }


def shown(absence: Absence) -> dict:
    """Tell an absence with its covers."""
    prefetch_related_objects([absence], queries.with_covers())  # a list has brought them along already
    return {"id": absence.pk, "version": absence.version, "person": absence.person.username, "kind": absence.kind,
            "starts_on": absence.starts_on, "ends_on": absence.ends_on, "state": absence.state,
            "covers": [cover_shown(cover) for cover in absence.covers.all()]}  # fmt: skip


class AbsenceIn(In):
    person: Line
    starts_on: date
    ends_on: date
    kind: str = "vacation"
    note: kept(Absence, "note") = ""


@router.post("/absences", response={201: dict})
def request_days(request, body: AbsenceIn):
    """Ask for days off; the answer tells the cover of each engagement, day by day."""
    staff_only(request)
    told = body.model_dump(exclude={"person"})
    absence = actions.request_absence(colleague("person", body.person), by=request.user, at=timezone.now(), **told)
    return Status(201, shown(absence))


@router.get("/absences")
def list_absences(request, cursor: str | None = None, limit: int = LIMIT):
    """List the absences."""
    staff_only(request)
    absences = queries.absences_visible_to(request.user, timezone.now())
    return listed(absences.prefetch_related(queries.with_covers()), shown, cursor=cursor, limit=limit)


@router.post("/absences/{absence_id}/approval")
def approve_days(request, absence_id: int):
    """Approve an absence whose covers are settled."""
    absence = find(queries.absences_visible_to(request.user, timezone.now()), absence_id)
    return shown(actions.approve_absence(absence, by=request.user, at=timezone.now()))


class RefusalIn(In):
    reason: upto(500, least=1)


@router.post("/absences/{absence_id}/refusal")
def decline_days(request, absence_id: int, body: RefusalIn):
    """Decline days off that were asked for, and say why."""
    absence = find(queries.absences_visible_to(staff_only(request), timezone.now()), absence_id)
    return shown(actions.decline_absence(absence, reason=body.reason, by=request.user, at=timezone.now()))


@router.post("/absences/{absence_id}/cancellation")
def cancel_days(request, absence_id: int):
    """Cancel days off; what was agreed about covering them ends at that moment."""
    absence = find(queries.absences_visible_to(staff_only(request), timezone.now()), absence_id)
    return shown(actions.cancel_absence(absence, by=request.user, at=timezone.now()))


def _cover(request, cover_id: int) -> Cover:
    return find(queries.covers_visible_to(request.user, timezone.now()), cover_id)


@router.get("/covers")
def list_covers(request, cursor: str | None = None, limit: int = LIMIT):
    """List the covers you see."""
    return listed(queries.covers_visible_to(request.user, timezone.now()), cover_shown, cursor=cursor, limit=limit)


class AcceptanceIn(In):
    accepted: bool = True
    reason: kept(Cover, "reason") = ""


@router.post("/covers/{cover_id}/acceptance")
def accept(request, cover_id: int, body: AcceptanceIn):
    """Agree to stand in, or not."""
    return cover_shown(actions.accept_cover(_cover(request, cover_id), by=request.user, at=timezone.now(), **body.model_dump()))


class DeputyIn(In):
    deputy: Line


@router.post("/covers/{cover_id}/deputies", response={201: dict})
def name(request, cover_id: int, body: DeputyIn):
    """Name another deputy."""
    cover = actions.name_deputy(_cover(request, cover_id), deputy=colleague("person", body.deputy), by=request.user, at=timezone.now())
    return Status(201, cover_shown(cover))


class ApprovalIn(In):
    risk_signed: bool = False


@router.post("/covers/{cover_id}/approval")
def approve(request, cover_id: int, body: ApprovalIn):
    """Give the deputy the rights for the dates."""
    return cover_shown(actions.approve_cover(_cover(request, cover_id), risk_signed=body.risk_signed, by=request.user, at=timezone.now()))

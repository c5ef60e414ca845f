"""Switches from scheme to scheme, spoken in JSON."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, Key, Line, kept, plain
from svyazka.kit.errors import unknown
from svyazka.kit.http import find
from svyazka.people.queries import the_agency, today
from svyazka.roles import actions
from svyazka.roles.models import SchemeTransition
from svyazka.roles.queries.matrix import schemes
from svyazka.roles.queries.moves import hours_of
from svyazka.roles.rules import Scope

router = Router()


class ScopeIn(In):
    kind: str = "agency"
    id: Key | None = None


class TransitionIn(In):
    to: Line
    scope: ScopeIn = ScopeIn()
    on: date | None = None
    reason: kept(SchemeTransition, "reason") = ""


@router.post("/transitions", response={201: dict})
def draft(request, body: TransitionIn):
    """Make a dry run of a switch: what moves, to whom, what nobody holds."""
    at = timezone.now()
    scheme = schemes().filter(code=body.to).first()
    if scheme is None or body.scope.kind not in Scope.values:
        raise unknown("to", body.to)
    made = actions.draft_transition(
        scheme, scope=body.scope.kind, scope_id=body.scope.id or 0, starts_at=_start(body.on, at), reason=body.reason,
        by=request.user, at=at,
    )  # fmt: skip
    return Status(201, _transition(made))


def _start(day: date | None, at: datetime) -> datetime:
    if day is None:
        return at
    return at if day == today(at) else datetime.combine(day, time(), ZoneInfo(the_agency().zone))


def _transition(made: SchemeTransition) -> dict:
    return {
        "id": made.pk,
        "version": made.version,
        "to": made.scheme.code,
        "scope": {"kind": made.scope, "id": made.scope_id or None},
        "starts_at": made.starts_at,
        "dry_run": made.carried_out_at is None,
        "moves": made.plan["moves"],
        "hours": [{"login": login, "hours_a_week": plain(hours)} for login, hours in hours_of(made.plan["moves"]).items()],
        "faults": made.plan["faults"],
        "warnings": made.plan.get("warnings", []),
        "unheld": [{"engagement": m["engagement"], "seats": m["vacant"]} for m in made.plan["moves"] if m["vacant"]],
    }


@router.post("/transitions/{transition_id}/execution")
def carry_out(request, transition_id: int):
    """Carry out a switch that was tried dry."""
    made = find(SchemeTransition.objects.select_related("scheme"), transition_id)
    return _transition(actions.carry_out_transition(made, by=request.user, at=timezone.now()))

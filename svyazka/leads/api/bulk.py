"""Many rows by one call: each is its own act; whichever is refused is told by row, and the call is refused if all are."""

from django.utils import timezone
from ninja import Router
from pydantic import Field

from svyazka.kit import bulk
from svyazka.kit.api import In, Key, upto
from svyazka.kit.http import find
from svyazka.leads import actions, queries

router = Router()


class RowsIn(In):
    ids: list[Key] = Field(min_length=1, max_length=bulk.MOST)


class RefusalsIn(RowsIn):
    reason: upto(1000, least=1)
    reason_code: upto(40) = ""


class ReasonedIn(RowsIn):
    reason: upto(500, least=1)


def _rows(seen, body: RowsIn) -> list:
    return [find(seen, key) for key in dict.fromkeys(body.ids)]


@router.post("/leads/refusals")
def refuse(request, body: RefusalsIn):
    """Close these leads as not ours; one that nobody has taken is taken by you first."""
    at, by = timezone.now(), request.user
    leads = _rows(queries.visible_to(by, at), body)
    return bulk.told(bulk.each(leads, lambda lead: actions.refuse_lead(lead, reason=body.reason, reason_code=body.reason_code, by=by, at=at)))


@router.post("/dead-letters/putting-away")
def put_away(request, body: ReasonedIn):
    """Put these dead letters away as not for us; their bytes stay."""
    at, by = timezone.now(), request.user
    rows = _rows(queries.dead_letters_for(by, at), body)
    return bulk.told(bulk.each(rows, lambda row: actions.discard_raw(row, reason=body.reason, by=by, at=at)))


@router.post("/dead-letters/reading")
def read(request, body: RowsIn):
    """Try to read these dead letters again; `understood` are those of which something came."""
    at, by = timezone.now(), request.user
    outcome = bulk.each(_rows(queries.dead_letters_for(by, at), body), lambda row: actions.read_raw(row, by=by, at=at))
    return {**bulk.told(outcome), "understood": [row.pk for row in outcome.done if row.lead_id or row.message_id]}

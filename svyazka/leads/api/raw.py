"""Raw messages that were not understood, spoken in JSON."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import LIMIT, In, listed, upto
from svyazka.kit.errors import unknown
from svyazka.kit.files import download
from svyazka.kit.http import find
from svyazka.leads import actions, queries
from svyazka.leads.models import Raw
from svyazka.people.queries import the_agency

router = Router()


def told(raw: Raw) -> dict:
    """Tell a raw message."""
    return {"id": raw.pk, "digest": raw.digest, "name": raw.name, "kind": raw.kind, "channel": raw.channel, "origin": raw.origin,
            "size": raw.size, "state": raw.state, "reason": raw.reason, "put_away_because": raw.put_away_because,
            "received_at": raw.received_at, "tries": raw.tries, "lead_id": raw.lead_id, "version": raw.version}  # fmt: skip


@router.get("/dead-letters")
def list_dead(request, cursor: str | None = None, limit: int = LIMIT, reason: str = "", channel: str = "", state: str = "dead"):
    """List the raw messages that were not understood, or those put away (`state=discarded`); by reason and channel."""
    at = timezone.now()
    tabs = {"dead": queries.dead_letters_for, "discarded": queries.put_away_for}
    if state not in tabs:
        raise unknown("state", state)
    named = {"reason": reason, "channel": channel}
    found = tabs[state](request.user, at).filter(**{name: value for name, value in named.items() if value})
    return listed(found, told, cursor=cursor, limit=limit)


@router.get("/dead-letters/reasons")
def list_reasons(request):
    """List the reasons of the dead letters with how many have each."""
    return {"items": queries.reasons_of(queries.dead_letters_for(request.user, timezone.now()))}


class ReasonIn(In):
    reason: upto(500, least=1)


@router.post("/dead-letters/readings", response={202: dict})
def read_all_again(request, body: ReasonIn):
    """Have every dead letter of one reason read again by the queue, a thousand at most at once."""
    return Status(202, {"count": actions.retry_raws(the_agency(), reason=body.reason, by=request.user, at=timezone.now())})


@router.get("/dead-letters/{raw_id}")
def one(request, raw_id: int):
    """Tell one of them with what can be read of it."""
    found = _waiting(request, raw_id)
    return {**told(found), "preview": queries.text_of(found)}


@router.get("/dead-letters/{raw_id}/raw")
def raw_bytes(request, raw_id: int):
    """Download its bytes as they came."""
    found = _waiting(request, raw_id)
    return download(found.digest, name=queries.file_name(found), content_type="application/octet-stream")


def _waiting(request, raw_id: int) -> Raw:
    return find(queries.waiting_for(request.user, timezone.now()), raw_id)


@router.post("/dead-letters/{raw_id}/reading")
def read_again(request, raw_id: int):
    """Try to read a dead letter again."""
    at = timezone.now()
    return told(actions.read_raw(find(queries.dead_letters_for(request.user, at), raw_id), by=request.user, at=at))


@router.post("/dead-letters/{raw_id}/putting-away")
def put_away(request, raw_id: int, body: ReasonIn):
    """Put a dead letter away as not for us; its bytes stay."""
    at = timezone.now()
    return told(actions.discard_raw(find(queries.dead_letters_for(request.user, at), raw_id), reason=body.reason, by=request.user, at=at))


@router.delete("/dead-letters/{raw_id}/putting-away")
def take_back(request, raw_id: int):
    """Bring what was put away back into the dead letters."""
    at = timezone.now()
    return told(actions.take_back_raw(_waiting(request, raw_id), by=request.user, at=at))

"""Raw messages that were not understood, spoken in JSON."""

from django.utils import timezone
from ninja import Router

from svyazka.kit.api import LIMIT, listed
from svyazka.kit.http import find
from svyazka.leads import actions, queries
from svyazka.leads.models import Raw

router = Router()


def told(raw: Raw) -> dict:
    """Tell a raw message."""
    return {"id": raw.pk, "digest": raw.digest, "name": raw.name, "channel": raw.channel, "state": raw.state,
            "reason": raw.reason, "received_at": raw.received_at, "tries": raw.tries, "lead_id": raw.lead_id}  # fmt: skip


@router.get("/dead-letters")
def list_dead(request, cursor: str | None = None, limit: int = LIMIT):
    """List the raw messages that were not understood."""
    return listed(queries.dead_letters_for(request.user, timezone.now()), told, cursor=cursor, limit=limit)


@router.post("/dead-letters/{raw_id}/reading")
def read_again(request, raw_id: int):
    """Try to read a dead letter again."""
    at = timezone.now()
    return told(actions.read_raw(find(queries.dead_letters_for(request.user, at), raw_id), by=request.user, at=at))

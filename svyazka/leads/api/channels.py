"""The channels by which leads come, spoken in JSON; the one door that a program enters with a key instead of a token."""

from django.http import Http404
from django.utils import timezone
from ninja import Router, Status

from svyazka.clients.rules import Channel
from svyazka.kit.api import In, Number, staff_only, upto
from svyazka.kit.errors import NotSigned, TooBig, TooOften
from svyazka.kit.http import find
from svyazka.leads import actions, queries
from svyazka.leads.models import IntakeKey, Mailbox
from svyazka.people.queries import system, the_agency

router = Router()


@router.post("/intake/{code}", auth=None, response={202: dict}, openapi_extra={"requestBody": {"content": {"application/json": {}}}})
def take_in(request, code: str, token: str = ""):
    """Take what a program has sent by its key: signed (`X-Svyazka-Signature`, `X-Svyazka-Timestamp`), or with the secret in `token`.

    202 says that the bytes are stored; they are read right after. The same body again has the same answer.
    """
    key = queries.live_key(code)
    if key is None:
        raise Http404
    at, by = timezone.now(), system()
    signed = {"timestamp": request.headers.get("X-Svyazka-Timestamp", ""), "signature": request.headers.get("X-Svyazka-Signature", "")}
    try:
        row = actions.take_signed(key, body=request.body, content_type=request.headers.get("Content-Type", ""), token=token, by=by, at=at, **signed)
    except (NotSigned, TooBig, TooOften):
        actions.turn_away(key, by=by, at=at)
        raise
    return Status(202, {"digest": row.digest, "state": row.state})


take_in.reads_any_body = True


def key_shown(key: IntakeKey) -> dict:
    """Tell a key; its secret is told when it is issued and never again."""
    return {"id": key.pk, "code": key.code, "name": key.name, "source": key.source.code, "channel": key.channel, "by_address": key.by_address,
            "per_minute": key.per_minute, "turned_away": key.turned_away, "made_at": key.made_at, "revoked_at": key.revoked_at}  # fmt: skip


def mailbox_shown(mailbox: Mailbox) -> dict:
    """Tell how far a mailbox has been read."""
    return {"id": mailbox.pk, "name": mailbox.name, "taken": mailbox.taken, "last_uid": mailbox.last_uid, "checked_at": mailbox.checked_at,
            "well_at": mailbox.well_at, "error": mailbox.error}  # fmt: skip


@router.get("/channels")
def list_channels(request):
    """Tell what came by each channel in seven days, the mailboxes with their health, and the keys."""
    at = timezone.now()
    if not queries.sees_intake(staff_only(request), at):
        raise Http404
    return {"channels": queries.came_lately(at), "mailboxes": [mailbox_shown(one) for one in queries.mailboxes()],
            "keys": [key_shown(one) for one in queries.keys(at)]}  # fmt: skip


class KeyIn(In):
    name: upto(200, least=1)
    source: upto(40, least=1)
    channel: upto(10) = Channel.FORM.value
    by_address: bool = False
    per_minute: Number = 60


@router.post("/intake-keys", response={201: dict})
def issue(request, body: KeyIn):
    """Issue a key; its secret is told this once."""
    key, secret = actions.issue_key(the_agency(), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, {**key_shown(key), "secret": secret})


@router.post("/intake-keys/{key_id}/revocation")
def revoke(request, key_id: int):
    """Revoke a key: its next call finds nothing."""
    at = timezone.now()
    return key_shown(actions.revoke_key(find(queries.keys_for(request.user, at), key_id), by=request.user, at=at))


@router.post("/mailboxes/{mailbox_id}/checks", response={202: dict})
def look_now(request, mailbox_id: int):
    """Have a mailbox looked into now."""
    at = timezone.now()
    return Status(202, mailbox_shown(actions.ask_mailbox(find(queries.mailboxes_for(request.user, at), mailbox_id), by=request.user, at=at)))

"""Clients and engagements, spoken in JSON."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.clients import actions, queries
from svyazka.clients.models import Client, Engagement
from svyazka.kit.api import LIMIT, In, Line, Text, listed
from svyazka.kit.errors import unknown
from svyazka.kit.http import find
from svyazka.kit.story import whole

router = Router(tags=["clients"])


def staff_only(request):
    """Return whoever asks if they are staff; for anybody else there is nothing here."""
    if request.user.kind != "staff":
        from django.http import Http404

        raise Http404
    return request.user


def brief(engagement: Engagement) -> dict:
    """Tell an engagement shortly."""
    return {
        "id": engagement.pk,
        "version": engagement.version,
        "title": engagement.title,
        "state": engagement.state,
        "client": {"id": engagement.client_id, "name": engagement.client.name},
        "opened_at": engagement.opened_at,
        "closed_at": engagement.closed_at,
    }


@router.get("/engagements")
def list_engagements(request, cursor: str | None = None, limit: int = LIMIT, state: str = ""):
    """List the engagements you see."""
    found = queries.visible_to(staff_only(request), timezone.now())
    return listed(found.filter(state=state) if state else found, brief, cursor=cursor, limit=limit)


@router.get("/engagements/{engagement_id}")
def one_engagement(request, engagement_id: int):
    """Tell the whole story of an engagement: seats, brief, promises, contract, project, results, money, journal."""
    at = timezone.now()
    engagement = find(queries.visible_to(staff_only(request), at), engagement_id)
    return {**brief(engagement), **whole(engagement, request.user, at)}


class MessageIn(In):
    stream: Line
    text: Text
    channel: str = "portal"


@router.post("/engagements/{engagement_id}/messages", response={201: dict})
def say(request, engagement_id: int, body: MessageIn):
    """Say something in one of the two streams."""
    at = timezone.now()
    engagement = find(queries.visible_to(staff_only(request), at), engagement_id)
    if body.stream == "client":
        said = actions.say_to_client(engagement, text=body.text, channel=body.channel, by=request.user, at=at)
    elif body.stream == "internal":
        said = actions.note_inside(engagement, text=body.text, by=request.user, at=at)
    else:
        raise unknown("stream", body.stream)
    return Status(201, {"id": said.pk, "stream": said.stream, "text": said.text, "said_at": said.said_at})


def client_shown(client: Client) -> dict:
    """Tell a client."""
    return {"id": client.pk, "version": client.version, "name": client.name, "kind": client.kind, "region": client.region, "inn": client.inn}


@router.get("/clients")
def list_clients(request, cursor: str | None = None, limit: int = LIMIT, q: str = ""):
    """List the clients you see."""
    found = queries.clients_visible_to(staff_only(request), timezone.now())
    return listed(found.filter(name__icontains=q.replace("\x00", "")) if q else found, client_shown, cursor=cursor, limit=limit)


@router.get("/clients/{client_id}")
def one_client(request, client_id: int):
    """Tell a client with contacts and engagements you see."""
    at = timezone.now()
    client = find(queries.clients_visible_to(staff_only(request), at), client_id)
    return {
        **client_shown(client),
        "contacts": [{"id": c.pk, "name": c.name, "email": c.email, "phone": c.phone} for c in client.contacts.order_by("pk")],
        "engagements": [brief(e) for e in queries.visible_to(request.user, at).filter(client=client)],
    }


@router.post("/clients/{client_id}/contacts/{contact_id}/portal", response={201: dict})
def open_portal(request, client_id: int, contact_id: int):
    """Open the portal to a contact, or send the letter with the way into it again."""
    at = timezone.now()
    client = find(queries.clients_visible_to(staff_only(request), at), client_id)
    contact = find(client.contacts.select_related("account"), contact_id)
    act = actions.invite_to_portal if contact.account_id else actions.open_portal
    account = act(client, contact=contact, by=request.user, at=at)
    return Status(201, {"contact_id": contact.pk, "login": account.username})

"""Clients and engagements, spoken in JSON."""

from datetime import date

from django.db.models import Q
from django.utils import timezone
from ninja import File, Router, Status
from ninja.files import UploadedFile

from svyazka.clients import actions, queries
from svyazka.clients.api.shown import brief, client_shown, file_shown, message_shown, requisites_shown
from svyazka.clients.models import Client, Contact
from svyazka.clients.rules import ClientKind, Stream
from svyazka.kit.api import LIMIT, In, Line, Text, kept, listed, staff_only
from svyazka.kit.errors import unknown
from svyazka.kit.files import download
from svyazka.kit.http import find
from svyazka.kit.story import whole

router = Router()


@router.get("/engagements")
def list_engagements(request, cursor: str | None = None, limit: int = LIMIT, state: str = "", q: str = ""):
    """List the engagements you see; `q` is a part of a title or of a client's name."""
    found = queries.visible_to(staff_only(request), timezone.now())
    if q:
        found = found.filter(Q(title__icontains=q) | Q(client__name__icontains=q))
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


@router.get("/engagements/{engagement_id}/messages")
def list_messages(request, engagement_id: int, stream: str = "client", cursor: str | None = None, limit: int = LIMIT):
    """List what was said in one stream of an engagement, the newest first."""
    engagement = find(queries.visible_to(staff_only(request), timezone.now()), engagement_id)
    return listed(queries.thread(engagement, stream), message_shown, cursor=cursor, limit=limit)


@router.get("/engagements/{engagement_id}/files")
def list_files(request, engagement_id: int, cursor: str | None = None, limit: int = LIMIT):
    """List the files of an engagement."""
    at = timezone.now()
    engagement = find(queries.visible_to(staff_only(request), at), engagement_id)
    return listed(queries.files_visible_to(request.user, at).filter(engagement=engagement), file_shown, cursor=cursor, limit=limit)


@router.post("/engagements/{engagement_id}/files", response={201: dict})
def add_file(request, engagement_id: int, file: File[UploadedFile], stream: str = "internal"):
    """Put a file into one of the two streams (multipart/form-data, field `file`)."""
    at = timezone.now()
    engagement = find(queries.visible_to(staff_only(request), at), engagement_id)
    if stream not in Stream.values:
        raise unknown("stream", stream)
    act = actions.publish_file if stream == Stream.CLIENT else actions.add_file
    stored = act(engagement, raw=file.read(), name=file.name or "", content_type=file.content_type or "", by=request.user, at=at)
    return Status(201, file_shown(stored))


@router.get("/files/{file_id}")
def one_file(request, file_id: int):
    """Download a file that you may open."""
    found = find(queries.files_visible_to(request.user, timezone.now()), file_id)
    return download(found.digest, name=found.name, content_type=found.content_type)


@router.get("/clients")
def list_clients(request, cursor: str | None = None, limit: int = LIMIT, q: str = ""):
    """List the clients you see."""
    found = queries.clients_visible_to(staff_only(request), timezone.now())
    return listed(found.filter(name__icontains=q.replace("\x00", "")) if q else found, client_shown, cursor=cursor, limit=limit)


@router.get("/clients/{client_id}")
def one_client(request, client_id: int):
    """Tell a client with contacts and engagements you see."""
    at = timezone.now()
    client = find(queries.ever_visible_to(staff_only(request), at), client_id)
    return {
        **client_shown(client),
        "contacts": [{"id": c.pk, "name": c.name, "email": c.email, "phone": c.phone, "left_on": c.left_on} for c in client.contacts.order_by("pk")],
        "engagements": [brief(e) for e in queries.visible_to(request.user, at).filter(client=client)],
    }


class CardIn(In):
    name: kept(Client, "name", least=1)
    kind: str = ClientKind.PRIVATE.value
    region: kept(Client, "region") = ""
    zone: kept(Client, "zone") = ""
    inn: kept(Client, "inn") | None = None
    kpp: kept(Client, "kpp") | None = None
    address: kept(Client, "address") | None = None
    site: kept(Client, "site") = ""


@router.post("/clients/{client_id}/card")
def keep(request, client_id: int, body: CardIn):
    """Correct a client's card."""
    at = timezone.now()
    client = find(queries.clients_visible_to(staff_only(request), at), client_id)
    return client_shown(actions.keep_client(client, by=request.user, at=at, **body.model_dump()))


@router.get("/clients/{client_id}/requisites")
def requisites(request, client_id: int):
    """Tell a client's requisites."""
    return requisites_shown(find(queries.clients_visible_to(staff_only(request), timezone.now()), client_id))


class RequisitesIn(In):
    full_name: kept(Client, "full_name") = ""
    inn: kept(Client, "inn") = ""
    kpp: kept(Client, "kpp") = ""
    ogrn: kept(Client, "ogrn") = ""
    address: kept(Client, "address") = ""
    bank: kept(Client, "bank") = ""
    bik: kept(Client, "bik") = ""
    account: kept(Client, "account") = ""
    correspondent_account: kept(Client, "correspondent_account") = ""
    signer_name: kept(Client, "signer_name") = ""
    signer_position: kept(Client, "signer_position") = ""
    signer_genitive: kept(Client, "signer_genitive") = ""
    signer_basis: kept(Client, "signer_basis") = ""
    proxy_number: kept(Client, "proxy_number") = ""
    proxy_on: date | None = None
    proxy_until: date | None = None


@router.post("/clients/{client_id}/requisites")
def keep_requisites(request, client_id: int, body: RequisitesIn):
    """Write a client's requisites, who signs and by what right."""
    at = timezone.now()
    client = find(queries.clients_visible_to(staff_only(request), at), client_id)
    return requisites_shown(actions.keep_requisites(client, details=body.model_dump(), by=request.user, at=at))


class ContactIn(In):
    name: kept(Contact, "name", least=1)
    position: kept(Contact, "position") = ""
    email: kept(Contact, "email") = ""
    phone: kept(Contact, "phone") = ""


@router.post("/clients/{client_id}/contacts", response={201: dict})
def keep_contact(request, client_id: int, body: ContactIn):
    """Write a person at the client down."""
    at = timezone.now()
    client = find(queries.clients_visible_to(staff_only(request), at), client_id)
    contact = actions.keep_contact(client, by=request.user, at=at, **body.model_dump())
    return Status(201, {"id": contact.pk, "name": contact.name, "email": contact.email, "phone": contact.phone})


@router.post("/clients/{client_id}/contacts/{contact_id}/portal", response={201: dict})
def open_portal(request, client_id: int, contact_id: int):
    """Open the portal to a contact, or send the letter with the way into it again."""
    at = timezone.now()
    client = find(queries.clients_visible_to(staff_only(request), at), client_id)
    contact = find(client.contacts.select_related("account"), contact_id)
    act = actions.invite_to_portal if contact.account_id else actions.open_portal
    account = act(client, contact=contact, by=request.user, at=at)
    return Status(201, {"contact_id": contact.pk, "login": account.username})


@router.delete("/clients/{client_id}/contacts/{contact_id}/portal")
def close_portal(request, client_id: int, contact_id: int):
    """End a contact's way into the portal: they have left, and what they did stays."""
    at = timezone.now()
    client = find(queries.clients_visible_to(staff_only(request), at), client_id)
    contact = actions.close_portal(client, contact=find(client.contacts.all(), contact_id), by=request.user, at=at)
    return {"contact_id": contact.pk, "left_on": contact.left_on}

"""Questions about clients and their engagements, always from the one who asks."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from svyazka.clients.models import Client, Contact, Engagement, Message, StoredFile
from svyazka.clients.rules import Stream, name_key
from svyazka.kit.guard import seen_by, within_sight


def visible_to(person, at: datetime) -> QuerySet[Engagement]:
    """Return the engagements this person sees."""
    return within_sight(Engagement.objects.select_related("client"), person, at, path="pk")


def clients_visible_to(person, at: datetime) -> QuerySet[Client]:
    """Return the clients of the engagements this person sees."""
    keys = seen_by(person, at)
    clients = Client.objects.order_by("name_key", "pk")
    if keys is None:
        return clients
    return clients.filter(pk__in=Engagement.objects.filter(pk__in=keys).values("client"))


def files_visible_to(person, at: datetime) -> QuerySet[StoredFile]:
    """Return the files this person may open; a client's contact opens only the client stream."""
    files = within_sight(StoredFile.objects.select_related("engagement"), person, at)
    return files.filter(stream=Stream.CLIENT) if person.kind == "contact" else files


def thread(engagement: Engagement, stream: str) -> QuerySet[Message]:
    """Return what was said in one stream of the engagement, the oldest first."""
    said = Message.objects.filter(engagement=engagement, stream=stream)
    return said.select_related("author", "file").prefetch_related("attachments").order_by("said_at", "pk")


def client_named(name: str) -> Client | None:
    """Return the client whose name differs at most in legal form, quotes, case and ё."""
    key = name_key(name)
    return Client.objects.filter(name_key=key).order_by("pk").first() if key else None


def contact_at(*, email: str = "", phone: str = "") -> Contact | None:
    """Return the contact with this e-mail or phone."""
    contacts = Contact.objects.select_related("client").filter(left_on=None).order_by("pk")
    found = contacts.filter(email__iexact=email).first() if email else None
    return found or (contacts.filter(phone=phone).first() if phone else None)


def with_counts(clients: QuerySet[Client]) -> QuerySet[Client]:
    """Add to each client how many engagements it has and how many are open."""
    open_ones = Count("engagements", filter=Q(engagements__closed_at=None), distinct=True)
    return clients.annotate(engagements_count=Count("engagements", distinct=True), open_count=open_ones)

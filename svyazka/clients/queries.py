"""Questions about clients and their engagements, always from the one who asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Case, Count, F, Q, QuerySet, When

from svyazka.clients.models import Client, ClientMerging, Contact, Engagement, Message, StoredFile
from svyazka.clients.rules import Stream, email_key, merging, name_key, phone_key
from svyazka.kit.guard import seen_by, within_sight
from svyazka.kit.joining import GOING, Part, counted


def visible_to(person, at: datetime) -> QuerySet[Engagement]:
    """Return the engagements this person sees."""
    return within_sight(Engagement.objects.select_related("client"), person, at, path="pk")


def clients_visible_to(person, at: datetime) -> QuerySet[Client]:
    """Return the clients of the engagements this person sees; those that were merged into others are not listed."""
    return ever_visible_to(person, at).filter(merged_into=None)


def ever_visible_to(person, at: datetime) -> QuerySet[Client]:
    """Return these clients with the ones that were merged into them: an old address tells where it went."""
    keys = seen_by(person, at)
    clients = Client.objects.order_by("listed_as", "pk")
    if keys is None:
        return clients
    seen = Engagement.objects.filter(pk__in=keys).values("client")
    return clients.filter(Q(pk__in=seen) | Q(merged_into__in=seen))


def files_visible_to(person, at: datetime) -> QuerySet[StoredFile]:
    """Return the files this person may open; a client's contact opens only the client stream."""
    files = within_sight(StoredFile.objects.select_related("engagement"), person, at)
    return files.filter(stream=Stream.CLIENT) if person.kind == "contact" else files


def thread(engagement: Engagement, stream: str) -> QuerySet[Message]:
    """Return what was said in one stream of the engagement, the oldest first."""
    said = Message.objects.filter(engagement=engagement, stream=stream)
    return said.select_related("author", "file").prefetch_related("attachments").order_by("said_at", "pk")


def client_named(name: str) -> Client | None:
    """Return the client whose name has this key; one that was merged leads to the client it lives on in."""
    key = name_key(name)[:300]
    found = Client.objects.filter(name_key=key).order_by(F("merged_into").asc(nulls_first=True), "pk").first() if key else None
    return alive(found) if found else None


def client_of_inn(inn: str) -> Client | None:
    """Return the client with this INN, the first of its branches."""
    return Client.objects.filter(inn=inn, merged_into=None).order_by("pk").first()


def alive(client: Client) -> Client:
    """Return the client in which this one lives on: itself, unless it was merged."""
    while client.merged_into is not None:
        client = client.merged_into
    return client


def contact_at(*, email: str = "", phone: str = "") -> Contact | None:
    """Return the contact with this address or phone, however they are spelled."""
    return _known_by(Contact.objects.select_related("client"), email_key=email_key(email), phone_key=phone_key(phone))


def contact_of(client: Client, *, name: str = "", email: str = "", phone: str = "") -> Contact | None:
    """Return the client's contact with this address, phone or name."""
    return _known_by(client.contacts.all(), email_key=email_key(email), phone_key=phone_key(phone), name__iexact=name)


def _known_by(contacts: QuerySet[Contact], **keys: str) -> Contact | None:
    """Return the first contact known by the earliest of these keys that anybody is known by. One query."""
    ways = [Q(**{column: key}) for column, key in keys.items() if key]
    if not ways:
        return None
    earliest = Case(*(When(way, then=n) for n, way in enumerate(ways)))
    return contacts.filter(reduce(or_, ways), left_on=None).order_by(earliest, "pk").first()


def with_counts(clients: QuerySet[Client]) -> QuerySet[Client]:
    """Add to each client how many engagements it has and how many are open."""
    open_ones = Count("engagements", filter=Q(engagements__closed_at=None), distinct=True)
    return clients.annotate(engagements_count=Count("engagements", distinct=True), open_count=open_ones)


def reasons_not_to_join(kept: Client, gone: Client) -> list:
    """List why the one client is not merged into the other. One query."""
    sides = [merging.Company(name=each.name, inn=each.inn, merged=each.merged_into_id is not None) for each in (kept, gone)]
    hangs = counted(merging.CLIENT_PARTS, kept, gone)
    return merging.reasons_not_one_client(*sides, same=kept.pk == gone.pk, forbidding=merging.forbidding(hangs))


def client_after(kept: Client, gone: Client, choices: Mapping[str, str]) -> dict:
    """Return the columns of the kept client after the merging: the chosen ones, and of the other what the kept one lacks."""
    filled = {name: getattr(kept, name) or getattr(gone, name) for name in merging.FILLED}
    for names in merging.TOGETHER:
        of = kept if any(getattr(kept, name) for name in names) else gone
        filled |= {name: getattr(of, name) for name in names}
    chosen = {name: getattr(gone if side == "gone" else kept, name) for name, side in choices.items()}
    papers = {} if kept.inn else {"inn": gone.inn, "kpp": gone.kpp}
    return {**filled, **chosen, **papers}


def reasons_not_to_part(joined: ClientMerging) -> list:
    """List why two merged clients are not taken apart."""
    into = joined.kept.merged_into.name if joined.kept.merged_into else ""
    return merging.reasons_not_to_part(undone=joined.undone_at is not None, kept_into=into, with_leads=joined.with_leads)


def twins_of(client: Client) -> QuerySet[Client]:
    """Return the other clients with the same name key, INN or domain: they may be the same company."""
    ways = [Q(**{name: value}) for name in ("name_key", "inn", "domain") if (value := getattr(client, name))]
    found = Client.objects.filter(merged_into=None).exclude(pk=client.pk)
    return found.filter(reduce(or_, ways)) if ways else found.none()


def mergings_of(client: Client) -> QuerySet[ClientMerging]:
    """Return what was merged into the client and it into others, as it stands now, the latest first."""
    found = ClientMerging.objects.filter(Q(kept=client) | Q(gone=client), undone_at=None)
    return found.select_related("kept", "gone", "merged_by").order_by("-merged_at", "-pk")


def mergings_visible_to(person, at: datetime) -> QuerySet[ClientMerging]:
    """Return the mergings of the clients this person sees."""
    seen = ever_visible_to(person, at).order_by().values("pk")
    return ClientMerging.objects.filter(kept__in=seen).select_related("kept__merged_into", "gone")


@dataclass(frozen=True)
class ClientPreview:
    """What merging one client into another would do."""

    moving: list[tuple[Part, int]]
    differing: list[str]
    choices: dict[str, str]
    reasons: list


def client_preview(kept: Client, gone: Client) -> ClientPreview:
    """Return what moves, which fields differ and whose value is usually kept, and what stands in the way."""
    hangs = counted(merging.CLIENT_PARTS, kept, gone)
    moving = [(part, theirs) for part, (_ours, theirs) in hangs.items() if theirs and part.fate in GOING]
    differing = [name for name in merging.CHOSEN if getattr(gone, name) and getattr(kept, name) != getattr(gone, name)]
    choices = {name: "kept" if getattr(kept, name) else "gone" for name in merging.CHOSEN}
    return ClientPreview(moving, differing, choices, reasons_not_to_join(kept, gone))

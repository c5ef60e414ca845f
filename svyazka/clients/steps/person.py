"""Clients and the people at them, known again or written down."""

from dataclasses import dataclass
from datetime import datetime

from svyazka.clients import queries
from svyazka.clients.models import Client, Contact
from svyazka.clients.rules import ClientKind, domain_key, email_domain

MOST_ASKED = 50  # contacts among whom the company's own domain is looked for


def know_client(*, name: str, contact: dict, region: str = "", inn: str = "", at: datetime, kind: str = ClientKind.PRIVATE) -> Client:
    """Return the client of this name, INN, or contact's e-mail or phone; write a new one down if there is none."""
    return know_person(name=name, contact=contact, region=region, inn=inn, at=at, kind=kind).client


@dataclass(frozen=True)
class Correspondent:
    """Who writes, and for whom; what is new was written down just now, and nothing hangs on it yet."""

    client: Client
    contact: Contact | None
    client_is_new: bool = False
    contact_is_new: bool = False


def know_person(*, name: str, contact: dict, region: str = "", inn: str = "", at: datetime, kind: str = ClientKind.PRIVATE) -> Correspondent:
    """Return the client of this name, INN, or contact's e-mail or phone, and its contact; whichever is new is written down.

    The INN tells more than the name, unless the client of the name has another.
    """
    known = None if name else queries.contact_at(email=contact.get("email", ""), phone=contact.get("phone", ""))
    client = queries.client_named(name) or (known.client if known else None)
    if inn and (client is None or not client.inn):
        client = queries.client_of_inn(inn) or client
    if client is not None:
        return Correspondent(client, known) if known and known.client_id == client.pk else person_of(client, contact)
    given = _given(contact)
    title = name or given["name"] or given["email"] or given["phone"] or "?"
    client = Client.objects.create(name=title[:300], region=region, kind=kind, domain=email_domain(given["email"]), made_at=at)
    return Correspondent(client, _write_contact(client, given), client_is_new=True, contact_is_new=True)


def person_of(client: Client, contact: dict) -> Correspondent:
    """Return the client's contact with this e-mail, phone or name, written down if new; no contact if nothing is given."""
    given = _given(contact)
    known = queries.contact_of(client, name=given["name"], email=given["email"], phone=given["phone"])
    if known:
        return Correspondent(client, known)
    written = _write_contact(client, given)
    if written and not client.domain and (domain := email_domain(given["email"])):  # the first who writes from its own
        client.domain = domain
        client.save(update_fields=["domain"])
    return Correspondent(client, written, contact_is_new=True)


def know_contact(client: Client, contact: dict) -> Contact | None:
    """Return the client's contact with this e-mail, phone or name, written down if new; None if nothing is given."""
    return person_of(client, contact).contact


def _given(contact: dict) -> dict[str, str]:
    return {key: (contact.get(key) or "").strip() for key in ("name", "email", "phone", "position")}


def _write_contact(client: Client, given: dict[str, str]) -> Contact | None:
    return Contact.objects.create(client=client, **given) if any(given.values()) else None


def keep_domain(client: Client) -> None:
    """Keep the domain by which the client is known: of its site, else of the first contact who writes from one of its own."""
    addresses = client.contacts.order_by("pk").values_list("email", flat=True)[:MOST_ASKED]
    domain = domain_key(client.site) or next((own for address in addresses if (own := email_domain(address))), "")
    if domain != client.domain:
        client.domain = domain
        client.save(update_fields=["domain"])

"""What we know already of those whom a batch of rows speaks of: clients, contacts, sources, asked once a batch."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from svyazka.clients.models import Client, Contact
from svyazka.clients.rules import email_domain, email_key, name_key, phone_key
from svyazka.leads.rules.bringing import SOURCES, Brought, Choices, code_of, plain
from svyazka.sources.models import Source
from svyazka.sources.steps import make_source

UNNAMED = "unnamed"


class Sources:
    """Finds our source by the word in a file, and writes a new one down where the file may bring its own."""

    def __init__(self, choices: Choices, *, may_make: bool):
        self.choices, self.may_make = choices, may_make
        self.chosen = {plain(word): code for word, code in choices.sources if code}
        self.by_code = {source.code: source for source in Source.objects.all()}
        self.by_name = {plain(source.name): source for source in self.by_code.values()}
        self.made: list[Source] = []

    def named(self, word: str) -> Source | None:
        """Return the source of this word: as chosen, by code, by name, by what the word means; else a new one, or None."""
        told = plain(word)
        if not told:
            return self.by_code.get(self.choices.source) or (self._make(_("Not named"), UNNAMED) if self.may_make else None)
        if told in self.chosen:
            return self.by_code.get(self.chosen[told])
        found = self.by_code.get(word.lower()) or self.by_name.get(told) or self.by_code.get(SOURCES.get(told, ""))
        return found or (self._make(word, code_of(word)) if self.may_make else None)

    def _make(self, name: str, code: str) -> Source:
        if code == UNNAMED and UNNAMED in self.by_code:
            return self.by_code[UNNAMED]
        source = make_source(name, code=code)
        self.by_code[source.code] = self.by_name[plain(name)] = source
        self.made.append(source)
        return source


class Clients:
    """Finds or prepares the client and the contact of each row; `new_clients` and `new_contacts` wait to be written."""

    def __init__(self, rows: Iterable[Brought], *, at: datetime):
        rows, self.at = list(rows), at
        self.new_clients: list[Client] = []
        self.new_contacts: list[Contact] = []
        self.objects: dict[int, Client] = {}
        self.by_name: dict[str, Client] = {}
        self.by_place: dict[str, Client] = {}
        self.people: dict[tuple[int, str], Contact] = {}
        self._ask(rows)

    def _ask(self, rows: list[Brought]) -> None:
        names = {name_key(row.company) for row in rows} - {""}
        for client in Client.objects.filter(name_key__in=names).select_related("merged_into").order_by("-pk"):
            self.by_name[client.name_key] = self._one(client.merged_into or client)
        places = {"email_key": {email_key(row.email) for row in rows} - {""}, "phone_key": {phone_key(row.phone) for row in rows} - {""}}
        for field, values in places.items():
            found = Contact.objects.filter(left_on=None, **{f"{field}__in": values}).select_related("client")
            self.by_place |= {getattr(contact, field): self._one(contact.client) for contact in found.order_by("-pk")}
        for contact in Contact.objects.filter(client__in=self.objects, left_on=None).order_by("-pk"):
            words = filter(None, (contact.email_key, contact.phone_key, contact.name.lower()))
            self.people |= {(id(self.objects[contact.client_id]), word): contact for word in words}

    def _one(self, client: Client) -> Client:
        """Return the one object by which this batch knows the client."""
        return self.objects.setdefault(client.pk, client)

    def of(self, row: Brought) -> tuple[Client, Contact | None]:
        """Return the client and the contact of the row, known or prepared."""
        client = self._client(row)
        return client, self._contact(client, row)

    def _client(self, row: Brought) -> Client:
        key = name_key(row.company)
        known = self.by_name.get(key) if key else self.by_place.get(email_key(row.email)) or self.by_place.get(phone_key(row.phone))
        if known:
            return known
        name = (row.company or row.name or row.email or row.phone or row.title or "?")[:300]
        client = Client(name=name, region=row.region, domain=email_domain(row.email) if row.company else "", made_at=self.at).keyed()
        self.new_clients.append(client)
        if key:
            self.by_name[key] = client
        self._at_home(client, row)
        return client

    def _at_home(self, client: Client, row: Brought) -> None:
        for place in (email_key(row.email), phone_key(row.phone)):
            if place:
                self.by_place.setdefault(place, client)

    def _contact(self, client: Client, row: Brought) -> Contact | None:
        words = [word for word in (email_key(row.email), phone_key(row.phone), row.name.lower()) if word]
        known = next((self.people[id(client), word] for word in words if (id(client), word) in self.people), None)
        if known or not words:
            return known
        contact = Contact(client=client, name=row.name, email=row.email, phone=row.phone, position=row.position).keyed()
        self.new_contacts.append(contact)
        self.people.update({(id(client), word): contact for word in words})
        self._at_home(client, row)
        return contact

    def new(self) -> set[int]:
        """Return the marks (`id`) of those whom this batch met for the first time."""
        return {id(one) for one in (*self.new_clients, *self.new_contacts)}

    def write(self) -> None:
        """Write the prepared clients, then the prepared contacts."""
        Client.objects.bulk_create(self.new_clients)
        for contact in self.new_contacts:
            contact.client = contact.client  # the key of a client that has just been written
        Contact.objects.bulk_create(self.new_contacts)

"""What can happen between the agency and its clients: two streams, one voice outside."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from svyazka.clients import queries, steps
from svyazka.clients.models import Client, ClientMerging, Contact, Engagement, Message, StoredFile
from svyazka.clients.rules import Channel, ClientKind, Stream, is_inn
from svyazka.clients.rules.merging import CHOSEN
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, Stage, action, require
from svyazka.kit.leaving import has_left, reasons_to_stay
from svyazka.kit.mail import clean
from svyazka.kit.requisites import NUMBERS, reasons_against, reasons_against_proxy
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.people.steps import end_sign_in, send_invitation

TALK = Duty("client.talk", _("Talk with the client"), stage=Stage.RESULT)
NOTE = Duty("thread.note", _("Write inside the agency"), stage=Stage.TEAM, shared=True)
SAY = Duty("thread.client", _("Write to the agency"), stage=Stage.RESULT)
KEEP = Duty("client.keep", _("Keep the client's card and contacts"), stage=Stage.GROWTH)


@action(TALK, lock=False)
def say_to_client(engagement: Engagement, *, text: str, channel: str = Channel.PORTAL, file: StoredFile | None = None,
                  by: Person, at: datetime) -> Message:  # fmt: skip
    """Say something to the client: only the agency's one voice does. Raises Refused while a room says that it does not leave yet."""
    refuse_if(reasons_to_stay(engagement, text, at=at))
    said = _say(engagement, text, Stream.CLIENT, channel, file, by=by, at=at)
    has_left(said, at=at)
    return said


@action(NOTE, lock=False)
def note_inside(engagement: Engagement, *, text: str, file: StoredFile | None = None, by: Person, at: datetime) -> Message:
    """Write a word to colleagues; the client never sees it."""
    return _say(engagement, text, Stream.INTERNAL, Channel.PORTAL, file, by=by, at=at)


@action(SAY, lock=False)
def client_says(engagement: Engagement, *, text: str, by: Person, at: datetime) -> Message:
    """A client's contact writes to the agency."""
    return _say(engagement, text, Stream.CLIENT, Channel.PORTAL, None, by=by, at=at, from_client=True)


def _say(engagement, text, stream, channel, file, *, by, at, from_client=False) -> Message:
    text = clean(text).strip()
    if not text and file is None:
        raise Refused(_("Write something."))
    if channel not in Channel.values:
        raise Malformed(_("There is no such channel: %(channel)s.") % {"channel": channel})
    said = steps.say(engagement, text, stream=stream, channel=channel, author=by, from_client=from_client, file=file, at=at)
    record(said, "clients.said", by=by, at=at, engagement=engagement, stream=stream)
    return said


@action(NOTE, lock=False)
def add_file(engagement: Engagement, *, raw: bytes, name: str, content_type: str, by: Person, at: datetime) -> StoredFile:
    """Put a file into the agency's own stream of the engagement."""
    kept = steps.keep_file(engagement, raw, name=name, content_type=content_type, by=by, at=at)
    record(kept, "clients.file_added", by=by, at=at, engagement=engagement, name=name, digest=kept.digest)
    return kept


@action(TALK, lock=False)
def publish_file(engagement: Engagement, *, raw: bytes, name: str, content_type: str, by: Person, at: datetime) -> StoredFile:
    """Put a file into the stream that the client reads."""
    kept = steps.keep_file(engagement, raw, name=name, content_type=content_type, stream=Stream.CLIENT, by=by, at=at)
    record(kept, "clients.file_added", by=by, at=at, engagement=engagement, name=name, digest=kept.digest)
    return kept


@action(KEEP, answers="RA")
def keep_client(client: Client, *, name: str, kind: str = ClientKind.PRIVATE, region: str = "", zone: str = "",
                inn: str | None = None, kpp: str | None = None, address: str | None = None, site: str = "", by: Person,
                at: datetime) -> Client:  # fmt: skip
    """Correct the client's card; their people in the portal read moments in its time zone. Requisites that are not told stay.

    Raises Malformed on a strange kind or zone, or numbers whose check digits are wrong.
    """
    if kind not in ClientKind.values:
        raise Malformed(_("There is no such kind of client."))
    told = {"inn": client.inn if inn is None else inn, "kpp": client.kpp if kpp is None else kpp}
    _check_numbers(told)
    if zone and zone not in available_timezones():
        raise Malformed(_("There is no such time zone."))
    Person.objects.filter(contact__client=client, zone=client.zone).update(zone=zone)
    client.name, client.kind, client.region, client.zone = clean(name)[:300], kind, region[:100], zone[:60]
    client.inn, client.kpp, client.site = told["inn"], told["kpp"], site[:300]
    client.address = client.address if address is None else address[:500]
    client.save(update_fields=["name", "kind", "region", "zone", "inn", "kpp", "address", "site"])
    steps.keep_domain(client)
    record(client, "clients.kept", by=by, at=at, name=client.name)
    return client


def _check_numbers(told: Mapping) -> None:
    if told["inn"] and not is_inn(told["inn"]):
        raise Malformed(_("This INN does not exist: its check digits are wrong."))
    if reasons := reasons_against(**{name: told[name] for name in NUMBERS if name in told}):
        raise Malformed(*reasons)


REQUISITES = ("full_name", "inn", "kpp", "ogrn", "address", "bank", "bik", "account", "correspondent_account", "signer_name", "signer_position",
              "signer_genitive", "signer_basis", "proxy_number")  # fmt: skip


@action(KEEP, answers="RA")
def keep_requisites(client: Client, *, details: Mapping, by: Person, at: datetime) -> Client:
    """Write the client's requisites, who signs and by what right, whole; whatever is not told is emptied.

    Raises Malformed on numbers whose check digits are wrong, or a power of attorney without its day.
    """
    told = {name: clean(str(details.get(name, ""))).strip() for name in REQUISITES}
    days = {name: details.get(name) for name in ("proxy_on", "proxy_until")}
    _check_numbers(told)
    if reasons := reasons_against_proxy(number=told["proxy_number"], on=days["proxy_on"], until=days["proxy_until"]):
        raise Malformed(*reasons)
    for name, value in (told | days).items():
        setattr(client, name, value)
    client.save(update_fields=[*told, *days])
    record(client, "clients.requisites_kept", by=by, at=at, inn=client.inn, signer=client.signer_name)
    return client


@action(KEEP, answers="RA", lock=False)
def keep_contact(client: Client, *, name: str, email: str = "", phone: str = "", position: str = "", by: Person,
                 at: datetime) -> Contact:  # fmt: skip
    """Write a person at the client down."""
    contact = steps.know_contact(client, {"name": name, "email": email, "phone": phone, "position": position})
    if contact is None:
        raise Refused(_("A contact has a name, an e-mail or a phone."))
    record(contact, "clients.contact_kept", by=by, at=at, name=str(contact))
    return contact


@action(KEEP, answers="RA", lock=False)
def open_portal(client: Client, *, contact: Contact, login: str = "", by: Person, at: datetime) -> Person:
    """Give a contact a sign-in to the portal, in the client's time zone, and send the letter by which they choose a password.

    The login is the address unless given. Raises Refused without an address, or if they have a sign-in already.
    """
    login = login or contact.email
    if contact.left_on:
        raise Refused(_("This contact has left already."))
    if contact.client_id != client.pk or not contact.email:
        raise Refused(_("The letter needs an e-mail address of the contact."))
    if len(login) > 150:
        raise Malformed(_("login: at most 150 characters; this address is longer."))
    if contact.account_id or Person.objects.filter(username__iexact=login).exists():
        raise Refused(_("This sign-in is taken already."))
    account = Person.objects.create_user(login, contact.email, None, kind="contact", name=contact.name or login, zone=client.zone)
    contact.account = account
    contact.save(update_fields=["account"])
    record(contact, "clients.portal_opened", by=by, at=at, login=login)
    send_invitation(account, by=by, at=at)
    return account


@action(KEEP, answers="RA", lock=False)
def invite_to_portal(client: Client, *, contact: Contact, by: Person, at: datetime) -> Person:
    """Send a contact another letter. Raises Refused once they have chosen a password, or without a sign-in."""
    account = contact.account
    if contact.client_id != client.pk or contact.left_on or account is None or account.has_usable_password():
        raise Refused(_("There is nobody to invite: the contact has no sign-in, or has entered already."))
    record(contact, "clients.portal_invited", by=by, at=at, login=account.username)
    send_invitation(account, by=by, at=at)
    return account


@action(KEEP, answers="RA", lock=False)
def close_portal(client: Client, *, contact: Contact, by: Person, at: datetime) -> Contact:
    """Write down that a contact has left and end their sign-in: sessions and tokens are refused from the next request on.

    What they did stays under their name. Raises Refused if they have left already.
    """
    contact = Contact.objects.select_for_update(of=("self",), no_key=True).select_related("account").get(pk=contact.pk)
    if contact.client_id != client.pk or contact.left_on:
        raise Refused(_("This contact has left already."))
    contact.left_on = today(at)
    contact.save(update_fields=["left_on"])
    if contact.account:
        end_sign_in(contact.account, by=by, at=at)
    record(contact, "clients.portal_closed", by=by, at=at, name=str(contact))
    return contact


@action(KEEP, answers="RA", lock=False)
def merge_clients(kept: Client, *, gone: Client, choices: Mapping[str, str] | None = None, by: Person, at: datetime) -> ClientMerging:
    """Merge `gone` into `kept`: contacts, engagements and papers move over, its name keeps leading here.

    `choices` says of a field whose value is kept: "kept" or "gone". Needs the duty for both clients. Raises Refused with the reasons.
    """
    require(by, KEEP, gone, at, answers="RA")
    for name, side in (choices or {}).items():
        if name not in CHOSEN or side not in ("kept", "gone"):
            raise Malformed(_("There is no such choice: %(name)s: %(side)s.") % {"name": name, "side": side})
    merging = steps.join_clients(kept, gone, choices=choices or {}, by=by, at=at)
    for client, other in ((kept, gone), (gone, kept)):
        record(client, "clients.merged", by=by, at=at, name=other.name, kept=kept.pk, gone=gone.pk)
    return merging


@action(KEEP, answers="RA")
def undo_client_merging(merging: ClientMerging, *, by: Person, at: datetime) -> ClientMerging:
    """Take two merged clients apart: what moved and is still there goes back; what came since stays with the kept one.

    Raises Refused if it was undone, if the kept one went further, or if it came with two leads: those are taken apart, and the clients
    with them.
    """
    refuse_if(queries.reasons_not_to_part(merging))
    steps.part_clients(merging, by=by, at=at)
    for client, other in ((merging.kept, merging.gone), (merging.gone, merging.kept)):
        record(client, "clients.taken_apart", by=by, at=at, name=other.name, kept=merging.kept_id, gone=merging.gone_id)
    return merging

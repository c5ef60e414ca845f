"""People at the client, and their way into the portal."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients import steps
from svyazka.clients.actions.duties import KEEP
from svyazka.clients.models import Client, Contact
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.people.steps import end_sign_in, send_invitation


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

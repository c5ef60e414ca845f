"""Channels are kept: keys of programs issued and revoked, mailboxes looked into."""

import secrets
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from svyazka.clients.rules import Channel
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, NotSigned, TooBig, TooOften
from svyazka.kit.guard import action
from svyazka.kit.mail import clean, one_line
from svyazka.leads import queries, rules
from svyazka.leads.actions.duties import CHANNELS
from svyazka.leads.actions.raw import store_raw
from svyazka.leads.actions.receiving import INTAKE
from svyazka.leads.models import IntakeKey, Mailbox, Raw
from svyazka.people.models import Agency, Person
from svyazka.people.queries import the_agency
from svyazka.sources.queries import source_of

MOST_BODY = 2 * 2**20


@action(CHANNELS, lock=False)
def issue_key(agency: Agency, *, name: str, source: str, channel: str = Channel.FORM, by_address: bool = False, per_minute: int = 60,
              by: Person, at: datetime) -> tuple[IntakeKey, str]:  # fmt: skip
    """Issue a key for a program that sends leads; return it and its secret, this once.

    `by_address` lets senders that cannot sign put the secret into the address. Raises Malformed on an unknown source or
    channel, without a name, or on a strange number of calls.
    """
    told = one_line(clean(name))
    if reasons := rules.reasons_not_to_issue(name=told, channel=channel, per_minute=per_minute):
        raise Malformed(*reasons)
    found = source_of(source, retired=False)
    key = IntakeKey.objects.create(
        code=secrets.token_hex(8), name=told[:200], source=found, channel=channel, salt=secrets.token_hex(32), by_address=by_address,
        per_minute=per_minute, made_by=by, made_at=at,
    )  # fmt: skip
    record(key, "leads.key_issued", by=by, at=at, name=key.name, source=source, channel=channel)
    return key, key.secret


@action(CHANNELS)
def revoke_key(key: IntakeKey, *, by: Person, at: datetime) -> IntakeKey:
    """Revoke a key: its next call is told that there is no such key. Again changes nothing."""
    if key.revoked_at is None:
        key.revoked_at = at
        key.save(update_fields=["revoked_at"])
        record(key, "leads.key_revoked", by=by, at=at, name=key.name)
    return key


@action(CHANNELS)
def ask_mailbox(mailbox: Mailbox, *, by: Person, at: datetime) -> Mailbox:
    """Have the queue look into the mailbox now instead of at its next minute."""
    app.configure_task("leads.look_into").defer(name=mailbox.name)
    record(mailbox, "leads.mailbox_asked", by=by, at=at, name=mailbox.name)
    return mailbox


@action(INTAKE, answers="RA")
def take_signed(key: IntakeKey, *, body: bytes, content_type: str, timestamp: str = "", signature: str = "", token: str = "", by: Person,
                at: datetime) -> Raw:  # fmt: skip
    """Store what a program has sent by its key; the same body again is the same message.

    Raises NotSigned, TooOften when the key has brought too many in a minute, TooBig; nothing is kept then.
    """
    if token:
        reasons = rules.reasons_wrong_token(key.secret, token, allowed=key.by_address)
    else:
        reasons = rules.reasons_unsigned(key.secret, body, timestamp=timestamp, signature=signature, at=at)
    if reasons:
        raise NotSigned(*reasons)
    if len(body) > MOST_BODY:
        raise TooBig(_("This is too big: at most %(most)s MB are taken.") % {"most": MOST_BODY // 2**20})
    if queries.taken_lately(key, at) >= key.per_minute:
        raise TooOften(_("This key takes %(most)s calls a minute. Send it again in a minute.") % {"most": key.per_minute})
    return store_raw(the_agency(), raw=body, channel=key.channel, kind=rules.RawKind.WEBHOOK, name=key.name, origin=key.name,
                     hints={"content_type": clean(content_type)[:200]}, key=key, by=by, at=at)  # fmt: skip


@action(INTAKE, answers="RA", lock=False)
def know_mailbox(agency: Agency, *, name: str, by: Person, at: datetime) -> Mailbox:
    """Return the row of this mailbox, written down when it is looked into for the first time."""
    return Mailbox.objects.get_or_create(name=name[:300])[0]


@action(INTAKE, answers="RA", lock=False)
def turn_away(key: IntakeKey, *, by: Person, at: datetime) -> None:
    """Count a call that was not taken: unsigned, wrongly signed, or one too many; nothing else of it is kept."""
    IntakeKey.objects.filter(pk=key.pk).update(turned_away=F("turned_away") + 1, turned_away_at=at)


@action(INTAKE, answers="RA")
def move_mailbox_on(mailbox: Mailbox, *, uidvalidity: int, uid: int, taken: int = 0, by: Person, at: datetime) -> Mailbox:
    """Write down how far the mailbox has been read: what comes before that is stored already."""
    mailbox.uidvalidity, mailbox.last_uid, mailbox.taken = uidvalidity, uid, mailbox.taken + taken
    mailbox.save(update_fields=["uidvalidity", "last_uid", "taken"])
    return mailbox


@action(INTAKE, answers="RA")
def note_look(mailbox: Mailbox, *, error: str = "", by: Person, at: datetime) -> Mailbox:
    """Write down that the mailbox was looked into, and what went wrong; the journal is told when that changes."""
    changed, mailbox.error, mailbox.checked_at = error[:500] != mailbox.error, error[:500], at
    mailbox.well_at = mailbox.well_at if error else at
    mailbox.save(update_fields=["error", "checked_at", "well_at"])
    if changed:
        record(mailbox, "leads.mailbox_failed" if error else "leads.mailbox_well", by=by, at=at, reason=mailbox.error)
    return mailbox

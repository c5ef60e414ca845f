"""The clock of intake: stored messages are read, mailboxes are looked into."""

from contextlib import suppress

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from svyazka.kit import imap
from svyazka.kit.memo import remembering
from svyazka.leads import actions, queries, rules
from svyazka.leads.models import Mailbox
from svyazka.people.models import Person
from svyazka.people.queries import system, the_agency


@app.task(name="leads.read_raw", queue="intake")
def read_raw(raw_id: int) -> bool:
    """Read one stored message; again changes nothing. Return whether it was read now."""
    row = queries.unread().filter(pk=raw_id).first()
    if row is None:
        return False
    with remembering():
        by, at = system(), timezone.now()
        if reasons := rules.reasons_to_give_up(begun=row.begun):
            actions.bury_raw(row, reason=str(reasons[0]), by=by, at=at)
        else:
            actions.read_raw(actions.begin_reading(row, by=by, at=at), by=by, at=at)
    return True


@app.periodic(cron="* * * * *")
@app.task(lock="leads.sweep", queueing_lock="leads.sweep", name="leads.sweep", queue="intake")
def sweep(timestamp: int = 0) -> int:
    """Read what was stored more than a minute ago and is still unread, whatever has become of its job; return how many."""
    left: list[int] = list(queries.left_unread(timezone.now()).values_list("pk", flat=True)[:500])
    return sum(read_raw(key) for key in left)


@app.periodic(cron="* * * * *")
@app.task(lock="leads.look_into_all", queueing_lock="leads.look_into_all", name="leads.look_into_all", queue="intake")
def look_into_all(timestamp: int = 0) -> int:
    """Have each mailbox looked into, one job a mailbox: a slow server holds up no other. Return how many."""
    names = [address.name for address in imap.addresses()]
    for name in names:
        with suppress(AlreadyEnqueued):
            app.configure_task("leads.look_into", lock=f"mailbox {name}", queueing_lock=f"mailbox {name}").defer(name=name)
    return len(names)


@app.task(name="leads.look_into", queue="intake")
def look_into(name: str) -> int:
    """Take what is new out of one mailbox: each letter is stored durably before its number is passed. Return how many."""
    address = next((one for one in imap.addresses() if one.name == name), None)
    if address is None:
        return 0
    by = system()
    mailbox, taken, error = actions.know_mailbox(the_agency(), name=name, by=by, at=timezone.now()), 0, ""
    try:
        with imap.opened(address) as box:
            for letter in box.letters(mailbox.last_uid if box.uidvalidity == mailbox.uidvalidity else 0):
                mailbox = _take(letter, mailbox, box, by)
                taken += 1
    except imap.FAULTS as fault:
        error = imap.reason_of(fault, address)
    actions.note_look(mailbox, error=error, by=by, at=timezone.now())
    return taken


def _take(letter: imap.Fetched, mailbox: Mailbox, box: imap.Box, by: Person) -> Mailbox:
    at = timezone.now()
    hints = {"source": box.address.source} if box.address.source else {}
    actions.store_raw(the_agency(), raw=letter.raw, channel="email", kind=rules.RawKind.MAIL, name=f"{mailbox.name} #{letter.uid}",
                      origin=mailbox.name, hints=hints, received_at=letter.came_at, by=by, at=at)  # fmt: skip
    return actions.move_mailbox_on(mailbox, uidvalidity=box.uidvalidity, uid=letter.uid, taken=1, by=by, at=at)

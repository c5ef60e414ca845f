"""Days of a tender: confirmed by the documents, moved by hand, added, done."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.tenders.actions.duties import LEAD
from svyazka.tenders.models import Tender, TenderDeadline
from svyazka.tenders.steps import set_day


@action(LEAD, answers="RA")
def add_deadline(tender: Tender, *, title: str, on: date, note: str = "", by: Person, at: datetime) -> TenderDeadline:
    """Add a day of our own to the tender. Raises Refused if one of this name is there."""
    if not title.strip():
        raise Malformed(_("Say what is to be done by that day."))
    code = f"own:{title.strip().lower()}"[:80]
    if tender.deadlines.filter(code=code).exists():
        raise Refused(_("There is a day of this name already: move it."))
    row = set_day(tender, code, on, title=title.strip(), note=note)
    record(tender, "tenders.day_added", by=by, at=at, title=row.name, on=str(on))
    return row


@action(LEAD, answers="RA")
def confirm_deadline(deadline: TenderDeadline, *, by: Person, at: datetime) -> TenderDeadline:
    """Say that the day was checked by the documents of this tender. Raises Refused if there is nothing to check."""
    if not deadline.to_be_checked:
        raise Refused(_("There is nothing to confirm: this day rests on a published source, was set by a person or is confirmed."))
    deadline.confirmed_by, deadline.confirmed_at = by, at
    deadline.save(update_fields=["confirmed_by", "confirmed_at"])
    record(deadline, "tenders.day_confirmed", by=by, at=at, title=deadline.name, on=str(deadline.on))
    return deadline


@action(LEAD, answers="RA")
def move_deadline(deadline: TenderDeadline, *, on: date, reason: str, by: Person, at: datetime) -> TenderDeadline:
    """Set the day by hand: no rule moves it any more. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused(_("Say why: which document names this day."))
    before, deadline.on, deadline.by_hand, deadline.note = deadline.on, on, True, reason[:300]
    deadline.save(update_fields=["on", "by_hand", "note"])
    record(deadline, "tenders.day_moved", by=by, at=at, title=deadline.name, before=str(before), after=str(on), reason=reason)
    return deadline


@action(LEAD, answers="RA")
def close_deadline(deadline: TenderDeadline, *, by: Person, at: datetime) -> TenderDeadline:
    """Say that it is done. Raises Refused if it was done before."""
    if deadline.done_at is not None:
        raise Refused(_("This was done already."))
    deadline.done_by, deadline.done_at = by, at
    deadline.save(update_fields=["done_by", "done_at"])
    record(deadline, "tenders.day_done", by=by, at=at, title=deadline.name)
    return deadline

"""Securities of a tender: named, given, returned."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.tenders.actions.duties import LEAD
from svyazka.tenders.models import Security, Tender
from svyazka.tenders.rules import CLOSED, MOVES, SecurityForm, SecurityKind
from svyazka.tenders.steps import done_by


@action(LEAD, answers="RA")
def add_security(tender: Tender, *, kind: str, form: str, amount_kopecks: int, due_on: date | None = None, note: str = "",
                 by: Person, at: datetime) -> Security:  # fmt: skip
    """Write down a security that the tender asks for. Raises Malformed on an unknown kind or form, or without a sum."""
    if kind not in SecurityKind.values or form not in SecurityForm.values or amount_kopecks <= 0:
        raise Malformed(_("A security has a kind, a form and a sum."))
    if tender.state in CLOSED:
        raise Refused(_("This tender is over."))
    row = Security.objects.create(tender=tender, kind=kind, form=form, amount_kopecks=amount_kopecks, due_on=due_on, note=note[:300])
    record(tender, "tenders.security_added", by=by, at=at, kind=kind, form=form, amount_kopecks=amount_kopecks)
    return row


@action(LEAD, answers="RA")
def pay_security(security: Security, *, on: date, due_back_on: date | None = None, by: Person, at: datetime) -> Security:
    """Say that the money was paid, or the guarantee given, and by when it comes back; the application's moves the tender on.

    Raises Refused if it was given before, Malformed on a day to come or a return before the payment.
    """
    if security.paid_on is not None:
        raise Refused(_("This security was given already."))
    if on > today(at) or (due_back_on is not None and due_back_on < on):
        raise Malformed(_("It was given on a day that has been, and comes back after it."))
    security.paid_on, security.due_back_on = on, due_back_on
    security.save(update_fields=["paid_on", "due_back_on"])
    _secure(security, by=by, at=at)
    record(security, "tenders.security_paid", by=by, at=at, kind=security.kind, on=str(on), amount_kopecks=security.amount_kopecks)
    return security


def _secure(security: Security, *, by: Person, at: datetime) -> None:
    tender = security.tender
    if security.kind == SecurityKind.BID and tender.state in MOVES["secure"]:
        tender.state = MOVES["secure"][tender.state]
        tender.save(update_fields=["state"])
    if security.kind == SecurityKind.BID:
        done_by(tender, "secure", by=by, at=at)


@action(LEAD, answers="RA")
def return_security(security: Security, *, on: date, by: Person, at: datetime) -> Security:
    """Say that the money, or the guarantee, came back. Raises Refused if it is not out, Malformed on an impossible day."""
    if not security.is_out or security.paid_on is None:
        raise Refused(_("This security is not out: it was not given, or came back already."))
    if on > today(at) or on < security.paid_on:
        raise Malformed(_("It came back on a day that has been, after it was given."))
    security.returned_on = on
    security.save(update_fields=["returned_on"])
    record(security, "tenders.security_returned", by=by, at=at, kind=security.kind, on=str(on), amount_kopecks=security.amount_kopecks)
    return security

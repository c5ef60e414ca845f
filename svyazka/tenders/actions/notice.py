"""Notices of purchases: stored as they came, then read; what is ours becomes a lead and a tender, the rest waits with a reason."""

from datetime import datetime

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit import files
from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.guard import action
from svyazka.kit.mail import clean
from svyazka.leads.actions import INTAKE
from svyazka.people.models import Agency, Person
from svyazka.people.queries import in_agency_language
from svyazka.tenders.actions.duties import LEAD
from svyazka.tenders.models import Notice, NoticeFile, Tender
from svyazka.tenders.rules import FileState, NoticeState, Unreadable, read_notices
from svyazka.tenders.steps import learn, sit_down, start


@action(INTAKE, answers="RA", lock=False)
def store_notice_file(agency: Agency, *, raw: bytes, name: str = "", by: Person, at: datetime) -> NoticeFile:
    """Store the bytes durably before anything is read from them; the same bytes are one file."""
    digest = files.keep(raw)
    row, made = NoticeFile.objects.get_or_create(
        digest=digest, defaults={"name": clean(name)[:300], "size": len(raw), "received_by": by, "received_at": at}
    )
    if made:
        record(row, "tenders.file_stored", by=by, at=at, name=row.name, digest=digest, size=len(raw))
    return row


@action(INTAKE, answers="RA")
def read_notice_file(row: NoticeFile, *, by: Person, at: datetime) -> NoticeFile:
    """Read the notices of a stored file; one that cannot be read waits with the reason. Reading twice changes nothing."""
    if row.state == FileState.READ:
        return row
    row.tries += 1
    with in_agency_language():
        try:
            with transaction.atomic():
                row.found = sum(1 for told in read_notices(files.read(row.digest)) if learn(told, row, by=by, at=at))
        except (Unreadable, Refused, DataError, IntegrityError, FileNotFoundError, ValueError) as fault:
            return _bury(row, fault, by=by, at=at)
    row.state, row.reason = FileState.READ, ""
    row.save(update_fields=["state", "reason", "tries", "found"])
    record(row, "tenders.file_read", by=by, at=at, name=row.name, found=row.found)
    return row


def _bury(row: NoticeFile, fault: Exception, *, by: Person, at: datetime) -> NoticeFile:
    told = str(fault) if isinstance(fault, (Unreadable, Refused)) else f"{type(fault).__name__}: {fault}"
    row.state, row.found, row.reason = FileState.DEAD, 0, clean(told)[:500] or "?"
    row.save(update_fields=["state", "reason", "tries", "found"])
    record(row, "tenders.file_buried", by=by, at=at, name=row.name, reason=row.reason)
    return row


@action(LEAD, answers="RA")
def take_notice_up(notice: Notice, *, law: str = "", method: str = "", initial_max_price_kopecks: int | None = None,
                   deadline_at: datetime | None = None, by: Person, at: datetime) -> Tender:  # fmt: skip
    """Make a tender of a notice that was put aside, with what the notice does not tell.

    Raises Refused if it is a tender already, Malformed while the law, the method, the price or a deadline to come is missing.
    """
    if notice.state == NoticeState.TAKEN:
        raise Refused(_("This notice is a tender already."))
    told = {
        "law": law or notice.told.get("law", ""), "method": method or notice.told.get("method", ""),
        "initial_max_price_kopecks": initial_max_price_kopecks or notice.price_kopecks or 0,
        "deadline_at": deadline_at or notice.deadline_at,
    }  # fmt: skip
    if not all(told.values()) or told["deadline_at"] <= at:
        raise Malformed(_("Say what the notice does not tell: the law, the method, the initial price and a deadline to come."))
    tender = start(notice, told, by=by, at=at)
    sit_down(tender, LEAD, by=by, at=at)
    record(tender, "tenders.notice_taken_up", by=by, at=at, key=notice.key)
    return tender

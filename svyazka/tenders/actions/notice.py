"""Notices of purchases: stored as they came, then read; what is ours becomes a lead and a tender, the rest waits with a reason."""

from datetime import datetime

from django.db import DataError, IntegrityError, transaction
from django.db.models import Sum
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
from svyazka.tenders.models import Notice, NoticeEntry, NoticeFile, Tender
from svyazka.tenders.rules import (
    Entry,
    EntryState,
    FileState,
    NoticeState,
    Unreadable,
    entries_of,
    is_archive,
    read_notices,
)
from svyazka.tenders.steps import learn, sit_down, start

FAULTS = (Unreadable, Refused, DataError, IntegrityError, ValueError)
"""What may be wrong with a notice of strangers; anything else is our own mistake and is loud."""


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
    """Read the notices of a stored file, or of every file of a stored archive; what cannot be read waits with the reason.

    Reading twice changes nothing: of an archive only what was refused is tried again.
    """
    if row.state == FileState.READ and not row.entries.filter(state=EntryState.REFUSED).exists():
        return row
    row.tries += 1
    with in_agency_language():
        try:
            with transaction.atomic():
                row.found = _read(row, files.read(row.digest), by=by, at=at)
        except (*FAULTS, FileNotFoundError) as fault:
            return _bury(row, fault, by=by, at=at)
    row.state, row.reason = FileState.READ, ""
    row.save(update_fields=["state", "reason", "tries", "found"])
    refused = row.entries.filter(state=EntryState.REFUSED).count()
    record(row, "tenders.file_read", by=by, at=at, name=row.name, found=row.found, **({"refused": refused} if refused else {}))
    return row


def _read(row: NoticeFile, raw: bytes, *, by: Person, at: datetime) -> int:
    """Read the bytes; return how many notices of the file are new, those of earlier readings too."""
    if not is_archive(raw):
        return _learnt(row, raw, by=by, at=at)
    read = set(row.entries.filter(state=EntryState.READ).values_list("place", flat=True))
    for place, entry in enumerate(entries_of(raw), start=1):
        if place not in read:
            _take_in(row, place, entry, by=by, at=at)
    return row.entries.aggregate(all=Sum("found"))["all"] or 0


def _learnt(row: NoticeFile, raw: bytes, *, by: Person, at: datetime) -> int:
    return sum(1 for told in read_notices(raw) if learn(told, row, by=by, at=at))


def _take_in(row: NoticeFile, place: int, entry: Entry, *, by: Person, at: datetime) -> None:
    """Read one file of the archive; whatever is wrong with it, the others are read."""
    reason, found = entry.reason, 0
    if not reason:
        try:
            with transaction.atomic():
                found = _learnt(row, entry.raw, by=by, at=at)
        except FAULTS as fault:
            reason = _said(fault)
    told = {"name": clean(entry.name)[:300], "size": entry.size, "state": EntryState.REFUSED if reason else EntryState.READ,
            "reason": clean(reason)[:500], "found": found}  # fmt: skip
    NoticeEntry.objects.update_or_create(file=row, place=place, defaults=told)


def _said(fault: Exception) -> str:
    return (str(fault) if isinstance(fault, (Unreadable, Refused)) else f"{type(fault).__name__}: {fault}") or "?"


def _bury(row: NoticeFile, fault: Exception, *, by: Person, at: datetime) -> NoticeFile:
    row.state, row.found, row.reason = FileState.DEAD, 0, clean(_said(fault))[:500] or "?"
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


@action(LEAD, answers="RA")
def put_notice_aside(notice: Notice, *, reason: str, by: Person, at: datetime) -> Notice:
    """Say that a purchase is not ours, and why; it may be taken up later all the same.

    Raises Refused if it is a tender already or is put aside already, Malformed without a reason.
    """
    if not reason.strip():
        raise Malformed(_("Say why it is not ours."))
    if notice.state == NoticeState.TAKEN:
        raise Refused(_("This notice is a tender already."))
    if notice.state == NoticeState.NOT_OURS:
        raise Refused(_("This notice is put aside already."))
    notice.state, notice.reason = NoticeState.NOT_OURS, clean(reason.strip())[:500]
    notice.save(update_fields=["state", "reason"])
    record(notice, "tenders.notice_put_aside", by=by, at=at, key=notice.key, reason=notice.reason)
    return notice

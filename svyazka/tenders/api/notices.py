"""Notices of purchases and the files they came in."""

from django.utils import timezone
from ninja import File, Status
from ninja.files import UploadedFile
from pydantic import AwareDatetime

from svyazka.kit.api import LIMIT, In, Money, listed, money, told, upto
from svyazka.kit.http import find
from svyazka.people.queries import the_agency
from svyazka.tenders import actions, queries
from svyazka.tenders.api.base import desk_only, router
from svyazka.tenders.api.tenders import shown
from svyazka.tenders.models import Notice, NoticeEntry, NoticeFile


def file_shown(row: NoticeFile) -> dict:
    """Tell a file of notices and what came of it."""
    return {"id": row.pk, "version": row.version, "name": row.name, "size": row.size, "sha256": row.digest, "state": row.state, "reason": row.reason,
            "found": row.found, "entries": row.entries_count, "refused": row.refused_count, "received_at": told(row.received_at)}  # fmt: skip


def notice_shown(row: Notice) -> dict:
    """Tell a notice; `told` is everything that was read from it."""
    return {"id": row.pk, "version": row.version, "number": row.number, "edition": row.edition, "title": row.title, "customer": row.customer,
            "deadline_at": told(row.deadline_at), "initial_max_price": money(row.price_kopecks), "state": row.state, "reason": row.reason,
            "tender_id": row.tender_id, "told": row.told}  # fmt: skip


@router.get("/tender-notices")
def list_notices(request, cursor: str | None = None, limit: int = LIMIT, state: str = ""):
    """List the notices that were read."""
    desk_only(request)
    rows = queries.notices()
    return listed(rows.filter(state=state) if state else rows, notice_shown, cursor=cursor, limit=limit)


@router.get("/tender-notice-files")
def list_files(request, cursor: str | None = None, limit: int = LIMIT, state: str = ""):
    """List the files of notices; those in the state `dead` wait with the reason."""
    desk_only(request)
    rows = queries.notice_files()
    return listed(rows.filter(state=state) if state else rows, file_shown, cursor=cursor, limit=limit)


@router.post("/tender-notice-files", response={201: dict})
def store_notice_file(request, file: File[UploadedFile]):
    """Store a file of notices or a ZIP of them, then read it (multipart/form-data, field `file`)."""
    desk_only(request)
    row = actions.store_notice_file(the_agency(), raw=file.read(), name=file.name or "", by=request.user, at=timezone.now())
    actions.read_notice_file(row, by=request.user, at=timezone.now())
    return Status(201, file_shown(find(queries.notice_files(), row.pk)))


@router.get("/tender-notice-files/{file_id}/entries")
def list_entries(request, file_id: int, cursor: str | None = None, limit: int = LIMIT, state: str = ""):
    """List the files of an archive: each was read, or refused with the reason."""
    desk_only(request)
    rows = find(queries.notice_files(), file_id).entries.all()
    return listed(rows.filter(state=state) if state else rows, _entry_shown, cursor=cursor, limit=limit)


def _entry_shown(row: NoticeEntry) -> dict:
    return {"id": row.pk, "place": row.place, "name": row.name, "size": row.size, "state": row.state, "reason": row.reason, "found": row.found}


@router.post("/tender-notice-files/{file_id}/reading")
def read_notice_file(request, file_id: int):
    """Try to read a file again."""
    desk_only(request)
    actions.read_notice_file(find(queries.notice_files(), file_id), by=request.user, at=timezone.now())
    return file_shown(find(queries.notice_files(), file_id))


class TakeUpIn(In):
    law: upto(10) = ""
    method: upto(12) = ""
    initial_max_price: Money | None = None
    deadline_at: AwareDatetime | None = None


@router.post("/tender-notices/{notice_id}/taking-up", response={201: dict})
def take_notice_up(request, notice_id: int, body: TakeUpIn):
    """Make a tender of a notice that was put aside, with what the notice does not tell."""
    desk_only(request)
    price = body.initial_max_price.kopecks if body.initial_max_price else None
    tender = actions.take_notice_up(find(queries.notices(), notice_id), law=body.law, method=body.method, initial_max_price_kopecks=price,
                                    deadline_at=body.deadline_at, by=request.user, at=timezone.now())  # fmt: skip
    return Status(201, shown(tender))


class AsideIn(In):
    reason: upto(500, least=1)


@router.post("/tender-notices/{notice_id}/putting-aside")
def put_notice_aside(request, notice_id: int, body: AsideIn):
    """Say that a purchase is not ours, and why."""
    desk_only(request)
    return notice_shown(actions.put_notice_aside(find(queries.notices(), notice_id), reason=body.reason, by=request.user, at=timezone.now()))

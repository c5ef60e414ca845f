"""Securities, the locker of documents, and what a tender asks for."""

from datetime import date

from django.utils import timezone
from ninja import File, Form, Status
from ninja.files import UploadedFile

from svyazka.kit.api import LIMIT, In, Line, Money, listed, money, told, upto
from svyazka.kit.files import download
from svyazka.kit.http import find
from svyazka.people.queries import the_agency
from svyazka.tenders import actions, queries
from svyazka.tenders.api.base import desk_only, found, of_a_tender, router
from svyazka.tenders.models import AgencyDocument, Security, Tender, TenderPaper


def security_shown(one: Security) -> dict:
    """Tell a security."""
    return {"id": one.pk, "version": one.version, "tender_id": one.tender_id, "kind": one.kind, "form": one.form, "amount": money(one.amount_kopecks),
            "due_on": one.due_on, "paid_on": one.paid_on, "due_back_on": one.due_back_on, "returned_on": one.returned_on, "note": one.note}  # fmt: skip


@router.get("/tender-securities")
def list_securities(request, cursor: str | None = None, limit: int = LIMIT):
    """List the securities of the tenders you see."""
    return listed(queries.securities_out(request.user, timezone.now()), security_shown, cursor=cursor, limit=limit)


class SecurityIn(In):
    kind: Line
    form: Line
    amount: Money
    due_on: date | None = None
    note: upto(300) = ""


@router.post("/tenders/{tender_id}/securities", response={201: dict})
def add_security(request, tender_id: int, body: SecurityIn):
    """Write a security down."""
    details = body.model_dump(exclude={"amount"})
    row = actions.add_security(found(request, tender_id), amount_kopecks=body.amount.kopecks, by=request.user, at=timezone.now(), **details)
    return Status(201, security_shown(row))


class PaidIn(In):
    on: date
    due_back_on: date | None = None


@router.post("/tender-securities/{security_id}/payment")
def pay_security(request, security_id: int, body: PaidIn):
    """Say that a security was given."""
    row = of_a_tender(request, Security.objects.all(), security_id)
    return security_shown(actions.pay_security(row, by=request.user, at=timezone.now(), **body.model_dump()))


class ReturnedIn(In):
    on: date


@router.post("/tender-securities/{security_id}/return")
def return_security(request, security_id: int, body: ReturnedIn):
    """Say that a security came back."""
    row = of_a_tender(request, Security.objects.all(), security_id)
    return security_shown(actions.return_security(row, on=body.on, by=request.user, at=timezone.now()))


def papers_shown(tender: Tender, at) -> dict:
    """Tell what the tender asks for and how each stands in the locker."""
    rows = queries.papers_of(tender, at)
    return {"tender_id": tender.pk, "items": [{"id": row["paper"].pk, "kind": row["paper"].kind, "note": row["paper"].note, "state": row["state"].value,
                                               "document_id": row["document"].pk if row["document"] else None} for row in rows]}  # fmt: skip


@router.get("/tenders/{tender_id}/papers")
def list_papers(request, tender_id: int):
    """List the documents a tender asks for."""
    return papers_shown(found(request, tender_id), timezone.now())


class PaperIn(In):
    kind: Line
    note: upto(200) = ""


@router.post("/tenders/{tender_id}/papers", response={201: dict})
def require_paper(request, tender_id: int, body: PaperIn):
    """Add a document that the tender asks for."""
    tender, at = found(request, tender_id), timezone.now()
    actions.require_paper(tender, by=request.user, at=at, **body.model_dump())
    return Status(201, papers_shown(tender, at))


@router.delete("/tender-papers/{paper_id}")
def drop_paper(request, paper_id: int):
    """Take a document off the list of its tender."""
    at = timezone.now()
    tender = actions.drop_paper(of_a_tender(request, TenderPaper.objects.all(), paper_id), by=request.user, at=at)
    return papers_shown(tender, at)


def document_shown(one: AgencyDocument) -> dict:
    """Tell a document of the agency."""
    return {"id": one.pk, "version": one.version, "kind": one.kind, "title": one.title, "number": one.number, "issued_on": one.issued_on,
            "expires_on": one.expires_on, "name": one.name, "size": one.size, "sha256": one.digest, "withdrawn_at": told(one.withdrawn_at)}  # fmt: skip


@router.get("/tender-documents")
def list_documents(request, cursor: str | None = None, limit: int = LIMIT):
    """List the documents of the agency."""
    desk_only(request)
    return listed(queries.documents(withdrawn=True), document_shown, cursor=cursor, limit=limit)


class DocumentIn(In):
    kind: str = "other"
    title: str = ""
    number: str = ""
    issued_on: date | None = None
    expires_on: date | None = None


@router.post("/tender-documents", response={201: dict})
def keep_document(request, details: Form[DocumentIn], file: File[UploadedFile]):
    """Put a document into the locker (multipart/form-data, the content in the field `file`)."""
    desk_only(request)
    row = actions.keep_document(the_agency(), raw=file.read(), name=file.name or "", content_type=file.content_type or "", by=request.user,
                                at=timezone.now(), **details.model_dump())  # fmt: skip
    return Status(201, document_shown(row))


@router.get("/tender-documents/{document_id}/file")
def one_document(request, document_id: int):
    """Download a document of the agency."""
    desk_only(request)
    one = find(queries.documents(withdrawn=True).exclude(digest=""), document_id)
    return download(one.digest, name=one.name, content_type=one.content_type)


@router.post("/tender-documents/{document_id}/withdrawal")
def withdraw_document(request, document_id: int):
    """Take a document out of use."""
    desk_only(request)
    return document_shown(actions.withdraw_document(find(queries.documents(withdrawn=True), document_id), by=request.user, at=timezone.now()))

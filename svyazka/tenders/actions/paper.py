"""The locker of the agency's documents, and what a tender asks for."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit import files
from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.guard import action
from svyazka.kit.mail import clean
from svyazka.people.models import Agency, Person
from svyazka.tenders.actions.duties import LEAD
from svyazka.tenders.models import AgencyDocument, Tender, TenderPaper
from svyazka.tenders.rules import PaperKind


@action(LEAD, answers="RA", lock=False)
def keep_document(agency: Agency, *, kind: str, title: str = "", number: str = "", issued_on: date | None = None,
                  expires_on: date | None = None, raw: bytes = b"", name: str = "", content_type: str = "", by: Person,
                  at: datetime) -> AgencyDocument:  # fmt: skip
    """Put a document of the agency into the locker, its content first. Raises Malformed if it expires before it was issued."""
    if kind not in PaperKind.values:
        raise Malformed(_("There is no such kind of document: %(kind)s.") % {"kind": kind})
    if issued_on and expires_on and expires_on < issued_on:
        raise Malformed(_("A document expires after it was issued."))
    document = AgencyDocument.objects.create(
        kind=kind, title=clean(title)[:200] or str(PaperKind(kind).label), number=clean(number)[:100], issued_on=issued_on, expires_on=expires_on,
        digest=files.keep(raw) if raw else "", name=clean(name)[:300], content_type=clean(content_type)[:100], size=len(raw),
        added_by=by, added_at=at,
    )  # fmt: skip
    record(document, "tenders.document_kept", by=by, at=at, kind=kind, title=document.title, digest=document.digest)
    return document


@action(LEAD, answers="RA")
def withdraw_document(document: AgencyDocument, *, by: Person, at: datetime) -> AgencyDocument:
    """Take the document out of use; the row and the file stay. Raises Refused if it was withdrawn before."""
    if document.withdrawn_at is not None:
        raise Refused(_("This document was withdrawn already."))
    document.withdrawn_at = at
    document.save(update_fields=["withdrawn_at"])
    record(document, "tenders.document_withdrawn", by=by, at=at, kind=document.kind, title=document.title)
    return document


@action(LEAD, answers="RA")
def require_paper(tender: Tender, *, kind: str, note: str = "", by: Person, at: datetime) -> TenderPaper:
    """Say that the tender asks for this document. Raises Refused if it is on the list."""
    if kind not in PaperKind.values:
        raise Malformed(_("There is no such kind of document: %(kind)s.") % {"kind": kind})
    paper, made = TenderPaper.objects.get_or_create(tender=tender, kind=kind, note=note[:200])
    if not made:
        raise Refused(_("This document is on the list already."))
    record(tender, "tenders.paper_required", by=by, at=at, kind=kind, note=note)
    return paper


@action(LEAD, answers="RA")
def drop_paper(paper: TenderPaper, *, by: Person, at: datetime) -> Tender:
    """Say that the tender does not ask for this document."""
    tender, kind, note = paper.tender, paper.kind, paper.note
    TenderPaper.objects.filter(pk=paper.pk).delete()
    record(tender, "tenders.paper_dropped", by=by, at=at, kind=kind, note=note)
    return tender

"""Papers of deals as files, their texts and numbers, spoken in JSON."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status

from svyazka.briefs.queries import shown_to_client
from svyazka.briefs.queries import visible_to as briefs_visible_to
from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.deals import actions, papers, queries
from svyazka.deals.models import Contract, NumberSeries, PaperText
from svyazka.deals.papers import as_file
from svyazka.deals.rules import PaperKind
from svyazka.deals.rules.amendment import TOLD
from svyazka.deals.rules.vocabulary import VOCABULARY
from svyazka.kit.api import In, Key, Line, Note, Number, papers_at, staff_only, told, upto
from svyazka.kit.errors import refuse_if, unknown
from svyazka.kit.http import find
from svyazka.kit.papers.reading import MOST_TEXT
from svyazka.people.queries import the_agency, today

router = Router()
Words = upto(MOST_TEXT, least=1)


def _contract(request, contract_id: int) -> Contract:
    """Return the contract if the person sees it; a client's contact sees what was sent."""
    seen = queries.contracts_visible_to(request.user, timezone.now())
    if request.user.kind != "contact":
        return find(seen, contract_id)
    found = find(queries.shown_to_clients(seen), contract_id)
    refuse_if([] if queries.reads_as_sent(found) else [_("The contract is being changed: its papers come with the next edition.")])
    return found


@papers_at(router, "/proposals/{proposal_id}")
def proposal_paper(request, proposal_id: int, form: str):
    """Return a proposal as a PDF or a Word file."""
    return as_file(papers.proposal_paper(find(queries.proposals_visible_to(request.user, timezone.now()), proposal_id)), form)


@papers_at(router, "/contracts/{contract_id}")
def contract_paper(request, contract_id: int, form: str, annexes: bool = False):
    """Return a contract as a PDF or a Word file, alone or with its annexes after it."""
    return as_file(papers.contract_paper(_contract(request, contract_id), at=timezone.now(), whole=annexes), form)


@papers_at(router, "/contracts/{contract_id}/annexes/{kind}")
def annex_paper(request, contract_id: int, kind: str, form: str):
    """Return an annex: specification, plan, price; or the protocol: disagreements."""
    return as_file(papers.annex_paper(_contract(request, contract_id), kind, at=timezone.now()), form)


@papers_at(router, "/contracts/{contract_id}/amendments/{number}")
def amendment_paper(request, contract_id: int, number: int, form: str):
    """Return an amendment; a client's contact takes those that were sent or signed."""
    return _change(request, contract_id, number, form, kind="amendment")


@papers_at(router, "/contracts/{contract_id}/orders/{number}")
def order_paper(request, contract_id: int, number: int, form: str):
    """Return an order under a frame contract; a client's contact takes those that were sent or signed."""
    return _change(request, contract_id, number, form, kind="order")


def _change(request, contract_id: int, number: int, form: str, *, kind: str):
    made = _contract(request, contract_id).amendments.filter(kind=kind)
    seen = made.filter(state__in=TOLD) if request.user.kind == "contact" else made
    return as_file(papers.amendment_paper(find(seen, None, number=number)), form)


@papers_at(router, "/contracts/{contract_id}/applications/{stage_id}")
def application_paper(request, contract_id: int, stage_id: int, form: str):
    """Return the application for one stage, where time or periods are sold."""
    staff_only(request)
    stage = find(queries.applications_of(_contract(request, contract_id)), stage_id)
    return as_file(papers.application_paper(stage, at=timezone.now()), form)


@papers_at(router, "/briefs/{brief_id}")
def specification_paper(request, brief_id: int, form: str):
    """Return an edition of the specification."""
    at = timezone.now()
    seen = shown_to_client(request.user, at) if request.user.kind == "contact" else briefs_visible_to(request.user, at)
    return as_file(papers.specification_paper(find(seen, brief_id), at=at), form)


@papers_at(router, "/engagements/{engagement_id}/consent")
def consent_paper(request, engagement_id: int, form: str, contact: Key | None = None):
    """Return the consent of a contact to the processing of their data; of nobody named, a blank one."""
    at = timezone.now()
    engagement = find(engagements_visible_to(staff_only(request), at), engagement_id)
    person = find(engagement.client.contacts.all(), contact).name if contact else ""
    return as_file(papers.consent_paper(engagement, person=person, at=at), form)


@router.get("/contracts/{contract_id}/readiness")
def readiness(request, contract_id: int):
    """Tell what is lacking for a signature, side by side, and what to mind before it."""
    staff_only(request)
    contract = _contract(request, contract_id)
    lacking = [{"side": one.side, "lacks": [str(what) for what in one.what], "href": one.href} for one in queries.lacking_in(contract)]
    return {"ready": not lacking, "lacking": lacking, "warnings": [str(one) for one in queries.warnings_before_signing(contract, today(timezone.now()))]}


def text_shown(text: PaperText) -> dict:
    """Tell an edition of a text."""
    return {"kind": text.kind, "edition": text.edition, "text": text.text, "starts_on": text.starts_on, "note": text.note, "returned_to": text.returned_to,
            "made_by": text.made_by.login if text.made_by else None, "made_at": told(text.made_at)}  # fmt: skip


@router.get("/paper-texts")
def list_texts(request):
    """List the texts of papers in force."""
    staff_only(request)
    return {"items": [text_shown(text) for text in queries.texts_in_force(timezone.now()).values()], "next": None}


@router.get("/paper-texts/vocabulary")
def vocabulary(request):
    """Tell what a text may name: fields, conditions, tables, blocks."""
    staff_only(request)
    groups = {"fields": VOCABULARY.fields, "conditions": VOCABULARY.conditions, "tables": VOCABULARY.tables, "blocks": VOCABULARY.blocks}
    return {name: {word: str(meaning) for word, meaning in words.items()} for name, words in groups.items()}


@router.get("/paper-texts/{kind}")
def editions(request, kind: str):
    """List the editions of a text, the newest first."""
    staff_only(request)
    return {"items": [text_shown(text) for text in queries.editions_of(_kind(kind))], "next": None}


def _kind(kind: str) -> str:
    if kind not in PaperKind.values:
        raise unknown("kind", kind)
    return kind


class EditionIn(In):
    text: Words
    seen: Number
    starts_on: date | None = None
    note: Note = ""


@router.post("/paper-texts/{kind}/editions", response={201: dict})
def write(request, kind: str, body: EditionIn):
    """Write an edition of a text over the one you have seen."""
    staff_only(request)
    return Status(201, text_shown(actions.write_text(the_agency(), kind=kind, by=request.user, at=timezone.now(), **body.model_dump())))


class ReturningIn(In):
    edition: Number
    seen: Number


@router.post("/paper-texts/{kind}/returning", response={201: dict})
def return_to(request, kind: str, body: ReturningIn):
    """Return to the words of an earlier edition."""
    staff_only(request)
    return Status(201, text_shown(actions.return_text(the_agency(), kind=kind, by=request.user, at=timezone.now(), **body.model_dump())))


@router.get("/paper-texts/{kind}/preview/{engagement_id}")
def preview(request, kind: str, engagement_id: int):
    """Return the text in force as a PDF with the facts of an engagement."""
    at = timezone.now()
    engagement = find(engagements_visible_to(staff_only(request), at), engagement_id)
    return as_file(papers.preview_paper(_kind(kind), queries.text_at(kind, at).text, engagement, at=at), "pdf")


def series_shown(series: NumberSeries) -> dict:
    """Tell a series of numbers."""
    return {"id": series.pk, "kind": series.kind, "legal_entity": series.legal_entity_id, "pattern": series.pattern, "prefix": series.prefix,
            "per_entity": series.per_entity, "yearly": series.yearly, "starts_on": series.starts_on}  # fmt: skip


@router.get("/number-series")
def list_series(request):
    """List the series of numbers in force."""
    staff_only(request)
    return {"items": [series_shown(one) for one in queries.series_in_force(today(timezone.now()))], "next": None}


class SeriesIn(In):
    kind: Line
    pattern: upto(60, least=1)
    prefix: upto(20) = ""
    legal_entity: Key | None = None
    per_entity: bool = False
    yearly: bool = True
    starts_on: date | None = None


@router.post("/number-series", response={201: dict})
def set_series(request, body: SeriesIn):
    """Number papers of a kind by a pattern from a day on."""
    staff_only(request)
    return Status(201, series_shown(actions.set_series(the_agency(), by=request.user, at=timezone.now(), **body.model_dump())))

"""Papers of deals as files: each at …/pdf/ and …/docx/."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from svyazka.briefs.queries import visible_to as briefs_visible_to
from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.deals import papers, queries
from svyazka.deals.models import Contract
from svyazka.deals.papers import as_file
from svyazka.kit.http import find, staff_page


def _contract(request, contract_id: int) -> Contract:
    return find(queries.contracts_visible_to(request.user, timezone.now()), contract_id)


@staff_page
@require_GET
def proposal(request, proposal_id, form):
    """Return a proposal."""
    return as_file(papers.proposal_paper(find(queries.proposals_visible_to(request.user, timezone.now()), proposal_id)), form)


@staff_page
@require_GET
def contract(request, contract_id, form):
    """Return a contract alone."""
    return as_file(papers.contract_paper(_contract(request, contract_id), at=timezone.now()), form)


@staff_page
@require_GET
def whole(request, contract_id, form):
    """Return a contract with its annexes in one file."""
    return as_file(papers.contract_paper(_contract(request, contract_id), at=timezone.now(), whole=True), form)


@staff_page
@require_GET
def annex(request, contract_id, kind, form):
    """Return an annex of a contract, or its protocol of disagreements."""
    return as_file(papers.annex_paper(_contract(request, contract_id), kind, at=timezone.now()), form)


@staff_page
@require_GET
def amendment(request, contract_id, number, form):
    """Return an amendment of a contract."""
    return _change(request, contract_id, number, form, kind="amendment")


@staff_page
@require_GET
def order(request, contract_id, number, form):
    """Return an order under a frame contract."""
    return _change(request, contract_id, number, form, kind="order")


def _change(request, contract_id: int, number: int, form: str, *, kind: str) -> HttpResponse:
    made = _contract(request, contract_id).amendments.select_related("contract__engagement", "contract__client")
    return as_file(papers.amendment_paper(find(made, None, number=number, kind=kind)), form)


@staff_page
@require_GET
def application(request, contract_id, stage_id, form):
    """Return the application under a contract for one stage."""
    found = find(queries.applications_of(_contract(request, contract_id)), stage_id)
    return as_file(papers.application_paper(found, at=timezone.now()), form)


@staff_page
@require_GET
def specification(request, brief_id, form):
    """Return an edition of a specification."""
    at = timezone.now()
    return as_file(papers.specification_paper(find(briefs_visible_to(request.user, at), brief_id), at=at), form)


@staff_page
@require_GET
def consent(request, engagement_id, form):
    """Return the consent of a contact to the processing of their data; of nobody named, a blank one."""
    at = timezone.now()
    engagement = find(engagements_visible_to(request.user, at), engagement_id)
    named = request.GET.get("contact", "")
    contact = find(engagement.client.contacts, named) if named.isdecimal() else None
    return as_file(papers.consent_paper(engagement, person=contact.name if contact else "", at=at), form)

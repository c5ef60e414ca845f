"""Papers as files: what the client was sent, as a PDF or a Word file, and their bills."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from svyazka.briefs.queries import shown_to_client
from svyazka.deals import papers as deal_papers
from svyazka.deals.models import Contract
from svyazka.deals.papers import as_file
from svyazka.deals.queries import amendments_told, proposals_visible_to, reads_as_sent, told_to_client
from svyazka.kit.errors import refuse_if
from svyazka.kit.files import paper
from svyazka.kit.http import contact_page, find
from svyazka.kit.papers import as_pdf
from svyazka.money import papers
from svyazka.money.queries import acts_visible_to, invoices_visible_to


@contact_page
@require_GET
def specification(request, brief_id, form):
    """Return an edition of the specification that was sent."""
    at = timezone.now()
    return as_file(deal_papers.specification_paper(find(shown_to_client(request.user, at), brief_id), at=at), form)


@contact_page
@require_GET
def proposal(request, proposal_id, form):
    """Return a proposal."""
    return as_file(deal_papers.proposal_paper(find(proposals_visible_to(request.user, timezone.now()), proposal_id)), form)


def _contract(request, contract_id: int) -> Contract:
    found = find(told_to_client(request.user, timezone.now()), contract_id)
    refuse_if([] if reads_as_sent(found) else [_("The contract is being changed: its papers come with the next edition.")])
    return found


@contact_page
@require_GET
def contract(request, contract_id, form):
    """Return a contract with its annexes in one file."""
    return as_file(deal_papers.contract_paper(_contract(request, contract_id), at=timezone.now(), whole=True), form)


@contact_page
@require_GET
def disagreements(request, contract_id, form):
    """Return the protocol of disagreements."""
    return as_file(deal_papers.annex_paper(_contract(request, contract_id), "disagreements", at=timezone.now()), form)


@contact_page
@require_GET
def amendment(request, amendment_id, form):
    """Return an amendment or an order that was sent, or signed."""
    return as_file(deal_papers.amendment_paper(find(amendments_told(request.user, timezone.now()), amendment_id)), form)


@contact_page
@require_GET
def act(request, act_id) -> HttpResponse:
    """Return an act as a PDF."""
    shown = find(acts_visible_to(request.user, timezone.now()), act_id)
    return paper(as_pdf(papers.act_paper(shown)), f"act-{shown.number}", "pdf")


@contact_page
@require_GET
def invoice(request, invoice_id) -> HttpResponse:
    """Return an invoice as a PDF."""
    shown = find(invoices_visible_to(request.user, timezone.now()), invoice_id)
    return paper(as_pdf(papers.invoice_paper(shown)), f"invoice-{shown.number}", "pdf")

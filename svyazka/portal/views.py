"""The client's own door: status, results to accept, words, contracts, papers. Only contacts come in."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.acceptance.actions import decide_defence
from svyazka.acceptance.queries import defences_visible_to
from svyazka.briefs.actions import MOST_WORDS, answer_brief, client_talks_of_clause
from svyazka.briefs.queries import shown_to_client
from svyazka.briefs.rules import Decision
from svyazka.clients.actions import client_says
from svyazka.clients.queries import files_visible_to, visible_to
from svyazka.deals import papers as deal_papers
from svyazka.deals.actions import answer_extra, client_answers, file_disagreements
from svyazka.deals.queries import contract_of, extras_visible_to, proposal_told, proposals_visible_to, told_to_client
from svyazka.deals.rules import picked_in
from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.files import download, paper
from svyazka.kit.http import contact_page, find, refusals_said
from svyazka.kit.mail import clean
from svyazka.kit.pages import render
from svyazka.kit.papers import as_pdf
from svyazka.money import papers
from svyazka.money.queries import acts_visible_to, invoices_visible_to
from svyazka.people.queries import today
from svyazka.portal import queries


@contact_page
@require_GET
def home(request):
    """Show what waits for the contact."""
    return render(request, "portal/home.html", queries.home(request.user, timezone.now()))


@contact_page
@require_GET
def engagement(request, engagement_id):
    """Show one engagement: stages, who answers today, the talk."""
    at = timezone.now()
    shown = find(visible_to(request.user, at), engagement_id)
    return render(request, "portal/engagement.html", queries.one(shown, request.user, at))


@contact_page
@require_POST
def say_it(request, engagement_id):
    """Write to the agency."""
    at = timezone.now()
    shown = find(visible_to(request.user, at), engagement_id)
    with refusals_said(request):
        client_says(shown, text=request.POST.get("text", ""), by=request.user, at=at)
    return redirect("portal:engagement", shown.pk)


@contact_page
@require_GET
def defence(request, defence_id):
    """Show a result with its criteria, to be accepted or remarked on."""
    return _draw_defence(request, find(defences_visible_to(request.user, timezone.now()), defence_id))


def _draw_defence(request, shown, *, typed: dict | None = None, status: int = 200):
    told = {
        "defence": shown,
        "criteria": list(shown.result.criteria.select_related("clause")),
        "remarks": list(shown.remarks.all()),
        "typed": typed or {},
        "contract": contract_of(shown.engagement),
    }
    return render(request, "portal/defence.html", told, status=status)


@contact_page
@require_POST
def verdict(request, defence_id):
    """Accept the result, or send a round of remarks, one a criterion."""
    at = timezone.now()
    shown = find(defences_visible_to(request.user, at), defence_id)
    accepted = request.POST.get("accepted") == "1"
    typed = [(name.removeprefix("remark:"), text.strip()) for name, text in request.POST.items() if name.startswith("remark:")]
    criteria = {str(row.pk): (row.clause.criterion or row.clause.text) if row.clause else "" for row in shown.result.criteria.select_related("clause")}
    remarks = [{"criterion": criteria.get(key, _("In general")), "text": text} for key, text in typed if text]
    with refusals_said(request) as outcome:
        if accepted and remarks:
            raise Refused(_("You have written remarks: send them, or take them out and accept."))
        decide_defence(shown, accepted=accepted, remarks=remarks, by=request.user, at=at)
        messages.success(request, _("Accepted, thank you.") if accepted else _("The remarks are sent; we shall answer here."))
        return redirect("portal:home")
    return _draw_defence(request, shown, typed=dict(typed), status=outcome.status)


def _proposal(request, proposal_id: int):
    return find(proposals_visible_to(request.user, timezone.now()), proposal_id)


@contact_page
@require_GET
def proposal(request, proposal_id):
    """Show a price with what may be chosen in it."""
    return _draw_proposal(request, _proposal(request, proposal_id))


def _draw_proposal(request, shown, *, typed: str = "", picked: list | None = None, status: int = 200):
    told = {
        "proposal": shown,
        "told": proposal_told(shown),
        "stands": shown.state == "sent" and shown.valid_until_on >= today(timezone.now()) and not shown.engagement.closed_at,
        "picked": picked or [],
        "typed": typed,
    }
    return render(request, "portal/proposal.html", told, status=status)


@contact_page
@require_POST
def answer_price(request, proposal_id):
    """Accept the price with the chosen options, or decline it."""
    shown, picked = _proposal(request, proposal_id), picked_in(request.POST)
    accepted, reason = request.POST.get("accepted") == "1", clean(request.POST.get("reason", ""))[:1000]
    with refusals_said(request) as outcome:
        client_answers(shown, accepted=accepted, reason=reason, picked=picked, by=request.user, at=timezone.now())
        messages.success(request, _("Accepted, thank you: the contract comes next.") if accepted else _("Thank you for telling us."))
        return redirect("portal:home")
    return _draw_proposal(request, _proposal(request, proposal_id), typed=reason, picked=picked, status=outcome.status)


@contact_page
@require_GET
def proposal_pdf(request, proposal_id):
    """Return a proposal as a PDF."""
    drawn = deal_papers.proposal_paper(_proposal(request, proposal_id))
    return paper(as_pdf(drawn.paper), drawn.file, "pdf")


@contact_page
@require_GET
def contract(request, contract_id):
    """Show a contract as it was sent, the protocol of disagreements, and the hours where they are shown."""
    return _draw_contract(request, contract_id)


BLANK = {"clause": "", "theirs": ""}


def _draw_contract(request, contract_id: int, *, typed: list[dict] | None = None, status: int = 200):
    at = timezone.now()
    shown = find(told_to_client(request.user, at), contract_id)
    return render(request, "portal/contract.html", {**queries.contract(shown, at), "typed": [*(typed or ()), BLANK], "typing": typed is not None}, status=status)


@contact_page
@require_POST
def disagree(request, contract_id):
    """File rows of disagreement with a contract."""
    at = timezone.now()
    shown = find(told_to_client(request.user, at), contract_id)
    columns = zip(request.POST.getlist("clause"), request.POST.getlist("theirs"), strict=False)
    rows = [{"clause": clean(clause)[:300], "theirs": clean(theirs)[:20000]} for clause, theirs in columns if theirs.strip()]
    if "more" in request.POST:
        return _draw_contract(request, contract_id, typed=rows)
    with refusals_said(request) as outcome:
        file_disagreements(shown, rows=rows, by=request.user, at=at)
        messages.success(request, _("Your wording is with us; we shall answer here."))
        return redirect("portal:contract", shown.pk)
    return _draw_contract(request, contract_id, typed=rows, status=outcome.status)


@contact_page
@require_POST
def extra(request, extra_id):
    """Approve or decline hours above a period."""
    at = timezone.now()
    asked = find(extras_visible_to(request.user, at), extra_id)
    with refusals_said(request):
        answer_extra(asked, approved=request.POST.get("approved") == "1", by=request.user, at=at)
        messages.success(request, _("Thank you, your answer is with us."))
    return redirect("portal:contract", asked.period.contract_id)


@contact_page
@require_GET
def file(request, file_id):
    """Download a file of the stream that the client reads."""
    found = find(files_visible_to(request.user, timezone.now()), file_id)
    return download(found.digest, name=found.name, content_type=found.content_type)


@contact_page
@require_GET
def act(request, act_id):
    """Return an act as a PDF."""
    shown = find(acts_visible_to(request.user, timezone.now()), act_id)
    return paper(as_pdf(papers.act_paper(shown)), f"act-{shown.number}", "pdf")


@contact_page
@require_GET
def invoice(request, invoice_id):
    """Return an invoice as a PDF."""
    shown = find(invoices_visible_to(request.user, timezone.now()), invoice_id)
    return paper(as_pdf(papers.invoice_paper(shown)), f"invoice-{shown.number}", "pdf")


def _specification(request, brief_id: int):
    return find(shown_to_client(request.user, timezone.now()), brief_id)


@contact_page
@require_GET
def specification(request, brief_id):
    """Show the very edition that was sent, and what has changed since the one they agreed before."""
    return _draw_specification(request, _specification(request, brief_id))


def _draw_specification(request, brief, *, typed: dict | None = None, status: int = 200):
    told = queries.specification(brief, request.user, timezone.now())
    return render(request, "portal/specification.html", {**told, "typed": typed or {}}, status=status)


@contact_page
@require_POST
def answer(request, brief_id):
    """Agree the edition whose words were shown, or say what is wrong."""
    brief, typed = _specification(request, brief_id), request.POST
    decision = Decision.AGREED if typed.get("agreed") == "1" else Decision.REMARKS
    with refusals_said(request) as outcome:
        answer_brief(brief, decision=decision, digest=typed.get("digest", ""), reason=_short(typed.get("reason", "")), by=request.user, at=timezone.now())
        messages.success(request, _("Agreed, thank you.") if decision == Decision.AGREED else _("The remarks are sent; we shall answer here."))
        return redirect("portal:specification", brief_id)
    return _draw_specification(request, _specification(request, brief_id), typed=typed, status=outcome.status)


def _short(text: str) -> str:
    if len(text) > MOST_WORDS:
        raise Malformed(_("Write it in at most %(most)s characters.") % {"most": MOST_WORDS})
    return text


@contact_page
@require_POST
def clause_talk(request, brief_id, key):
    """Say a word on one clause."""
    brief = _specification(request, brief_id)
    with refusals_said(request) as outcome:
        client_talks_of_clause(brief, key=key, text=request.POST.get("text", ""), by=request.user, at=timezone.now())
        return redirect(f"/portal/specifications/{brief_id}/#clause-{key}")
    return _draw_specification(request, brief, typed={f"text-{key}": request.POST.get("text", "")}, status=outcome.status)

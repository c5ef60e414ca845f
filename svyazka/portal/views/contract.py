"""A contract as it was sent, the protocol of disagreements, hours above a period."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.deals.actions import answer_extra, file_disagreements
from svyazka.deals.queries import extras_visible_to, told_to_client
from svyazka.kit.http import contact_page, find, refusals_said
from svyazka.kit.mail import clean
from svyazka.kit.pages import render
from svyazka.portal import queries


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
